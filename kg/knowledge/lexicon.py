"""Which words evoke which claim, and how their syntax maps to its roles.

`ontologies/lexicon/valency.toml` holds the valency classes, shared by all languages; `LANG/triggers.tsv` beside it the
words of one language, one line a word; `LANG/forms.toml` the endings of its verbs. Voice, relatives, control,
coordination and nominalisation are the engine's business; no file repeats them.

**Slots of a valency class** (left side in valency.toml). The right side lists roles, tried in order: the first whose
types, narrowed by "role:Type|Type", admit the entity. Slots are those of the active clause: a passive's subject is
`object`, its agent is `subject`. A slot that a class does not name fills no role.

    subject object iobject
        of a verb; of a noun with a support verb, those of that verb ("X *holds* a stake": subject X)
    from via to at with against for by of on about as into than between
        prepositional slots, by the meaning that `Language.slots` gives a preposition: `at` is where something is or
        goes ("in", "at", "à", "en", "dans", "chez"), `via` is "via", "through", "par"; `by` is no passive agent.
        `between` has several fillers: all have the first role or, when two roles are given, one each, in order
    poss compound
        of a noun: genitive or possessive; modifier noun or nationality adjective
    self
        the trigger noun's own entity ("supplier", "filiale"), or what it is predicated of (apposition, copula), or the
        noun that a trigger adjective modifies

An argument that is no entity itself hands its own complements on: in "ban *exports* of gallium to Japan" they fill `of`
and `to` of the class of "ban".

**Companions** (column `words`): what must stand by the head word; alternatives are joined by "|".

    sur          near      a dependent of the head, or one of the three words after it, has this lemma
    ^poser       governor  the word that the head depends on has this lemma
    =la_main     after     these forms, in this order, begin within the eight words after the head (one form: three)
    <at_the      before    these forms, in this order, stand directly before the head
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import KnowledgeError
from kg.knowledge.inflection import inflected
from kg.model import EntityType

POS = ("verb", "noun", "adjective", "adverb")
SLOTS = frozenset({
    "subject", "object", "iobject", "from", "via", "to", "at", "with", "against", "for", "by", "of", "on", "about",
    "as", "into", "than", "between", "poss", "compound", "self",
})  # fmt: skip
EFFECTS = frozenset({"impose", "tighten", "ease", "lift"})
STATUSES = frozenset({"stated", "alleged", "possible", "planned", "denied", "questioned"})
COLUMNS = ("lemma", "pos", "words", "class", "effect", "status")
_MARKS = {"^": "governor", "=": "after", "<": "before"}


@dataclass(frozen=True, slots=True)
class Valency:
    """A valency class.

    slots     slot → the roles that it may fill, tried in order
    narrowed  (slot, role) → entity types to which the class confines the role; absent: all that the ontology admits
    """

    name: str
    claim: str
    slots: Mapping[str, tuple[str, ...]]
    narrowed: Mapping[tuple[str, str], frozenset[EntityType]]
    effect: str | None = None
    status: str | None = None

    def admits(self, slot: str, role: str, kind: EntityType) -> bool:
        """Whether an entity of this type may fill the role from this slot; the ontology may still refuse it."""
        return (slot, role) not in self.narrowed or kind in self.narrowed[slot, role]


@dataclass(frozen=True, slots=True)
class Companion:
    """Words that must stand by the head: `kind` is "near", "governor", "after" or "before" (see the module).

    options   alternatives, each a sequence of lemmas (near, governor: one lemma) or of forms (after, before)
    """

    kind: str
    options: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of triggers.tsv; `effect` and `status` are the line's own, else its class's."""

    id: str
    lemma: str
    pos: str
    words: tuple[str, ...]
    companions: tuple[Companion, ...]
    valency: Valency
    effect: str | None = None
    status: str | None = None


class Lexicon:
    """Entries of one language, looked up by the lemma and part of speech of their head; iterates in order of id."""

    __slots__ = ("_entries", "_index", "_verbs", "lang", "version")

    def __init__(
        self, lang: str, version: str, entries: Mapping[str, Entry], verbs: Mapping[str, tuple[str, ...]]
    ) -> None:
        """`verbs`: inflected form → lemmas."""
        self.lang = lang
        self.version = version
        self._entries = tuple(entries[k] for k in sorted(entries))
        index: dict[tuple[str, str], list[Entry]] = {}
        for entry in self._entries:
            index.setdefault((entry.lemma, entry.pos), []).append(entry)
        self._verbs = verbs
        # entries with more companions say more: they come first
        self._index = {k: tuple(sorted(v, key=lambda e: -len(e.companions))) for k, v in index.items()}

    def entries(self, lemma: str, pos: str) -> tuple[Entry, ...]:
        """All entries with this head, those with the most companions first; () for none.

        A verb's form is taken for its lemma where no verb has it as such: pipelines leave some forms unlemmatised.
        """
        found = self._index.get((lemma, pos), ())
        if found or pos != "verb":
            return found
        return tuple(e for verb in self._verbs.get(lemma, ()) for e in self._index[verb, pos])

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def load_lexicon(root: Path, lang: str) -> Lexicon:
    """Valency classes, triggers and verb forms under `root`/lexicon.

    Raises KnowledgeError naming file and line.
    """
    version, valencies = load_valencies(root)
    path = root / "lexicon" / lang / "triggers.tsv"
    entries: dict[str, Entry] = {}
    for number, cells in _rows(path):
        entry = _entry(f"{path}:{number}", lang, cells, valencies)
        if entry.id in entries:
            raise KnowledgeError(f"{path}:{number}: {entry.id} is there already")
        entries[entry.id] = entry
    verbs = sorted({e.lemma for e in entries.values() if e.pos == "verb"})
    return Lexicon(lang, version, entries, inflected(root / "lexicon" / lang / "forms.toml", verbs))


