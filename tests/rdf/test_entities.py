from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest
from rdflib import RDF, BNode, Graph, Literal, URIRef

from kg.knowledge.gazetteer import load_gazetteer
from kg.knowledge.locate import ontologies
from kg.knowledge.ontology import Ontology
from kg.model import Entity, EntityType, Membership
from kg.rdf.entities import entity_from, entity_triples, membership_triples
from kg.rdf.iri import name_iri
from kg.rdf.namespaces import SC, SCHEMA
from kg.rdf.terms import day
from kg.rdf.validate import validate

ENTITIES = [
    Entity("country:MY", EntityType.COUNTRY, (("en", "Malaysia"), ("fr", "Malaisie")), iso="MY"),
    Entity("org:x", EntityType.ORGANIZATION, (("", "X"),), ("X Corp", "Xé"), country="country:MY"),
    Entity("product:p", EntityType.PRODUCT, (("en", "p"),), maker="org:x", kinds=("product:z", "product:a")),
    Entity("product:p", EntityType.PRODUCT, (("en", "p"),), kinds=tuple(f"product:{12 - n:02}" for n in range(12))),
    Entity("local:1-2", EntityType.COUNTRY, (("fr", "deux pays"),), members=("country:MY", "country:SG")),
    Entity("local:1-3", EntityType.COUNTRY, (("fr", "deux pays"),), members=("country:SG", "country:MY")),
    Entity("rule:r", EntityType.REGULATION, (("en", "r"),), same_as=("https://a.example/1", "https://a.example/2")),
]


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.id)
def test_entities_go_there_and_back(entity: Entity) -> None:
    values, sequences = defaultdict(set), defaultdict(set)
    triples = entity_triples(entity)
    node = name_iri(entity.id)
    lists = {o: p for s, p, o in triples if p in (SC.kindsInOrder, SC.membersInOrder)}
    for s, p, o in triples:
        if s == node:
            values[p].add(o)
        else:
            sequences[lists[s]].add((s, p, o))
    assert entity_from(node, values, sequences) == entity


def test_no_blank_nodes_and_no_sequence_where_none_is_needed() -> None:
    triples = [triple for entity in ENTITIES for triple in entity_triples(entity)]
    assert not [term for triple in triples for term in triple if isinstance(term, BNode)]
    sequences = {s for s, p, o in triples if p == RDF.type and o == RDF.Seq}
    assert sequences == {name_iri("product:p") + "#kinds", name_iri("local:1-3") + "#members"}


def test_a_membership_is_a_node_with_its_time() -> None:
    told = [
        Membership("country:EC", "1973/1992", date(1973, 1, 1), date(1992, 12, 31)),
        Membership("country:EC", "2007/..", date(2007, 1, 1)),
        Membership("org:x"),
    ]
    triples = membership_triples("org:bloc", told)
    bloc, ecuador = name_iri("org:bloc"), name_iri("country:EC")
    nodes = [URIRef(f"{bloc}#member-{end}") for end in ("EC", "EC-2", "x")]
    assert [s for s, p, _ in triples if p == RDF.type] == nodes
    assert {(s, o) for s, p, o in triples if p == SC.bloc} == {(node, bloc) for node in nodes}
    assert [o for _, p, o in triples if p == SC.member] == [ecuador, ecuador, name_iri("org:x")]
    assert {p: str(o) for s, p, o in triples if s == nodes[0] and isinstance(o, Literal)} == {
        SC.period: "1973/1992", SCHEMA.startDate: "1973-01-01", SCHEMA.endDate: "1992-12-31",
    }  # fmt: skip
    assert {p for s, p, _ in triples if s == nodes[1]} == {RDF.type, SC.bloc, SC.member, SC.period, SCHEMA.startDate}
    assert {p for s, p, _ in triples if s == nodes[2]} == {RDF.type, SC.bloc, SC.member}


def test_memberships_of_the_gazetteer_are_valid(ontology: Ontology) -> None:
    graph = Graph()
    for bloc, members in load_gazetteer(ontologies()).memberships.items():
        for triple in membership_triples(bloc, members):
            graph.add(triple)
    assert validate(graph, ontology) == ()
    node = next(graph.subjects(SCHEMA.endDate))
    graph.add((node, SCHEMA.endDate, day(date(1900, 1, 1))))
    assert validate(graph, ontology)


def test_an_entity_that_nothing_describes_keeps_its_name() -> None:
    assert entity_from(name_iri("org:gone"), {}, {}) == Entity("org:gone", EntityType.ORGANIZATION, (("", "gone"),))
