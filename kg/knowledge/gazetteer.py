"""Names known beforehand: countries, blocs, agencies, companies, media, products, rules and places.

`ontologies/gazetteers/*.jsonl` holds one entity a line, keys sorted:

    id         "org:nvidia"; the prefix tells the kind (country place org person product rule facility event)
    type       an entity type of the ontology               en, fr     preferred names
    aliases    further names in any language; `aliases_en`, `aliases_fr` in one language alone
    country    ISO 3166-1 alpha-2 code of where it belongs   parent     id of the organization that it is a part of
    maker      id of a product's maker                       kinds      ids of what it is a kind of, nearest first
    members    ISO codes of a bloc's countries, or ids       priority   integer; the higher wins a name that two bear
    same_as    IRIs of published datasets, only when checked

A member may have the time of its membership, to the day, the month or the year, as far as that is known: "SE 1995-01-01/..",
"GB 1973-01-01/2020-01-31"; one that left and came back stands twice. A suspension that was not lifted ends a membership.

Countries have `iso` and `capital_en`, `capital_fr` (the name, then variants of it), `metonyms` (what else stands for
the government), `metonym` (false where the capital never does), `demonyms_en` (adjective, noun, plural) and
`demonyms_fr` (m, f, mp, fp). A capital is a Place of its own too.

A user's own file (`extra`) is JSONL of the same form, or CSV with a header of these keys and lists separated by "|".
Only `type` and one of `name`, `en`, `fr` must be there; `id` is made from the name. Its entries win over ours
on the same name, and one with an id of ours replaces ours.

`nouns.{en,fr}.tsv` gives common nouns (a lemma, a tab, an entity type): what descriptions such as "three brokers" are
about. `state.tsv` (language, tab, lemma, tab, kind) gives the words for a state's organs: with a nationality a "government" is
the country itself, a "body" is an organization of that country.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KnowledgeError
from kg.knowledge.locate import LANGUAGES
from kg.knowledge.names import bare, normal, singular, slug, words
from kg.knowledge.records import Named, Record, own_records, user_records
from kg.model import Entity, EntityType, Membership

__all__ = ["Gazetteer", "Hit", "load_gazetteer", "normal", "slug"]

TYPES: frozenset[str] = frozenset(EntityType)
# of two entities with one name, the one that bears it by a better right comes first
RANK = {"name": 0, "acronym": 1, "alias": 1, "capital": 2, "adjective": 3, "demonym": 4}
# forms by which a text in one language may use a name of the other
SHARED = ("name", "alias", "acronym")


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that bears a name.

    form  "name", "alias", "acronym", "capital", "adjective" or "demonym"
    name  as the gazetteer writes it
    """

    entity: Entity
    form: str
    name: str = ""

    def written(self, surface: str) -> bool:
        """Whether words of a text may be this name by their capitals: "us" is no US, "Us" neither; "Ofac" is OFAC."""
        if self.name.islower():
            return True
        if self.name.isupper() and len(self.name) < 4:
            return surface.isupper()
        return any(c.isupper() or c.isdigit() for c in surface)

    def cased(self, surface: str) -> bool:
        """Whether the words begin with a capital as the name does: "apple" the fruit, "Apple" the company."""
        return self.name[:1].isupper() == surface[:1].isupper()


_Index = dict[str, tuple[Hit, ...]]