def load_valencies(root: Path) -> tuple[str, Mapping[str, Valency]]:
    """Version of the lexicon and its valency classes by name."""
    path = root / "lexicon" / "valency.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf8"))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"{path}: {error}") from error
    version = table.pop("version", None)
    if not isinstance(version, str):
        raise KnowledgeError(f"{path}: no version")
    return version, {name: _valency(path, name, body) for name, body in table.items()}


def _valency(path: Path, name: str, body: Any) -> Valency:
    where = f"{path}: [{name}]"
    if not isinstance(body, dict) or not isinstance(body.get("claim"), str):
        raise KnowledgeError(f"{where}: no claim class")
    slots: dict[str, tuple[str, ...]] = {}
    narrowed: dict[tuple[str, str], frozenset[EntityType]] = {}
    for slot, roles in body.items():
        if slot in ("claim", "effect", "status"):
            continue
        if slot not in SLOTS:
            raise KnowledgeError(f"{where}: no slot {slot!r}")
        if not isinstance(roles, list) or not roles or not all(isinstance(r, str) for r in roles):
            raise KnowledgeError(f"{where}: {slot} is no list of roles")
        names = []
        for role in roles:
            bare, _, types = role.partition(":")
            names.append(bare)
            if types:
                try:
                    narrowed[slot, bare] = frozenset(EntityType(t) for t in types.split("|"))
                except ValueError as error:
                    raise KnowledgeError(f"{where}: {slot}: {error}") from error
        slots[slot] = tuple(names)
    effect, status = _choice(where, body.get("effect"), EFFECTS), _choice(where, body.get("status"), STATUSES)
    return Valency(name, body["claim"], slots, narrowed, effect, status)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        lines = path.read_text(encoding="utf8").split("\n")
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"{path}: {error}") from error
    header = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.rstrip("\r").split("\t")
        if not header:
            header = True
            if tuple(cells) != COLUMNS:
                raise KnowledgeError(f"{path}:{number}: the header is not {' '.join(COLUMNS)}")
            continue
        if not 4 <= len(cells) <= len(COLUMNS):
            raise KnowledgeError(f"{path}:{number}: {len(cells)} columns, not 4 to {len(COLUMNS)}")
        yield number, [c.strip() for c in cells] + [""] * (len(COLUMNS) - len(cells))


def _entry(where: str, lang: str, cells: list[str], valencies: Mapping[str, Valency]) -> Entry:
    lemma, pos, words, name, effect, status = cells
    if not lemma or lemma != lemma.lower():
        raise KnowledgeError(f"{where}: {lemma!r} is no lower-case lemma")
    if pos not in POS:
        raise KnowledgeError(f"{where}: no part of speech {pos!r}")
    if name not in valencies:
        raise KnowledgeError(f"{where}: no valency class {name!r}")
    valency = valencies[name]
    companions = tuple(_companion(where, w) for w in words.split())
    # the first alternative names the entry: a list of alternatives may grow without renaming what evoked a claim
    suffix = "".join("-" + "_".join(c.options[0]) for c in companions)
    return Entry(
        id=f"{lang}-{lemma}-{pos}-{name}{suffix}",
        lemma=lemma,
        pos=pos,
        words=tuple(words.split()),
        companions=companions,
        valency=valency,
        effect=_choice(where, effect or None, EFFECTS) or valency.effect,
        status=_choice(where, status or None, STATUSES) or valency.status,
    )


def _companion(where: str, word: str) -> Companion:
    kind = _MARKS.get(word[0], "near")
    options = tuple(tuple(o.split("_")) for o in (word if kind == "near" else word[1:]).split("|"))
    if not all(all(o) for o in options):
        raise KnowledgeError(f"{where}: {word!r} has an empty part")
    if kind in ("near", "governor") and any(len(o) > 1 for o in options):
        raise KnowledgeError(f"{where}: {word!r}: a sequence needs = or <")
    return Companion(kind, options)


def _choice(where: str, value: Any, allowed: frozenset[str]) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or value not in allowed:
        raise KnowledgeError(f"{where}: {value!r} is none of {' '.join(sorted(allowed))}")
    return value
