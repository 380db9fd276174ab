from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from rdflib import PROV, RDF, BNode, Graph, Literal, URIRef

from kg.errors import KnowledgeError
from kg.knowledge.ontology import Ontology
from kg.model import Reading, Span
from kg.rdf.articles import Version, reading_quads
from kg.rdf.iri import article_iri, claim_iri, graph_iri, knowledge_graph, name_iri, span_iri
from kg.rdf.knowledge import knowledge_quads
from kg.rdf.namespaces import ITSRDF, NIF, PREFIXES, SC, SCHEMA
from kg.rdf.runs import Run, run_quads
from kg.rdf.sketch import Sketch, read_sketch, sketch
from kg.rdf.terms import Quad


def graph(quads: list[Quad]) -> Graph:
    found = Graph()
    for prefix, namespace in PREFIXES.items():
        found.bind(prefix, namespace, replace=True)
    for s, p, o, _ in quads:
        found.add((s, p, o))
    return found


@pytest.fixture(scope="module")
def quads(ontology: Ontology, sample_reading: Reading) -> list[Quad]:
    return reading_quads(sample_reading, ontology, "4c1e")


def test_everything_is_in_the_graph_of_the_article_once_and_named(quads: list[Quad], sample_reading: Reading) -> None:
    assert {name for *_, name in quads} == {graph_iri(sample_reading.document.id)}
    assert max(Counter(quads).values()) == 1
    assert not [term for quad in quads for term in quad if isinstance(term, BNode)]


def test_the_same_reading_gives_the_same_quads(quads: list[Quad], ontology: Ontology, sample_reading: Reading) -> None:
    assert reading_quads(sample_reading, ontology, "4c1e") == quads


def test_the_graph_says_where_it_comes_from(quads: list[Quad], sample_reading: Reading) -> None:
    found, name = graph(quads), graph_iri(sample_reading.document.id)
    assert list(found.objects(name, PROV.wasDerivedFrom)) == [article_iri(sample_reading.document.id)]
    assert list(found.objects(name, PROV.wasGeneratedBy)) == [name_iri("run:4c1e")]


def test_a_claim_reads_as_the_model_says(quads: list[Quad], sample_reading: Reading) -> None:
    found, claim = graph(quads), sample_reading.claims[0]
    answer = found.query(
        """SELECT ?by ?from ?to WHERE {
          ?claim a sc:Movement ; sc:theme product:spherical-graphite ; sc:origin place:maputo ;
            sc:via place:durban, place:colombo ; sc:destination place:osaka ; sc:status sc:Alleged ;
            sc:confidence 0.8125 ; sc:evokedBy lex:en-leave-v ; sc:time "2023-05" ;
            sc:earliest "2023-05-01"^^xsd:date ; sc:latest "2023-05-31"^^xsd:date ;
            sc:amount "12 million dollars" ; schema:value "12000000"^^xsd:decimal ; schema:currency "USD" ;
            sc:attributedTo ?by ; sc:trigger/nif:anchorOf "left" ; sc:originMention/nif:anchorOf "Maputo" .
          ?leg a sc:Leg ; sc:ofClaim ?claim ; sc:order ?n ; sc:from ?from ; sc:to ?to .
        } ORDER BY ?by ?n"""
    )
    stops = ["maputo", "durban", "colombo", "osaka"]
    legs = list(pairwise(stops))
    sources = sorted(name_iri(a.source.entity.id) for a in claim.attributions)
    assert [(r.by, r["from"].rsplit("/")[-1], r.to.rsplit("/")[-1]) for r in answer] == [
        (by, start, end) for by in sources for start, end in legs
    ]


def test_spans_hold_the_words_that_stand_there(quads: list[Quad], sample_reading: Reading) -> None:
    found, body = graph(quads), sample_reading.document.text
    spans = list(found.subjects(RDF.type, NIF.RFC5147String))
    assert len(spans) > 15
    for span in spans:
        start, end = int(str(found.value(span, NIF.beginIndex))), int(str(found.value(span, NIF.endIndex)))
        assert str(found.value(span, NIF.anchorOf)) == body[start:end]
        assert span == URIRef(f"{article_iri(sample_reading.document.id)}#char={start},{end}")
    mention = sample_reading.claims[0].role("origin")[0].mention
    assert found.value(span_iri(sample_reading.document.id, mention), ITSRDF.taIdentRef) == name_iri("place:maputo")


