"""N-Quads, one line a quad in a fixed order: for `diff` and bulk loading."""

from __future__ import annotations

from collections.abc import Iterator

from kg.export.material import Material
from kg.export.sorting import in_order


def write_nquads(material: Material) -> Iterator[str]:
    """Graph by graph, sorted within each, the knowledge of the entities last; or all lines in canonical order.

    Canonical is RDFC-1.0's document, whose digest tells datasets apart: without blank nodes, and with terms that are
    canonical already, the order of lines is all there is to it.
    """
    lines = (" ".join(statement) + " .\n" for statement in material.statements())
    yield from in_order(lines) if material.canonical else lines
