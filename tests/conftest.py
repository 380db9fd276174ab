"""Values that tests of several rooms share."""

from __future__ import annotations

from datetime import date

import pytest

from kg.knowledge.locate import ontologies
from kg.knowledge.ontology import Ontology, load_ontology
from kg.model import (
    Amount,
    Attribution,
    Claim,
    Document,
    Entity,
    EntityType,
    Filler,
    Interval,
    Quote,
    Reading,
    Span,
    claim_id,
)

_TEXT = (
    "Graphite trail\n\n"
    "Spherical graphite worth 12 million dollars left Maputo for Osaka by way of Durban and Colombo in May 2023, "
    "a Zurich court reportedly heard, according to Basalt Weekly.\n"
    "Norlund has barred it from ports since 2022. It did not reach Osaka, the shipper said."
)


def _country(code: str, en: str, fr: str) -> Entity:
    return Entity(f"country:{code}", EntityType.COUNTRY, (("en", en), ("fr", fr)), iso=code)


def _place(name: str, label: str, country: str) -> Entity:
    return Entity(f"place:{name}", EntityType.PLACE, (("en", label),), country=country)


MAPUTO, OSAKA = _place("maputo", "Maputo", "country:MZ"), _place("osaka", "Osaka", "country:JP")
DURBAN, COLOMBO = _place("durban", "Durban", "country:ZA"), _place("colombo", "Colombo", "country:LK")
NORWAY = _country("NO", "Norway", "Norvège")
GRAPHITE = Entity(
    "product:spherical-graphite", EntityType.PRODUCT, (("en", "spherical graphite"), ("fr", "graphite sphérique")),
    aliases=("SPG", "coated graphite"), maker="org:norlund", kinds=("product:graphite", "product:anode-material"),
    same_as=("http://www.wikidata.org/entity/Q5309",),
)  # fmt: skip
WEEKLY = Entity("org:basalt-weekly", EntityType.ORGANIZATION, (("en", "Basalt Weekly"),))
COURT = Entity(
    "local:https%3A/basalt.example/1-court", EntityType.ORGANIZATION, (("en", "a Zurich court"),), country="country:CH"
)
SHIPPER = Entity(
    "local:https://basalt.example/1-2", EntityType.ORGANIZATION, (("en", "the shipper"),),
    members=("org:b", "org:a", "org:c"),
)  # fmt: skip


def _quote(words: str, nth: int = 0) -> Quote:
    start = -1
    for _ in range(nth + 1):
        start = _TEXT.index(words, start + 1)
    return Span(start, start + len(words)).of(_TEXT)


def _claim(type: str, status: str, evidence: Quote, trigger: Quote, effect: str | None, **rest: object) -> Claim:
    article = "https://basalt.example/1"
    name = claim_id(article, type, effect, status == "denied", evidence.text, trigger.text, 0)
    return Claim(
        id=name, article=article, type=type, status=status, evidence=evidence, trigger=trigger, effect=effect,
        evoked_by="en-leave-v", confidence=0.8125, **rest,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology(ontologies())


@pytest.fixture(scope="session")
def sample_reading() -> Reading:
    """One article with a route in three legs, a restriction and a denial; every field of the model is used."""
    lines = _TEXT.split("\n")
    first, third = _quote(lines[2]), _quote("It did not reach Osaka, the shipper said.")
    second = _quote("Norlund has barred it from ports since 2022.")
    graphite = Filler(GRAPHITE, _quote("Spherical graphite"), rule="nsubj", score=0.91)
    movement = _claim(
        "Movement", "alleged", first, _quote("left"), None,
        roles=(
            ("theme", (graphite,)),
            ("origin", (Filler(MAPUTO, _quote("Maputo"), rule="obj"),)),
            ("via", (Filler(DURBAN, _quote("Durban")), Filler(COLOMBO, _quote("Colombo"), score=0.5))),
            ("destination", (Filler(OSAKA, _quote("Osaka")),)),
        ),
        attributions=(
            Attribution(Filler(WEEKLY, _quote("Basalt Weekly"), rule="according-to"), _quote("according to")),
            Attribution(Filler(COURT, _quote("a Zurich court"))),
        ),
        time=Interval("2023-05", date(2023, 5, 1), date(2023, 5, 31), _quote("May 2023")),
        amount=Amount(_quote("12 million dollars"), "12000000", "USD"),
        cues=(_quote("reportedly"), _quote("according to")),
    )  # fmt: skip
    restriction = _claim(
        "Restriction", "stated", second, _quote("barred"), "impose",
        roles=(
            ("authority", (Filler(NORWAY, _quote("Norlund")),)),
            ("theme", (Filler(GRAPHITE, _quote("it", 1), _quote("Spherical graphite")),)),
            ("target", (Filler(OSAKA, _quote("ports")),)),
        ),
        time=Interval("2022/..", date(2022, 1, 1), None),
    )  # fmt: skip
    denial = _claim(
        "Movement", "denied", third, _quote("reach"), None,
        roles=(
            ("theme", (Filler(GRAPHITE, _quote("It"), _quote("Spherical graphite")),)),
            ("origin", (Filler(DURBAN, _quote("Durban")),)),
            ("destination", (Filler(OSAKA, _quote("Osaka", 1)),)),
        ),
        attributions=(
            Attribution(Filler(SHIPPER, _quote("the shipper"), _quote("Spherical graphite")), _quote("said")),
        ),
        cues=(_quote("not"),),
    )  # fmt: skip
    document = Document(
        id="https://basalt.example/1", text=_TEXT, lang="en", title="Graphite trail", digest="a1" * 32,
        source="reports/basalt.txt", published=date(2023, 6, 2), publisher="Basalt Weekly", author="A. O'Neil",
        url="https://basalt.example/1?a=b c",
    )  # fmt: skip
    return Reading(document, (movement, restriction, denial), (first, second, third))
