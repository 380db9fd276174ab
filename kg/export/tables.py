"""Three tables: nodes, edges and claims, one row each, for spreadsheets, data frames and databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from kg.export.graph import EDGES, NODES, Columns, Kind, Node, Parts
from kg.export.material import Material
from kg.knowledge.ontology import Ontology
from kg.query.claims import StoredClaim
from kg.rdf.iri import claim_iri
from kg.rdf.namespaces import BASE, Base

Row = tuple[str, list[Any]]  # name of the table, values in the order of its columns

_BEFORE: dict[str, Kind] = {
    "article": "text", "title": "text", "published": "text", "publisher": "text", "type": "text", "status": "text",
    "effect": "text", "time": "text", "earliest": "text", "latest": "text", "amount": "text", "value": "text",
    "unit": "text", "confidence": "number",
}  # fmt: skip
_AFTER: dict[str, Kind] = {
    "by": "texts", "trigger": "text", "evidence": "text", "url": "text", "id": "text",
}  # fmt: skip

_NOBODY: list[str] = []


def claim_columns(ontology: Ontology) -> Columns:
    """Those of one claim a row: one for each role, with what fills it."""
    return {**_BEFORE, **dict.fromkeys(ontology.roles, "texts"), **_AFTER}


def claim_row(said: StoredClaim, ontology: Ontology, base: Base = BASE) -> list[Any]:
    claim, article, roles = said.claim, said.article, dict(said.claim.roles)
    lang, time, amount = article.lang, claim.time, claim.amount
    return [
        article.id, article.title, _day(article.published), article.publisher, claim.type, claim.status, claim.effect,
        time.text if time else None, _day(time.earliest if time else None), _day(time.latest if time else None),
        amount.mention.text if amount else None, amount.value if amount else None, amount.unit if amount else None,
        claim.confidence,
        *([filler.entity.label(lang) for filler in roles[role]] if role in roles else _NOBODY for role in ontology.roles),
        [attribution.source.entity.label(lang) for attribution in claim.attributions],
        claim.trigger.text, claim.evidence.text, article.url, str(claim_iri(claim.id, base)),
    ]  # fmt: skip


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def tables(material: Material) -> dict[str, Columns]:
    """Table → its columns. `id`, `source` and `target` are entities' ids; under the view of claims, also IRIs of claims
    and articles."""
    return {
        "nodes": {"id": "text", **NODES[material.view]},
        "edges": {"source": "text", "target": "text", **EDGES[material.view]},
        "claims": claim_columns(material.ontology),
    }


def rows(material: Material) -> Iterator[Row]:
    """The rows of the tables, claim by claim; a node's row comes before those of its edges."""
    parts = Parts(material.ontology, material.view, material.lang, material.store.base)
    nodes, edges = NODES[material.view], EDGES[material.view]
    for said in material.claims():
        for part in parts.of(said):
            if isinstance(part, Node):
                yield "nodes", [part.id, *map(part.data.get, nodes)]
            else:
                yield "edges", [part.source, part.target, *map(part.data.get, edges)]
        yield "claims", claim_row(said, material.ontology, material.store.base)
