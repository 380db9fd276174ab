"""How reports call an entity, and why these words are taken for it: what the graph holds, and the gazetteer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.identity import Groups
from kg.knowledge.gazetteer import Gazetteer
from kg.knowledge.names import bare, normal, singular, words
from kg.model import Entity
from kg.rdf.iri import name_iri
from kg.rdf.terms import text
from kg.store.base import Store

_SEEN = """
SELECT DISTINCT ?span ?words ?lang ?article ?antecedent {{
  ?span itsrdf:taIdentRef {0} ; nif:anchorOf ?words ; nif:referenceContext ?article .
  ?article schema:inLanguage ?lang
  OPTIONAL {{
    {{ ?part sc:filler {0} ; sc:mention ?span }} UNION {{ ?part sc:source {0} ; sc:sourceMention ?span }}
    ?part sc:antecedent/nif:anchorOf ?antecedent
  }}
}}"""
_INTRODUCED = "ASK {{ {} schema:articleBody ?body FILTER(CONTAINS(?body, {})) }}"
_FORMS = {
    "name": "its name", "alias": "another name of it in the gazetteer", "acronym": "its acronym in the gazetteer",
    "capital": "its capital, for its government", "adjective": "its adjective", "demonym": "its people",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """Words that stand for an entity: how often, in how many articles, and why they are taken for it.

    `name`: whether they name it; else they only refer to it ("it", "the chipmaker").
    """

    words: str
    count: int
    articles: int
    why: str
    name: bool


def seen(store: Store, entity: Entity, gazetteer: Gazetteer, groups: Groups) -> list[Seen]:
    """All words that claims have for an entity, the most frequent first."""
    uses: Counter[tuple[str, str, bool]] = Counter()
    where: dict[tuple[str, str, bool], set[str]] = {}
    reasons = _Reasons(store, entity, gazetteer, groups)
    spans: dict[str, tuple[str, str, str, str | None]] = {}
    for span, *told, back in store.select(_SEEN.format(name_iri(entity.id, store.base).n3())).rows:
        said, lang, article = map(str, told)
        found = (" ".join(said.split()), lang, article, str(back) if back else None)
        spans[str(span)] = max(found, spans.get(str(span), found), key=lambda one: one[3] or "")
    for said, lang, article, antecedent in spans.values():
        why, name = reasons.why(said, lang, article, antecedent)
        uses[said, why, name] += 1
        where.setdefault((said, why, name), set()).add(article)
    rows = [Seen(said, number, len(where[said, why, name]), why, name) for (said, why, name), number in uses.items()]
    return sorted(rows, key=lambda one: (not one.name, -one.count, one.words, one.why))


class _Reasons:
    """Why words are one entity's."""

    def __init__(self, store: Store, entity: Entity, gazetteer: Gazetteer, groups: Groups) -> None:
        self.store, self.entity, self.gazetteer = store, entity, gazetteer
        self.known = gazetteer.entity(entity.id) is not None
        self.labels = [label for _, label in entity.labels]
        self.names = [*self.labels, *entity.aliases]
        own = groups.members(entity.id)
        self.judged = {
            normal(name): ref
            for id in own
            if (ref := groups.refs.get(id)) and id != entity.id
            for name in (ref.name, *_names_of(gazetteer.entity(id)))
            if name
        }

    def why(self, said: str, lang: str, article: str, antecedent: str | None) -> tuple[str, bool]:
        """The reason, and whether the words are a name."""
        if antecedent is not None:
            return f"refers back to “{' '.join(antecedent.split())}”", False
        folded = normal(said)
        if folded in map(normal, self.labels):
            return _FORMS["name"], True
        hits = [h for h in self.gazetteer.lookup(said, lang) if h.entity.id == self.entity.id]
        if hits:
            return _FORMS[hits[0].form], True
        if folded in self.judged:
            return f"people judged {self.judged[folded]} to be the same", True
        if (longer := next((n for n in self.names if folded in _initials(n)), None)) is not None:
            return f"{self._brackets(said, article)}initials of “{longer}”", True
        parts = [singular(word) for word in bare(words(said))]
        shorts = [n for n in self.names if _inside(parts, n) and normal(n) != folded]
        if shorts:
            return f"short for “{max(shorts, key=len)}”", True
        if folded in map(normal, self.names):
            return self._brackets(said, article).rstrip(", ") or "another name of it there", True
        stem = " ".join(parts)
        same = next((n for n in self.names if stem == " ".join(map(singular, bare(words(n))))), None)
        if same is not None:
            return f"“{same}” in another number", True
        within = [n for n in self.names if _inside([singular(w) for w in bare(words(n))], said)]
        if within:
            return f"holds its name “{max(within, key=len)}”", True
        return "described so there", False

    def _brackets(self, said: str, article: str) -> str:
        """Where the text is kept: whether it introduces the short form after the long one."""
        quoted = text(f"({said})").n3()
        there = self.store.ask(_INTRODUCED.format(f"<{article}>", quoted))
        return "introduced in brackets, " if there else ""


def judgements_about(groups: Groups, id: str) -> list[str]:
    """What people judged of an entity, one line a judgement."""
    members = set(groups.members(id))
    lines = []
    for one in groups.judgements:
        if {one.a.id, one.b.id} & members:
            verb = "is the same as" if one.same else "is not"
            lines.append(f"{one.a} {verb} {one.b}{f': {one.note}' if one.note else ''}")
    return lines


def _names_of(entity: Entity | None) -> tuple[str, ...]:
    return () if entity is None else (*(label for _, label in entity.labels), *entity.aliases)


def _initials(name: str) -> set[str]:
    """Initials of a name of several words, with and without the small ones."""
    parts = words(name)
    joined = {"".join(w[0] for w in parts), "".join(w[0] for w in parts if len(w) > 3)}
    return {one for one in joined if len(one) > 1}


def _inside(parts: Sequence[str], name: str) -> bool:
    """Whether these stems follow each other among those of a longer name."""
    longer = [singular(word) for word in words(name)]
    return 0 < len(parts) < len(longer) and any(
        longer[n : n + len(parts)] == list(parts) for n in range(len(longer) - len(parts) + 1)
    )
