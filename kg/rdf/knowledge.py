"""The knowledge graph: the ontology and what the gazetteer knows, once a store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rdflib import Graph, Literal, URIRef

from kg.errors import KnowledgeError
from kg.knowledge.ontology import Ontology
from kg.model import Entity, Membership
from kg.rdf.entities import entity_triples, membership_triples
from kg.rdf.iri import knowledge_graph
from kg.rdf.namespaces import BASE, SC, Base
from kg.rdf.terms import Quad, Triple, text


def knowledge_quads(
    ontology: Ontology, entities: Iterable[Entity], digest: str = "", *,
    memberships: Mapping[str, Sequence[Membership]] | None = None, base: Base = BASE,
) -> list[Quad]:  # fmt: skip
    """Triples of the ontology's file, sorted, and of all entities; `digest` of the files tells when they are stale.

    memberships  bloc → who belongs or belonged to it, and when

    Raises KnowledgeError where the ontology has a blank node, which no store would give back alike.
    """
    graph = knowledge_graph(base)
    parsed = Graph().parse(data=ontology.turtle, format="turtle")
    triples = sorted(map(_named, parsed), key=lambda triple: [term.n3() for term in triple])
    for entity in {entity.id: entity for entity in entities}.values():
        triples += entity_triples(entity, base)
    for bloc, members in (memberships or {}).items():
        triples += membership_triples(bloc, members, base)
    if digest:
        triples.append((graph, SC.digest, text(digest)))
    return [(*triple, graph) for triple in triples]


def _named(triple: tuple[object, object, object]) -> Triple:
    subject, predicate, value = triple
    if isinstance(subject, URIRef) and isinstance(predicate, URIRef) and isinstance(value, URIRef | Literal):
        return subject, predicate, value
    raise KnowledgeError(f"the ontology has a blank node beside {predicate}")
