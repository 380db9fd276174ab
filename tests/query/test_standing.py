"""Contested and corroborated claims out of a store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from story import fill, read_story

from kg.knowledge.ontology import Ontology
from kg.query.agreement import Agreement
from kg.query.claims import ClaimFilter, stored_claims
from kg.query.standing import contested, contested_ids, corroborated
from kg.store import Store, open_store

STORY = """
Alpha 2025-01-05 en | Movement alleged theme=h100 origin=SG via=MY destination=CN time=2024-10/2024-12 by=US
Beta 2025-01-06 fr | Movement stated theme=nvidia-chips origin=SG destination=CN time=2024
Gamma 2025-01-09 en | Movement denied theme=h100 origin=SG destination=CN by=SG
Delta 2025-01-09 en | Movement stated theme=durian origin=MY destination=CN
Alpha 2025-02-01 en | Restriction stated authority=US theme=h20 target=CN effect=impose time=2025-04-09/..
Beta 2025-02-02 fr | Restriction stated authority=bis theme=h20 target=CN effect=impose
Delta 2025-03-01 en | Transfer alleged supplier=tsmc recipient=huawei theme=chips by=bloomberg
Delta 2025-03-01 en | Transfer denied supplier=tsmc recipient=huawei by=tsmc same
Delta 2025-03-02 en | Ownership stated owner=huawei owned=smic
"""


@pytest.fixture(scope="module")
def store(ontology: Ontology) -> Iterator[Store]:
    with open_store(None) as opened:
        fill(opened, read_story(STORY, ontology), ontology)
        yield opened


def told(found: list[Agreement]) -> list[tuple[str, list[str], list[str]]]:
    return [(a.said.claim.type, [v.origin.label for v in a.agree], [v.origin.label for v in a.deny]) for a in found]


TRANSFER = ("Transfer", ["Bloomberg"], ["TSMC"])


def test_contested(store: Store, ontology: Ontology) -> None:
    movement, transfer = told(contested(store, ontology))
    assert (movement[0], set(movement[1]), movement[2]) == ("Movement", {"United States", "Beta"}, ["Singapore"])
    assert transfer == TRANSFER


@pytest.mark.parametrize(
    ("filter", "expected"),
    [
        (ClaimFilter(entities=("org:huawei",)), [TRANSFER]),
        (ClaimFilter(types=("Transfer",)), [TRANSFER]),
        (ClaimFilter(published_after=date(2025, 2, 1)), [TRANSFER]),
        (ClaimFilter(published_before=date(2025, 1, 9)), []),  # before the denial nothing was contested
        (ClaimFilter(entities=("product:durian",)), []),
    ],
)
def test_conditions_on_contested(
    filter: ClaimFilter, expected: list[object], store: Store, ontology: Ontology
) -> None:
    assert told(contested(store, ontology, filter)) == expected


def test_corroborated(store: Store, ontology: Ontology) -> None:
    found = told(corroborated(store, ontology))
    assert sorted((kind, sorted(agree)) for kind, agree, _ in found) == [
        ("Movement", ["Beta", "United States"]),
        ("Restriction", ["Alpha", "Beta"]),
    ]
    assert told(corroborated(store, ontology, ClaimFilter(entities=("product:nvidia-h20",))))[0][0] == "Restriction"
    assert corroborated(store, ontology, ClaimFilter(published_before=date(2025, 1, 6))) == []


def test_both_sides_of_a_contradiction_are_contested(store: Store, ontology: Ontology) -> None:
    ids = contested_ids(store, ontology)
    sides = sorted((s.claim.type, s.claim.status) for s in stored_claims(store, ontology) if s.claim.id in ids)
    assert sides == [
        ("Movement", "alleged"), ("Movement", "denied"), ("Movement", "stated"),
        ("Transfer", "alleged"), ("Transfer", "denied"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "types"),
    [
        (date(2024, 11, 1), ["Movement", "Movement"]),
        (date(2025, 4, 8), ["Movement", "Movement", "Ownership", "Restriction", "Transfer", "Transfer"]),
        (date(2025, 4, 9), ["Movement", "Movement", "Ownership", "Restriction", "Restriction", "Transfer", "Transfer"]),
        (date(2023, 1, 1), []),
    ],
)
def test_valid_on(day: date, types: list[str], store: Store, ontology: Ontology) -> None:
    found = stored_claims(store, ontology, ClaimFilter(valid_on=day))
    assert sorted(s.claim.type for s in found) == types
