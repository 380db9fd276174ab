"""GraphML, for yEd, Cytoscape, igraph and Gephi. Lists are joined by "|"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from kg.export.graph import EDGES, NODES, Edge, Kind, Node, plain
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
    data = "".join(f'<data key="node_{name}">{escaped(value)}</data>' for name, value in plain(node.data).items())
    return f'    <node id="{escaped(node.id)}">{data}</node>\n'


def _edge() -> Callable[[Edge], str]:
    """Edges with numbers: a claim between three parties has three edges, and ids are unique."""
    numbers = count()

    def write(edge: Edge) -> str:
        data = "".join(f'<data key="edge_{name}">{escaped(value)}</data>' for name, value in plain(edge.data).items())
        ends = f'source="{escaped(edge.source)}" target="{escaped(edge.target)}"'
        return f'    <edge id="e{next(numbers)}" {ends}>{data}</edge>\n'

    return write
