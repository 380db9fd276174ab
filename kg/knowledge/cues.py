"""Words that show how far an article stands behind a claim, and who says it: `ontologies/lexicon/LANG/cues.tsv`.

One cue a line. Columns:

    words     lemmas or forms in order, accents as written; a few words may stand between them, but not before one
              with "+" ("be +to"); "|" parts alternatives. "Mood=Cnd" is any verb with that feature,
              "{lemma}ait" one whose form is its infinitive (less a final e) with that ending
    pos       verb, noun, adjective, adverb, auxiliary, determiner, preposition, conjunction, mood
    kind      report, according, allege, hedge, possibility, condition, conditional, plan, negation, deny,
              failure, question
    status    what a governed claim becomes; empty for words that only tell who speaks
    negated   what it becomes when the cue itself is negated; "" = "denied"
    reach     what the cue governs:
              complement  what depends on it as object, subject, clause or prepositional complement
              nominal     the same, but no clause
              clause      the clause that it stands in, up to the borders of other clauses
              noun        the noun that it modifies and what hangs on that
              argument    the noun that it determines, and the predicate that the noun is an argument of
              predicate   what it is predicated of or modifies
              infinitive  the verb that is its last word, whatever the parser makes of the words before
    speaker   where the source stands: subject, object, of (French: de); empty for none
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KnowledgeError

COLUMNS = ("words", "pos", "kind", "status", "negated", "reach", "speaker")
STATUSES = frozenset({"stated", "alleged", "possible", "planned", "denied", "questioned"})
POS = frozenset({
    "verb", "noun", "adjective", "adverb", "auxiliary", "determiner", "preposition", "conjunction", "mood",
})  # fmt: skip
KINDS = frozenset({
    "report", "according", "allege", "hedge", "possibility", "condition", "conditional", "plan", "negation", "deny",
    "failure", "question",
})  # fmt: skip
REACHES = frozenset({"complement", "nominal", "clause", "noun", "argument", "predicate", "infinitive"})
_ELIDED = re.compile(r"(?<=\w)'(?=[^\W\d_]{2})")
SPEAKERS = frozenset({"", "subject", "object", "of", "de"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One line of cues.tsv; see the module."""

    words: tuple[str, ...]
    pos: str
    kind: str
    status: str | None
    negated: str
    reach: str
    speaker: str


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """All cues of a language, in the order of the file; iterates over them."""

    lang: str
    cues: tuple[Cue, ...]

    def __iter__(self) -> Iterator[Cue]:
        return iter(self.cues)

    def __len__(self) -> int:
        return len(self.cues)


def load_cues(root: Path, lang: str) -> Cues:
    """Raises KnowledgeError naming the file and the line that cannot be read."""
    path = root / "lexicon" / lang / "cues.tsv"
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise KnowledgeError(f"{path}: {error.strerror}") from error
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise KnowledgeError(f"{path}:1: the columns are {', '.join(COLUMNS)}")
    seen: dict[tuple[tuple[str, ...], str], int] = {}
    cues = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            cue = _cue(line)
        except ValueError as error:
            raise KnowledgeError(f"{path}:{number}: {error}") from error
        before = seen.setdefault((cue.words, cue.pos), number)
        if before != number:
            raise KnowledgeError(f"{path}:{number}: {' '.join(cue.words)!r} is already on line {before}")
        cues.append(cue)
    return Cues(lang, tuple(cues))


def _cue(line: str) -> Cue:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{len(cells)} columns, not {len(COLUMNS)}")
    words, pos, kind, status, negated, reach, speaker = (cell.strip() for cell in cells)
    for value, known, name in (
        (pos, POS, "pos"),
        (kind, KINDS, "kind"),
        (status, STATUSES | {""}, "status"),
        (negated, STATUSES | {""}, "negated"),
        (reach, REACHES, "reach"),
        (speaker, SPEAKERS, "speaker"),
    ):
        if value not in known:
            raise ValueError(f"{name} {value!r} is none of {', '.join(sorted(known - {''}))}")
    if not words:
        raise ValueError("no words")
    # an elided word ("s'engager") is a word of its own, as the tokenizers see it; "n't" and "'s" stay whole
    return Cue(tuple(_ELIDED.sub("' ", words).split()), pos, kind, status or None, negated or "denied", reach, speaker)
