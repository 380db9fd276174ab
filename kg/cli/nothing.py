"""One line on why there is no answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kg.cli.output import count, note

if TYPE_CHECKING:
    from kg.api import Graph


def note_nothing(graph: Graph, things: Iterable[str], again: Callable[[], int] | None, name: str) -> None:
    """Say that there are 0 of what `name` calls them, and why.

    things  what was asked for, as people wrote it
    again   how many there are without conditions on time; None where there were none
    """
    from kg.query.nothing import why_nothing  # noqa: PLC0415 (help must not wait for rdflib)

    asked = {thing: graph.names().ids(thing) for thing in things}
    note(f"{count(0, name)}: {why_nothing(graph.store, asked, again() if again else 0)}")
