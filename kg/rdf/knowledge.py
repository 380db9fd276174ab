"""The knowledge graph: the ontology and what the gazetteer knows, once a store."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph, Literal, URIRef

from kg.errors import KnowledgeError
from kg.knowledge.ontology import Ontology
from kg.model import Entity
from kg.rdf.entities import entity_triples
from kg.rdf.iri import knowledge_graph
from kg.rdf.namespaces import BASE, SC, Base
from kg.rdf.terms import Quad, Triple, text


def knowledge_quads(
    ontology: Ontology, entities: Iterable[Entity], digest: str = "", *, base: Base = BASE
) -> list[Quad]:
    """Triples of the ontology's file and of all entities, sorted; `digest` of the files tells when they are stale.

    Raises KnowledgeError where the ontology has a blank node, which no store would give back alike.
    """
    graph = knowledge_graph(base)
    triples: set[Triple] = {_named(triple) for triple in Graph().parse(data=ontology.turtle, format="turtle")}
    for entity in entities:
        triples.update(entity_triples(entity, base))
    if digest:
        triples.add((graph, SC.digest, text(digest)))
    return [(*triple, graph) for triple in sorted(triples, key=lambda triple: [term.n3() for term in triple])]


def _named(triple: tuple[object, object, object]) -> Triple:
    subject, predicate, value = triple
    if isinstance(subject, URIRef) and isinstance(predicate, URIRef) and isinstance(value, URIRef | Literal):
        return subject, predicate, value
    raise KnowledgeError(f"the ontology has a blank node beside {predicate}")
