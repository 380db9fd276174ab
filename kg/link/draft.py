"""Entities in the making, and what is known of their article while names and descriptions are linked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.knowledge import Gazetteer, Language
from kg.knowledge.names import bare, slug, words
from kg.model import Document, Entity, EntityType, Mention
from kg.syntax import Tree

PREFIX = {
    EntityType.ORGANIZATION: "org", EntityType.PRODUCT: "product", EntityType.REGULATION: "rule",
    EntityType.PLACE: "place", EntityType.FACILITY: "facility", EntityType.EVENT: "event",
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Draft:
    """An entity outside the gazetteer; all its mentions share one draft, whose names grow as they are read.

    key   local part of its id, "" when it is known inside its article alone
    """

    type: EntityType
    names: list[str]
    key: str = ""
    country: str | None = None
    maker: str | None = None
    kinds: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The fullest name."""
        return max(self.names, key=lambda name: (len(words(name)), -self.names.index(name)))


Link = Entity | Draft


@dataclass(slots=True)
class Context:
    """One document; `links` maps the index of a mention to what it names, as far as it is known."""

    tree: Tree
    mentions: Sequence[Mention]
    language: Language
    gazetteer: Gazetteer
    links: dict[int, Link] = field(default_factory=dict)
    by_head: Mapping[int, Mention] = field(default_factory=dict)

    def text(self, mention: Mention) -> str:
        text = self.tree.quote(*(mention.name or (mention.first, mention.last))).text
        return text if ")" in text else text.partition("(")[0].rstrip()

    def beside(self, mention: Mention, relations: frozenset[str]) -> Iterator[tuple[Mention, Link]]:
        """Linked mentions that hang on any token of this one by one of these relations, or stand inside it."""
        first, last = mention.first, mention.last
        for other in self.mentions:
            if other.index == mention.index or other.index not in self.links:
                continue
            head = other.head
            inside = first <= head <= last and head != mention.head
            hangs = first <= self.tree.heads[head] <= last and self.tree.deps[head] in relations
            if (inside or hangs) and abs(head - mention.head) < 8:
                yield other, self.links[other.index]

    def country_of(self, mention: Mention) -> str | None:
        """The one country that a modifier names ("Singaporean firms", "firms from Singapore"); None for several."""
        found = {
            link.id
            for _, link in self.beside(mention, MODIFIERS)
            if isinstance(link, Entity) and link.type is EntityType.COUNTRY
        }
        return found.pop() if len(found) == 1 else None


MODIFIERS = frozenset({"amod", "nmod", "nmod:poss", "compound", "flat", "flat:name", "flat:foreign", "obl:mod"})


def settle(context: Context, document: Document) -> tuple[Entity | None, ...]:
    """Entities of all mentions; those known inside the article alone are numbered by their first mention."""
    article = hashlib.sha256(document.id.encode()).hexdigest()[:12]
    done: dict[int, Entity] = {}
    number = 0
    settled: list[Entity | None] = []
    for mention in context.mentions:
        link = context.links.get(mention.index)
        if isinstance(link, Draft):
            if id(link) not in done:
                number += not link.key
                done[id(link)] = _entity(context, link, f"local:{article}-{number}")
            link = done[id(link)]
        settled.append(link)
    return tuple(settled)


def _entity(context: Context, draft: Draft, local: str) -> Entity:
    name = draft.key and f"{PREFIX[draft.type]}:{draft.key}"
    known = context.gazetteer.entity(name) if name else None
    if known is not None:
        return known
    label = draft.label
    return Entity(
        id=name or local,
        type=draft.type,
        labels=((context.tree.lang, label),),
        aliases=tuple(sorted(set(draft.names) - {label})),
        country=draft.country,
        maker=draft.maker,
        kinds=draft.kinds,
    )


def key_of(name: str, kind: EntityType) -> str:
    """Local part of the id of a named entity; "" for persons, who are known inside their article alone."""
    return slug(" ".join(bare(words(name)))) if kind in PREFIX else ""


def unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
