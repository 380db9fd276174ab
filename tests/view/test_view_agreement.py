"""Which claims concern the same matter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.knowledge.ontology import Ontology
from kg.model import Claim, Entity, EntityType, Filler, Reading
from kg.view.agreement import compatible, same_matter

_TYPES = {
    "country": EntityType.COUNTRY, "place": EntityType.PLACE, "org": EntityType.ORGANIZATION,
    "product": EntityType.PRODUCT,
}  # fmt: skip
_KNOWN = {
    "place:osaka": {"country": "country:JP"},
    "place:kobe": {"country": "country:JP"},
    "org:basalt": {"country": "country:JP"},
    "org:union": {"members": ("country:JP", "country:NO")},
    "product:x1": {"kinds": ("product:chip",), "maker": "org:basalt"},
    "product:x2": {"kinds": ("product:chip",), "maker": "org:basalt"},
}


def entity(name: str) -> Entity:
    return Entity(name, _TYPES[name.partition(":")[0]], (("en", name),), **_KNOWN.get(name, {}))  # type: ignore[arg-type]


@pytest.fixture
def claim(sample_reading: Reading) -> Claim:
    return sample_reading.claims[0]


def says(claim: Claim, type: str, roles: str, effect: str | None = None) -> Claim:
    """A claim from "theme=product:x1 destination=country:JP,country:NO"."""
    words = claim.evidence
    pairs = [part.split("=") for part in roles.split()]
    filled = tuple((role, tuple(Filler(entity(e), words) for e in names.split(","))) for role, names in pairs)
    return replace(claim, type=type, roles=filled, effect=effect)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("theme=product:x1 origin=country:NO", "theme=product:x1 origin=country:NO", True),
        # one role in common is not enough
        ("theme=product:x1 origin=country:NO", "theme=product:x1 destination=country:JP", False),
        # a role that only one of them fills is no matter
        ("theme=product:x1 origin=country:NO destination=country:JP", "theme=product:x1 origin=country:NO", True),
        # incompatible fillers in a third role
        ("theme=product:x1 origin=country:NO via=country:JP", "theme=product:x1 origin=country:NO via=country:CL", False),
        # one of several fillers is enough
        ("theme=product:x1 origin=country:NO,country:CL", "theme=product:x1 origin=country:CL", True),
        # model and family, but not two models
        ("theme=product:x1 origin=country:NO", "theme=product:chip origin=country:NO", True),
        ("theme=product:x1 origin=country:NO", "theme=product:x2 origin=country:NO", False),
        # place and its country, but not two places
        ("theme=product:x1 destination=place:osaka", "theme=product:x1 destination=country:JP", True),
        ("theme=product:x1 destination=place:osaka", "theme=product:x1 destination=place:kobe", False),
        # a company is not its country
        ("theme=product:x1 destination=org:basalt", "theme=product:x1 destination=country:JP", False),
        # group and member
        ("theme=product:x1 destination=org:union", "theme=product:x1 destination=country:NO", True),
        ("theme=product:x1 destination=org:union", "theme=product:x1 destination=country:CL", False),
        # who does it is no core role of a movement
        ("theme=product:x1 origin=country:NO agent=country:CL", "theme=product:x1 origin=country:NO agent=country:JP", True),
    ],
)  # fmt: skip
def test_fillers(claim: Claim, ontology: Ontology, left: str, right: str, same: bool) -> None:
    pair = [says(claim, "Movement", left), says(claim, "Movement", right)]
    assert compatible(pair[0], pair[1], ontology) is compatible(pair[1], pair[0], ontology) is same
    assert same_matter(pair, ontology) == ([(1,), (0,)] if same else [(), ()])


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [("impose", "tighten", True), ("ease", "lift", True), ("impose", "lift", False), ("impose", None, False)],
)
def test_direction_of_effect(claim: Claim, ontology: Ontology, left: str | None, right: str | None, same: bool) -> None:
    roles = "authority=country:NO theme=product:x1"
    pair = [says(claim, "Restriction", roles, left), says(claim, "Restriction", roles, right)]
    assert same_matter(pair, ontology) == ([(1,), (0,)] if same else [(), ()])


def test_another_class_is_another_matter(claim: Claim, ontology: Ontology) -> None:
    pair = [says(claim, "Production", "theme=product:x1 producer=org:basalt"),
            says(claim, "Use", "theme=product:x1 user=org:basalt")]  # fmt: skip
    assert same_matter(pair, ontology) == [(), ()]


def test_among_many_each_finds_its_own(claim: Claim, ontology: Ontology) -> None:
    made = [says(claim, "Movement", f"theme=product:m{n % 50} origin=country:NO") for n in range(150)]
    found = same_matter(made, ontology)
    assert found == [tuple(other for other in range(n % 50, 150, 50) if other != n) for n in range(150)]
