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
# a measure is announced, takes effect and is reported on within so long
_SAME_MEASURE = timedelta(days=180)
_MONTH, _YEAR = timedelta(days=31), timedelta(days=366)
GOODS = "theme"
# class → role of where its goods end up
REACHED = {"Movement": "destination", "Transfer": "recipient"}
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
    unnamed = any(is_local(e) and _surname(e) is None for e in (a, b))
    return Match.OPEN if unnamed and _may_be(a, b) else Match.DIFFERENT


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

    earliest, latest  of what it tells of, as `event_time` gives them
    direction  1 where its effect limits, -1 where it frees, None without effect
    roles      core role → entities
    """

    type: str
    direction: int | None
    roles: Mapping[str, tuple[Entity, ...]]
    earliest: date | None = None
    latest: date | None = None
    denied: bool = False


def matter(claim: Claim, ontology: Ontology) -> Matter:
    core = ontology.classes[claim.type].core
    denied = ontology.status(claim.status).certainty == 0
    time = claim.time
    earliest, latest = event_time(time.earliest, time.latest, denied) if time else (None, None)
    return Matter(
        claim.type,
        ontology.effect(claim.effect).direction if claim.effect else None,
        {role: tuple(f.entity for f in fillers) for role, fillers in claim.roles if role in core and fillers},
        earliest,
        latest,
        denied,
    )


def event_time(earliest: date | None, latest: date | None, denied: bool) -> tuple[date | None, date | None]:
    """The time that a claim tells of, without the day or month of a denial: that is when somebody denied it."""
    saying = denied and earliest is not None and latest is not None and latest - earliest <= _MONTH
    return (None, None) if saying else (earliest, latest)


def same_matter(a: Matter, b: Matter) -> bool:
    """Same class and direction of effect, two core roles filled alike, none filled with what excludes the other, and
    not told of times that lie apart (two shipments, a year between them, are two matters).

    Where a class has but one core role (partners), two of its fillers must be alike. A denial of a shipment is one of the
    sale, and the other way round.
    """
    if a.type != b.type:
        return a.denied != b.denied and _reached_alike(a, b) and not apart(a.earliest, a.latest, b.earliest, b.latest)
    if a.direction != b.direction or _times_differ(a, b):
        return False
    found = {role: best(a.roles[role], b.roles[role], role) for role in a.roles.keys() & b.roles.keys()}
    if Match.DIFFERENT in found.values():
        return False
    alike = [role for role, how in found.items() if how is Match.SAME]
    if len(alike) == 1 == len(a.roles) == len(b.roles):
        (role,) = alike
        others = b.roles[role]
        return sum(any(match(e, o, role) is Match.SAME for o in others) for e in a.roles[role]) >= 2
    return len(alike) >= 2 and (found.get(GOODS) is Match.SAME or not _between_states(a, b, alike))


def _between_states(a: Matter, b: Matter, alike: Iterable[str]) -> bool:
    """Whether only states make them alike, where goods are told of: of those, they have many measures and shipments."""
    pairs = (
        (one, other)
        for role in alike
        if role not in _FOR_STATE
        for one, other in product(a.roles[role], b.roles[role])
        if match(one, other, role) is Match.SAME
    )
    return (GOODS in a.roles or GOODS in b.roles) and all(EntityType.COUNTRY in (e.type for e in pair) for pair in pairs)


def _reached_alike(a: Matter, b: Matter) -> bool:
    """Whether such goods reached the same place or party: as a movement tells it, and as a transfer does."""
    if {a.type, b.type} != REACHED.keys():
        return False
    sale, shipment = (a, b) if a.type == "Transfer" else (b, a)
    if shipment.denied and "origin" in shipment.roles:  # what is denied is a sale from there
        sellers = sale.roles.get("supplier", ())
        if not any(match(seller, place, "authority") is Match.SAME for seller in sellers for place in shipment.roles["origin"]):
            return False
    end, other_end = a.roles.get(REACHED[a.type], ()), b.roles.get(REACHED[b.type], ())
    goods, other_goods = a.roles.get(GOODS, ()), b.roles.get(GOODS, ())
    return best(end, other_end) is Match.SAME and best(goods, other_goods) is Match.SAME


def _times_differ(a: Matter, b: Matter) -> bool:
    """Whether they are told of times that exclude each other; a measure is told by its beginning, as it has no end yet."""
    if a.direction is None or a.earliest is None or b.earliest is None:
        return apart(a.earliest, a.latest, b.earliest, b.latest)
    (begin, end), (other_begin, other_end) = _beginning(a), _beginning(b)
    return max(begin - other_end, other_begin - end) > _SAME_MEASURE


def _beginning(of: Matter) -> tuple[date, date]:
    """The first and the last day on which a measure may have begun."""
    assert of.earliest is not None
    first = of.earliest
    if of.latest is not None and of.latest - first <= _YEAR:
        return first, of.latest
    return first, first.replace(month=12, day=31) if (first.month, first.day) == (1, 1) else first


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
