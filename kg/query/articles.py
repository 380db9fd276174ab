"""The articles of a store, with what became of them: earlier versions, and copies of the same report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rdflib import URIRef

from kg.knowledge.ontology import Ontology
from kg.query.claims import Article
from kg.query.copies import copies
from kg.query.portions import Portions
from kg.rdf.articles import Version
from kg.rdf.iri import article_iri
from kg.store.base import Store

_ALL = "SELECT DISTINCT ?article { ?article a schema:NewsArticle }"
_VERSIONS = """
SELECT DISTINCT ?order ?digest ?published {{
  {} prov:wasRevisionOf ?version . ?version sc:order ?order ; sc:digest ?digest
  OPTIONAL {{ ?version schema:datePublished ?published }}
}} ORDER BY ?order"""
_COUNTS = """
SELECT ?class ?status (COUNT(DISTINCT ?claim) AS ?n) {{
  ?claim sc:article {} ; a ?class ; sc:status ?status
}} GROUP BY ?class ?status"""


@dataclass(frozen=True, slots=True)
class ArticleNote:
    """An article as it is stored.

    versions  what stood in its place before, oldest first
    copies    other articles that print the same report, who printed it first first
    claims    class → status → number of claims
    """

    article: Article
    versions: tuple[Version, ...]
    copies: tuple[Article, ...]
    claims: Mapping[str, Mapping[str, int]]


def stored_articles(store: Store, ontology: Ontology) -> list[Article]:
    """All articles, sorted by id."""
    names = [URIRef(str(row[0])) for row in store.select(_ALL).rows]
    found = Portions(store, ontology).articles(names)
    return sorted((Article(**fields) for fields in found.values()), key=lambda article: article.id)


def article_note(store: Store, ontology: Ontology, id: str) -> ArticleNote | None:
    """What is known of an article; None where there is none of this id."""
    articles = stored_articles(store, ontology)
    article = next((one for one in articles if one.id == id), None)
    if article is None:
        return None
    node = article_iri(id, store.base).n3()
    report = next((group for group in copies(articles) if article in group), ())
    rows = store.select(_VERSIONS.format(node)).rows
    return ArticleNote(
        article,
        tuple(Version(str(old), date.fromisoformat(str(day)) if day else None) for _, old, day in rows),
        tuple(one for one in report if one.id != id),
        by_class(ontology, [(str(c), str(s), int(str(n))) for c, s, n in store.select(_COUNTS.format(node)).rows]),
    )


def by_class(ontology: Ontology, counted: list[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    """(IRI of a class, IRI of a status, number) → class → status → number, in the ontology's order."""
    found: dict[str, dict[str, int]] = {}
    numbers = {(kind, status): number for kind, status, number in counted}
    for name, kind in ontology.classes.items():
        for status in ontology.statuses:
            number = numbers.get((ontology.iri + kind.iri_name, ontology.iri + status.iri_name), 0)
            if number:
                found.setdefault(name, {})[status.name] = number
    return found
