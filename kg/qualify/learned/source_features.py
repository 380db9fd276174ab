"""Who may be the source of a claim, and what speaks for each: cues near by, quotation marks, the network's own score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.knowledge.ontology import Ontology
from kg.model import Argument, Attribution, EntityType, Filler, Frame, MentionKind
from kg.qualify.attribution import QUOTATION, Sources
from kg.qualify.fillers import fillers_of
from kg.qualify.hits import Hit

# sentences and paragraphs to either side in which a cue may tell the source
SENTENCES = 4
PARAGRAPHS = 2
CLAUSE_MARKS = frozenset({"that", "que", "qu'"})
CUE_KINDS = ("report", "according", "allege", "hedge", "deny", "question", "plan", "possibility")
CUE_POS = ("verb", "noun", "preposition", "conjunction", "adverb", "adjective")
STATUSES = ("stated", "alleged", "possible", "planned", "denied", "questioned")
TYPES = tuple(EntityType)
KINDS = tuple(MentionKind)
MISSING = -9.0


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a candidate is told to speak: the cue and its steps above the trigger, None of what there is not."""

    mention: int
    hit: Hit | None
    governs: int | None = None
    score: float = 0.0  # of the network


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be the source, by its occurrences, the nearest first; `rank` among what the rules find, -1."""

    filler: Filler
    occurrences: tuple[Occurrence, ...]
    rank: int

    @property
    def told(self) -> Occurrence | None:
        """The nearest occurrence with a cue."""
        return next((o for o in self.occurrences if o.hit is not None), None)


def candidates(sources: Sources, frame: Frame, ruled: Sequence[Attribution], ontology: Ontology) -> list[Candidate]:
    """Entities that can speak: those the rules find, those of the cues about, those that the network scored."""
    tree, sentence = sources.tree, sources.tree.sentence[frame.trigger]
    paragraph = tree.paragraph[frame.trigger]
    found: list[Occurrence] = []
    for other in range(max(0, sentence - SENTENCES), min(len(tree.sentences), sentence + SENTENCES + 1)):
        if abs(tree.paragraph[tree.sentences[other][0]] - paragraph) > PARAGRAPHS:
            continue
        for hit, mention in sources.spoken[other]:
            governs = sources.governs(hit, frame) if other == sentence else None
            found.append(Occurrence(mention, hit, governs))
    found += [Occurrence(a.mention, None, None, a.score) for a in frame.sources]
    found.sort(key=lambda o: _distance(sources, frame, o))
    ranks = {a.source.entity.id: n for n, a in enumerate(ruled)}
    fillers: dict[str, Filler] = {a.source.entity.id: a.source for a in ruled}
    occurrences: dict[str, list[Occurrence]] = {name: [] for name in fillers}
    for occurrence in found:
        rule = occurrence.hit.cue.kind if occurrence.hit else "model"
        for filler in fillers_of(
            sources.mentions, sources.entities, sources.antecedents, occurrence.mention, rule
        ):
            if filler.entity.type in ontology.sources:
                fillers.setdefault(filler.entity.id, filler)
                occurrences.setdefault(filler.entity.id, []).append(occurrence)
    return [Candidate(f, tuple(occurrences[name]), ranks.get(name, -1)) for name, f in fillers.items()]


def _distance(sources: Sources, frame: Frame, occurrence: Occurrence) -> tuple[bool, bool, int, int, int]:
    tree, hit = sources.tree, occurrence.hit
    at = hit.head if hit else sources.mentions[occurrence.mention].head
    away = abs(tree.sentence[at] - tree.sentence[frame.trigger])
    return hit is None, occurrence.governs is None, away, abs(at - frame.trigger), occurrence.mention


def source_features(
    sources: Sources, frame: Frame, found: Sequence[Candidate], status: str, classes: Sequence[str]
) -> NDArray[np.float64]:
    """Shape (candidates, features)."""
    shared = _of_frame(sources, frame, found, status, classes)
    fillers = _entities(sources, frame)
    best = max((o.score for c in found for o in c.occurrences), default=0.0)
    rows = [[*shared, *_of_candidate(sources, c, fillers, best), *_of_cue(sources, frame, c)] for c in found]
    return np.array(rows, np.float64).reshape(len(found), len(source_names()))


def source_names() -> tuple[str, ...]:
    """Names of the columns of `source_features`."""
    return (
        "french", "ruled", "rules", "candidates", "quoted", "quotation", "cues", "depth", "verb", "noun", "status",
        "aside", "first-paragraph", "headline", "length", "place", "relatives", "conditional", "that", "opened",
        "class", "rank", "by-rule", "score", "best-score", "occurrences", "filler", "type", "kind", "told",
        "sentences-away", "paragraphs-away", "steps", "cue-kind", "cue-pos", "words-away", "cue-quoted",
        "marks-between", "semicolons", "commas", "above", "below", "cue-depth", "cue-relative", "from-cue", "negated",
        "rivals", "climb", "cue-headline", "colon", "quotation-there", "cue-status", "same-paragraph",
    )  # fmt: skip


def _of_frame(
    sources: Sources, frame: Frame, found: Sequence[Candidate], status: str, classes: Sequence[str]
) -> list[float]:
    tree, trigger = sources.tree, frame.trigger
    first, end = tree.sentences[tree.sentence[trigger]]
    chain = tree.ancestors(trigger)
    moods = {tree.morph[t].get("Mood") for t in (trigger, *tree.kids[trigger])}
    ranks = [c.rank for c in found if c.rank >= 0]
    return [
        tree.lang == "fr", bool(ranks), len(ranks), len(found), sources.in_quotation(trigger),
        any(tree.words[t] in QUOTATION for t in range(first, end)),
        sum(bool(h.cue.speaker) for h in sources.hits[tree.sentence[trigger]]), len(chain),
        tree.pos[trigger] == "VERB", tree.pos[trigger] == "NOUN", STATUSES.index(status), sources.is_aside(trigger),
        tree.paragraph[trigger] == 0, tree.in_headline(trigger), end - first, trigger - first,
        sum(tree.deps[t] == "acl:relcl" for t in chain), "Cnd" in moods,
        any(tree.norms[t] in CLAUSE_MARKS and tree.deps[t] == "mark" for t in range(first, end)),
        sources.in_quotation(first), classes.index(frame.claim),
    ]  # fmt: skip


def _of_candidate(sources: Sources, candidate: Candidate, fillers: frozenset[str], best: float) -> list[float]:
    score = max((o.score for o in candidate.occurrences), default=0.0)
    entity = candidate.filler.entity
    kind = KINDS.index(sources.mentions[candidate.occurrences[0].mention].kind) if candidate.occurrences else MISSING
    return [
        candidate.rank, candidate.rank >= 0, score, best, len(candidate.occurrences), entity.id in fillers,
        TYPES.index(entity.type), kind,
    ]  # fmt: skip


def _of_cue(sources: Sources, frame: Frame, candidate: Candidate) -> list[float]:
    tree, told = sources.tree, candidate.told
    if told is None or told.hit is None:
        return [False, *[MISSING] * 23]
    hit, trigger = told.hit, frame.trigger
    there = tree.sentence[hit.head]
    first, end = tree.sentences[there]
    low, high = sorted((hit.head, trigger))
    between = [tree.words[t] for t in range(low, high)]
    chain, above = tree.ancestors(trigger), tree.ancestors(hit.head)
    paragraphs = tree.paragraph[hit.head] - tree.paragraph[trigger]
    return [
        True, there - tree.sentence[trigger], paragraphs, MISSING if told.governs is None else told.governs,
        _place(CUE_KINDS, hit.cue.kind), _place(CUE_POS, hit.cue.pos), hit.head - trigger,
        sources.in_quotation(hit.head), sum(w in QUOTATION for w in between), between.count(";"), between.count(","),
        hit.head in chain, trigger in above, len(above), tree.deps[hit.head] == "acl:relcl",
        sources.mentions[told.mention].head - hit.head, hit.negated, sum(bool(h.cue.speaker) for h in sources.hits[there]),
        chain.index(hit.head) if hit.head in chain else MISSING, tree.in_headline(hit.head), ":" in between,
        any(tree.words[t] in QUOTATION for t in range(first, end)), hit.cue.status is not None, paragraphs == 0,
    ]  # fmt: skip


def _place(names: Sequence[str], name: str) -> float:
    return names.index(name) if name in names else len(names)


def _entities(sources: Sources, frame: Frame) -> frozenset[str]:
    """Ids of what fills the frame's roles: who takes part may speak of it, and often denies it."""
    arguments: list[Argument] = [a for _, found in frame.roles for a in found]
    return frozenset(
        f.entity.id
        for a in arguments
        for f in fillers_of(sources.mentions, sources.entities, sources.antecedents, a.mention)
    )
