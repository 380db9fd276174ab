"""`kg query`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import StoreOption, open_graph
from kg.cli.output import check_format, count, note, show, table, write
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.query.sparql import Answer
    from kg.rdf.namespaces import Base


def query(
    sparql: Annotated[str, typer.Argument(metavar="QUERY", help="SPARQL, a file that holds it, or - for stdin.")],
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="table, csv, tsv, json, xml; turtle for graphs.")
    ] = "table",
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="SECONDS", min=0.001, help="Stop the query for good when it takes longer."),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Ask in SPARQL, over all articles together.

    The prefixes are there already: sc: for the ontology, claim: article:
    country: org: product: and the like for data, and schema: prov: nif: skos:
    rdfs: xsd: for what others have published.

    [bold]Examples[/bold]

      kg query "SELECT ?who ?what { ?c a sc:Restriction ; sc:authority ?who ; sc:theme ?what }"
      kg query 'SELECT ?from ?to { ?from sc:saidToShipTo ?to }' --format csv
      kg query 'DESCRIBE country:SG' --format turtle
      kg query my-question.rq --format json --timeout 10
    """
    from kg.query.sparql import ANSWERS  # noqa: PLC0415 (help must not wait for rdflib)

    check_format(format, ("table", *ANSWERS))
    question = _question(sparql)
    with open_graph(store) as graph:
        answer, base = graph.sparql(question, timeout=timeout), graph.store.base
    if format == "table":
        _show(answer, base)
    else:
        write([ANSWERS[format](answer)])


def _question(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    try:
        return Path(given).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"{given}: not UTF-8") from error
    except (OSError, ValueError) as error:  # no such file, a name too long, a NUL in it
        if any(c.isspace() for c in given.strip()):  # a name of a file seldom has blanks, and no query is without
            return given
        raise QueryError(f"{given}: {getattr(error, 'strerror', None) or error}") from error


def _show(answer: Answer, base: Base) -> None:
    from kg.export.turtle import Names  # noqa: PLC0415
    from kg.query.sparql import ANSWERS  # noqa: PLC0415
    from kg.store import Table  # noqa: PLC0415

    if isinstance(answer, bool):
        print("yes" if answer else "no")
    elif not isinstance(answer, Table):
        write([ANSWERS["turtle"](answer)])
    else:
        names = Names(base.prefixes)
        if answer.rows:
            rows = table(*((name, 0) for name in answer.variables))
            for row in answer.rows:
                rows.add_row(*("" if term is None else names.short(term) or str(term) for term in row))
            show(rows)
        note(count(len(answer.rows), "row"))
