"""Options that several commands share."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.output import note
from kg.cli.project import SHOWN, project

if TYPE_CHECKING:
    from kg.api import Graph

StoreOption = Annotated[
    Path | None,
    typer.Option("--store", metavar="FOLDER", help="Where the graph is kept.", show_default="./kg-store, or as kg.toml says"),
]
ClassOption = Annotated[
    list[str] | None,
    typer.Option("--class", metavar="CLASS", help="Kind of claim: movement, transfer, restriction, sanction, …"),
]
EntityOption = Annotated[
    list[str] | None,
    typer.Option("--entity", metavar="NAME", help='Who or what it is about: "Chine", China, CN, "puces Nvidia".'),
]
StatusOption = Annotated[
    list[str] | None,
    typer.Option("--status", metavar="STATUS", help="stated, alleged, planned, possible, questioned or denied."),
]
SourceOption = Annotated[
    list[str] | None, typer.Option("--source", metavar="NAME", help="Whom the article cites for the claim.")
]
PublisherOption = Annotated[str | None, typer.Option("--publisher", metavar="NAME", help="Who published the article.")]
AfterOption = Annotated[
    str | None,
    typer.Option("--published-after", metavar="DATE", help="Published then or later: 2025, 2025-03, 2025-03-28."),
]
BeforeOption = Annotated[
    str | None, typer.Option("--published-before", metavar="DATE", help="Published before that day, month or year.")
]
ValidOption = Annotated[
    str | None, typer.Option("--valid-on", metavar="DATE", help="What holds on that day, by what is told of its time.")
]
ConfidenceOption = Annotated[
    float | None, typer.Option("--min-confidence", metavar="0..1", min=0, max=1, help="Leave out what is less sure.")
]
AllOption = Annotated[bool, typer.Option("--all", help=f"Show claims below {SHOWN:.0%} too, or what kg.toml says.")]
ArticleOption = Annotated[str | None, typer.Option("--article", metavar="ID", help="One article alone.")]
WithTextOption = Annotated[bool, typer.Option("--with-text", help="Put the articles' whole texts in, too.")]


# which claims: the conditions of `kg.Graph.claims`, by name
_CONDITIONS = {
    "type": ClassOption,
    "entity": EntityOption,
    "status": StatusOption,
    "source": SourceOption,
    "publisher": PublisherOption,
    "published_after": AfterOption,
    "published_before": BeforeOption,
    "valid_on": ValidOption,
    "min_confidence": ConfidenceOption,
    "article": ArticleOption,
}


def with_conditions(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say which claims; they arrive together, as the argument `conditions`."""
    own = [p for p in inspect.signature(command, eval_str=True).parameters.values() if p.name != "conditions"]
    options = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=option)
        for name, option in _CONDITIONS.items()
    ]

    @wraps(command)
    def run(**given: Any) -> None:
        conditions = {name: given.pop(name) for name in _CONDITIONS}
        command(**given, conditions={name: value for name, value in conditions.items() if value is not None})

    kept = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    every = [*(p for p in kept if p.default is inspect.Parameter.empty), *options, *(p for p in kept if p.default is not inspect.Parameter.empty)]
    run.__signature__ = inspect.Signature(every)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in every}
    return run


def open_graph(store: Path | None, *, write: bool = False) -> Graph:
    """The graph in a folder, else the project's, which is said aloud. Raises StoreError."""
    from kg.api import Graph  # noqa: PLC0415 (help must not wait for rdflib)

    ours = project()
    if store is None:
        note(store_named())
    return Graph(
        store or ours.store, create=False, read_only=not write,
        pipelines=dict(ours.pipelines), gazetteers=ours.gazetteers,
    )  # fmt: skip


def store_named() -> str:
    """Which store is meant when none is named, and who says so."""
    ours = project()
    return f"store: ./{ours.store} (--store names another)" if ours.file is None else f"store: {ours.store} ({ours.file})"
