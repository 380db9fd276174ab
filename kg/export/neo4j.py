"""Neo4j: CSV for `neo4j-admin database import`, and a script in Cypher for a database that runs.

Every node is a Thing, and a Country, Organization, Claim, …; a relationship is called after the class of its claim, or
after its role where claims are nodes, and always has a status.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from kg.export.encode import encode
from kg.export.graph import EDGES, NODES, Columns, Edge, Kind, Node, Once
from kg.export.material import Material
from kg.export.sheets import Sheets

_TYPES: dict[Kind, str] = {"text": "", "texts": ":string[]", "number": ":double", "whole": ":long"}
_HOW = """\
#!/bin/sh
# Makes the database "kg" out of the files beside this one; the server must not have it open.
cd "$(dirname "$0")" || exit 1
exec neo4j-admin database import full "${1:-kg}" --nodes=nodes.csv --relationships=relationships.csv \\
  --array-delimiter='|' --multiline-fields=true --overwrite-destination=true
"""
_UNIQUE = "CREATE CONSTRAINT kg_thing IF NOT EXISTS FOR (n:Thing) REQUIRE n.id IS UNIQUE;\n"
_ROWS = 500  # of one statement


def write_neo4j(material: Material) -> Iterator[tuple[str, bytes]]:
    nodes, edges = NODES[material.view], EDGES[material.view]
    sheets = Sheets(
        {
            "nodes": ["id:ID", ":LABEL", *_header(nodes)],
            "relationships": [":START_ID", ":END_ID", ":TYPE", *_header(edges)],
        },
        for_spreadsheets=False,
    )
    for part in material.parts():
        if isinstance(part, Node):
            row = "nodes", [part.id, list(_labels(part)), *map(part.data.get, nodes)]
        else:
            data = part.data
            row = "relationships", [part.source, part.target, _type(part), *map(data.get, edges)]
        for name, piece in sheets.add(*row):
            yield f"{name}.csv", piece.encode()
    for name, piece in sheets.rest():
        yield f"{name}.csv", piece.encode()
    yield "import.sh", _HOW.encode()


def write_cypher(material: Material) -> Iterator[str]:
    """Statements that may be run again: nodes and relationships that are there already are brought up to date."""
    yield _UNIQUE
    nodes: dict[tuple[str, ...], list[str]] = defaultdict(list)
    edges: dict[str, list[str]] = defaultdict(list)
    shared = Once(lambda data: ", " + _map(data))
    for part in material.parts():
        if isinstance(part, Node):
            nodes[_labels(part)].append(f"{{id: {encode(part.id)}, has: {{{_map(part.data)}}}}}")
            continue
        ends = f"source: {encode(part.source)}, target: {encode(part.target)}, key: {encode(part.key)}"
        edges[_type(part)].append(f"{{{ends}, has: {{{_map(part.own)}{shared(part.shared)}}}}}")
        if len(edges[_type(part)]) >= _ROWS:
            yield from _nodes(nodes)  # what an edge joins must be there before it
            yield _relate(_type(part), edges.pop(_type(part)))
    yield from _nodes(nodes)
    yield from (_relate(name, rows) for name, rows in edges.items())


def _nodes(held: dict[tuple[str, ...], list[str]]) -> Iterator[str]:
    for labels, rows in held.items():
        for start in range(0, len(rows), _ROWS):
            some = ",\n".join(rows[start : start + _ROWS])
            yield f"UNWIND [\n{some}\n] AS row\nMERGE (n:Thing {{id: row.id}}) SET n:{':'.join(labels[1:])}, n += row.has;\n"
    held.clear()


def _relate(name: str, rows: list[str]) -> str:
    return (
        "UNWIND [\n" + ",\n".join(rows) + "\n] AS row\n"
        "MATCH (a:Thing {id: row.source}) MATCH (b:Thing {id: row.target})\n"
        f"MERGE (a)-[r:{name} {{key: row.key}}]->(b) SET r += row.has;\n"
    )


def _header(columns: Columns) -> list[str]:
    return [name + _TYPES[kind] for name, kind in columns.items()]


def _labels(node: Node) -> tuple[str, ...]:
    return "Thing", node.data["type"]


def _type(edge: Edge) -> str:
    """ "MOVEMENT", "ATTRIBUTED_TO" """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", edge.shared.get("class") or edge.own["roles"][0]).upper()


def _map(data: Mapping[str, Any]) -> str:
    # JSON's strings, numbers and lists are Cypher's; names in backquotes, because some are its words, too
    return ", ".join(f"`{name}`: {encode(value)}" for name, value in data.items() if value is not None)
