"""GraphML, for yEd, Cytoscape, igraph and Gephi. Lists are joined by "|"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

from kg.export.graph import EDGES, NODES, Edge, Kind, Node, Once, plain
from kg.export.material import Material
from kg.export.sections import sections
from kg.export.xml import escaped

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
_TYPES: dict[Kind, str] = {"text": "string", "texts": "string", "number": "double", "whole": "long"}


def write_graphml(material: Material) -> Iterator[str]:
    yield _HEAD
    for domain, columns in (("node", NODES[material.view]), ("edge", EDGES[material.view])):
        for name, kind in columns.items():
            yield f'  <key id="{domain}_{name}" for="{domain}" attr.name="{name}" attr.type="{_TYPES[kind]}" />\n'
    yield '  <graph edgedefault="directed">\n'
    yield from sections(material.parts(), _node, _edge(), "")
    yield "  </graph>\n</graphml>\n"


def _node(node: Node) -> str:
    return f'    <node id="{escaped(node.id)}">{_data("node", node.data)}</node>\n'


def _edge() -> Callable[[Edge], str]:
    """Edges with numbers: a claim between three parties has three edges, and ids are unique."""
    numbers, shared = count(), Once(lambda data: _data("edge", data))

    def write(edge: Edge) -> str:
        ends = f'source="{escaped(edge.source)}" target="{escaped(edge.target)}"'
        return f'    <edge id="e{next(numbers)}" {ends}>{_data("edge", edge.own)}{shared(edge.shared)}</edge>\n'

    return write


def _data(domain: str, data: Mapping[str, Any]) -> str:
    return "".join(f'<data key="{domain}_{name}">{escaped(value)}</data>' for name, value in plain(data).items())
