from __future__ import annotations

from collections import defaultdict

import pytest
from rdflib import RDF, BNode

from kg.model import Entity, EntityType
from kg.rdf.entities import entity_from, entity_triples
from kg.rdf.iri import name_iri
from kg.rdf.namespaces import SC

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


def test_an_entity_that_nothing_describes_keeps_its_name() -> None:
    assert entity_from(name_iri("org:gone"), {}, {}) == Entity("org:gone", EntityType.ORGANIZATION, (("", "gone"),))
