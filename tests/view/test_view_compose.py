"""Stored claims as a page shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg.knowledge.ontology import Ontology
from kg.model import Attribution, Filler, Reading
from kg.query.claims import Article, StoredClaim
from kg.rdf.sketch import sketch
from kg.view import Page, compose, load_points
from kg.view.points import point_of


def article(reading: Reading, **fields: object) -> Article:
    d = reading.document
    known = Article(d.id, d.title, d.lang, d.published, d.publisher, d.author, d.url, d.digest)
    return replace(known, **fields)  # type: ignore[arg-type]


@pytest.fixture
def said(sample_reading: Reading) -> list[StoredClaim]:
    return [StoredClaim(claim, article(sample_reading)) for claim in sample_reading.claims]


@pytest.fixture
def page(said: list[StoredClaim], ontology: Ontology) -> Page:
    return compose(said, ontology, load_points())


def names(page: Page, *indexes: int | None) -> list[str | None]:
    return [None if i is None else page.entities[i].id.partition(":")[2] for i in indexes]


def test_legs_and_edges_follow_the_route(page: Page) -> None:
    movement = page.claims[0]
    assert [(leg.order, *names(page, leg.start, leg.end)) for leg in movement.legs] == [
        (1, "maputo", "durban"), (2, "durban", "colombo"), (3, "colombo", "osaka"),
    ]  # fmt: skip
    edges = [tuple(names(page, edge.source, edge.target)) for edge in movement.edges]
    assert edges[:3] == [("maputo", "durban"), ("durban", "colombo"), ("colombo", "osaka")]
    assert ("spherical-graphite", "osaka") in edges
    assert ("maputo", "osaka") not in edges


def test_a_denied_claim_has_edges_and_legs_to_show(page: Page) -> None:
    denial = page.claims[2]
    assert denial.status == "denied"
    assert ("durban", "osaka") in [tuple(names(page, edge.source, edge.target)) for edge in denial.edges]
    assert len(denial.legs) == 1


def test_the_origin_is_the_last_source_else_the_publisher(page: Page, said: list[StoredClaim]) -> None:
    movement, restriction, denial = page.claims
    assert page.sources[movement.origin].labels["en"] == "a Zurich court"
    # the publisher is also who another claim is attributed to: one source
    assert restriction.origin == restriction.publisher == movement.by[0].source
    assert page.sources[restriction.origin].labels == {"en": "Basalt Weekly", "fr": "Basalt Weekly"}
    assert [said.cue for said in denial.by] == ["said"]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"publisher": "The Ledger"}, "The Ledger"),
        ({"publisher": None}, "basalt.example"),
        ({"publisher": None, "url": None, "id": "a1"}, "Graphite trail"),
        ({"publisher": None, "url": None, "id": "http://[draft", "title": ""}, "http://[draft"),
    ],
)
def test_a_source_where_nobody_is_named(
    sample_reading: Reading, ontology: Ontology, fields: dict[str, object], name: str
) -> None:
    bare = replace(sample_reading.claims[1], attributions=())
    page = compose([StoredClaim(bare, article(sample_reading, **fields))], ontology, {})
    assert page.sources[page.claims[0].origin].labels["fr"] == name


def test_a_source_that_is_itself_concerned_is_marked(said: list[StoredClaim], ontology: Ontology) -> None:
    restriction = said[1].claim
    authority = restriction.role("authority")[0]
    own = replace(restriction, attributions=(Attribution(Filler(authority.entity, authority.mention)),))
    page = compose([replace(said[1], claim=own), said[1]], ontology, {})
    assert [claim.party for claim in page.claims] == [True, False]


def test_copies_of_a_report_go_back_to_who_printed_it_first(said: list[StoredClaim], ontology: Ontology) -> None:
    restriction, text = said[1].claim, str(sketch("Norway has barred it from ports since 2022, and nobody said why"))

    def printed(id: str, day: int, sketched: str = text) -> StoredClaim:
        own = replace(said[1].article, id=id, publisher=id, published=date(2023, 6, day), sketch=sketched)
        return StoredClaim(replace(restriction, id=id, article=id), own)

    page = compose([printed("copy", 3), printed("wire", 1), printed("other", 2, str(sketch("Ports"))), said[0]], ontology, {})
    assert [article.report for article in page.articles] == ["wire", "wire", None, None]
    assert [page.sources[claim.origin].labels["en"] for claim in page.claims[:3]] == ["wire", "wire", "other"]
    assert [page.sources[claim.publisher].labels["en"] for claim in page.claims[:3]] == ["copy", "wire", "other"]
    assert page.sources[page.claims[3].origin].labels["en"] == "a Zurich court"


def test_agreement_and_denial(said: list[StoredClaim], ontology: Ontology) -> None:
    movement, denial = said[0].claim, said[2].claim
    # the denial's route starts at Durban; the same goods to the same place
    again = replace(movement, id="f" * 16, status="stated", roles=denial.roles)
    page = compose([said[0], replace(said[0], claim=again), said[2]], ontology, {})
    assert [(claim.agree, claim.deny) for claim in page.claims] == [((), ()), ((), (2,)), ((), (1,))]
    twice = replace(again, id="e" * 16, status="planned")
    page = compose([replace(said[0], claim=again), replace(said[0], claim=twice), said[2]], ontology, {})
    assert [(claim.agree, claim.deny) for claim in page.claims] == [((1,), (2,)), ((0,), (2,)), ((), (0, 1))]


def test_dates_are_iso_and_open_ends_stay_open(page: Page) -> None:
    assert [(claim.start, claim.end) for claim in page.claims] == [
        ("2023-05-01", "2023-05-31"), ("2022-01-01", None), (None, None),
    ]  # fmt: skip
    assert page.articles[0].published == date(2023, 6, 2).isoformat()


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://basalt.example/1", True),
        ("http://basalt.example/1", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("file:///etc/passwd", False),
        ("//basalt.example", False),
        ("http://[", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_followed(
    sample_reading: Reading, ontology: Ontology, url: str | None, kept: bool
) -> None:
    page = compose([StoredClaim(sample_reading.claims[0], article(sample_reading, url=url))], ontology, {})
    assert page.articles[0].url == (url if kept else None)


def test_points(sample_reading: Reading) -> None:
    points = load_points()
    assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points.values())
    osaka = sample_reading.claims[0].role("destination")[0].entity
    (lon, lat), exact = point_of(osaka, points)[0] or (0.0, 0.0), point_of(osaka, points)[1]
    assert exact
    assert (round(lon), round(lat)) == (136, 35)
    nowhere = replace(osaka, id="place:nowhere")
    assert point_of(nowhere, points) == (points["country:JP"], False)
    assert point_of(replace(nowhere, country=None), points) == (None, False)


def test_an_empty_store_is_an_empty_page(ontology: Ontology) -> None:
    page = compose([], ontology, load_points())
    assert page.claims == page.entities == page.articles == ()
    assert len(page.classes) == len(ontology.classes)
