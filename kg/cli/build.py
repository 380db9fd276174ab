"""`kg build`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import StoreOption, store_named
from kg.cli.output import check_format, complain, console, count, note, show_json
from kg.cli.project import project

if TYPE_CHECKING:
    from rich.progress import Progress

    from kg.batch import Report


def build(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="Files, folders, patterns, or - for standard input.",
            show_default="what kg.toml says",
        ),
    ] = None,
    store: StoreOption = None,
    pipeline: Annotated[
        list[str] | None,
        typer.Option("--pipeline", metavar="LANG=NAME", help="A spaCy pipeline of yours: fr=fr_core_news_lg."),
    ] = None,
    gazetteer: Annotated[
        list[Path] | None,
        typer.Option(
            "--gazetteer", metavar="FILE", help="Names of yours: CSV or JSON lines; `kg init` explains the columns."
        ),
    ] = None,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="LANG", help="fr or en, instead of finding out for each report.")
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="N", min=1, help="Processes that read.", show_default="cores, up to 4"),
    ] = None,
    base: Annotated[
        str | None, typer.Option("--base", metavar="IRI", help="Where the names in a new graph live; it ends in /.")
    ] = None,
    without_text: Annotated[
        bool, typer.Option("--without-text", help="Keep the claims and their quotations, not the whole texts.")
    ] = False,
    rules_only: Annotated[
        bool, typer.Option("--rules-only", help="Extract by lexicon and rules alone, without the learned models.")
    ] = False,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="Of the summary: text, json.")
    ] = "text",
) -> None:
    """Read reports and keep what they say.

    Plain text (the first line is the headline), Markdown, HTML, and JSON or
    JSONL with the keys id, lang, title, published, publisher, author, url and
    text. A report that has not changed is not read again; a new version takes
    the place of the old one. What cannot be read is named, the rest is kept.

    [bold]Examples[/bold]

      kg build                               [dim]what kg.toml names[/dim]
      kg build report.txt
      kg build reports/ 'wire/*.jsonl' --store ./chips
      curl -s https://example.org/news.html | kg build -
      kg build dépêches/ --lang fr --gazetteer our-suppliers.csv
    """
    check_format(format, ("text", "json"))
    ours = project()
    named = sources or ours.sources
    if not named:
        raise typer.BadParameter("none named; `kg init DIR` makes a folder that names its own", param_hint="SOURCE")
    from kg.api import Graph  # noqa: PLC0415 (help must not wait for rdflib)
    from kg.knowledge import LANGUAGES  # noqa: PLC0415

    ours.check(LANGUAGES)
    pipelines = {**dict(ours.pipelines), **_pipelines(pipeline or [])}
    if pipelines and not rules_only:
        note("the models were trained with kg's own pipelines; with another one --rules-only may do better")
    if not pipelines:
        _spare_torch()
    with Graph(
        store or ours.store,
        base=base or ours.base,
        pipelines=pipelines,
        gazetteers=gazetteer or ours.gazetteers,
        rules_only=rules_only,
    ) as graph:
        note(store_named() if store is None else f"store: {store}")
        with _progress() as bar:
            report = graph.build(
                *named,
                lang=lang,
                languages=ours.languages if lang is None else (),
                workers=workers or min(_cores(), 4),
                with_text=not without_text,
                progress=_follow(bar),
                stdin=sys.stdin.buffer,
            )
    if format == "json":
        show_json(
            {
                "kept": report.kept,
                "unchanged": report.unchanged,
                "claims": report.claims,
                "skipped": [{"source": e.source, "reason": e.reason} for e in report.skipped],
            }
        )
    else:
        print(summary(report))
    if report.skipped:
        raise typer.Exit(1)


def summary(report: Report) -> str:
    """ "12 articles read, 31 claims; 2 unchanged; 1 skipped" """
    parts = [f"{count(report.kept, 'article')} read, {count(report.claims, 'claim')}"]
    if report.unchanged:
        parts.append(f"{report.unchanged} unchanged")
    if report.skipped:
        parts.append(f"{len(report.skipped)} skipped")
    return "; ".join(parts)


def _spare_torch() -> None:
    """Our pipelines need numpy alone, but thinc imports torch where it finds it: a second and more for nothing.

    Left alone where other packages add components to spaCy, which may want it.
    """
    from importlib.metadata import entry_points  # noqa: PLC0415

    if "thinc" in sys.modules or "torch" in sys.modules or entry_points(group="spacy_factories"):
        return
    # an import fails as if it were not installed
    sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        import thinc.compat  # noqa: F401, PLC0415
    finally:
        del sys.modules["torch"]


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pipelines(given: list[str]) -> dict[str, str]:
    pairs = [item.partition("=") for item in given]
    for lang, equals, name in pairs:
        if not (lang and equals and name):
            raise typer.BadParameter(f"{lang}{equals}{name}: write it as fr=fr_core_news_lg", param_hint="--pipeline")
    return {lang: name for lang, _, name in pairs}


def _progress() -> AbstractContextManager[Progress | None]:
    """A line that moves, on a terminal alone."""
    screen = console(stderr=True)
    if not screen.is_terminal:
        return nullcontext()
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(bar_width=20), TimeElapsedColumn())
    return Progress(*columns, console=screen, transient=True)


def _follow(bar: Progress | None) -> Callable[[Report], None]:
    """Shows a report as it grows, and each error once, as soon as it is known."""
    task = bar.add_task("reading", total=None) if bar else None
    told = 0

    def follow(report: Report) -> None:
        nonlocal told
        for error in report.skipped[told:]:
            complain(str(error))
        told = len(report.skipped)
        if bar is not None and task is not None:
            articles = count(report.kept + report.unchanged, "article")
            errors = count(told, "error")
            bar.update(task, description=f"{articles} · {count(report.claims, 'claim')} · {errors}")

    return follow
