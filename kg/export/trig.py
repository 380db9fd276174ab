"""TriG: a graph an article, as the store keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from kg.export.material import Material
from kg.export.turtle import Names, blocks


def write_trig(material: Material) -> Iterator[str]:
    names = Names(material.store.base.prefixes)
    yield names.header()
    for graph, statements in groupby(material.statements(), key=lambda statement: statement[3]):
        yield f"\n{names.word(graph)} {{\n"
        yield from blocks((statement[:3] for statement in statements), names, "  ")
        yield "}\n"