class Gazetteer:
    """Entities by id and by name in each language. Built once, then only read."""

    __slots__ = ("_adjectives", "_goods", "_index", "_longest", "_nouns", "_state", "entities",
                 "memberships", "parents")  # fmt: skip

    def __init__(
        self,
        records: Sequence[Record],
        nouns: Mapping[str, Mapping[str, EntityType]],
        state: Mapping[tuple[str, str], frozenset[str]],
    ) -> None:
        self.entities: Mapping[str, Entity] = {r.entity.id: r.entity for r in records}
        self.parents: Mapping[str, str] = {r.entity.id: r.parent for r in records if r.parent}
        self.memberships: Mapping[str, tuple[Membership, ...]] = {
            r.entity.id: r.memberships for r in records if r.memberships
        }
        self._nouns = nouns
        self._state = state
        self._adjectives = {
            (record.entity.id, lang): tuple(n.name for n in record.names(lang) if n.form == "adjective")
            for record in records if record.entity.type is EntityType.COUNTRY for lang in LANGUAGES
        }  # fmt: skip
        keys: dict[str, str] = {}
        self._index: dict[str, _Index] = {lang: _indexed(records, lang, keys) for lang in LANGUAGES}
        self._goods: dict[str, _Index] = {lang: _goods(self._index[lang]) for lang in LANGUAGES}
        self._longest: dict[str, int] = {}
        for index in (*self._index.values(), *self._goods.values()):
            for key in index:
                first = singular(key.partition(" ")[0])
                self._longest[first] = max(self._longest.get(first, 0), key.count(" ") + 1)

    def entity(self, id: str) -> Entity | None:
        return self.entities.get(id)

    def lookup(self, name: str, lang: str) -> tuple[Hit, ...]:
        """Entities that bear this name, the likeliest first; with or without article, whatever its case and accents."""
        parts = words(name)
        return _by_case(self._hits(parts, lang) or self._hits(bare(parts), lang), name)

    def longest(self, norms: Sequence[str], start: int, lang: str,
                surface: Sequence[str] | None = None) -> tuple[int, tuple[Hit, ...]]:  # fmt: skip
        """The longest name that begins at token `start`: its end (exclusive) and hits, or `(start, ())`.

        norms    folded tokens (`kg.syntax.fold`)
        surface  the tokens as written; where given, names must have the capitals that they need
        """
        parts = words(norms[start]) if start < len(norms) else []
        reach = self._longest.get(singular(parts[0]), 0) if parts else 0
        best: tuple[int, tuple[Hit, ...]] = (start, ())
        end = start + 1
        more = parts
        while reach and len(parts) <= reach:
            # a hyphen or a full stop after a name does not belong to it
            hits = self._hits(parts, lang) if more else ()
            if surface is not None:
                text = " ".join(surface[start:end])
                hits = _by_case(tuple(h for h in hits if h.written(text)), text)
            if hits:
                best = (end, hits)
            if end >= len(norms):
                break
            more = words(norms[end])
            if not more and norms[end] not in ("-", "'", "."):
                break
            parts = parts + more
            end += 1
        return best

    def noun_type(self, lemma: str, lang: str) -> EntityType | None:
        """Entity type of what a common noun describes ("broker" → Person); None when it tells nothing."""
        known = self._nouns.get(lang, {})
        key = " ".join(words(lemma))
        stem = _stem(key)
        found = known.get(lemma.lower()) or known.get(key) or known.get(stem)
        if found is None and stem in self._goods.get(lang, {}):
            return EntityType.PRODUCT
        return found

    def state_words(self, lemma: str, lang: str) -> frozenset[str]:
        """What the word means of a state: "government", "body", both or nothing."""
        return self._state.get((lang, lemma.lower()), frozenset())

    def adjectives(self, country: str, lang: str) -> tuple[str, ...]:
        """Adjectives of a country, given its id: "chinois", "chinoise", "chinoises"."""
        return self._adjectives.get((country, lang), ())

    def _hits(self, parts: Sequence[str], lang: str) -> tuple[Hit, ...]:
        key = " ".join(parts)
        own = self._index.get(lang, {}).get(key) or self._goods.get(lang, {}).get(_stem(key))
        if own:
            return own
        for other, index in self._index.items():
            if other != lang:
                hits = tuple(h for h in index.get(key, ()) if h.form in SHARED and not h.name.islower())
                if hits:
                    return hits
        return ()


