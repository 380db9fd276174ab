"""The store as a NetworkX graph: entities joined by what is said of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx as nx

from kg.export.material import View
from kg.knowledge.ontology import Ontology
from kg.model import Entity
from kg.query.claims import StoredClaim
from kg.query.sparql import legal
from kg.rdf.edges import derived_edges, entity_pairs
from kg.rdf.iri import article_iri, claim_iri, entity_iri
from kg.rdf.namespaces import BASE, Base


def networkx_graph(
    claims: Iterable[StoredClaim], ontology: Ontology, view: View = "edges", *, lang: str = "en", base: Base = BASE
) -> nx.MultiDiGraph[str]:
    """Nodes are entities by id ("country:SG"; label, type, iso, iri).

    view="edges"   each claim is an edge from entity to entity, keyed by the claim's IRI: class, roles, relation
                   (property of the ontology; none for a denial), effect, status, attributed_to, start, end, …
    view="claims"  claims and articles are nodes too, joined to their fillers by role: nothing is lost
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    add = _add_edges if view == "edges" else _add_claim
    for said in claims:
        for _, fillers in said.claim.roles:
            for filler in fillers:
                _add_entity(graph, filler.entity, lang, base)
        add(graph, said, ontology, lang, base)
    return graph


def flat(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The graph for formats without lists and nulls: lists joined by "|", what is None left out."""
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        plain.add_node(node, **_plain(data))
    for source, target, key, data in graph.edges(keys=True, data=True):
        plain.add_edge(source, target, key=key, **_plain(data))
    return plain


def _plain(data: dict[str, Any]) -> dict[str, str | int | float]:
    strings = {name: "|".join(map(str, value)) if isinstance(value, list) else value for name, value in data.items()}
    return {
        name: legal(value) if isinstance(value, str) else value for name, value in strings.items() if value is not None
    }


def _add_entity(graph: nx.MultiDiGraph[str], entity: Entity, lang: str, base: Base) -> None:
    graph.add_node(
        entity.id, label=entity.label(lang), type=str(entity.type), iso=entity.iso, iri=str(entity_iri(entity.id, base))
    )


def _add_edges(graph: nx.MultiDiGraph[str], said: StoredClaim, ontology: Ontology, lang: str, base: Base) -> None:
    claim = said.claim
    key = str(claim_iri(claim.id, base))
    facts = {**_facts(said, lang), "evidence": claim.evidence.text, "claim": key}
    supported = {(e.source, e.target, e.kind.strong): e.properties[-1] for e in derived_edges(claim, ontology)}
    for edge in ontology.classes[claim.type].edges:
        for source, target, _ in entity_pairs(claim, edge):
            if source == target:
                continue
            if not graph.has_edge(source, target, key):
                graph.add_edge(source, target, key=key, roles=[], relation=[], **facts)
            data = graph.edges[source, target, key]  # two pairs of roles may join the same two entities
            data["roles"].append(f"{edge.source}>{edge.target}")
            data["relation"] += [p for p in [supported.get((source, target, edge.strong))] if p]


def _add_claim(graph: nx.MultiDiGraph[str], said: StoredClaim, ontology: Ontology, lang: str, base: Base) -> None:
    claim, article = said.claim, said.article
    node, report = str(claim_iri(claim.id, base)), str(article_iri(article.id, base))
    graph.add_node(
        node,
        label=ontology.classes[claim.type].labels[lang],
        type="Claim",
        **_facts(said, lang),
        time=claim.time.text if claim.time else None,
        amount=claim.amount.mention.text if claim.amount else None,
        trigger=claim.trigger.text,
        evidence=claim.evidence.text,
        evoked_by=claim.evoked_by,
    )
    graph.add_node(
        report, label=article.title, type="Article", lang=article.lang, url=article.url, author=article.author,
        publisher=article.publisher, published=str(article.published) if article.published else None,
    )  # fmt: skip
    graph.add_edge(node, report, key="article", roles=["article"])
    for role, fillers in claim.roles:
        for order, filler in enumerate(fillers, 1):
            words = filler.mention
            graph.add_edge(
                node, filler.entity.id, key=role, roles=[role], order=order,
                text=words.text, begin=words.start, finish=words.end,
            )  # fmt: skip
    for order, attribution in enumerate(claim.attributions, 1):
        words = attribution.source.mention
        _add_entity(graph, attribution.source.entity, lang, base)
        graph.add_edge(
            node, attribution.source.entity.id, key="attributedTo", roles=["attributedTo"], order=order,
            text=words.text, begin=words.start, finish=words.end,
        )  # fmt: skip


def _facts(said: StoredClaim, lang: str) -> dict[str, Any]:
    claim, article = said.claim, said.article
    return {
        "class": claim.type,
        "effect": claim.effect,
        "status": claim.status,
        "attributed_to": [a.source.entity.label(lang) for a in claim.attributions],
        "start": str(claim.time.earliest) if claim.time and claim.time.earliest else None,
        "end": str(claim.time.latest) if claim.time and claim.time.latest else None,
        "publisher": article.publisher,
        "published": str(article.published) if article.published else None,
        "article": article.id,
        "confidence": claim.confidence,
    }
