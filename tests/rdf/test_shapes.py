from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import RDF, SH

from kg.knowledge.locate import ontologies
from kg.knowledge.ontology import FILE, Ontology, load_ontology
from kg.rdf.shapes import shapes_graph, shapes_turtle

SHAPE = Namespace("https://kg.example/shapes#")


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology(ontologies())


@pytest.fixture(scope="module")
def graph(ontology: Ontology) -> Graph:
    return shapes_graph(ontology)


def test_the_file_is_current(ontology: Ontology) -> None:
    """`python -m kg.rdf.datamodel` writes it anew."""
    assert (ontologies() / "shapes.ttl").read_text(encoding="utf-8") == shapes_turtle(ontology)


def test_one_shape_a_claim_class(graph: Graph, ontology: Ontology) -> None:
    sc = Namespace(ontology.iri)
    for name in ontology.classes:
        targeting = set(graph.subjects(SH.targetClass, sc[name]))
        assert targeting == {SHAPE[name], SHAPE.Claim}


def test_types_of_fillers_are_the_ontologys(graph: Graph, ontology: Ontology) -> None:
    sc = Namespace(ontology.iri)
    for claim in ontology.classes.values():
        for use in claim.roles:
            node = SHAPE[f"{claim.name}-{use.name}"]
            assert graph.value(node, SH.path) == sc[use.name]
            options = graph.value(node, SH["or"])
            assert options is not None
            types = {graph.value(option, SH["class"]) for option in graph.collection(options)}
            assert types == {sc[t.value] for t in use.types}


def test_every_property_shape_that_is_named_exists_and_speaks(graph: Graph) -> None:
    for shape in set(graph.objects(None, SH.property)):
        assert graph.value(shape, SH.path) is not None, shape
        assert graph.value(shape, SH.message) is not None, shape
    named = set(graph.objects(None, SH.property))
    orphans = {s for s in graph.subjects(SH.path) if s not in named}
    assert orphans == set()


def test_only_terms_of_the_ontology(graph: Graph, ontology: Ontology) -> None:
    declared = {str(s) for s in Graph().parse(data=ontology.turtle, format="turtle").subjects(RDF.type)}
    used = {str(t) for triple in graph for t in triple if str(t).startswith(ontology.iri)}
    assert sorted(used - declared) == []


def test_a_new_claim_class_gets_its_shape(tmp_path: Path) -> None:
    text = (ontologies() / FILE).read_text(encoding="utf-8")
    (tmp_path / FILE).write_text(
        text
        + """
        sc:Rent a owl:Class ; rdfs:subClassOf sc:Claim ; sc:order 17 ; sc:roleUse sc:Rent-agent ;
            rdfs:label "rent"@en, "location"@fr ; skos:definition "Rented."@en, "Loué."@fr .
        sc:Rent-agent a sc:RoleUse ; sc:role sc:agent ; sc:order 1 ; sc:core true ; sc:fillerType sc:Organization .
        """,
        encoding="utf-8",
    )
    extended = load_ontology(tmp_path)
    sc = Namespace(extended.iri)
    assert set(shapes_graph(extended).subjects(SH.targetClass, sc.Rent)) == {SHAPE.Rent, SHAPE.Claim}
