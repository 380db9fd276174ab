"""The store as nodes and edges, one after the other: entities joined by what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from kg.knowledge.ontology import Ontology
from kg.model import Claim, Entity, Filler
from kg.query.claims import StoredClaim
from kg.rdf.edges import edge_properties, entity_pairs
from kg.rdf.iri import article_iri, claim_iri, entity_iri
from kg.rdf.namespaces import BASE, Base

if TYPE_CHECKING:
    import networkx as nx

View = Literal["edges", "claims"]
Kind = Literal["text", "texts", "number", "whole"]
Columns = Mapping[str, Kind]

_ABOUT: Columns = {
    "class": "text", "effect": "text", "status": "text", "attributed_to": "texts", "start": "text", "end": "text",
    "publisher": "text", "published": "text", "article": "text", "confidence": "number",
}  # fmt: skip
_ENTITY: Columns = {"label": "text", "type": "text", "iso": "text", "iri": "text"}
# what nodes and edges may have, by view
NODES: Mapping[View, Columns] = {
    "edges": _ENTITY,
    "claims": {
        **_ENTITY, **_ABOUT, "time": "text", "amount": "text", "trigger": "text", "evidence": "text",
        "evoked_by": "text", "lang": "text", "url": "text", "author": "text",
    },
}  # fmt: skip
EDGES: Mapping[View, Columns] = {
    "edges": {"label": "text", "roles": "texts", "relation": "texts", **_ABOUT, "evidence": "text", "claim": "text"},
    "claims": {
        "label": "text", "roles": "texts", "status": "text", "order": "whole", "text": "text", "begin": "whole",
        "finish": "whole",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """`data` has the columns of NODES that there is something to say of; None is nothing."""

    id: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edge:
    """`key` tells edges between the same two nodes apart; `shared` is one object for all edges of a claim."""

    source: str
    target: str
    key: str
    own: Mapping[str, Any]
    shared: Mapping[str, Any]

    @property
    def data(self) -> dict[str, Any]:
        return {**self.own, **self.shared}


class Parts:
    """Claims as nodes and edges; each node comes once, before the edges that it has.

    view="edges"   each claim is an edge from entity to entity, keyed by the claim's IRI: class, roles, relation
                   (property of the ontology; none for a denial), effect, status, attributed_to, start, end, …
    view="claims"  claims and articles are nodes too, joined to their fillers by role: nothing is lost
    """

    def __init__(self, ontology: Ontology, view: View = "edges", lang: str = "en", base: Base = BASE) -> None:
        self._ontology, self._view, self._lang, self._base = ontology, view, lang, base
        self._seen: set[str] = set()
        self._properties: dict[tuple[str, str, str | None], Mapping[str, str]] = {}
        self._statuses = {status.name: status.labels[lang] for status in ontology.statuses}
        self._frees = {effect.name: effect.labels[lang] for effect in ontology.effects if effect.direction < 0}

    def of(self, said: StoredClaim) -> Iterator[Node | Edge]:
        for _, fillers in said.claim.roles:
            for filler in fillers:
                yield from self._entity(filler.entity)
        yield from self._edges(said) if self._view == "edges" else self._claim(said)

    def _entity(self, entity: Entity) -> Iterator[Node]:
        if entity.id not in self._seen:
            self._seen.add(entity.id)
            yield Node(entity.id, {
                "label": entity.label(self._lang), "type": str(entity.type), "iso": entity.iso,
                "iri": str(entity_iri(entity.id, self._base)),
            })  # fmt: skip

    def pairs(self, claim: Claim) -> Mapping[tuple[str, str], tuple[list[str], list[str]]]:
        """Whom a claim joins, by their ids → by which roles ("origin>destination"), and to which relations that amounts:
        two pairs of roles may join the same two entities."""
        supported = self._supported(claim)
        found: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
        for edge in self._ontology.classes[claim.type].edges:
            for source, target, _ in entity_pairs(claim, edge):
                if source == target:
                    continue
                roles, relations = found.setdefault((source, target), ([], []))
                roles.append(f"{edge.source}>{edge.target}")
                if edge.strong in supported:
                    relations.append(supported[edge.strong])
        return found

    def _edges(self, said: StoredClaim) -> Iterator[Edge]:
        claim, pairs = said.claim, self.pairs(said.claim)
        if pairs:
            key, label = str(claim_iri(claim.id, self._base)), self.label(said)
            about = {**self._facts(said), "evidence": claim.evidence.text, "claim": key}
            for (source, target), (roles, relations) in pairs.items():
                yield Edge(source, target, key, {"label": label, "roles": roles, "relation": relations}, about)

    def _supported(self, claim: Claim) -> Mapping[str, str]:
        """Strong property of an edge → the property that such a claim supports."""
        kind = claim.type, claim.status, claim.effect
        if kind not in self._properties:
            given = edge_properties(claim, self._ontology)
            self._properties[kind] = {edge.strong: properties[-1] for edge, properties in given}
        return self._properties[kind]

    def _claim(self, said: StoredClaim) -> Iterator[Node | Edge]:
        claim, article = said.claim, said.article
        node, report = str(claim_iri(claim.id, self._base)), str(article_iri(article.id, self._base))
        yield Node(node, {
            "label": self.label(said), "type": "Claim", "iri": node, **self._facts(said),
            "time": claim.time.text if claim.time else None,
            "amount": claim.amount.mention.text if claim.amount else None,
            "trigger": claim.trigger.text, "evidence": claim.evidence.text, "evoked_by": claim.evoked_by,
        })  # fmt: skip
        if report not in self._seen:
            self._seen.add(report)
            yield Node(report, {
                "label": article.title, "type": "Article", "iri": report, "lang": article.lang, "url": article.url,
                "author": article.author, "publisher": article.publisher,
                "published": str(article.published) if article.published else None,
            })  # fmt: skip
        yield Edge(node, report, "article", {"label": "article", "roles": ["article"], "status": claim.status}, {})
        fillers = [(role, n, f) for role, fillers in claim.roles for n, f in enumerate(fillers, 1)]
        fillers += [("attributedTo", n, a.source) for n, a in enumerate(claim.attributions, 1)]
        found: dict[tuple[str, str], Edge] = {}
        for role, order, filler in fillers:
            yield from self._entity(filler.entity)
            found[filler.entity.id, role] = self._filling(node, role, order, filler, claim.status)
        yield from found.values()

    def _filling(self, node: str, role: str, order: int, filler: Filler, status: str) -> Edge:
        named, words = self._ontology.roles.get(role), filler.mention
        return Edge(node, filler.entity.id, role, {
            "label": named.labels[self._lang] if named else role, "roles": [role], "status": status, "order": order,
            "text": words.text, "begin": words.start, "finish": words.end,
        }, {})  # fmt: skip

    def label(self, said: StoredClaim) -> str:
        """What a drawing writes beside it: never the class alone where that would pass for a fact."""
        claim = said.claim
        kind = self._ontology.classes[claim.type].labels[self._lang]
        less = [self._frees[claim.effect]] if claim.effect in self._frees else []
        less += [self._statuses[claim.status]] if claim.status != "stated" else []
        return f"{kind} ({', '.join(less)})" if less else kind

    def _facts(self, said: StoredClaim) -> dict[str, Any]:
        claim, article = said.claim, said.article
        return {
            "class": claim.type,
            "effect": claim.effect,
            "status": claim.status,
            "attributed_to": [a.source.entity.label(self._lang) for a in claim.attributions],
            "start": str(claim.time.earliest) if claim.time and claim.time.earliest else None,
            "end": str(claim.time.latest) if claim.time and claim.time.latest else None,
            "publisher": article.publisher,
            "published": str(article.published) if article.published else None,
            "article": article.id,
            "confidence": claim.confidence,
        }


def networkx_graph(
    claims: Iterable[StoredClaim], ontology: Ontology, view: View = "edges", *, lang: str = "en", base: Base = BASE
) -> nx.MultiDiGraph[str]:
    """Nodes are entities by id ("country:SG"; label, type, iso, iri); see `Parts` for the rest."""
    import networkx as nx  # noqa: PLC0415 (formats that are written in pieces must not pay for it)

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    parts = Parts(ontology, view, lang, base)
    for said in claims:
        for part in parts.of(said):
            if isinstance(part, Node):
                graph.add_node(part.id, **part.data)
            else:
                graph.add_edge(part.source, part.target, key=part.key, **part.data)
    return graph


def plain(data: Mapping[str, Any]) -> dict[str, str | int | float]:
    """For formats without lists and nulls: lists joined by "|", what is None left out."""
    return {
        name: "|".join(map(str, value)) if isinstance(value, list) else value
        for name, value in data.items()
        if value is not None
    }


class Once:
    """What is written of an object, kept for as long as the same object comes again."""

    def __init__(self, write: Callable[[Mapping[str, Any]], str]) -> None:
        self._write = write
        self._last: Mapping[str, Any] | None = None
        self._written = ""

    def __call__(self, shared: Mapping[str, Any]) -> str:
        if shared is not self._last:
            self._last, self._written = shared, self._write(shared) if shared else ""
        return self._written
