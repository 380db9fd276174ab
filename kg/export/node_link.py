"""NetworkX's node-link JSON: `networkx.node_link_graph(data, edges="edges")` reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.export.encode import encode
from kg.export.graph import Edge, Node, Once
from kg.export.material import Material
from kg.export.sections import sections


def write_node_link(material: Material) -> Iterator[str]:
    yield '{"directed": true, "multigraph": true, "graph": {}, "nodes": [\n'
    yield from sections(material.parts(), _node, _edge(), '\n],\n"edges": [\n', ",\n")
    yield "\n]}\n"


def _node(node: Node) -> str:
    return encode({**node.data, "id": node.id})


def _edge() -> Callable[[Edge], str]:
    shared = Once(lambda data: ", " + encode(data)[1:-1])

    def write(edge: Edge) -> str:
        own = {"source": edge.source, "target": edge.target, "key": edge.key, **edge.own}
        return f"{encode(own)[:-1]}{shared(edge.shared)}}}"

    return write
