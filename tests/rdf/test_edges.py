from __future__ import annotations

from dataclasses import replace

import pytest

from kg.knowledge.ontology import Ontology
from kg.model import Claim, Entity, EntityType, Filler, Quote, Reading
from kg.rdf.edges import derived_edges

WORDS = Quote(0, 1, "x")


def fillers(*names: str) -> tuple[Filler, ...]:
    return tuple(Filler(Entity(f"place:{n}", EntityType.PLACE, (("en", n),)), WORDS) for n in names)


def claim(type: str, status: str, effect: str | None, **roles: str) -> Claim:
    filled = tuple((role, fillers(*names.split())) for role, names in roles.items())
    return Claim("c", "a", type, filled, status, WORDS, WORDS, "lex", 0.5, effect)


def edges(claim: Claim, ontology: Ontology) -> set[str]:
    return {
        f"{edge.source[6:]} {name} {edge.target[6:]}"
        for edge in derived_edges(claim, ontology)
        for name in edge.properties
    }


@pytest.mark.parametrize(
    ("status", "effect", "weak", "strong"),
    [
        ("stated", "impose", True, True),
        ("stated", "tighten", True, True),
        ("stated", "ease", False, False),
        ("stated", "lift", False, False),
        ("stated", None, True, False),
        ("alleged", "impose", True, False),
        ("possible", "tighten", True, False),
        ("planned", "impose", True, False),
        ("questioned", "impose", True, False),
        ("planned", "lift", False, False),
        ("denied", "impose", False, False),
    ],
)
def test_edges_do_not_say_more_than_the_claim(
    ontology: Ontology, status: str, effect: str | None, weak: bool, strong: bool
) -> None:
    found = edges(claim("Restriction", status, effect, authority="us", target="cn"), ontology)
    assert ("us saidToRestrict cn" in found or any("saidTo" in edge for edge in found)) == weak
    assert any("saidTo" not in edge for edge in found) == strong


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ({"origin": "a", "destination": "d"}, {"a d"}),
        ({"origin": "a", "via": "b c", "destination": "d"}, {"a b", "b c", "c d"}),
        ({"origin": "a", "via": "c b", "destination": "d"}, {"a c", "c b", "b d"}),
        ({"origin": "a b", "via": "v", "destination": "d e"}, {"a v", "b v", "v d", "v e"}),
        ({"via": "b", "destination": "d"}, {"b d"}),
        ({"origin": "a", "via": "b"}, {"a b"}),
        ({"origin": "a"}, set()),
        ({"origin": "a", "destination": "a"}, set()),
    ],
)
def test_a_route_goes_leg_by_leg(ontology: Ontology, roles: dict[str, str], expected: set[str]) -> None:
    found = edges(claim("Movement", "stated", None, **roles), ontology)
    for name in ("shipsTo", "saidToShipTo"):
        assert {edge.replace(f" {name} ", " ") for edge in found if f" {name} " in edge} == expected


def test_partners_are_linked_both_ways_and_not_to_themselves(ontology: Ontology) -> None:
    found = edges(claim("Partnership", "planned", None, party="a b"), ontology)
    assert found == {"a saidToBePartnerOf b", "b saidToBePartnerOf a"}


def test_every_class_gives_an_edge_when_all_roles_are_filled(ontology: Ontology) -> None:
    for kind in ontology.classes.values():
        roles = {use.name: f"{use.name}1 {use.name}2" for use in kind.roles}
        effect = "impose" if kind.effects else None
        found = edges(claim(kind.name, "stated", effect, **roles), ontology)
        assert any("saidTo" in edge for edge in found), kind.name
        assert any("saidTo" not in edge for edge in found), kind.name


def test_only_the_said_edges_of_the_sample_are_given(ontology: Ontology, sample_reading: Reading) -> None:
    movement, _, denial = sample_reading.claims
    assert all("saidTo" in edge for edge in edges(movement, ontology))
    assert edges(denial, ontology) == set()
    assert any("saidTo" not in edge for edge in edges(replace(movement, status="stated"), ontology))
