"""Routes told whole, and routes pieced together, with the traps on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from story import fill, read_story

from kg.knowledge.ontology import Ontology
from kg.model import Entity, EntityType, Filler, Reading
from kg.query.questions import ANY_TIME, Times
from kg.query.routes import Route, routes
from kg.rdf.articles import reading_quads
from kg.rdf.iri import graph_iri
from kg.store import Store, open_store

ARTICLE = "https://basalt.example/1"


@pytest.fixture(scope="module")
def store(ontology: Ontology, sample_reading: Reading) -> Iterator[Store]:
    with open_store(None) as opened:
        opened.replace(graph_iri(ARTICLE), reading_quads(sample_reading, ontology, "4c1e"))
        yield opened


def legs(route: Route) -> list[tuple[int, str, str]]:
    return [(leg.order, leg.start.id, leg.end.id) for leg in route.legs]


GRAPHITE = "product:spherical-graphite"
M, D, C, O = "place:maputo", "place:durban", "place:colombo", "place:osaka"  # noqa: E741


@pytest.mark.parametrize(
    ("start", "end", "via", "expected"),
    [
        ((), (), (), [[(1, M, D), (2, D, C), (3, C, O)], [(1, D, O)]]),
        ((M,), (O,), (), [[(1, M, D), (2, D, C), (3, C, O)]]),
        ((M,), (C,), (), [[(1, M, D), (2, D, C)]]),  # a part of the route, numbered from its own start
        ((D,), (O,), (), [[(1, D, C), (2, C, O)], [(1, D, O)]]),
        ((M,), (O,), (C,), [[(1, M, D), (2, D, C), (3, C, O)]]),
        ((M,), (O,), (M,), []),  # the start is not on the way
        ((O,), (M,), (), []),  # nothing goes back
        (("country:MZ",), ("country:JP",), (), [[(1, M, D), (2, D, C), (3, C, O)]]),  # places in a country
        ((), ("country:CN",), (), []),
    ],
)
def test_routes_between_places(
    store: Store, ontology: Ontology, start: tuple[str, ...], end: tuple[str, ...], via: tuple[str, ...],
    expected: list[list[tuple[int, str, str]]],
) -> None:  # fmt: skip
    assert [legs(r) for r in routes(store, ontology, [GRAPHITE], start, end, via)] == expected


@pytest.mark.parametrize(
    ("theme", "found"),
    [("product:spherical-graphite", 2), ("product:graphite", 2), ("org:norlund", 2), ("product:tin", 0), (O, 0)],
)
def test_goods_are_found_by_kind_and_by_maker(store: Store, ontology: Ontology, theme: str, found: int) -> None:
    assert len(routes(store, ontology, [theme])) == found


def test_the_certain_comes_before_the_denied(store: Store, ontology: Ontology) -> None:
    assert [r.said.claim.status for r in routes(store, ontology, [GRAPHITE])] == ["alleged", "denied"]


def test_parallel_ends_give_the_leg_that_was_asked_for(ontology: Ontology, sample_reading: Reading) -> None:
    movement = sample_reading.claims[0]
    kobe = Entity("place:kobe", EntityType.PLACE, (("en", "Kobe"),), country="country:JP")
    osaka = movement.role("destination")[0]
    ends = (osaka, Filler(kobe, osaka.mention))
    roles = tuple((role, ends if role == "destination" else fillers) for role, fillers in movement.roles)
    reading = replace(sample_reading, claims=(replace(movement, roles=roles),))
    with open_store(None) as store:
        store.replace(graph_iri(ARTICLE), reading_quads(reading, ontology, "4c1e"))
        (route,) = routes(store, ontology, [GRAPHITE], [C], ["place:kobe"])
        assert legs(route) == [(1, C, "place:kobe")]
        (both,) = routes(store, ontology, [GRAPHITE], [C], ["country:JP"])
        assert legs(both) == [(1, C, O), (1, C, "place:kobe")]


def ways(
    story: str, ontology: Ontology, goods: str = "org:nvidia", start: str = "country:SG", end: str = "country:CN",
    via: str = "", max_legs: int = 4, times: Times = ANY_TIME,
) -> list[str]:  # fmt: skip
    """Composed routes as "SG MY CN alleged"."""
    with open_store(None) as store:
        fill(store, read_story(story, ontology), ontology)
        ends = ([i] if i else [] for i in (start, end, via))
        found = [r for r in routes(store, ontology, [goods], *ends, max_legs=max_legs, times=times) if r.composed]
    short = [[r.legs[0].start, *(leg.end for leg in r.legs)] for r in found]
    return [
        " ".join([*(place.id.partition(":")[2] for place in places), r.status])
        for places, r in zip(short, found, strict=True)
    ]


FIRST = "a 2025-01-05 en | Movement stated theme=h100 origin=SG destination=MY time=2024-03\n"


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        # the next step, in another article and language
        ("Movement stated theme=h100 origin=MY destination=CN time=2024-05", ["SG MY CN stated"]),
        ("Movement stated theme=nvidia-chips origin=MY destination=CN", ["SG MY CN stated"]),
        # as certain as the least certain step
        ("Movement possible theme=h100 origin=MY destination=CN", ["SG MY CN possible"]),
        # a place in the country, either way
        ("Movement stated theme=h100 origin=penang destination=shenzhen", ["SG MY shenzhen stated"]),
        # other goods, by the next ship
        ("Movement stated theme=durian origin=MY destination=CN", []),
        ("Movement stated theme=h20 origin=MY destination=CN", []),
        # a year too early; a year later is no contradiction
        ("Movement stated theme=h100 origin=MY destination=CN time=2023", []),
        ("Movement stated theme=h100 origin=MY destination=CN time=2025", ["SG MY CN stated"]),
        # a step that is denied, and one that another denies
        ("Movement denied theme=h100 origin=MY destination=CN", []),
        ("Movement stated theme=h100 origin=MY destination=CN\nc 2025-01-07 en | Movement denied theme=nvidia-chips origin=MY destination=CN by=MY", []),
        # a denial of other goods, of another year or of another step breaks nothing
        ("Movement stated theme=h100 origin=MY destination=CN\nc 2025-01-07 en | Movement denied theme=durian origin=MY destination=CN", ["SG MY CN stated"]),
        ("Movement stated theme=h100 origin=MY destination=CN time=2024\nc 2025-01-07 en | Movement denied theme=h100 origin=MY destination=CN time=2019", ["SG MY CN stated"]),
        ("Movement stated theme=h100 origin=MY destination=CN\nc 2025-01-07 en | Movement denied theme=h100 origin=TH destination=CN", ["SG MY CN stated"]),
        # a circle leads nowhere
        ("Movement stated theme=h100 origin=MY destination=SG", []),
        ("Movement stated theme=h100 origin=MY destination=SG\nc 2025-01-07 en | Movement stated theme=h100 origin=SG destination=TH\nd 2025-01-07 en | Movement stated theme=h100 origin=TH destination=CN", ["SG TH CN stated"]),
        # the wrong way round
        ("Movement stated theme=h100 origin=CN destination=MY", []),
    ],
)  # fmt: skip
def test_pieced_together(second: str, expected: list[str], ontology: Ontology) -> None:
    assert ways(f"{FIRST}b 2025-01-06 fr | {second}", ontology) == expected


LONG = FIRST + """
b 2025-01-06 fr | Movement stated theme=h100 origin=MY via=TH destination=VN
c 2025-01-07 en | Movement alleged theme=h100 origin=VN destination=HK
d 2025-01-07 en | Movement stated theme=h100 origin=HK destination=CN
e 2025-01-07 en | Movement stated theme=h100 origin=TH destination=CN
"""


def test_the_number_of_steps_is_limited(ontology: Ontology) -> None:
    short = "SG MY TH CN stated"
    assert ways(LONG, ontology) == [short]
    assert ways(LONG, ontology, max_legs=2) == []
    assert ways(LONG, ontology, max_legs=6) == [short, "SG MY TH VN HK CN alleged"]


def test_stops_on_the_way(ontology: Ontology) -> None:
    assert ways(LONG, ontology, via="country:HK", max_legs=5) == ["SG MY TH VN HK CN alleged"]
    assert ways(LONG, ontology, via="country:JP", max_legs=5) == []


def test_with_one_end_a_route_goes_on_as_far_as_it_leads(ontology: Ontology) -> None:
    assert sorted(ways(LONG, ontology, end="", max_legs=3)) == ["SG MY TH CN stated", "SG MY TH VN stated"]
    assert ways(LONG, ontology, start="country:VN", max_legs=3) == ["VN HK CN alleged"]
    assert ways(LONG, ontology, start="", end="") == []


def test_what_was_known_and_what_held_at_a_time(ontology: Ontology) -> None:
    story = FIRST + "b 2025-01-06 fr | Movement stated theme=h100 origin=MY destination=CN time=2024-05"
    assert ways(story, ontology, times=Times(published_before=date(2025, 1, 6))) == []
    assert ways(story, ontology, times=Times(published_after=date(2025, 1, 5))) == ["SG MY CN stated"]
    assert ways(story, ontology, times=Times(valid_on=date(2024, 3, 3))) == []


def test_a_route_that_a_claim_tells_whole_is_not_pieced_together(ontology: Ontology) -> None:
    story = FIRST + """
