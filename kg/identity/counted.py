"""The entities of a store that claims are about, or come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kg.model import Entity
from kg.rdf.entities import entity_from
from kg.rdf.iri import knowledge_graph, local_part
from kg.rdf.terms import Term
from kg.store.base import Store

_PORTION = 2000
_COUNTS = """
SELECT ?entity (COUNT(DISTINCT ?claim) AS ?n) (COUNT(DISTINCT ?article) AS ?m) (SAMPLE(?article) AS ?one) {
  { ?part sc:filler ?entity } UNION { ?part sc:source ?entity }
  ?part sc:ofClaim ?claim . ?claim sc:article ?article
} GROUP BY ?entity"""
_TOLD = "SELECT ?entity ?property ?value {{ VALUES ?entity {{ {} }} ?entity ?property ?value }}"
_KNOWN = "SELECT ?entity {{ VALUES ?entity {{ {} }} GRAPH {} {{ ?entity a ?type }} }}"


@dataclass(frozen=True, slots=True)
class Counted:
    """An entity with the claims that it fills a role of or is a source of, and the articles that these stand in.

    article  id of the only article, None for several
    known    whether the gazetteer describes it
    """

    entity: Entity
    claims: int
    articles: int
    article: str | None
    known: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Labels and aliases, each once."""
        return tuple(dict.fromkeys((*(label for _, label in self.entity.labels), *self.entity.aliases)))


def entities(store: Store) -> list[Counted]:
    """All of them, those with the most claims first."""
    rows = store.select(_COUNTS).rows
    iris = [URIRef(str(row[0])) for row in rows if row[0] is not None]
    described = _described(store, iris)
    known = _known(store, iris)
    found = []
    for name, claims, articles, one in rows:
        entity = described.get(str(name))
        if entity is not None:
            article = local_part(str(one), store.base) if str(articles) == "1" else None
            found.append(Counted(entity, int(str(claims)), int(str(articles)), article, str(name) in known))
    return sorted(found, key=lambda one: (-one.claims, one.entity.id))


def _described(store: Store, iris: Sequence[URIRef]) -> dict[str, Entity]:
    values: dict[str, dict[Term, list[Term]]] = {str(iri): defaultdict(list) for iri in iris}
    for start in range(0, len(iris), _PORTION):
        for name, verb, value in store.select(_TOLD.format(_terms(iris[start : start + _PORTION]))).rows:
            if verb is not None and value is not None:
                values[str(name)][verb].append(value)
    return {name: entity_from(URIRef(name), told, {}, store.base) for name, told in values.items()}


def _known(store: Store, iris: Sequence[URIRef]) -> set[str]:
    graph = knowledge_graph(store.base).n3()
    found: set[str] = set()
    for start in range(0, len(iris), _PORTION):
        rows = store.select(_KNOWN.format(_terms(iris[start : start + _PORTION]), graph)).rows
        found |= {str(row[0]) for row in rows}
    return found


def _terms(iris: Iterable[URIRef]) -> str:
    return " ".join(iri.n3() for iri in iris)


