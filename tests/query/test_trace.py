from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg.knowledge.ontology import Ontology
from kg.model import Entity, EntityType, Filler, Reading
from kg.query.trace import Route, trace
from kg.rdf.articles import reading_quads
from kg.rdf.iri import graph_iri
from kg.store import Store, open_store

ARTICLE = "https://basalt.example/1"


@pytest.fixture(scope="module")
def store(ontology: Ontology, sample_reading: Reading) -> Iterator[Store]:
    with open_store(None) as opened:
        opened.replace(graph_iri(ARTICLE), reading_quads(sample_reading, ontology, "4c1e"))
        yield opened


def legs(route: Route) -> list[tuple[int, str | None, str | None]]:
    return [(leg.order, leg.start and leg.start.id, leg.end and leg.end.id) for leg in route.legs]


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
    assert [legs(r) for r in trace(store, ontology, [GRAPHITE], start, end, via)] == expected


@pytest.mark.parametrize(
    ("theme", "found"),
    [("product:spherical-graphite", 2), ("product:graphite", 2), ("org:norlund", 2), ("product:tin", 0), (O, 0)],
)
def test_goods_are_found_by_kind_and_by_maker(store: Store, ontology: Ontology, theme: str, found: int) -> None:
    assert len(trace(store, ontology, [theme])) == found


def test_the_certain_comes_before_the_denied(store: Store, ontology: Ontology) -> None:
    assert [r.said.claim.status for r in trace(store, ontology, [GRAPHITE])] == ["alleged", "denied"]


def test_parallel_ends_give_the_leg_that_was_asked_for(ontology: Ontology, sample_reading: Reading) -> None:
    movement = sample_reading.claims[0]
    kobe = Entity("place:kobe", EntityType.PLACE, (("en", "Kobe"),), country="country:JP")
    osaka = movement.role("destination")[0]
    ends = (osaka, Filler(kobe, osaka.mention))
    roles = tuple((role, ends if role == "destination" else fillers) for role, fillers in movement.roles)
    reading = replace(sample_reading, claims=(replace(movement, roles=roles),))
    with open_store(None) as store:
        store.replace(graph_iri(ARTICLE), reading_quads(reading, ontology, "4c1e"))
        (route,) = trace(store, ontology, [GRAPHITE], [C], ["place:kobe"])
        assert legs(route) == [(1, C, "place:kobe")]
        (both,) = trace(store, ontology, [GRAPHITE], [C], ["country:JP"])
        assert legs(both) == [(1, C, O), (1, C, "place:kobe")]
