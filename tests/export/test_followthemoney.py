"""FollowTheMoney, against an excerpt of its schema (followthemoney.json) and, where it is installed, by its library."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from story import fill, read_story

from kg.export import WRITERS, Material
from kg.knowledge.ontology import Ontology
from kg.store import open_store

SCHEMATA: dict[str, Any] = json.loads(Path(__file__).with_name("followthemoney.json").read_text("utf-8"))["schemata"]
STORY = """
a 2025-01-05 en | Sanction stated authority=US target=megaspeed effect=impose time=2025-01-02/..
b 2025-01-06 fr | Sanction alleged authority=US target=gulfco effect=impose by=reuters
c 2025-01-07 en | Sanction stated authority=US target=smic effect=lift
d 2025-01-08 en | Ownership stated owner=huawei owned=gulfco
d 2025-01-08 en | Ownership denied owner=huawei owned=smic same
d 2025-01-08 en | Ownership stated owner=h20 owned=shenzhen same
e 2025-01-09 en | Movement stated theme=h100 origin=SG via=penang destination=CN
f 2025-01-10 en | Evasion alleged agent=tessier
g 2025-01-11 en | Restriction planned authority=NL theme=duv instrument=ear
g 2025-01-11 en | Sanction stated authority=US target=amd effect=impose confidence=0.79 same
g 2025-01-11 en | Sanction stated authority=US target=CN effect=impose same
h 2025-01-12 en | Disruption possible cause=strike theme=lng
"""
_ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?")  # of the library, for what refers to entities
_VALUES = {
    "country": "[a-z]{2}", "date": r"\d{4}-\d\d-\d\d", "language": "eng|fra", "url": r"https?://\S+", "topic": r"\w+",
}  # fmt: skip


@pytest.fixture(scope="module")
def told(ontology: Ontology) -> Iterator[Material]:
    with open_store(None) as store:
        fill(store, read_story(STORY, ontology), ontology)
        yield Material(store, ontology)


def records(material: Material) -> list[dict[str, Any]]:
    return [json.loads(line) for line in "".join(WRITERS["ftm"](material)).splitlines()]


def links(material: Material) -> set[tuple[str, str, str, str]]:
    """Schema, status, and the names of the ends."""
    found = records(material)
    names = {r["id"]: r["properties"].get("name", r["properties"].get("title"))[0] for r in found if not proof(r)}
    ends = {"Sanction": ("authority", "entity"), "Ownership": ("owner", "asset"), "Documentation": ("document", "entity")}
    return {
        (r["schema"], r["properties"]["status"][0], *(names.get(r["properties"][end][0], r["properties"][end][0])
         for end in ends.get(r["schema"], ("subject", "object"))))
        for r in found if proof(r)
    }  # fmt: skip


def proof(record: dict[str, Any]) -> bool:
    return "proof" in record["properties"]


@pytest.fixture(params=["sample", "story"])
def either(request: pytest.FixtureRequest, material: Material, told: Material) -> list[dict[str, Any]]:
    return records(replace(material if request.param == "sample" else told, with_text=True))


def test_entities_follow_the_schema(either: list[dict[str, Any]]) -> None:
    by_id = {record["id"]: record for record in either}
    assert len(by_id) == len(either)
    for record in either:
        schema = SCHEMATA[record["schema"]]
        assert set(record) == {"id", "schema", "properties"}
        assert _ID.fullmatch(record["id"])
        assert set(schema["required"]) <= record["properties"].keys()
        for name, values in record["properties"].items():
            kind, _, wanted = schema["properties"][name].partition(":")
            assert values
            for value in values:
                if kind == "entity":
                    assert wanted in SCHEMATA[by_id[value]["schema"]]["is"], (name, value)
                else:
                    assert re.fullmatch(_VALUES.get(kind, "(?s).+"), value), (name, value)


def test_the_library_takes_every_entity_as_it_is(either: list[dict[str, Any]]) -> None:
    library = pytest.importorskip("followthemoney", reason="followthemoney is missing: pip install 'kg-claims[ftm]'")
    for record in either:
        proxy = library.model.get_proxy(record, cleaned=False)
        proxy.schema.validate(record)
        read = proxy.to_dict()["properties"]
        cleaned = {name: sorted(values) for name, values in read.items()}
        assert cleaned == {name: sorted(values) for name, values in record["properties"].items()}


def test_the_excerpt_is_what_the_library_says() -> None:
    library = pytest.importorskip("followthemoney", reason="followthemoney is missing: pip install 'kg-claims[ftm]'")
    for name, excerpt in SCHEMATA.items():
        schema = library.model.get(name)
        assert set(excerpt["is"]) == schema.names
        for property, kind in excerpt["properties"].items():
            of = schema.get(property)
            assert kind == of.type.name + (f":{of.range.name}" if of.range else "")


def test_only_what_is_stated_and_surely_read_is_a_sanction_or_an_ownership(told: Material) -> None:
    found = links(told)
    assert {link for link in found if link[0] in ("Sanction", "Ownership")} == {
        ("Sanction", "stated", "United States", "Megaspeed"), ("Ownership", "stated", "Huawei", "Gulf Trading"),
    }  # fmt: skip
    assert {
        ("UnknownLink", "alleged", "United States", "Gulf Trading"), ("UnknownLink", "stated", "United States", "SMIC"),
        ("UnknownLink", "stated", "United States", "AMD"), ("UnknownLink", "stated", "United States", "China"),
        ("UnknownLink", "denied", "Huawei", "SMIC"), ("UnknownLink", "stated", "H20", "Shenzhen"),
        ("UnknownLink", "stated", "Singapore", "Penang"), ("UnknownLink", "stated", "Penang", "China"),
        ("Documentation", "alleged", "Report f-5", "Marc Tessier"),
    } <= found  # fmt: skip


def test_a_role_never_hides_the_status(told: Material) -> None:
    roles: Callable[[str], set[str]] = lambda status: {  # noqa: E731
        r["properties"]["role"][0] for r in records(told) if r["properties"].get("status") == [status] and "role" in r["properties"]
    }
    assert roles("alleged") == {"sanction (alleged): authority → target", "evasion (alleged)"}
    assert roles("denied") == {"ownership (denied): owner → owned"}
    assert "sanction (lift): authority → target" in roles("stated")


def test_a_company_is_what_somebody_owns(told: Material) -> None:
    schemata = {r["properties"]["name"][0]: r["schema"] for r in records(told) if "name" in r["properties"]}
    assert (schemata["Gulf Trading"], schemata["SMIC"], schemata["United States"]) == ("Company", "Organization", "PublicBody")


def test_a_link_says_when_who_and_in_which_words(material: Material) -> None:
    link = next(r["properties"] for r in records(material) if r["properties"].get("status") == ["alleged"])
    article = next(r for r in records(material) if r["id"] == link["proof"][0])
    assert (link["startDate"], link["endDate"]) == (["2023-05-01"], ["2023-05-31"])
    assert link["summary"][0].startswith("Spherical graphite worth")
    assert link["description"] == ["Movement, alleged, 0.81; Basalt Weekly, a Zurich court"]
    assert (article["schema"], article["properties"]["publisher"]) == ("Article", ["Basalt Weekly"])
    assert "bodyText" not in article["properties"]
