"""Routes of goods that one claim tells: theme, from, to, and places in between."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from kg.knowledge.ontology import Ontology
from kg.model import Entity, Filler, Leg
from kg.query.claims import ClaimFilter, StoredClaim, stored_claims
from kg.store.base import Store


@dataclass(frozen=True, slots=True)
class Route:
    """What one claim says of the way of some goods: `legs` in order of travel, from the start to the end asked for."""

    said: StoredClaim
    goods: tuple[Filler, ...]
    legs: tuple[Leg, ...]


def trace(
    store: Store,
    ontology: Ontology,
    theme: Collection[str],
    start: Collection[str] = (),
    end: Collection[str] = (),
    via: Collection[str] = (),
) -> list[Route]:
    """Routes of these goods (entity ids), most certain status first, then most confident.

    `theme` may hold goods, their kind or their maker; an empty `start`, `end` or `via` sets no condition.
    """
    claims = stored_claims(store, ontology, ClaimFilter(types=_with_legs(ontology)))
    found = [r for said in claims if (r := _route(said, frozenset(theme), start, end, via)) is not None]
    return sorted(
        found,
        key=lambda r: (-ontology.status(r.said.claim.status).certainty, -r.said.claim.confidence, r.said.claim.id),
    )


def _with_legs(ontology: Ontology) -> tuple[str, ...]:
    """Claim classes with an edge that its fillers break into steps."""
    return tuple(name for name, c in ontology.classes.items() if any(e.through for e in c.edges))


def _route(
    said: StoredClaim, theme: frozenset[str], start: Collection[str], end: Collection[str], via: Collection[str]
) -> Route | None:
    goods = tuple(f for f in said.claim.role("theme") if theme & _kinds(f.entity))
    legs = _between(said.claim.legs, start, end)
    if not goods or not legs or (via and not any(_in(leg.end, via) for leg in legs[:-1])):
        return None
    return Route(said, goods, legs)


def _between(legs: tuple[Leg, ...], start: Collection[str], end: Collection[str]) -> tuple[Leg, ...]:
    """The legs of the way from `start` to `end`, renumbered; none when the route does not lead from one to the other.

    Legs of one order are parallel: only those stay that leave from the start or arrive at the end.
    """
    firsts = [leg.order for leg in legs if not start or _in(leg.start, start)]
    lasts = [leg.order for leg in legs if not end or _in(leg.end, end)]
    if not firsts or not lasts or (first := min(firsts)) > (last := max(lasts)):
        return ()
    return tuple(
        replace(leg, order=leg.order - first + 1)
        for leg in legs
        if first <= leg.order <= last
        and (leg.order > first or not start or _in(leg.start, start))
        and (leg.order < last or not end or _in(leg.end, end))
    )


def _kinds(entity: Entity) -> frozenset[str]:
    """Ids under which someone may ask for these goods: their own, what they are a kind of, their maker, their parts."""
    return frozenset(i for i in (entity.id, *entity.kinds, entity.maker, *entity.members) if i)


def _in(place: Entity | None, wanted: Collection[str]) -> bool:
    """Whether a place is one of those wanted or lies in one."""
    return place is not None and any(i in wanted for i in (place.id, place.country, *place.members))
