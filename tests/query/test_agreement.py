"""Who agrees and who denies: pairs labelled by hand, and origins."""

from __future__ import annotations

import pytest
from pairs import UNSEEN, Pair, judged, pairs
from story import read_story, said

from kg.knowledge.ontology import Ontology
from kg.query.agreement import Agreement, Index


@pytest.mark.parametrize(
    "pair",
    [
        pytest.param(p, id=f"{p.label}: {p.why}", marks=[pytest.mark.xfail(strict=True)] if p.missed else [])
        for p in (*pairs(), *pairs(UNSEEN))
    ],
)
def test_pairs(pair: Pair, ontology: Ontology) -> None:
    assert judged(pair, ontology) == pair.label


def agreement(story: str, ontology: Ontology, number: int = 0) -> Agreement:
    return Index(said(read_story(story, ontology)), ontology).agreement(number)


ROUTE = "Movement stated theme=h100 origin=SG destination=CN"


@pytest.mark.parametrize(
    ("story", "origins"),
    [
        # two outlets that speak for themselves, in two languages
        (f"a 2025-01-01 en | {ROUTE} say=shipped\nb 2025-01-02 fr | {ROUTE} say=livrés", ["publisher:a", "publisher:b"]),
        # two outlets that cite one source: one origin
        (f"a 2025-01-01 en | {ROUTE} by=US say=left\nb 2025-01-02 fr | {ROUTE} by=US say=ont", ["country:US"]),
        # the last source counts: Bloomberg, citing the United States, is not the origin
        (f"a 2025-01-01 en | {ROUTE} by=bloomberg+US\nb 2025-01-02 fr | {ROUTE} by=bloomberg", ["country:US", "org:bloomberg"]),
        # an outlet that another cites is the same outlet
        (f"Bloomberg 2025-01-01 en | {ROUTE} say=left\nb 2025-01-02 fr | {ROUTE} by=bloomberg", ["org:bloomberg"]),
        # a copy is heard once
        (f"a 2025-01-01 en | {ROUTE}\nb 2025-01-02 en | {ROUTE}", ["publisher:a"]),
        # unnamed people speak through their outlet
        (f"a 2025-01-01 en | {ROUTE} by=people:Person say=left\na 2025-01-09 fr | {ROUTE} say=partis", ["publisher:a"]),
        # a named person is an origin, wherever quoted
        (f"a 2025-01-01 en | {ROUTE} by=tessier say=left\nb 2025-01-09 fr | {ROUTE} by=tessier say=partis", ["name:marc tessier"]),
    ],
)  # fmt: skip
def test_origins_are_counted_once(story: str, origins: list[str], ontology: Ontology) -> None:
    found = agreement(story, ontology)
    assert [voice.origin.key for voice in found.agree] == origins
    assert found.corroborated == (len(origins) > 1)


def test_who_agrees_who_denies_and_who_only_reports(ontology: Ontology) -> None:
    found = agreement(
        """
        a 2025-01-01 en | Transfer alleged supplier=nvidia recipient=megaspeed theme=h100 by=US
        b 2025-01-02 fr | Transfer stated supplier=nvidia recipient=megaspeed theme=h100 by=US say=fournis
        b 2025-01-03 fr | Transfer denied supplier=nvidia recipient=megaspeed by=nvidia same
        c 2025-01-03 fr | Transfer possible supplier=nvidia recipient=megaspeed theme=h100
        """,
        ontology,
    )
    assert [(v.origin.label, v.publishers) for v in found.agree] == [("United States", ("a", "b"))]
    assert [(v.origin.label, v.origin.party, v.publishers) for v in found.deny] == [("Nvidia", True, ("b",))]
    assert [v.origin.key for v in found.unsure] == ["publisher:c"]
    assert found.contested
    assert not found.corroborated


def test_a_denial_is_contested_by_what_it_denies(ontology: Ontology) -> None:
    story = f"a 2025-01-01 en | {ROUTE}\nb 2025-01-02 fr | {ROUTE.replace('stated', 'denied')} by=SG"
    found = agreement(story, ontology, 1)
    assert [v.origin.label for v in found.agree] == ["Singapour"]
    assert [v.origin.label for v in found.deny] == ["a"]
