"""`kg export`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict, cast

import typer

from kg.cli.options import StoreOption, open_graph, with_conditions
from kg.cli.output import check_format, write, write_folder
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.api import Graph


class _How(TypedDict):
    with_text: bool
    view: Literal["edges", "claims"]
    lang: str
    canonical: bool


@with_conditions
def export(
    conditions: dict[str, Any],
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format", "-f", metavar="FORMAT", show_default="by the name of the file, else claims",
            help="claims (JSON lines), turtle, trig, nquads, jsonld, networkx (node-link JSON), graphml, gexf, cytoscape, "
            "cypher, ftm (FollowTheMoney), geojson, mermaid and dot (of routes), html (a page to look at); csv, parquet "
            "and neo4j are several files. Given twice, with -o FOLDER: all of them.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="File, or folder for several files; else standard output."),
    ] = None,
    view: Annotated[
        str, typer.Option("--view", metavar="VIEW", help="Of graphs: edges between entities, or claims as nodes too.")
    ] = "edges",
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="Language of labels in graphs: en, fr.")] = "en",
    canonical: Annotated[
        bool, typer.Option("--canonical", help="N-Quads in the order of RDFC-1.0: one digest for one dataset.")
    ] = False,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Put the whole texts of articles into RDF and FollowTheMoney, too.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Write the graph, or a part of it, for other programs.

    The same graph gives the same bytes. The texts of articles stay here unless
    asked for: they are someone's. What is written always says its status.

    [bold]Examples[/bold]

      kg export > claims.jsonl
      kg export -o graph.ttl
      kg export -o page.html
      kg export --format gexf --status stated -o for-gephi.gexf
      kg export --format networkx --view claims --entity Nvidia -o nvidia.json
      kg export --format csv -o tables
      kg export --format ftm --class sanction -o sanctions.ftm.json
      kg export --format nquads --canonical -o graph.nq
    """  # fmt: skip
    from kg.export import FOLDERS, WRITERS, format_of  # noqa: PLC0415 (help must not wait for rdflib)
    from kg.knowledge import LANGUAGES  # noqa: PLC0415

    formats = list(dict.fromkeys(format or [(format_of(str(output)) if output else None) or "claims"]))
    for name in formats:
        check_format(name, (*WRITERS, *FOLDERS))
    if view not in ("edges", "claims"):
        raise typer.BadParameter(f"{view}: edges or claims", param_hint="--view")
    if lang not in LANGUAGES:
        raise typer.BadParameter(f"{lang}: {' or '.join(LANGUAGES)}", param_hint="--lang")
    if canonical and formats != ["nquads"]:
        raise QueryError("--canonical is for --format nquads")
    how = _How(with_text=with_text, view=cast(Literal["edges", "claims"], view), lang=lang, canonical=canonical)
    several = len(formats) > 1 or formats[0] in FOLDERS
    if several and (output is None or (output.exists() and not output.is_dir())):
        raise QueryError(f"{' and '.join(formats)}: several files; -o names their folder")
    with open_graph(store) as graph:
        if output and (several or output.is_dir() or str(output).endswith(os.sep)):
            write_folder(_files(graph, formats, how, conditions), output)
        else:
            write(graph.export(formats[0], **how, **conditions), output)


def _files(graph: Graph, formats: Sequence[str], how: _How, conditions: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Pieces of files; beside other formats, those of a format that has several lie in a folder of their own."""
    for format in formats:
        for name, piece in graph.export_files(format, **how, **conditions):
            yield name if len(formats) == 1 or name.startswith("graph.") else f"{format}/{name}", piece
