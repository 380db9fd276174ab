"""Whether two entities, and two claims, can be about the same thing.

"Puces Nvidia" and "H20", "the two countries" and "Malaysia", "Shenzhen" and "China" can; H20 and H100 cannot. Of a group
that an article only describes ("three brokers") nobody can tell: it neither supports nor excludes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from itertools import product

from kg.knowledge.names import normal, singular, words
from kg.knowledge.ontology import Ontology
from kg.model import Claim, Entity, EntityType

_SITES = (EntityType.PLACE, EntityType.FACILITY)
_ACTORS = (EntityType.ORGANIZATION, EntityType.PERSON)
_THINGS = (EntityType.PRODUCT, EntityType.REGULATION, EntityType.FACILITY)
# in these roles an agency acts for its country, and a bloc's member does not act for the bloc
_FOR_STATE = frozenset({"authority"})
# one event told as "Monday" and as "Tuesday", or at a month's end, is one event
_LEEWAY = timedelta(days=7)
# goods of so few kinds may be a maker's goods in general; the more, the fewer pairs need comparing
_FEW = 2


class Match(IntEnum):
    """How two entities stand to each other."""

    DIFFERENT = 0
    OPEN = 1
    SAME = 2


def match(a: Entity, b: Entity, role: str = "") -> Match:
    """SAME, too: model and family, maker and goods, group and member, place and country, in either order."""
    if a.id == b.id or _within(a, b, role) or _within(b, a, role) or _namesakes(a, b):
        return Match.SAME
    unnamed = is_local(a) or is_local(b)
    return Match.OPEN if unnamed and _may_be(a, b) and not _both_named(a, b) else Match.DIFFERENT


def best(some: Iterable[Entity], others: Iterable[Entity], role: str = "") -> Match:
    """How two sets of fillers of one role stand: as their nearest two do."""
    return max((match(a, b, role) for a, b in product(some, tuple(others))), default=Match.OPEN)


def is_local(entity: Entity) -> bool:
    """Known inside its article alone."""
    return entity.id.startswith("local:")


def wider(entity: Entity, role: str = "") -> tuple[str, ...]:
    """Keys under which others can be the same: of any two that are, one's own key is among the other's wider ones."""
    found = [*own(entity), *entity.kinds, *entity.members]
    if entity.maker:
        found.append(entity.maker)
    if entity.country and (entity.type in _SITES or is_local(entity) or role in _FOR_STATE):
        found.append(entity.country)
    return tuple(dict.fromkeys(found))


def own(entity: Entity) -> tuple[str, ...]:
    """Keys that stand for the entity itself: its id; a person's surname, since persons are local to articles; the
    maker of goods that may be no model."""
    found = [entity.id]
    if (name := _surname(entity)) is not None:
        found.append(f"surname:{name}")
    if entity.maker and entity.type is EntityType.PRODUCT and len(entity.kinds) <= _FEW:
        found.append(entity.maker)
    if entity.type is EntityType.ORGANIZATION:
        found += entity.members
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a claim is about, without its words.

    direction  1 where its effect limits, -1 where it frees, None without effect
    roles      core role → entities
    """

    type: str
    direction: int | None
    roles: Mapping[str, tuple[Entity, ...]]
    earliest: date | None = None
    latest: date | None = None


def matter(claim: Claim, ontology: Ontology) -> Matter:
    core = ontology.classes[claim.type].core
    return Matter(
        claim.type,
        ontology.effect(claim.effect).direction if claim.effect else None,
        {role: tuple(f.entity for f in fillers) for role, fillers in claim.roles if role in core and fillers},
        claim.time.earliest if claim.time else None,
        claim.time.latest if claim.time else None,
    )


def same_matter(a: Matter, b: Matter) -> bool:
    """Same class and direction of effect, two core roles filled alike, none filled with what excludes the other, and
    not told of times that lie apart (two shipments, a year between them, are two matters).

    Where a class has but one core role (partners), two of its fillers must be alike.
    """
    if a.type != b.type or a.direction != b.direction or apart(a.earliest, a.latest, b.earliest, b.latest):
        return False
    found = {role: best(a.roles[role], b.roles[role], role) for role in a.roles.keys() & b.roles.keys()}
    if Match.DIFFERENT in found.values():
        return False
    alike = [role for role, how in found.items() if how is Match.SAME]
    if len(alike) == 1 == len(a.roles) == len(b.roles):
        (role,) = alike
        others = b.roles[role]
        return sum(any(match(e, o, role) is Match.SAME for o in others) for e in a.roles[role]) >= 2
    return len(alike) >= 2


def apart(earliest: date | None, latest: date | None, other_earliest: date | None, other_latest: date | None) -> bool:
    """Whether two intervals lie apart; an end that is not told meets everything."""
    return _after(earliest, other_latest) or _after(other_earliest, latest)


def _after(start: date | None, end: date | None) -> bool:
    return start is not None and end is not None and start > end + _LEEWAY


def _within(a: Entity, b: Entity, role: str) -> bool:
    """Whether `a` is one of `b`, made by `b`, or lies in `b`."""
    if b.id in a.kinds or b.id == a.maker or _goods_of_maker(a, b):
        return True
    if a.id in b.members:
        return is_local(b) or role not in _FOR_STATE
    if a.country is None or not (a.type in _SITES or is_local(a) or role in _FOR_STATE):
        return False
    in_bloc = a.type in _SITES and a.country in b.members and role not in _FOR_STATE
    return in_bloc or (b.type is EntityType.COUNTRY and a.country == b.id)


def _goods_of_maker(a: Entity, b: Entity) -> bool:
    """A model of a maker, and that maker's goods in general: of fewer kinds, all of which the model is."""
    return a.maker is not None and a.maker == b.maker and set(b.kinds) < set(a.kinds)


def _may_be(a: Entity, b: Entity) -> bool:
    if a.country and b.country and a.country != b.country:
        return False
    if a.type in _THINGS:  # who they are may be left open; goods are what they are called
        return a.type is b.type and bool(_kinds(a) & _kinds(b) or _called(a) & _called(b))
    return a.type is b.type or (a.type in _ACTORS and b.type in _ACTORS)


def _kinds(entity: Entity) -> set[str]:
    return {*entity.kinds, *([entity.maker] if entity.maker else [])}


def _called(entity: Entity) -> set[str]:
    """Stems of the words of its names, the short ones left out."""
    names = (*dict(entity.labels).values(), *entity.aliases)
    return {singular(word) for name in names for word in words(name) if len(word) > 3}


def _namesakes(a: Entity, b: Entity) -> bool:
    one, other = _surname(a), _surname(b)
    return one is not None and one == other and (is_local(a) or is_local(b)) and _forenames_agree(a, b)


def _both_named(a: Entity, b: Entity) -> bool:
    return _surname(a) is not None and _surname(b) is not None


def _forenames_agree(a: Entity, b: Entity) -> bool:
    """ "Howard Lutnick", "Lutnick" and "H. Lutnick" do; "Howard" and "Paul" do not."""
    firsts = [normal(e.label("en")).split(" ")[:-1] for e in (a, b)]
    return not all(firsts) or firsts[0][0][0] == firsts[1][0][0]


def _surname(entity: Entity) -> str | None:
    """Last name of a person who is named; None for "a dealer"."""
    if entity.type is not EntityType.PERSON:
        return None
    name = entity.label("en").split()
    return normal(name[-1]) if name and all(word[:1].isupper() for word in (name[0], name[-1])) else None
