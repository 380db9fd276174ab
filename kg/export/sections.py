"""Nodes first and edges after them, as most graph formats want it, though claims give them mixed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator

from kg.export.graph import Edge, Node

_AT_ONCE = 1 << 16


def sections(
    parts: Iterable[Node | Edge], node: Callable[[Node], str], edge: Callable[[Edge], str], between: str, comma: str = ""
) -> Iterator[str]:
    """Nodes as they come; what stands between; then edges, which wait in a file meanwhile. `comma` parts two of a kind."""
    before_node = before_edge = ""
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as held:
        for part in parts:
            if isinstance(part, Node):
                yield before_node + node(part)
                before_node = comma
            else:
                held.write(before_edge + edge(part))
                before_edge = comma
        yield between
        held.seek(0)
        while piece := held.read(_AT_ONCE):
            yield piece
