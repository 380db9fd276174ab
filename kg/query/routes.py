"""Which way goods went: routes that one claim tells, and routes pieced together from steps of several.

The next step carries compatible goods (the same, a model or a kind of the other), leaves from where the last one arrived,
and does not end before that one began. A step that somebody denies joins nothing. A route is as certain as its least
certain step, and passes no place twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kg.knowledge.ontology import Ontology
from kg.model import Entity
from kg.query.claims import StoredClaim, claims_named
from kg.query.compatible import Match, apart, best, match, own, wider
from kg.query.questions import ANY_TIME, Times
from kg.query.steps import Step, steps
from kg.rdf.iri import claim_iri
from kg.store.base import Store

MAX_LEGS = 4
# of the claims that tell one step, those worth trying; of ways looked at and routes found, those worth waiting for
_CLAIMS_A_STEP, _WAYS, _ROUTES = 6, 20_000, 200


@dataclass(frozen=True, slots=True)
class RouteLeg:
    """One step, from 1, and the claims that tell it: the route's own first, then others that tell the same step."""

    order: int
    start: Entity
    end: Entity
    goods: tuple[Entity, ...]
    said: tuple[StoredClaim, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """A way that goods went.

    goods     what was carried, as the first step names it
    composed  pieced together from several claims
    status    that of its least certain step; confidence: the least of its steps'
    denied    claims that deny that such goods went from its start to its end, or took a step of it
    """

    goods: tuple[Entity, ...]
    legs: tuple[RouteLeg, ...]
    composed: bool
    status: str
    confidence: float
    denied: tuple[StoredClaim, ...]

    @property
    def said(self) -> StoredClaim:
        """The claim that tells the first step, and all of a route that is not composed."""
        return self.legs[0].said[0]


def routes(
    store: Store,
    ontology: Ontology,
    goods: Collection[str],
    start: Collection[str] = (),
    end: Collection[str] = (),
    via: Collection[str] = (),
    *,
    max_legs: int = MAX_LEGS,
    times: Times = ANY_TIME,
) -> list[Route]:
    """Routes of these goods (entity ids): the most certain first, those told whole before those pieced together.

    goods     may hold a kind of goods or their maker
    start, end, via  any of these places, or places in them; empty for no condition. Claims are pieced together where
              start or end is given
    max_legs  of a route that is pieced together
    """
    told = steps(store, ontology, goods, times)
    asked = _Asked(frozenset(start), frozenset(end), frozenset(via))
    ways: list[tuple[Step, ...]] = [way for claim in told.values() if (way := asked.part(claim)) and way[0].asked]
    denials = [step for claim in told.values() for step in claim if step.certainty == 0]
    if start or end:
        ways += _Search(told, denials, asked, max_legs).ways()
    ways = sorted(_distinct(ways), key=_rank)[:_ROUTES]
    return _written(store, ontology, ways, told, denials)


def inside(place: Entity, wanted: Collection[str]) -> bool:
    """Whether a place is one of those wanted, or lies in one."""
    return any(i in wanted for i in (place.id, place.country, *place.members))


@dataclass(frozen=True, slots=True)
class _Asked:
    """The ends and stops of the question."""

    start: frozenset[str]
    end: frozenset[str]
    via: frozenset[str]

    def begins(self, step: Step) -> bool:
        return not self.start or inside(step.start, self.start)

    def ends(self, step: Step) -> bool:
        return not self.end or inside(step.end, self.end)

    def passes(self, way: Sequence[Step]) -> bool:
        return not self.via or any(inside(step.end, self.via) for step in way[:-1])

    def part(self, told: Sequence[Step]) -> tuple[Step, ...]:
        """The steps of one claim that lead from start to end; none when it does not lead there.

        Steps of one order are parallel: only those stay that leave from the start or arrive at the end.
        """
        firsts = [step.order for step in told if self.begins(step)]
        lasts = [step.order for step in told if self.ends(step)]
        if not firsts or not lasts or (first := min(firsts)) > (last := max(lasts)):
            return ()
        way = tuple(
            step
            for step in told
            if first <= step.order <= last
            and (step.order > first or self.begins(step))
            and (step.order < last or self.ends(step))
        )
        inner = [step for step in way if step.order < last]
        return way if not self.via or any(inside(step.end, self.via) for step in inner) else ()


class _Search:
    """Looks for ways through the steps of all claims."""

    def __init__(
        self, told: Mapping[URIRef, Sequence[Step]], denials: Sequence[Step], asked: _Asked, max_legs: int
    ) -> None:
        self.asked, self.max_legs = asked, max_legs
        sure = (step for claim in told.values() for step in claim if step.certainty > 0)
        whole = [step for step in sure if not any(denies(denial, step) for denial in denials)]
        self.steps = list(_few(whole))
        self.leaving: dict[str, list[int]] = defaultdict(list)
        for number, step in enumerate(self.steps):
            for key in wider(step.start):
                self.leaving[key].append(number)
        self.next = [self._followers(step) for step in self.steps]
        self.left = self._steps_left()

    def ways(self) -> Iterator[tuple[Step, ...]]:
        """Ways of two claims at least, from start to end; without an end, those that lead no further."""
        looked = 0
        first = [n for n, step in enumerate(self.steps) if self.asked.begins(step) and n in self.left]
        waiting: list[tuple[int, ...]] = [(n,) for n in sorted(first, key=self._promise, reverse=True)]
        while waiting and looked < _WAYS:
            looked += 1
            way = waiting.pop()
            found = tuple(self.steps[n] for n in way)
            on = [n for n in self._onward(way) if len(way) + self.left.get(n, self.max_legs) <= self.max_legs]
            waiting += [(*way, n) for n in reversed(on)]
            arrived = self.asked.ends(found[-1]) if self.asked.end else not on
            if arrived and len({s.claim for s in found}) > 1 and any(s.asked for s in found) and self.asked.passes(found):
                yield found

    def _promise(self, number: int) -> tuple[int, float, str]:
        step = self.steps[number]
        return -step.certainty, -step.confidence, str(step.claim)

    def _onward(self, way: tuple[int, ...]) -> list[int]:
        """Steps that may follow, the most certain first."""
        if len(way) == self.max_legs or (self.asked.end and self.asked.ends(self.steps[way[-1]])):
            return []
        before = [self.steps[n] for n in way]
        return [n for n in self.next[way[-1]] if n in self.left and _may_follow(before, self.steps[n])]

    def _followers(self, step: Step) -> list[int]:
        keys = dict.fromkeys((*own(step.end), *wider(step.end)))
        near = sorted({n for key in keys for n in self.leaving.get(key, ())})
        found = [n for n in near if match(step.end, self.steps[n].start) is Match.SAME and _joined(step, self.steps[n])]
        return sorted(found, key=self._promise)

    def _steps_left(self) -> dict[int, int]:
        """Step → how many it takes at least, itself included, to arrive; those that never do are left out."""
        left = {n: 1 for n, step in enumerate(self.steps) if not self.asked.end or self.asked.ends(step)}
        before: dict[int, list[int]] = defaultdict(list)
        for number, found in enumerate(self.next):
            for n in found:
                before[n].append(number)
        edge = list(left)
        while edge:
            edge = [n for m in edge for n in before[m] if n not in left and left.setdefault(n, left[m] + 1)]
        return left


def denies(denial: Step, step: Step) -> bool:
    """Whether a denial is of this step: its ends, its goods or a kind of them, at a time that is not another one."""
    return (
        match(denial.start, step.start) is Match.SAME
        and match(denial.end, step.end) is Match.SAME
        and best(denial.goods, step.goods) is Match.SAME
        and not apart(denial.earliest, denial.latest, step.earliest, step.latest)
    )


def _few(found: Iterable[Step]) -> Iterator[Step]:
    """Of the claims that tell one step, those that are the most certain."""
    told: dict[tuple[str, str, tuple[str, ...]], list[Step]] = defaultdict(list)
    for step in found:
        told[step.start.id, step.end.id, tuple(e.id for e in step.goods)].append(step)
    for _, same in sorted(told.items()):
        yield from sorted(same, key=lambda s: (-s.certainty, -s.confidence, s.claim))[:_CLAIMS_A_STEP]


def _joined(a: Step, b: Step) -> bool:
    """Whether the goods of a step can be those of a later one."""
    backwards = b.latest is not None and a.earliest is not None and b.latest < a.earliest
    if a.claim == b.claim:
        return b.order == a.order + 1
    return not backwards and best(a.goods, b.goods) is Match.SAME


def _may_follow(before: Sequence[Step], step: Step) -> bool:
    if any(s.claim != step.claim and not _joined(s, step) for s in before):
        return False
    stations = [before[0].start, *(s.end for s in before)]
    return all(match(place, step.end) is not Match.SAME for place in stations)


def _distinct(ways: Iterable[tuple[Step, ...]]) -> Iterator[tuple[Step, ...]]:
    """Each way through the same places once, told whole where a claim does; all that claims tell whole."""
    whole: set[tuple[str, ...]] = set()
    composed: dict[tuple[str, ...], tuple[Step, ...]] = {}
    for way in ways:
        places = tuple(i for s in way for i in (s.start.id, s.end.id))
        if len({s.claim for s in way}) == 1:
            whole.add(places)
            yield way
        elif places not in composed or _rank(way) < _rank(composed[places]):
            composed[places] = way
    yield from (way for places, way in composed.items() if places not in whole)


def _rank(way: tuple[Step, ...]) -> tuple[object, ...]:
    claims = {s.claim for s in way}
    return (
        -min(s.certainty for s in way), len(claims) > 1, not all(s.asked for s in way), len(claims), len(way),
        -min(s.confidence for s in way), [str(s.claim) for s in way],
    )  # fmt: skip


def _written(
    store: Store, ontology: Ontology, ways: Sequence[tuple[Step, ...]], told: Mapping[URIRef, Sequence[Step]],
    denials: Sequence[Step],
) -> list[Route]:  # fmt: skip
    """The ways with the words of their claims, and of those that tell or deny the same."""
    along: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for claim in told.values():
        for step in claim:
            if step.certainty > 0:
                along[step.start.id, step.end.id].append(step)
    used = {s: _alike(s, along[s.start.id, s.end.id]) for way in ways for s in way}
    against = {way: [d for d in _whole(told, denials) if _contradicts(d, way)] for way in ways}
    names = {c for same in used.values() for c in same} | {d.claim for ds in against.values() for d in ds}
    said = {claim_iri(s.claim.id, store.base): s for s in claims_named(store, ontology, sorted(names))}
    found = []
    for way in ways:
        first = way[0].order if len({s.claim for s in way}) == 1 else None
        legs = tuple(
            RouteLeg(
                number if first is None else step.order - first + 1, step.start, step.end, step.goods,
                tuple(said[c] for c in used[step]),
            )
            for number, step in enumerate(way, 1)
        )  # fmt: skip
        least = min(way, key=lambda s: s.certainty)
        denied = tuple(said[c] for c in dict.fromkeys(d.claim for d in against[way]))
        found.append(
            Route(way[0].goods, legs, first is None, least.status, min(s.confidence for s in way), denied)
        )
    return found


def _alike(step: Step, others: Sequence[Step]) -> list[URIRef]:
    same = [
        s for s in others
        if best(s.goods, step.goods) is Match.SAME and not apart(s.earliest, s.latest, step.earliest, step.latest)
    ]  # fmt: skip
    ranked = sorted(same, key=lambda s: (-s.certainty, -s.confidence, s.claim))
    return list(dict.fromkeys([step.claim, *(s.claim for s in ranked)]))[:_CLAIMS_A_STEP]


def _whole(told: Mapping[URIRef, Sequence[Step]], denials: Sequence[Step]) -> Iterator[Step]:
    """Denied steps, and for each denial of several the way from its start to its end as one."""
    yield from denials
    for claim in dict.fromkeys(d.claim for d in denials):
        first, last = told[claim][0], told[claim][-1]
        if first is not last:
            yield Step(
                claim, 0, first.start, last.end, first.goods, first.asked, first.status, first.certainty,
                first.confidence, first.earliest, first.latest,
            )  # fmt: skip


def _contradicts(denial: Step, way: Sequence[Step]) -> bool:
    if denial.claim in {s.claim for s in way} or way[0].certainty == 0:
        return False
    first, last = way[0], way[-1]
    whole = Step(
        first.claim, 0, first.start, last.end, first.goods, first.asked, first.status, first.certainty,
        first.confidence, first.earliest, last.latest,
    )  # fmt: skip
    return any(denies(denial, step) for step in (*way, whole))
