"""Three tables: nodes, edges and claims, one row each, for spreadsheets, data frames and databases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.export.claims import claim_record
from kg.export.graph import EDGES, NODES, Columns, Kind, Node, Parts
from kg.export.material import Material
from kg.knowledge.ontology import Ontology
from kg.query.claims import StoredClaim
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


def claim_columns(ontology: Ontology) -> Columns:
    """Those of one claim a row: one for each role, with what fills it."""
    return {**_BEFORE, **dict.fromkeys(ontology.roles, "texts"), **_AFTER}


def claim_row(said: StoredClaim, ontology: Ontology, base: Base = BASE) -> list[Any]:
    record = claim_record(said, base)
    return [
        *(record[name] for name in _BEFORE),
        *([filler["label"] for filler in record["roles"].get(role, ())] for role in ontology.roles),
        [source["label"] for source in record["by"]],
        record["trigger"]["text"], record["evidence"]["text"], record["url"], record["id"],
    ]  # fmt: skip


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
