"""Every format against a golden file, and read back by the library that it is for.

`KG_UPDATE_GOLDENS=1` writes the golden files anew.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.term import Node

from kg.export import SUFFIXES, WRITERS, Material, format_of
from kg.export.graph import networkx_graph
from kg.export.sorting import in_order
from kg.knowledge.locate import ontologies
from kg.knowledge.ontology import Ontology
from kg.model import Filler
from kg.query.claims import ClaimFilter
from kg.rdf.iri import claim_iri
from kg.rdf.namespaces import SCHEMA
from kg.rdf.terms import canonical, day, decimal
from kg.rdf.validate import validate
from kg.store import Store, open_store

GOLDENS = Path(__file__).parents[1] / "goldens"
_SUFFIX = {name: suffix for suffix, name in SUFFIXES.items()}
# the page is mostly its scripts: what it says has a golden of its own in test_html.py
GOLDEN = tuple(name for name in WRITERS if name != "html")
_WITH_BODIES = ("turtle", "trig", "nquads", "jsonld", "ftm")


def text(material: Material, format: str) -> str:
    return "".join(WRITERS[format](material))


def stated(material: Material) -> list[tuple[str, str, str, str]]:
    """Statements as their terms' own words: IRIs without brackets, literals without quotes and types."""
    return [
        (s[1:-1], p[1:-1], o[1:-1] if o[0] == "<" else o[1 : o.rindex('"')], g[1:-1])
        for s, p, o, g in material.statements()
    ]


def quads(data: str, format: str) -> set[tuple[Node, ...]]:
    dataset = Dataset()
    dataset.parse(data=data, format=format)
    return {(s, p, o, getattr(g, "identifier", g)) for s, p, o, g in dataset.quads()}


@pytest.mark.parametrize("format", GOLDEN)
def test_golden(material: Material, format: str) -> None:
    path = GOLDENS / f"graph{_SUFFIX[format]}"
    written = text(material, format)
    if os.environ.get("KG_UPDATE_GOLDENS"):
        path.write_bytes(written.encode())
    assert written.encode() == path.read_bytes()


def test_every_format_has_a_suffix_of_its_own() -> None:
    assert sorted(_SUFFIX) == sorted(WRITERS)
    assert format_of("a/b.TTL") == "turtle"
    assert format_of("a.txt") is None


def test_all_rdf_formats_say_the_same(material: Material, store: Store) -> None:
    expected = quads(text(material, "nquads"), "nquads")
    assert quads(text(material, "trig"), "trig") == expected
    assert quads(text(material, "jsonld"), "json-ld") == expected
    assert set(Graph().parse(data=text(material, "turtle"))) == {quad[:3] for quad in expected}
    assert expected <= {(s, p, o, g) for s, p, o, g in store.quads()}


def test_the_context_is_the_one_that_is_shipped(material: Material) -> None:
    shipped = json.loads((ontologies() / "context.jsonld").read_text("utf-8"))
    assert json.loads(text(material, "jsonld"))["@context"] == shipped["@context"]


