"""What an export is made of: the claims of a store that pass a filter, as values, as quads and as a graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from rdflib import URIRef
from rdflib.namespace import PROV

from kg.identity import PATCH
from kg.knowledge.ontology import Ontology
from kg.model import Claim
from kg.query.claims import ClaimFilter, StoredClaim, iter_claims
from kg.rdf.claims import claim_triples
from kg.rdf.entities import entity_triples
from kg.rdf.iri import knowledge_graph, local_part
from kg.rdf.namespaces import SCHEMA, Base
from kg.rdf.terms import Quad, Term, Triple
from kg.store.base import Store

if TYPE_CHECKING:
    import networkx as nx

View = Literal["edges", "claims"]


@dataclass(frozen=True, slots=True)
class Material:
    """`view` and `lang` (of labels) are for graph formats, `with_text` (bodies of articles) for RDF."""

    store: Store
    ontology: Ontology
    filter: ClaimFilter = field(default_factory=ClaimFilter)
    with_text: bool = False
    view: View = "edges"
    lang: str = "en"

    def claims(self) -> Iterator[StoredClaim]:
        return iter_claims(self.store, self.ontology, self.filter)

    def graph(self) -> nx.MultiDiGraph[str]:
        from kg.export.graph import networkx_graph  # noqa: PLC0415 (RDF formats must not pay for networkx)

        return networkx_graph(self.claims(), self.ontology, self.view, lang=self.lang, base=self.store.base)

    def quads(self) -> Iterator[Quad]:
        """Graphs of articles as the store has them, then what the knowledge graph says of the entities in them.

        Under a filter, articles without a claim that passes are left out, and so is what only other claims need.
        Within a graph, sorted by subject, predicate and object.
        """
        passed = None if self.filter == ClaimFilter() else {said.claim.id for said in self.claims()}
        knowledge, mentioned = knowledge_graph(self.store.base), set[Term]()
        for graph in self.store.graphs():
            if graph != knowledge:
                for quad in self._graph(graph, passed):
                    mentioned.add(quad[2])
                    yield quad
        yield from _descriptions(list(self.store.quads(knowledge)), mentioned, self.store.base)

    def _graph(self, graph: URIRef, passed: set[str] | None) -> list[Quad]:
        left_out = {PATCH} if self.with_text else {PATCH, SCHEMA.articleBody}
        quads = [quad for quad in self.store.quads(graph) if quad[1] not in left_out]
        articles = [value for subject, verb, value, _ in quads if (subject, verb) == (graph, PROV.wasDerivedFrom)]
        if passed is None or not articles:
            return quads
        only_this = ClaimFilter(article=local_part(articles[0], self.store.base))
        claims = [said.claim for said in iter_claims(self.store, self.ontology, only_this)]
        kept = [claim for claim in claims if claim.id in passed]
        dropped = self._triples(c for c in claims if c.id not in passed) - self._triples(kept)
        return [quad for quad in quads if quad[:3] not in dropped] if kept else []

    def _triples(self, claims: Iterable[Claim]) -> set[Triple]:
        """What stands in a graph for the sake of these claims."""
        triples: set[Triple] = set()
        for claim in claims:
            triples.update(claim_triples(claim, self.ontology, self.store.base))
            for filler in (*(f for _, fs in claim.roles for f in fs), *(a.source for a in claim.attributions)):
                triples.update(entity_triples(filler.entity, self.store.base))
        return triples


def _descriptions(quads: list[Quad], mentioned: set[Term], base: Base) -> Iterator[Quad]:
    """Quads about the entities mentioned, and about those that these quads name: a product's maker, its country."""
    by_subject: dict[Term, list[Quad]] = defaultdict(list)
    for quad in quads:
        by_subject[quad[0]].append(quad)
    found, queue = set[Term](), [term for term in mentioned if term in by_subject]
    while queue:
        entity = queue.pop()
        if entity not in found and entity.startswith(base.iri):
            found.add(entity)
            queue += [value for _, _, value, _ in by_subject[entity] if value in by_subject]
    yield from (quad for quad in quads if quad[0] in found)
