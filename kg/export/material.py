"""What an export is made of: the claims of a store that pass a filter, as values, as a graph and as statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rdflib import URIRef
from rdflib.namespace import PROV

from kg.export.graph import Edge, Node, Parts, View, networkx_graph
from kg.identity import PATCH
from kg.knowledge.ontology import Ontology
from kg.model import Claim
from kg.query.claims import ClaimFilter, StoredClaim, iter_claims
from kg.rdf.claims import claim_triples
from kg.rdf.entities import entity_triples
from kg.rdf.iri import article_iri, knowledge_graph, local_part
from kg.rdf.namespaces import SCHEMA, Base
from kg.rdf.terms import Words, canonical
from kg.store.base import Store

if TYPE_CHECKING:
    import networkx as nx

_DERIVED, _BODY, _LEFT_OUT = canonical(PROV.wasDerivedFrom), canonical(SCHEMA.articleBody), {canonical(PATCH)}
Statement = tuple[str, str, str, str]  # subject, predicate, object, graph, each as canonical N-Quads writes it


@dataclass(frozen=True, slots=True)
class Material:
    """`view` and `lang` (of labels) are for graph formats; `with_text` (bodies of articles) for those that have a place
    for them, RDF and FollowTheMoney; `canonical` for N-Quads."""

    store: Store
    ontology: Ontology
    filter: ClaimFilter = field(default_factory=ClaimFilter)
    with_text: bool = False
    view: View = "edges"
    lang: str = "en"
    canonical: bool = False

    def claims(self) -> Iterator[StoredClaim]:
        return iter_claims(self.store, self.ontology, self.filter)

    def parts(self) -> Iterator[Node | Edge]:
        """The claims as nodes and edges, each node before its edges."""
        parts = Parts(self.ontology, self.view, self.lang, self.store.base)
        for said in self.claims():
            yield from parts.of(said)

    def graph(self) -> nx.MultiDiGraph[str]:
        return networkx_graph(self.claims(), self.ontology, self.view, lang=self.lang, base=self.store.base)

    def body(self, article: str) -> str | None:
        """The text of an article, where it may be given away and the store has it."""
        if not self.with_text:
            return None
        node = article_iri(article, self.store.base).n3()
        rows = self.store.select(f"SELECT ?text {{ {node} schema:articleBody ?text }}").rows
        return str(rows[0][0]) if rows else None

    def statements(self) -> Iterator[Statement]:
        """Graphs of articles as the store has them, then what the knowledge graph says of the entities in them.

        Under a filter, articles without a claim that passes are left out, and so is what only other claims need.
        Within a graph, sorted by subject, predicate and object.
        """
        passed = None if self.filter == ClaimFilter() else {said.claim.id for said in self.claims()}
        knowledge, mentioned = knowledge_graph(self.store.base), set[str]()
        for graph in self.store.graphs():
            if graph != knowledge:
                name = graph.n3()
                for subject, predicate, value in self._graph(graph, passed):
                    if value[0] == "<":
                        mentioned.add(value)
                    yield subject, predicate, value, name
        name = knowledge.n3()
        for words in _descriptions(self.store.words(knowledge), mentioned, self.store.base):
            yield (*words, name)

    def _graph(self, graph: URIRef, passed: set[str] | None) -> list[Words]:
        left_out = _LEFT_OUT if self.with_text else {*_LEFT_OUT, _BODY}
        words = [triple for triple in self.store.words(graph) if triple[1] not in left_out]
        origin = canonical(graph), _DERIVED
        articles = [value[1:-1] for *head, value in words if (*head,) == origin]
        if passed is None or not articles:
            return words
        only_this = ClaimFilter(article=local_part(articles[0], self.store.base))
        claims = [said.claim for said in iter_claims(self.store, self.ontology, only_this)]
        kept = [claim for claim in claims if claim.id in passed]
        dropped = self._words(c for c in claims if c.id not in passed) - self._words(kept)
        return [triple for triple in words if triple not in dropped] if kept else []

    def _words(self, claims: Iterable[Claim]) -> set[Words]:
        """What stands in a graph for the sake of these claims."""
        base, found = self.store.base, set[Words]()
        for claim in claims:
            triples = list(claim_triples(claim, self.ontology, base))
            for filler in (*(f for _, fs in claim.roles for f in fs), *(a.source for a in claim.attributions)):
                triples += entity_triples(filler.entity, base)
            found.update((canonical(s), canonical(p), canonical(o)) for s, p, o in triples)
        return found


def _descriptions(words: list[Words], mentioned: set[str], base: Base) -> Iterator[Words]:
    """What is said of the entities mentioned, and of those that this names: a product's maker, its country."""
    by_subject: dict[str, list[Words]] = defaultdict(list)
    for triple in words:
        by_subject[triple[0]].append(triple)
    found, queue = set[str](), [term for term in mentioned if term in by_subject]
    while queue:
        entity = queue.pop()
        if entity not in found and entity.startswith(f"<{base.iri}"):
            found.add(entity)
            queue += [value for _, _, value in by_subject[entity] if value in by_subject]
    yield from (triple for triple in words if triple[0] in found)
