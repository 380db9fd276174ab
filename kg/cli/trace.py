"""`kg trace`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import StoreOption, open_graph
from kg.cli.output import check_format, count, note, show, show_json, table
from kg.cli.words import certainty, leg, told

if TYPE_CHECKING:
    from kg.query.trace import Route
    from kg.rdf.namespaces import Base


def trace(
    theme: Annotated[str, typer.Argument(metavar="THEME", help="Goods, a kind of goods, or their maker.")],
    start: Annotated[list[str] | None, typer.Option("--from", metavar="PLACE", help="Where they set out.")] = None,
    end: Annotated[list[str] | None, typer.Option("--to", metavar="PLACE", help="Where they arrive.")] = None,
    via: Annotated[list[str] | None, typer.Option("--via", metavar="PLACE", help="A place on the way.")] = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table, json.")] = "table",
    store: StoreOption = None,
) -> None:
    """Show which way goods went, and who says so.

    Routes that one claim tells, the most certain first. Asked for Nvidia, the
    chips that Nvidia makes are found too; asked for a country, places in it.

    [bold]Examples[/bold]

      kg trace "Nvidia chips" --from Singapore --to China
      kg trace H100 --to Chine --via Malaisie
      kg trace gallium --from CN --format json
    """
    check_format(format, ("table", "json"))
    with open_graph(store) as graph:
        routes = graph.trace(theme, start or (), end or (), via or ())
        base = graph.store.base
    if format == "json":
        show_json([_record(route, base) for route in routes])
        return
    if routes:
        rows = table(("route", 6), ("status", 4), ("who says so, in which words", 8))
        for route in routes:
            rows.add_row(_way(route), certainty(route.said.claim), told(route.said))
        show(rows)
    note(count(len(routes), "route"))


def _way(route: Route) -> str:
    lang = route.said.article.lang
    goods = ", ".join(filler.entity.label(lang) for filler in route.goods)
    return "\n".join([goods, *(f"{step.order}. {leg(step, lang)}" for step in route.legs)])


def _record(route: Route, base: Base) -> dict[str, Any]:
    from kg.export.claims import claim_record  # noqa: PLC0415 (help must not wait for rdflib)
    from kg.rdf.iri import entity_iri  # noqa: PLC0415

    lang = route.said.article.lang
    return {
        "goods": [f.entity.label(lang) for f in route.goods],
        "legs": [
            {
                "order": step.order,
                **{
                    name: {"label": place.label(lang), "iri": str(entity_iri(place.id, base))} if place else None
                    for name, place in (("from", step.start), ("to", step.end))
                },
            }
            for step in route.legs
        ],
        "claim": claim_record(route.said, base),
    }
