"""GEXF, for Gephi: `start` and `end` are its time line. Lists are joined by "|"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

from kg.export.graph import EDGES, NODES, Columns, Edge, Kind, Node, Once, plain
from kg.export.material import Material
from kg.export.sections import sections
from kg.export.xml import escaped

# a day that is the same tomorrow: the same graph gives the same bytes
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">\n'
    '  <meta lastmodifieddate="2000-01-01">\n    <creator>kg</creator>\n  </meta>\n'
    '  <graph defaultedgetype="directed" mode="dynamic" timeformat="date" name="">\n'
)
_TYPES: dict[Kind, str] = {"text": "string", "texts": "string", "number": "double", "whole": "long"}
_OWN = ("label", "start", "end")  # attributes that the format has itself


def write_gexf(material: Material) -> Iterator[str]:
    nodes, edges = NODES[material.view], EDGES[material.view]
    yield _HEAD
    yield _attributes("node", nodes) + _attributes("edge", edges) + "    <nodes>\n"
    yield from sections(material.parts(), _writer(nodes), _writer(edges), "    </nodes>\n    <edges>\n")
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _numbered(columns: Columns) -> Mapping[str, tuple[int, str]]:
    return {name: (n, _TYPES[kind]) for n, (name, kind) in enumerate(columns.items()) if name not in _OWN}


def _attributes(domain: str, columns: Columns) -> str:
    lines = [f'      <attribute id="{n}" title="{name}" type="{kind}" />\n' for name, (n, kind) in _numbered(columns).items()]
    return f'    <attributes mode="static" class="{domain}">\n{"".join(lines)}    </attributes>\n'


def _writer(columns: Columns) -> Callable[[Node | Edge], str]:
    numbered, numbers = _numbered(columns), count()

    def own(data: Mapping[str, Any]) -> str:
        return "".join(f' {name}="{escaped(data[name])}"' for name in _OWN if data.get(name) is not None)

    def values(data: Mapping[str, Any]) -> str:
        return "".join(
            f'<attvalue for="{numbered[name][0]}" value="{escaped(value)}" />'
            for name, value in plain(data).items()
            if name in numbered
        )

    shared_own, shared_values = Once(own), Once(values)

    def write(part: Node | Edge) -> str:
        if isinstance(part, Node):
            head = f'node id="{escaped(part.id)}"{own(part.data)}'
            return f"      <{head}><attvalues>{values(part.data)}</attvalues></node>\n"
        ends = f'source="{escaped(part.source)}" target="{escaped(part.target)}"'
        head = f'edge id="{next(numbers)}" {ends}{own(part.own)}{shared_own(part.shared)}'
        return f"      <{head}><attvalues>{values(part.own)}{shared_values(part.shared)}</attvalues></edge>\n"

    return write
