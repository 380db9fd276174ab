"""Cytoscape's JSON (cyjs), for its desktop program and for Cytoscape.js; NetworkX reads it too.

`name` is what Cytoscape writes beside a node, `interaction` beside an edge; lists are joined by "|".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.export.encode import encode
from kg.export.graph import Edge, Node, Once, plain
from kg.export.material import Material
from kg.export.sections import sections


def write_cytoscape(material: Material) -> Iterator[str]:
    yield '{"format_version": "1.0", "generated_by": "kg", "target_cytoscapejs_version": "~2.1", "directed": true,\n'
    yield '"multigraph": true, "data": {"name": "kg"}, "elements": {"nodes": [\n'
    yield from sections(material.parts(), _node, _edge(), '\n],\n"edges": [\n', ",\n")
    yield "\n]}}\n"


def _node(node: Node) -> str:
    data = {"id": node.id, "value": node.id, "name": node.data["label"], **plain(node.data)}
    return encode({"data": data})


def _edge() -> Callable[[Edge], str]:
    shared = Once(lambda data: ", " + encode(plain(data))[1:-1])

    def write(edge: Edge) -> str:
        own = {
            "id": f"{edge.key} {edge.source} {edge.target}", "source": edge.source, "target": edge.target,
            "key": edge.key, "interaction": edge.own["label"], **plain(edge.own),
        }  # fmt: skip
        return f'{{"data": {encode(own)[:-1]}{shared(edge.shared)}}}}}'

    return write