b 2025-01-06 fr | Movement stated theme=h100 origin=MY destination=CN
c 2025-01-07 en | Movement alleged theme=h100 origin=SG via=MY destination=CN
d 2025-01-07 en | Movement denied theme=h100 origin=SG destination=CN by=SG
"""
    with open_store(None) as store:
        fill(store, read_story(story, ontology), ontology)
        found = routes(store, ontology, ["product:nvidia-h100"], ["country:SG"], ["country:CN"])
    assert [(r.composed, r.status, len(r.legs)) for r in found] == [(False, "alleged", 2), (False, "denied", 1)]
    told, denied = found
    assert [[s.article.publisher for s in leg.said] for leg in told.legs] == [["c", "a"], ["c", "b"]]
    assert [s.article.publisher for s in told.denied] == ["d"]
    assert denied.denied == ()


def test_many_claims_of_one_step_do_not_multiply(ontology: Ontology) -> None:
    hops = [("SG", "MY"), ("MY", "TH"), ("TH", "VN"), ("VN", "CN")]
    lines = [
        f"p{n} 2025-01-05 en | Movement stated theme=h100 origin={a} destination={b}" for a, b in hops for n in range(30)
    ]
    assert ways("\n".join(lines), ontology) == ["SG MY TH VN CN stated"]
