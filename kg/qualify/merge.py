"""The same fact said twice in an article is one claim: the fuller wording is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.knowledge.ontology import Ontology
from kg.model import Claim


def merge(claims: Sequence[Claim], ontology: Ontology) -> tuple[Claim, ...]:
    """Claims of one article, in order; of two that say the same the one with more fillers stays, else the surer one."""
    kept: list[Claim] = []
    for claim in claims:
        core = frozenset(ontology.classes[claim.type].core)
        place = next((n for n, other in enumerate(kept) if _same(claim, other, core)), None)
        if place is None:
            kept.append(claim)
        else:
            kept[place] = _joined(kept[place], claim)
    return tuple(sorted(kept, key=lambda c: (c.trigger.start, c.trigger.end, c.type)))


def _same(one: Claim, two: Claim, core: frozenset[str]) -> bool:
    if (one.type, one.effect) != (two.type, two.effect) or not _compatible(one, two):
        return False
    left, right = _entities(one, core), _entities(two, core)
    smaller, larger = sorted((left, right), key=lambda e: sum(map(len, e.values())))
    if not smaller or not all(entities <= larger.get(role, frozenset()) for role, entities in smaller.items()):
        return False
    # one shared filler of many is a common topic, not the same fact, but in the same sentence
    return len(smaller) > 1 or len(larger) == 1 or one.evidence.overlaps(two.evidence)


def _compatible(one: Claim, two: Claim) -> bool:
    """A headline drops the hedge of its body; a plan, a doubt or a denial is a claim of its own."""
    if one.status != two.status and not {one.status, two.status} <= {"stated", "alleged"}:
        return False
    times = {c.time.text for c in (one, two) if c.time is not None}
    return len(times) < 2


def _entities(claim: Claim, core: frozenset[str]) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(f.entity.id for f in fillers) for name, fillers in claim.roles if name in core}


def _joined(one: Claim, two: Claim) -> Claim:
    """The fuller claim, with the time, amount and sources that only the other gives."""
    best, rest = sorted((one, two), key=lambda c: (-sum(len(f) for _, f in c.roles), -c.confidence, -c.trigger.start))
    known = {a.source.entity.id for a in best.attributions}
    return replace(
        best,
        time=best.time or rest.time,
        amount=best.amount or rest.amount,
        attributions=(*best.attributions, *(a for a in rest.attributions if a.source.entity.id not in known)),
        confidence=max(best.confidence, rest.confidence),
    )