def load_gazetteer(root: Path, extra: Sequence[Path] = ()) -> Gazetteer:
    """All of `root/gazetteers/`, then the user's own files.

    Raises KnowledgeError with file and line of what cannot be read, of an unknown type and of an id given twice.
    """
    folder = root / "gazetteers"
    records: dict[str, Record] = {}
    for record in own_records(sorted(folder.glob("*.jsonl"))):
        if record.entity.id in records:
            raise KnowledgeError(f"{record.where}: {record.entity.id} is there already")
        records[record.entity.id] = record
    for path in extra:
        records.update((record.entity.id, record) for record in user_records(path))
    nouns = {lang: _nouns(folder / f"nouns.{lang}.tsv") for lang in LANGUAGES}
    return Gazetteer(list(records.values()), nouns, _state(folder / "state.tsv"))


def _by_case(hits: tuple[Hit, ...], surface: str) -> tuple[Hit, ...]:
    """Of entities with one name, those first that are written like the words: "KIA", "Kia"; "Apple", "apple"."""
    if len(hits) < 2:
        return hits
    return tuple(sorted(hits, key=lambda hit: (hit.name != surface, not hit.cased(surface))))


def _indexed(records: Sequence[Record], lang: str, keys: dict[str, str]) -> _Index:
    """Name → hits, those of the user's files, of higher priority and of a better form first.

    keys  name → its words; filled here, since most names serve both languages
    """
    rows: dict[str, list[tuple[Record, Named]]] = {}
    for record in records:
        for named in record.names(lang):
            key = keys.get(named.name)
            if key is None:
                key = keys[named.name] = " ".join(words(named.name))
            rows.setdefault(key, []).append((record, named))
    index: _Index = {}
    for key, found in rows.items():
        if len(found) > 1:
            found.sort(key=_right)
        hits: dict[str, Hit] = {}
        for record, named in found:
            hits.setdefault(record.entity.id, Hit(record.entity, named.form, named.name))
        index[key] = tuple(hits.values())
    return index


def _right(bearer: tuple[Record, Named]) -> tuple[bool, int, int, str]:
    record, named = bearer
    return not record.user, -record.priority, RANK[named.form], record.entity.id


def _goods(index: _Index) -> _Index:
    """Names of goods by their singular, so that "puces Nvidia" finds "puce Nvidia"."""
    found: _Index = {}
    for key, hits in index.items():
        goods = tuple(h for h in hits if h.entity.type is EntityType.PRODUCT)
        if goods:
            found.setdefault(_stem(key), goods)
    return found


def _stem(key: str) -> str:
    return " ".join(map(singular, key.split(" "))) if " " in key else singular(key)


def _rows(path: Path, columns: int) -> list[tuple[str, list[str]]]:
    """Place ("FILE:LINE") and cells of each line of a table."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise KnowledgeError(f"{path}: {error.strerror}") from error
    rows = [(f"{path}:{number}", line.split("\t")) for number, line in enumerate(lines, 1)]
    for where, cells in rows:
        if len(cells) != columns:
            raise KnowledgeError(f"{where}: {len(cells)} columns, not {columns}")
    return rows


def _state(path: Path) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], frozenset[str]] = {}
    for where, (lang, lemma, kind) in _rows(path, 3):
        if kind not in ("government", "body"):
            raise KnowledgeError(f"{where}: neither government nor body: {kind!r}")
        found[lang, lemma] = found.get((lang, lemma), frozenset()) | {kind}
    return found


def _nouns(path: Path) -> dict[str, EntityType]:
    """Lemma and folded lemma → type; of two lemmas that fold alike, each keeps its own accented form."""
    exact: dict[str, EntityType] = {}
    for where, (lemma, name) in _rows(path, 2):
        if name not in TYPES:
            raise KnowledgeError(f"{where}: unknown entity type {name!r}")
        exact[lemma] = EntityType(name)
    folded: dict[str, EntityType] = {}
    for lemma, kind in exact.items():
        key = " ".join(words(lemma))
        if key != lemma:
            folded.setdefault(key, kind)
        folded.setdefault(_stem(key), kind)
    return {**folded, **exact}
