"""NetworkX's node-link JSON: `networkx.node_link_graph(data, edges="edges")` reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kg.export.graph import Edge, Node
from kg.export.material import Material
from kg.export.sections import sections


def write_node_link(material: Material) -> Iterator[str]:
    yield '{"directed": true, "multigraph": true, "graph": {}, "nodes": [\n'
    yield from sections(material.parts(), _node, _edge, '\n],\n"edges": [\n', ",\n")
    yield "\n]}\n"


def _node(node: Node) -> str:
    return json.dumps({**node.data, "id": node.id}, ensure_ascii=False)


def _edge(edge: Edge) -> str:
    return json.dumps({**edge.data, "source": edge.source, "target": edge.target, "key": edge.key}, ensure_ascii=False)
