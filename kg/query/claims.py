"""Claims read back from a store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.knowledge.ontology import Ontology
from kg.model import Claim
from kg.store.base import Store


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it is stored, without its text."""

    id: str
    title: str
    lang: str
    published: date | None
    publisher: str | None
    author: str | None
    url: str | None
    digest: str


@dataclass(frozen=True, slots=True)
class StoredClaim:
    claim: Claim
    article: Article


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to read: all conditions hold; within one condition any value does. Empty or None: no condition.

    types             names of claim classes ("Movement")
    entities          ids of entities in any role ("country:SG")
    statuses          "stated", "alleged", …
    sources           ids of entities that the claim is attributed to
    publisher         publisher of the article, case aside
    published_after   on this day or later; published_before: earlier than this day
    min_confidence    0..1
    article           id of one article
    """

    types: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    publisher: str | None = None
    published_after: date | None = None
    published_before: date | None = None
    min_confidence: float | None = None
    article: str | None = None


def stored_claims(store: Store, ontology: Ontology, filter: ClaimFilter = ClaimFilter()) -> list[StoredClaim]:
    """Claims that pass the filter, by publication day, article, place of the evidence and of the trigger, id."""
    return list(iter_claims(store, ontology, filter))


def iter_claims(store: Store, ontology: Ontology, filter: ClaimFilter = ClaimFilter()) -> Iterator[StoredClaim]:
    """The same, read in portions, for sets that should not be held in memory at once."""
    raise NotImplementedError
