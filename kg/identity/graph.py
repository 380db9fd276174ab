"""Judgements as a graph of their own: statements that are not asserted, and what each id has become.

    graph:identity#1 a rdf:Statement ; sc:order 1 ; rdf:subject org:altair ; rdf:predicate owl:sameAs ;
        rdf:object org:altair-semiconductor ; rdfs:comment "one register number" .
    graph:identity#1-a dcterms:subject org:altair ; schema:name "Altair" .       (dcterms:isPartOf: of one article alone)
    org:altair-semiconductor dcterms:isReplacedBy org:altair .
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rdflib import URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS

from kg.identity.groups import Groups
from kg.identity.judgement import Judgement, Ref
from kg.rdf.iri import article_iri, identity_graph, iri_name, local_part, name_iri
from kg.rdf.namespaces import SC, SCHEMA, Base
from kg.rdf.terms import Quad, Term, Triple, integer, text


def identity_quads(groups: Groups, digest: str, base: Base) -> list[Quad]:
    """All that `groups` holds; nothing where nobody judged. `digest`: of the table that people edit."""
    graph = identity_graph(base)
    triples: list[Triple] = []
    for number, one in enumerate(groups.judgements, 1):
        triples += _judgement(URIRef(f"{graph}#{number}"), number, one, base)
    for id, target in groups.moved():
        triples.append((name_iri(id, base), DCTERMS.isReplacedBy, name_iri(target.id, base)))
    if digest:
        triples.append((graph, SC.digest, text(digest)))
    return [(*triple, graph) for triple in triples]


def _judgement(node: URIRef, number: int, one: Judgement, base: Base) -> Iterator[Triple]:
    yield node, RDF.type, RDF.Statement
    yield node, SC.order, integer(number)
    yield node, RDF.predicate, OWL.sameAs if one.same else OWL.differentFrom
    for side, link, ref in (("a", RDF.subject, one.a), ("b", RDF.object, one.b)):
        who, entity = URIRef(f"{node}-{side}"), name_iri(ref.id, base)
        yield node, link, entity
        yield who, DCTERMS.subject, entity
        if ref.name:
            yield who, SCHEMA.name, text(ref.name)
        if ref.article:
            yield who, DCTERMS.isPartOf, article_iri(ref.article, base)
    if one.note:
        yield node, RDFS.comment, text(one.note)


def judgements_in(quads: Iterable[Quad], base: Base) -> tuple[Judgement, ...]:
    """The way back, in the order in which they were made."""
    nodes: dict[str, dict[Term, Term]] = defaultdict(dict)
    for subject, verb, value, _ in quads:
        nodes[str(subject)][verb] = value
    found = []
    for name, node in nodes.items():
        if node.get(RDF.type) == RDF.Statement:
            a, b = (_ref(nodes[f"{name}-{side}"], base) for side in "ab")
            note = str(node.get(RDFS.comment, ""))
            found.append((int(str(node[SC.order])), Judgement(node[RDF.predicate] == OWL.sameAs, a, b, note)))
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _ref(node: dict[Term, Term], base: Base) -> Ref:
    article = node.get(DCTERMS.isPartOf)
    return Ref(
        iri_name(str(node[DCTERMS.subject]), base),
        str(node.get(SCHEMA.name, "")),
        local_part(str(article), base) if article is not None else "",
    )