def test_every_claim_is_there(quads: list[Quad], sample_reading: Reading) -> None:
    found = set(graph(quads).subjects(SC.article, article_iri(sample_reading.document.id)))
    assert found == {claim_iri(claim.id) for claim in sample_reading.claims}


def test_entities_of_the_gazetteer_are_left_to_the_knowledge_graph(ontology: Ontology, sample_reading: Reading) -> None:
    known = {"place:maputo", "country:NO"}
    found = graph(reading_quads(sample_reading, ontology, "4c1e", known=known))
    assert found.value(name_iri("place:maputo"), RDF.type) is None
    assert found.value(name_iri("place:osaka"), RDF.type) == SC.Place
    assert (None, SC.origin, name_iri("place:maputo")) in found


def test_the_text_can_be_left_out(ontology: Ontology, sample_reading: Reading, quads: list[Quad]) -> None:
    article = article_iri(sample_reading.document.id)
    assert str(graph(quads).value(article, SCHEMA.articleBody)) == sample_reading.document.text
    assert graph(reading_quads(sample_reading, ontology, "4c1e", False)).value(article, SCHEMA.articleBody) is None


def test_a_sketch_is_of_the_report_without_its_headline(ontology: Ontology, sample_reading: Reading) -> None:
    def sketched(reading: Reading, with_text: bool = True) -> Sketch:
        found = graph(reading_quads(reading, ontology, "4c1e", with_text))
        (literal,) = found.objects(article_iri(reading.document.id), SC.sketch)
        return read_sketch(str(literal))

    body = sample_reading.document.text.partition("\n\n")[2]
    whole = replace(sample_reading, body=(*sample_reading.body, Span(0, len("Graphite trail"))))
    assert sketched(sample_reading) == sketched(whole) == sketched(sample_reading, with_text=False) == sketch(body)
    # of a text that is nothing but its headline, the headline
    alone = replace(sample_reading, document=replace(sample_reading.document, title=body.strip()), body=(Span(16, 16 + len(body)),))
    assert sketched(alone) == sketch(body)


def test_earlier_versions_stay_known(ontology: Ontology, sample_reading: Reading) -> None:
    history = (Version("aa", date(2023, 6, 1)), Version("bb", None))
    found = graph(reading_quads(sample_reading, ontology, "4c1e", history=history))
    article = article_iri(sample_reading.document.id)
    versions = list(found.objects(article, PROV.wasRevisionOf))
    assert {str(found.value(version, SC.digest)) for version in versions} == {"aa", "bb"}
    assert str(found.value(URIRef(f"{article}#version=1"), SCHEMA.datePublished)) == "2023-06-01"


def test_the_knowledge_graph_holds_ontology_and_gazetteer(ontology: Ontology, sample_reading: Reading) -> None:
    entity = sample_reading.claims[1].role("authority")[0].entity
    quads = knowledge_quads(ontology, [entity], "d1ge57")
    found = graph(quads)
    assert {name for *_, name in quads} == {knowledge_graph()}
    assert (SC.Stated, SC.certainty, None) in found
    assert (name_iri("country:NO"), SC.iso, Literal("NO")) in found
    assert found.value(knowledge_graph(), SC.digest) == Literal("d1ge57")
    assert quads == knowledge_quads(ontology, [entity, entity], "d1ge57")


def test_a_blank_node_in_the_ontology_is_refused(ontology: Ontology) -> None:
    class Holed:
        turtle = "<http://a> <http://b> [] ."

    with pytest.raises(KnowledgeError, match="blank node"):
        knowledge_quads(Holed(), [])  # type: ignore[arg-type]


def test_runs_that_read_alike_have_one_name() -> None:
    run = Run("0.1.0", "0.1.0", "abc", (("en", "e1"), ("fr", "f1")))
    assert run.id == Run("0.1.0", "0.1.0", "abc", (("fr", "f1"), ("en", "e1"))).id
    assert run.id != Run("0.1.0", "0.1.0", "abd", run.pipelines).id
    found, node = graph(run_quads(run)), name_iri(f"run:{run.id}")
    assert found.value(node, RDF.type) == PROV.Activity
    assert {str(o) for o in found.objects(node, SC.pipeline)} == {"en e1", "fr f1"}
    assert {name for *_, name in run_quads(run)} == {node}
    assert found.value(node, PROV.used) == URIRef("https://kg.example/ontology/0.1.0")
