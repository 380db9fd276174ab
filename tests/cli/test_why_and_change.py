"""`kg explain`, `kg diff`, `kg trace` and `kg query --timeout` through their entry."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Kg, one_line
from story import fill, read_story

from kg.cli.explain import marked
from kg.knowledge.ontology import Ontology
from kg.model import Reading
from kg.store import open_store

OLD = """
Alpha 2025-03-01 en | Transfer alleged supplier=tsmc recipient=huawei theme=chips by=bloomberg time=2024
Alpha 2025-03-02 en | Movement stated theme=h100 origin=SG destination=MY
Beta 2025-03-02 fr | Movement stated theme=nvidia-chips origin=MY destination=CN
"""
NEW = OLD + "Delta 2025-03-03 en | Transfer denied supplier=tsmc recipient=huawei by=tsmc\n"


@pytest.fixture(autouse=True)
def stores(toy: None, ontology: Ontology) -> None:
    for name, story in (("old", OLD), ("kg-store", NEW)):
        with open_store(Path(name)) as store:
            fill(store, read_story(story, ontology), ontology)


def ids(kg: Kg) -> list[str]:
    claims = json.loads(kg("claims", "--class", "transfer", "-f", "json").stdout)
    return [claim["id"].rpartition("/")[2] for claim in claims]


def test_explain_shows_words_reasons_and_who_denies(kg: Kg) -> None:
    asserted, _ = ids(kg)
    shown = kg("explain", asserted[:8]).stdout
    for words in (
        "Transfer: [trigger: transfer] [supplier: TSMC] [recipient: Huawei] [theme: semiconductors] [by: Bloomberg]",
        "in Alpha, 2025-03-01", "supplier    TSMC (org:tsmc): “TSMC”", "status      alleged", "time        2024, by",
        "confidence  80%", "deny        TSMC (a party to it), in Delta",
        "as stored; not read again: other versions of program, knowledge or models read it",
    ):  # fmt: skip
        assert words in shown, words
    record = json.loads(kg("explain", f"claim:{asserted}", "-f", "json").stdout)
    assert record["agreement"]["deny"][0]["origin"] == "TSMC"
    assert record["again"] is False


def test_words_that_count_are_marked(sample_reading: Reading) -> None:
    assert marked(sample_reading.claims[0]).startswith(
        "[theme: Spherical graphite] worth [amount: 12 million dollars] [trigger: left] [origin: Maputo] for [destination: Osaka]"
    )


def test_diff(kg: Kg) -> None:
    kg("export", "--format", "nquads", "-o", "new.nq")
    for after in ("kg-store", "new.nq"):
        changes = json.loads(kg("diff", "old", after, "-f", "json").stdout)
        assert [c["change"] for c in changes] == ["new", "contradicted"]
        assert changes[1]["others"][0]["publisher"] == "Delta"
    assert "contradicted" in kg("diff", "old", "kg-store").stdout
    assert json.loads(kg("diff", "kg-store", "kg-store", "-f", "json").stdout) == []
    assert kg("diff", "old", "old").stderr == "kg: 0 changes\n"


def test_routes_are_pieced_together(kg: Kg) -> None:
    shown = kg("trace", "Nvidia", "--from", "Singapour", "--to", "Chine", "--lang", "en").stdout
    for words in ("composed:", "1. Singapore →", "2. Malaysia → China", "1. Alpha", "2. Beta"):
        assert words in shown, words
    (route,) = json.loads(kg("trace", "Nvidia", "--to", "CN", "--from", "SG", "-f", "json").stdout)
    assert route["composed"] is True
    assert json.loads(kg("trace", "Nvidia", "--to", "CN", "--from", "SG", "--max-legs", "1", "-f", "json").stdout) == []
    assert kg("trace", "Nvidia", "--from", "SG", "--to", "CN", "-f", "mermaid").stdout.startswith("flowchart LR")
    assert kg("trace", "Nvidia", "--from", "SG", "--to", "CN", "-f", "dot").stdout.startswith("digraph")
    assert '"LineString"' in kg("trace", "Nvidia", "--from", "SG", "--to", "CN", "-f", "geojson").stdout
    assert kg("trace", "Nvidia", "--from", "SG", "--to", "CN", "--published-before", "2025-03-02").stdout == ""


def test_a_query_that_takes_too_long_is_stopped(kg: Kg) -> None:
    forever = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    assert one_line(kg("query", forever, "--timeout", "0.2")).startswith("stopped after 0.2 s")
    assert "TSMC" not in kg("query", "SELECT ?s { ?c sc:supplier ?s }", "--timeout", "60").stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["explain"], "name one claim, or a sentence with --why-not"),
        (["explain", "ffffffffffffffffff"], "no claim 'ffffffffffffffffff' here; `kg claims --format json` tells their ids"),
        (["explain", 'x"y'], "no claim 'x\"y' here; `kg claims --format json` tells their ids"),
        (["diff", "nowhere", "kg-store"], "nowhere: neither a store nor a dump (.nq, .trig, .ttl, .nt, .jsonld)"),
        (["diff", "nowhere.nq", "kg-store"], "nowhere.nq: cannot be read: No such file or directory (os error 2)"),
        (["query", "SELECT * { ?c sc:orgin ?o }"], "the ontology has no sc:orgin; did you mean 'sc:origin', 'sc:owns', 'sc:originMention'?"),
        (["trace", "Nvidia", "--valid-on", "soon"], "not a date: 'soon'; write 2025, 2025-03 or 2025-03-28"),
    ],
)  # fmt: skip
def test_bad_questions_get_one_line(kg: Kg, args: list[str], message: str) -> None:
    assert one_line(kg(*args)) == message
