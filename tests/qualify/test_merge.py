"""The same fact said twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg.knowledge.locate import ontologies
from kg.knowledge.ontology import Ontology, load_ontology
from kg.model import Claim, Entity, EntityType, Filler, Interval, Quote
from kg.qualify.merge import merge


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology(ontologies())


def filler(name: str) -> Filler:
    return Filler(Entity(f"local:{name}", EntityType.ORGANIZATION, (("en", name),)), Quote(0, len(name), name))


def claim(start: int, status: str = "stated", time: str | None = None, **roles: list[str]) -> Claim:
    """A claim whose sentence begins at `start`."""
    return Claim(
        id="",
        article="test",
        type="Transfer",
        roles=tuple((role, tuple(filler(name) for name in names)) for role, names in roles.items()),
        status=status,
        evidence=Quote(start, start + 40, "x" * 40),
        trigger=Quote(start + 10, start + 14, "sold"),
        evoked_by="test",
        confidence=0.5,
        time=Interval(time, date(2021, 1, 1), date(2021, 12, 31)) if time else None,
    )


HEADLINE = claim(0, supplier=["mill"], theme=["wire"])
BODY = claim(100, supplier=["mill"], recipient=["Kenya"], theme=["wire"])


@pytest.mark.parametrize("order", [(HEADLINE, BODY), (BODY, HEADLINE)])
def test_the_fuller_wording_stays(ontology: Ontology, order: tuple[Claim, Claim]) -> None:
    (kept,) = merge(order, ontology)
    assert kept.evidence == BODY.evidence
    assert [role for role, _ in kept.roles] == ["supplier", "recipient", "theme"]


def test_what_only_the_shorter_one_says_is_kept(ontology: Ontology) -> None:
    (kept,) = merge((replace(HEADLINE, time=Interval("2021", None, None)), BODY), ontology)
    assert kept.time is not None
    assert kept.time.text == "2021"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (BODY, claim(200, supplier=["mill"], recipient=["Uganda"], theme=["wire"])),
        (BODY, claim(200, status="denied", supplier=["mill"], recipient=["Kenya"], theme=["wire"])),
        (BODY, claim(200, status="planned", supplier=["mill"], recipient=["Kenya"], theme=["wire"])),
        (BODY, replace(BODY, type="Movement")),
        (BODY, replace(BODY, effect="lift")),
        (
            claim(0, time="2021", supplier=["mill"], recipient=["Kenya"]),
            claim(200, time="2023", supplier=["mill"], recipient=["Kenya"]),
        ),
        # one filler in common, in another sentence: the same matter, not the same fact
        (BODY, claim(200, theme=["wire"])),
    ],
)
def test_other_facts_stay_apart(ontology: Ontology, one: Claim, two: Claim) -> None:
    assert len(merge((one, two), ontology)) == 2


def test_alleged_and_stated_are_one(ontology: Ontology) -> None:
    alleged = claim(200, status="alleged", supplier=["mill"], recipient=["Kenya"])
    (kept,) = merge((BODY, alleged), ontology)
    assert kept.status == "stated"
