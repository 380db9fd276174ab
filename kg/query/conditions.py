"""Conditions on claims as people give them: names, words and dates as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypedDict

from kg.knowledge.ontology import Ontology
from kg.query.claims import ClaimFilter
from kg.query.names import Names, claim_class, day, status
from kg.query.questions import Times

Some = str | Iterable[str]


class Conditions(TypedDict, total=False):
    """Which claims: every condition holds; of several values given for one, any does.

    type, entity, status  claim class, entity in any role, status
    source                whom the article cites for the claim
    publisher             who published the article
    published_after       on this day or later: "2025", "2025-03" or "2025-03-28"; published_before: earlier
    valid_on              holds on this day
    min_confidence        0..1
    article               id of an article
    """

    type: Some
    entity: Some
    status: Some
    source: Some
    publisher: str | None
    published_after: str | None
    published_before: str | None
    valid_on: str | None
    min_confidence: float | None
    article: str | None


def claim_filter(conditions: Conditions, ontology: Ontology, names: Callable[[], Names]) -> ClaimFilter:
    """The conditions as values; `names` is called when one is to be looked up. Raises QueryError for a name or a date
    that is none."""
    times = times_of(
        conditions.get("published_after"), conditions.get("published_before"), conditions.get("valid_on")
    )
    return ClaimFilter(
        types=tuple(claim_class(ontology, name) for name in some(conditions.get("type"))),
        entities=ids_of(conditions.get("entity"), names),
        statuses=tuple(status(ontology, name) for name in some(conditions.get("status"))),
        sources=ids_of(conditions.get("source"), names),
        publisher=conditions.get("publisher"),
        published_after=times.published_after,
        published_before=times.published_before,
        valid_on=times.valid_on,
        min_confidence=conditions.get("min_confidence"),
        article=conditions.get("article"),
    )


def times_of(published_after: str | None, published_before: str | None, valid_on: str | None) -> Times:
    """Raises QueryError for what is no date."""
    return Times(*(day(text) if text else None for text in (published_after, published_before, valid_on)))


def ids_of(names: Some | None, known: Callable[[], Names]) -> tuple[str, ...]:
    """Ids of all entities of these names, each once. Raises QueryError for a name that nothing has."""
    return tuple(dict.fromkeys(i for name in some(names) for i in known().ids(name)))


def some(names: Some | None) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names or ())
