"""`kg trace`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.nothing import note_nothing
from kg.cli.options import AfterOption, BeforeOption, StoreOption, ValidOption, open_graph
from kg.cli.output import check_format, count, note, show, show_json, table, write
from kg.cli.words import certainty, leg, told

if TYPE_CHECKING:
    from kg.query.routes import Route

_FORMATS = ("table", "json", "geojson", "mermaid", "dot")


def trace(
    theme: Annotated[str, typer.Argument(metavar="THEME", help="Goods, a kind of goods, or their maker.")],
    start: Annotated[list[str] | None, typer.Option("--from", metavar="PLACE", help="Where they set out.")] = None,
    end: Annotated[list[str] | None, typer.Option("--to", metavar="PLACE", help="Where they arrive.")] = None,
    via: Annotated[list[str] | None, typer.Option("--via", metavar="PLACE", help="A place on the way.")] = None,
    max_legs: Annotated[
        int, typer.Option("--max-legs", metavar="N", min=1, help="Steps of a route that is pieced together.")
    ] = 4,
    published_after: AfterOption = None,
    published_before: BeforeOption = None,
    valid_on: ValidOption = None,
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="LANG", help="Language of names: en, fr.", show_default="each report's own"),
    ] = None,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="table, json, geojson, mermaid, dot.")
    ] = "table",
    store: StoreOption = None,
) -> None:
    """Show which way goods went, and who says so.

    Routes that one claim tells, and, where --from or --to is given, routes
    pieced together from steps of several reports: of the same goods, no step
    before the one that leads to it, none that somebody denies. The most
    certain come first; a route is as certain as its least certain step. Asked
    for Nvidia, the chips that Nvidia makes are found too; asked for a country,
    places in it.

    [bold]Examples[/bold]

      kg trace "Nvidia chips" --from Singapore --to China
      kg trace H100 --to Chine --via Malaisie --max-legs 3
      kg trace gallium --from CN --published-after 2025 --format json
      kg trace H100 --to China --format geojson > routes.geojson
    """
    check_format(format, _FORMATS)
    with open_graph(store) as graph:
        routes = graph.trace(
            theme, start or (), end or (), via or (), max_legs=max_legs,
            published_after=published_after, published_before=published_before, valid_on=valid_on,
        )  # fmt: skip
        base = graph.store.base
        if not routes:
            places = (*(start or ()), *(end or ()), *(via or ()))
            timed = published_after or published_before or valid_on
            again = (lambda: len(graph.trace(theme, start or (), end or (), via or (), max_legs=max_legs))) if timed else None
            note_nothing(graph, (theme, *places), again, "route")
    from kg.export.routes import DRAWINGS, route_record  # noqa: PLC0415 (help must not wait for rdflib)

    if format == "json":
        show_json([route_record(route, base, lang) for route in routes])
    elif format in DRAWINGS:
        write([DRAWINGS[format](routes, lang or "en")])
    elif routes:
        rows = table(("route", 6), ("status", 4), ("who says so, in which words", 8))
        for route in routes:
            rows.add_row(_way(route, lang), _status(route), _told(route))
        show(rows)
        note(count(len(routes), "route"))


def _way(route: Route, lang: str | None) -> str:
    lang = lang or route.said.article.lang
    goods = ", ".join(entity.label(lang) for entity in route.goods)
    lines = [goods]
    for step in route.legs:
        other = ", ".join(entity.label(lang) for entity in step.goods)
        lines.append(f"{step.order}. {leg(step, lang)}{f' ({other})' if other != goods else ''}")
    return "\n".join(lines)


def _status(route: Route) -> str:
    if not route.composed:
        return "\n".join([certainty(route.said.claim), *(["denied by another"] if route.denied else [])])
    steps = [f"{step.order}. {' '.join(certainty(step.said[0].claim).split())}" for step in route.legs]
    return "\n".join([f"composed: {route.status}", *steps, *(["denied by another"] if route.denied else [])])


def _told(route: Route) -> str:
    """Each claim once, under the steps that it tells; then who denies it."""
    parts = []
    for first in dict.fromkeys(step.said[0].claim.id for step in route.legs):
        steps = [step for step in route.legs if step.said[0].claim.id == first]
        numbers = ", ".join(f"{step.order}." for step in steps)
        parts.append(f"{numbers} {told(steps[0].said[0])}" if route.composed else told(steps[0].said[0]))
        others = {said.claim.id for step in steps for said in step.said[1:]}
        if others:
            parts.append(f"(so {'says' if len(others) == 1 else 'say'} {count(len(others), 'other claim')})")
    parts += [f"but {told(said)}" for said in route.denied]
    return "\n".join(parts)
