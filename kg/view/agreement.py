"""Which claims concern the same matter, and so agree with or contradict each other.

Two do when class and direction of effect agree, at least two core roles are filled in both by compatible fillers, and
no core role is filled in both without one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kg.knowledge.ontology import Ontology
from kg.model import Claim, Entity, EntityType

_IN_A_COUNTRY = frozenset({EntityType.PLACE, EntityType.FACILITY})
_ENOUGH = 2  # core roles

_Key = tuple[str, int, str, str]  # class, direction, role, id of an entity


def same_matter(claims: Sequence[Claim], ontology: Ontology) -> list[tuple[int, ...]]:
    """For each claim the indexes of the others that concern its matter, in order."""
    found: list[list[int]] = [[] for _ in claims]
    seen: dict[_Key, list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        # only claims with something in common in two roles are compared
        common: Counter[int] = Counter()
        for keys in _keys(claim, ontology):
            common.update({other for key in keys for other in seen[key]})
            for key in keys:
                seen[key].append(index)
        for other in sorted(other for other, roles in common.items() if roles >= _ENOUGH):
            if other != index and compatible(claims[other], claim, ontology):
                found[other].append(index)
                found[index].append(other)
    return [tuple(sorted(others)) for others in found]


def compatible(left: Claim, right: Claim, ontology: Ontology) -> bool:
    """Whether two claims concern the same matter, whatever they say about it."""
    if (left.type, _direction(left, ontology)) != (right.type, _direction(right, ontology)):
        return False
    shared = 0
    for role in ontology.classes[left.type].core:
        ours, theirs = left.role(role), right.role(role)
        if ours and theirs:
            if not any(_same(a.entity, b.entity) for a in ours for b in theirs):
                return False
            shared += 1
    return shared >= _ENOUGH


def _keys(claim: Claim, ontology: Ontology) -> Iterator[list[_Key]]:
    """For each core role, what its fillers are and belong to."""
    direction = _direction(claim, ontology)
    for role in ontology.classes[claim.type].core:
        entities = [filler.entity for filler in claim.role(role)]
        names = dict.fromkeys(name for entity in entities for name in (entity.id, *_wider(entity)))
        yield [(claim.type, direction, role, name) for name in names]


def _same(a: Entity, b: Entity) -> bool:
    """The same; model and family or maker's goods; group and member; place and its country."""
    return a.id == b.id or a.id in _wider(b) or b.id in _wider(a)


def _wider(entity: Entity) -> tuple[str, ...]:
    """Ids of what an entity is a case or a part of, and of the members of a group."""
    country = entity.country if entity.type in _IN_A_COUNTRY else None
    return tuple(i for i in (*entity.kinds, entity.maker, *entity.members, country) if i)


def _direction(claim: Claim, ontology: Ontology) -> int:
    return ontology.effect(claim.effect).direction if claim.effect else 0
