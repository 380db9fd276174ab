"""`kg validate`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from kg.cli.options import StoreOption, open_graph
from kg.cli.output import check_format, count, note, show_json


def validate(
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="text, json.")] = "text",
    store: StoreOption = None,
) -> None:
    """Check the graph against the ontology's SHACL shapes.

    One line for each thing that is wrong.

    [bold]Examples[/bold]

      kg validate
      kg validate --store ./chips --format json
    """
    check_format(format, ("text", "json"))
    with open_graph(store) as graph:
        violations = graph.validate()
    if format == "json":
        show_json([asdict(violation) for violation in violations])
    else:
        for violation in violations:
            print(violation)
        note("the graph is valid" if not violations else count(len(violations), "violation"))
    if violations:
        raise typer.Exit(1)
