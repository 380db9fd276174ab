"""`kg stats`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated

import typer

from kg.cli.options import StoreOption, open_graph
from kg.cli.output import check_format, show, show_json, table

# groups and articles of which a table shows the names
_MOST = 5


def stats(
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="Language of the names: en, fr.")] = "en",
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table, json.")] = "table",
    store: StoreOption = None,
) -> None:
    """Count what the graph holds.

    What reports say, not what the gazetteer knows besides.

    [bold]Examples[/bold]

      kg stats
      kg stats --lang fr --format json
    """
    check_format(format, ("table", "json"))
    with open_graph(store) as graph:
        figures = graph.stats(lang)
    if format == "json":
        show_json(asdict(figures))
        return
    between = f", {figures.first} to {figures.last}" if figures.first else ""
    rows = table(("what", 0), ("how many", 1))
    rows.add_row("articles", f"{figures.articles}: {_list(figures.languages)}{between}")
    for group in figures.copies[:_MOST]:
        rows.add_row("", f"the same report: {', '.join(group)}")
    if len(figures.copies) > _MOST:
        rows.add_row("", f"{len(figures.copies) - _MOST} more reports in several copies")
    if figures.revised:
        rows.add_row("", f"replaced earlier versions: {_list(dict(list(figures.revised.items())[:_MOST]))}")
    rows.add_row("publishers", _list(figures.publishers))
    rows.add_row("claims", f"{figures.claims}: {_list(figures.statuses)}")
    rows.add_row("classes", _list(figures.classes))
    rows.add_row("entities", f"{figures.entities}: {_list({label: count for label, _, count in figures.named})}, …")
    show(rows)


def _list(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items()) or "none"
