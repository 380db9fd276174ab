"""Routes as data and as drawings."""

from __future__ import annotations

import json
import re

import pytest
from story import fill, read_story

from kg.export.routes import dot, geojson, mermaid, route_record
from kg.knowledge.ontology import Ontology
from kg.query.routes import Route, routes
from kg.store import open_store

STORY = """
a 2025-01-05 en | Movement stated theme=h100 origin=SG destination=MY time=2024-03
b 2025-01-06 fr | Movement alleged theme=nvidia-chips origin=MY destination=shenzhen by=US
c 2025-01-07 en | Movement denied theme=h100 origin=SG destination=CN by=SG
d 2025-01-08 en | Movement stated theme=h100 origin=SG via=HK destination=CN
"""


@pytest.fixture(scope="module")
def found(ontology: Ontology) -> list[Route]:
    with open_store(None) as store:
        fill(store, read_story(STORY, ontology), ontology)
        return routes(store, ontology, ["org:nvidia"], ["country:SG"], ["country:CN"])


def test_json(found: list[Route]) -> None:
    whole, composed, denied = [route_record(route) for route in found]
    assert (whole["composed"], composed["composed"], denied["status"]) == (False, True, "denied")
    assert whole["claim"]["publisher"] == "d"
    assert "claim" not in composed
    assert composed["status"] == "alleged"
    assert [(s["from"]["label"], s["to"]["label"], s["status"]) for s in composed["legs"]] == [
        ("Singapore", "Malaysia", "stated"), ("Malaysia", "Shenzhen", "alleged"),
    ]  # fmt: skip
    assert composed["legs"][1]["claims"][0]["by"][0]["label"] == "États-Unis"
    assert [claim["publisher"] for claim in composed["denied"]] == ["c"]


def test_geojson(found: list[Route]) -> None:
    collection = json.loads(geojson(found, "fr"))
    lines = [f for f in collection["features"] if f["geometry"]["type"] == "LineString"]
    points = {f["properties"]["name"]: f["geometry"]["coordinates"] for f in collection["features"] if f not in lines}
    assert [(f["properties"]["route"], f["properties"]["from"], f["properties"]["to"]) for f in lines] == [
        (1, "Singapour", "Hong Kong"), (1, "Hong Kong", "Chine"), (2, "Singapour", "Malaisie"),
        (2, "Malaisie", "Shenzhen"), (3, "Singapour", "Chine"),
    ]  # fmt: skip
    # longitude first: Peking lies at 116° E, 40° N
    assert points["Chine"] == pytest.approx([116.4, 39.9], abs=0.2)
    assert points["Shenzhen"] == pytest.approx([114.07, 22.55], abs=0.2)
    assert lines[0]["geometry"]["coordinates"] == [points["Singapour"], points["Hong Kong"]]


def test_mermaid(found: list[Route]) -> None:
    lines = mermaid(found).splitlines()
    assert lines[0] == "flowchart LR"
    names = dict(re.findall(r'^  (p\d+)\["(.*)"\]$', "\n".join(lines), re.MULTILINE))
    edges = [re.fullmatch(r'  (p\d+) (\S+)\|"(.*)"\| (p\d+)', line) for line in lines[1 + len(names) :]]
    assert {(names[e[1]], e[2], names[e[4]]) for e in edges if e} == {
        ("Singapore", "-->", "Hong Kong"), ("Hong Kong", "-->", "China"), ("Singapore", "-->", "Malaysia"),
        ("Malaysia", "-.->", "Shenzhen"), ("Singapore", "--x", "China"),
    }  # fmt: skip


def test_dot(found: list[Route]) -> None:
    lines = dot(found).splitlines()
    assert (lines[0], lines[-1]) == ("digraph routes {", "}")
    names = dict(re.findall(r'^  (p\d+) \[label="(.*)"\];$', "\n".join(lines), re.MULTILINE))
    edges = [e for line in lines if (e := re.fullmatch(r'  (p\d+) -> (p\d+) \[label="(.*)", style=(\w+)\];', line))]
    styles = {(names[e[1]], names[e[2]]): e[4] for e in edges}
    assert styles[("Singapore", "China")] == "dotted"
    assert styles[("Malaysia", "Shenzhen")] == "dashed"
    assert len(edges) == 5


def test_no_routes() -> None:
    assert json.loads(geojson([])) == {"type": "FeatureCollection", "features": []}
    assert mermaid([]) == "flowchart LR\n"
    assert dot([]).endswith("}\n")


def test_names_cannot_break_a_drawing(ontology: Ontology) -> None:
    story = """a 2025-01-05 en | Movement stated theme=h100 "origin=the \\"old\\" <port>:Place" destination=CN"""
    with open_store(None) as store:
        fill(store, read_story(story, ontology), ontology)
        found = routes(store, ontology, ["org:nvidia"])
    assert '["the #quot;old#quot; #lt;port#gt;"]' in mermaid(found)
    assert '[label="the \\"old\\" <port>"]' in dot(found)