def test_canonical_nquads_are_those_of_another_library(material: Material, store: Store) -> None:
    """RDFC-1.0 without blank nodes: the distinct lines that Oxigraph writes, sorted by code points."""
    lines = text(replace(material, canonical=True), "nquads").splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert set(lines) == set(text(material, "nquads").splitlines(keepends=True))
    dataset = ox.Dataset(ox.parse(text(material, "nquads"), format=ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    theirs = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS)
    assert theirs is not None
    assert lines == sorted(line + "\n" for line in theirs.decode().split("\n") if line)


@pytest.mark.parametrize("run", [1, 2, 7, 100])
def test_lines_are_sorted_on_disk_as_in_memory(run: int) -> None:
    lines = [f"{word}\n" for word in "e b é b a \U0001f600 z \u2028 \x85 c b".split(" ")]
    assert list(in_order(iter(lines), run)) == sorted(set(lines))


@pytest.mark.parametrize("term", [
    URIRef("https://kg.example/é"), Literal("a"), Literal("a", lang="fr-ch"), day(date(2025, 3, 1)), decimal(0.5),
    Literal("\x00 \x07 \b \t \n \x0b \f \r \x1f \" \\ \x7f \x80 \u2028 \ufffe \uffff é \U0001f600"),
])  # fmt: skip
def test_terms_are_written_as_the_store_writes_them(term: Any) -> None:
    with open_store(None) as store:
        store.replace(_G, [(_G, _G, term, _G)])
        assert store.words(_G) == [(_G.n3(), _G.n3(), canonical(term))]


_G = URIRef("https://kg.example/id/graph/g")


def test_texts_of_articles_stay_unless_asked_for(material: Material) -> None:
    bodies = {p for _, p, _, _ in stated(replace(material, with_text=True))}
    assert str(SCHEMA.articleBody) in bodies
    assert str(SCHEMA.articleBody) not in {p for _, p, _, _ in stated(material)}
    for format in WRITERS:
        with_text = text(replace(material, with_text=True), format)
        assert ("heard, according to Basalt Weekly.\\nNorlund" in with_text) == (format in _WITH_BODIES), format
        assert "Basalt Weekly.\\nNorlund" not in text(material, format)


def test_entities_are_described_and_only_those_that_occur(material: Material) -> None:
    labels = {o for _, p, o, _ in stated(material) if p.endswith("#label")}
    assert {"Norvège", "Chile", "spherical graphite", "tin"} <= labels
    assert "Japan" in labels  # no claim names it, but Osaka lies in it
    assert "Peru" not in labels


def test_a_dump_is_valid(material: Material, ontology: Ontology) -> None:
    dataset = Dataset(default_union=True)
    dataset.parse(data=text(material, "trig"), format="trig")
    assert validate(dataset, ontology) == ()


def test_a_filtered_dump_holds_what_its_claims_need_and_no_more(material: Material, store: Store) -> None:
    denied = replace(material, filter=ClaimFilter(statuses=("denied",)))
    found = stated(denied)
    assert {s for s, p, _, _ in found if p.endswith("#status")} == {str(claim_iri(c.claim.id)) for c in denied.claims()}
    words = {o for _, p, o, _ in found if p.endswith("#anchorOf")}
    assert {"the shipper", "reach", "Osaka"} <= words
    assert not {"Maputo", "Norlund", "barred"} & words
    assert not any("saidTo" in p or "restricts" in p for _, p, _, _ in found)
    assert not any("Maputo" in o for _, _, o, _ in found)
    assert "étain" not in "".join(str(g) for *_, g in found)  # an article without such a claim
    assert set(found) < set(stated(material))
    everything = replace(material, filter=ClaimFilter(min_confidence=0.0))
    assert list(everything.statements()) == list(material.statements())


def test_claims_are_what_the_score_reads(material: Material) -> None:
    records = [json.loads(line) for line in text(material, "claims").splitlines()]
    by_id = {record["id"].rpartition("/")[2]: record for record in records}
    for said in material.claims():
        record, claim = by_id[said.claim.id], said.claim
        assert (record["article"], record["type"], record["status"]) == (claim.article, claim.type, claim.status)
        assert list(record["roles"]) == [role for role, fillers in claim.roles if fillers]
        for role, fillers in claim.roles:
            assert [(f["text"], f["iso"]) for f in record["roles"].get(role, [])] == [
                (f.mention.text, f.entity.iso) for f in fillers
            ]
        assert record["evidence"] == {
            "start": claim.evidence.start, "end": claim.evidence.end, "text": claim.evidence.text,
        }  # fmt: skip


def test_a_pronoun_is_labelled_by_what_it_stands_for(material: Material) -> None:
    records = [json.loads(line) for line in text(material, "claims").splitlines()]
    (denied,) = [record for record in records if record["status"] == "denied"]
    (theme,) = denied["roles"]["theme"]
    assert (theme["label"], theme["text"], theme["antecedent"]["text"]) == (
        "spherical graphite", "It", "Spherical graphite",
    )  # fmt: skip
    assert [source["label"] for source in denied["by"]] == ["the shipper"]


def test_edges_are_keyed_by_claims_and_say_what_they_support(material: Material, ontology: Ontology) -> None:
    graph = material.graph()
    alleged, restriction, denied = (
        str(claim_iri(said.claim.id)) for said in material.claims() if said.claim.article.startswith("https")
    )
    route = sorted((u, v) for u, v, key in graph.edges(keys=True) if key == alleged and u.startswith("place"))
    stations = ("place:colombo", "place:osaka"), ("place:durban", "place:colombo"), ("place:maputo", "place:durban")
    assert route == list(stations)
    edge = graph.edges["place:colombo", "place:osaka", alleged]
    assert (edge["class"], edge["status"], edge["relation"], edge["roles"]) == (
        "Movement", "alleged", ["saidToShipTo"], ["origin>destination"],
    )  # fmt: skip
    assert (edge["start"], edge["end"], edge["publisher"]) == ("2023-05-01", "2023-05-31", "Basalt Weekly")
    assert edge["attributed_to"] == ["Basalt Weekly", "a Zurich court"]
    assert graph.edges["place:durban", "place:osaka", denied]["relation"] == []
    assert graph.edges["country:NO", "place:osaka", restriction]["relation"] == ["restricts"]
    assert graph.nodes["country:NO"] == {
        "label": "Norway", "type": "Country", "iso": "NO", "iri": "https://kg.example/id/country/NO",
    }  # fmt: skip


def test_two_pairs_of_roles_between_the_same_two_are_one_edge(ontology: Ontology, material: Material) -> None:
    said = next(s for s in material.claims() if s.claim.type == "Movement")
    theme = said.claim.role("theme")[0]
    osaka = said.claim.role("destination")[0]
    roles = (("theme", (theme,)), ("via", (osaka,)), ("destination", (osaka,)))
    graph = networkx_graph([replace(said, claim=replace(said.claim, roles=roles))], ontology)
    (edge,) = (data for u, _, data in graph.edges(data=True) if u == theme.entity.id)
    assert edge["roles"] == ["theme>destination", "theme>via"]
    assert len(edge["relation"]) == 2


def test_the_claims_view_loses_nothing(material: Material) -> None:
    graph = replace(material, view="claims").graph()
    for said in material.claims():
        node = str(claim_iri(said.claim.id))
        assert graph.nodes[node]["evidence"] == said.claim.evidence.text
        targets = {(key, v) for _, v, key in graph.out_edges(node, keys=True)}
        fillers: list[tuple[str, Filler]] = [(role, f) for role, fs in said.claim.roles for f in fs]
        fillers += [("attributedTo", a.source) for a in said.claim.attributions]
        assert {(role, f.entity.id) for role, f in fillers} <= targets
        (report,) = [v for key, v in targets if key == "article"]
        assert graph.nodes[report]["label"] == said.article.title


def edges(graph: Any) -> list[tuple[str, str]]:
    return sorted((str(u), str(v)) for u, v in graph.edges())


@pytest.mark.parametrize("view", ["edges", "claims"])
def test_networkx_reads_its_formats_back(material: Material, view: Any) -> None:
    viewed = replace(material, view=view)
    graph = viewed.graph()
    linked = nx.node_link_graph(json.loads(text(viewed, "networkx")), edges="edges")
    assert nx.utils.graphs_equal(linked, graph)
    graphml = nx.read_graphml(io.BytesIO(text(viewed, "graphml").encode()), force_multigraph=True)
    gexf = nx.read_gexf(io.BytesIO(text(viewed, "gexf").encode()), version="1.2draft")
    for read in (graphml, gexf):
        assert sorted(read) == sorted(graph)
        assert edges(read) == edges(graph)
    drawn = nx.cytoscape_graph(json.loads(text(viewed, "cytoscape")))
    assert (sorted(drawn), edges(drawn)) == (sorted(graph), edges(graph))
    assert {d["name"] for _, d in drawn.nodes(data=True)} == {d["label"] for _, d in graph.nodes(data=True)}
    if view == "edges":
        data = next(d for _, _, d in graphml.edges(data=True) if d["status"] == "alleged")
        assert data["attributed_to"] == "Basalt Weekly|a Zurich court"
        assert not any(value in ("None", "[]") for *_, d in graphml.edges(data=True) for value in d.values())
        days = {(d.get("start"), d.get("end")) for *_, d in gexf.edges(data=True)}
        assert days == {(None, None), ("2022-01-01", None), ("2023-05-01", "2023-05-31")}


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    """A process with another seed, in which sets come in another order, writes the golden files too."""
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from conftest import sample_reading\n"
        "from kg.knowledge.locate import ontologies\n"
        "from kg.knowledge.ontology import load_ontology\n"
        "from kg.store import open_store\n"
        "from toy import fill\n"
        "from export.test_exports import GOLDEN, GOLDENS, Material, _SUFFIX, text\n"
        "store = open_store(None)\n"
        "fill(store, sample_reading.__wrapped__() if hasattr(sample_reading, '__wrapped__') "
        "else sample_reading._get_wrapped_function()())\n"
        "material = Material(store, load_ontology(ontologies()))\n"
        "bad = [f for f in GOLDEN if text(material, f).encode() != (GOLDENS / f'graph{_SUFFIX[f]}').read_bytes()]\n"
        "sys.exit(', '.join(bad) or 0)\n"
    )
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code, str(root), str(root.parent)], capture_output=True, text=True,
        env={**os.environ, "PYTHONHASHSEED": "12345"}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
