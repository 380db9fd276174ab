"""`kg export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from kg.cli.options import (
    AfterOption,
    ArticleOption,
    BeforeOption,
    ClassOption,
    ConfidenceOption,
    EntityOption,
    PublisherOption,
    SourceOption,
    StatusOption,
    StoreOption,
    open_graph,
)
from kg.cli.output import check_format, write


def export(
    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="FORMAT", show_default="by the name of the file, else claims",
            help="claims (JSON lines), turtle, trig, nquads, jsonld, networkx (node-link JSON), graphml, gexf, "
            "html (a page to look at).",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Instead of standard output.")
    ] = None,
    type: ClassOption = None,
    entity: EntityOption = None,
    status: StatusOption = None,
    source: SourceOption = None,
    publisher: PublisherOption = None,
    published_after: AfterOption = None,
    published_before: BeforeOption = None,
    min_confidence: ConfidenceOption = None,
    article: ArticleOption = None,
    view: Annotated[
        str, typer.Option("--view", metavar="VIEW", help="Of graphs: edges between entities, or claims as nodes too.")
    ] = "edges",
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="Language of labels in graphs: en, fr.")] = "en",
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Put the whole texts of articles into RDF, too.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Write the graph, or a part of it, for other programs.

    The same graph gives the same bytes. The texts of articles stay here unless
    asked for: they are someone's.

    [bold]Examples[/bold]

      kg export > claims.jsonl
      kg export -o graph.ttl
      kg export -o page.html
      kg export --format gexf --status stated -o for-gephi.gexf
      kg export --format networkx --view claims --entity Nvidia -o nvidia.json
    """  # fmt: skip
    from kg.export import WRITERS, format_of  # noqa: PLC0415 (help must not wait for rdflib)

    chosen = format or (format_of(str(output)) if output else None) or "claims"
    check_format(chosen, tuple(WRITERS))
    if view not in ("edges", "claims"):
        raise typer.BadParameter(f"{view}: edges or claims", param_hint="--view")
    with open_graph(store) as graph:
        pieces = graph.export(
            chosen, with_text=with_text, view=cast(Literal["edges", "claims"], view), lang=lang,
            type=type or (), entity=entity or (), status=status or (), source=source or (), publisher=publisher,
            published_after=published_after, published_before=published_before, min_confidence=min_confidence,
            article=article,
        )  # fmt: skip
        write(pieces, output)
