"""TriG: a graph an article, as the store keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from kg.export.material import Material
from kg.export.turtle import Names, blocks, in_order


def write_trig(material: Material) -> Iterator[str]:
    names = Names(material.store.base.prefixes)
    yield names.header()
    for graph, quads in groupby(material.quads(), key=lambda quad: quad[3]):
        yield f"\n{names.term(graph)} {{\n"
        yield from blocks(in_order(quads), names, "  ")
        yield "}\n"
