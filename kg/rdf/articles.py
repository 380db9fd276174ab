"""The graph of one article: what it says, its spans and its own entities."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rdflib import URIRef
from rdflib.namespace import PROV, RDF

from kg.knowledge.ontology import Ontology
from kg.model import Claim, Document, Entity, Reading
from kg.rdf.claims import claim_triples
from kg.rdf.entities import entity_triples
from kg.rdf.iri import article_iri, graph_iri, run_iri
from kg.rdf.namespaces import BASE, SC, SCHEMA, Base
from kg.rdf.sketch import sketch
from kg.rdf.terms import Quad, Triple, day, integer, text, uri_text


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it was before it was replaced."""

    digest: str
    published: date | None


def reading_quads(
    reading: Reading,
    ontology: Ontology,
    run: str,
    with_text: bool = True,
    *,
    known: Container[str] = frozenset(),
    history: Sequence[Version] = (),
    base: Base = BASE,
) -> list[Quad]:
    """The whole graph of an article, each quad once, in a fixed order.

    run        id of the run that read it
    with_text  whether the article's text is kept, as explanations need
    known      ids of the gazetteer's entities, which the knowledge graph describes: the union of all graphs does not
               merge equal triples, so a label repeated in each article would multiply every answer that shows it
    history    earlier versions, oldest first
    """
    document = reading.document
    graph, article = graph_iri(document.id, base), article_iri(document.id, base)
    triples: list[Triple] = [
        (graph, PROV.wasDerivedFrom, article),
        (graph, PROV.wasGeneratedBy, run_iri(run, base)),
        *_article(article, document, with_text),
        (article, SC.sketch, text(str(sketch(_report(reading))))),
        *_history(article, history),
    ]
    for claim in reading.claims:
        triples += claim_triples(claim, ontology, base)
    for entity in _entities(reading.claims):
        if entity.id not in known:
            triples += entity_triples(entity, base)
    return [(*triple, graph) for triple in dict.fromkeys(triples)]


def _article(article: URIRef, document: Document, with_text: bool) -> list[Triple]:
    triples: list[Triple] = [
        (article, RDF.type, SCHEMA.NewsArticle),
        (article, SCHEMA.identifier, text(document.id)),
        (article, SCHEMA.headline, text(document.title, document.lang)),
        (article, SCHEMA.inLanguage, text(document.lang)),
        (article, SC.digest, text(document.digest)),
    ]
    if document.published is not None:
        triples.append((article, SCHEMA.datePublished, day(document.published)))
    if document.publisher is not None:
        triples.append((article, SCHEMA.publisher, text(document.publisher)))
    if document.author is not None:
        triples.append((article, SCHEMA.author, text(document.author)))
    if document.url is not None:
        triples.append((article, SCHEMA.url, uri_text(document.url)))
    if with_text:
        triples.append((article, SCHEMA.articleBody, text(document.text, document.lang)))
    return triples


def _report(reading: Reading) -> str:
    """The report without its headline, which every outlet writes anew, if there is more of it."""
    parts = [span.of(reading.document.text).text for span in reading.body]
    below = [part for part in parts if part.strip() != reading.document.title.strip()]
    return "\n".join(below or parts)


def _history(article: URIRef, history: Sequence[Version]) -> list[Triple]:
    triples: list[Triple] = []
    for number, version in enumerate(history, 1):
        node = URIRef(f"{article}#version={number}")
        triples += [
            (article, PROV.wasRevisionOf, node),
            (node, RDF.type, SC.Version),
            (node, SC.order, integer(number)),
            (node, SC.digest, text(version.digest)),
        ]
        if version.published is not None:
            triples.append((node, SCHEMA.datePublished, day(version.published)))
    return triples


def _entities(claims: Iterable[Claim]) -> list[Entity]:
    """Entities that fill roles or are sources, each id once, in the order of the claims."""
    found: dict[str, Entity] = {}
    for claim in claims:
        fillers = [filler for _, fillers in claim.roles for filler in fillers]
        for filler in (*fillers, *(attribution.source for attribution in claim.attributions)):
            found.setdefault(filler.entity.id, filler.entity)
    return list(found.values())
