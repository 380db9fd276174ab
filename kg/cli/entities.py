"""`kg entities`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import StoreOption, open_graph
from kg.cli.output import check_format, count, note, show, show_json, table

if TYPE_CHECKING:
    from rich.table import Table

    from kg.identity import Candidate, Counted
    from kg.knowledge.ontology import Ontology
    from kg.rdf.namespaces import Base

# names of one entity, and rows, that a table shows
_NAMES, _ROWS = 6, 50


def entities(
    similar: Annotated[
        bool, typer.Option("--similar", help="Pairs that may be one, with the reason, the likeliest first.")
    ] = False,
    type: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="country, organization, person, product, …")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", min=1, help="No more than these.", show_default=f"{_ROWS} in a table"),
    ] = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table, json.")] = "table",
    store: StoreOption = None,
) -> None:
    """List who and what claims are about, or come from.

    With --similar: who may be one, for you to judge by `kg same` or `kg
    different`. What was judged different is not proposed again.

    [bold]Examples[/bold]

      kg entities --type organization
      kg entities --similar
      kg entities --similar --limit 20 --format json
    """
    check_format(format, ("table", "json"))
    with open_graph(store) as graph:
        kind = _type(type, graph.ontology) if type else None
        found = [e for e in graph.entities() if kind in (None, e.entity.type)] if not similar else []
        pairs = [p for p in graph.similar() if kind in (None, p.a.entity.type, p.b.entity.type)] if similar else []
        base = graph.store.base
    total, limit = len(pairs or found), limit or (None if format == "json" else _ROWS)
    if format == "json":
        show_json([_pair(p, base) for p in pairs[:limit]] if similar else [_record(e, base) for e in found[:limit]])
        return
    if total:
        show(_pairs(pairs[:limit]) if similar else _table(found[:limit]))
    more = f"; {total - limit} more, shown by --limit {total}" if limit is not None and total > limit else ""
    note((count(total, "pair") if similar else "1 entity" if total == 1 else f"{total} entities") + more)


def _type(name: str, ontology: Ontology) -> str:
    from kg.query.names import entity_type  # noqa: PLC0415 (help must not wait for rdflib)

    return entity_type(ontology, name)


def _table(found: list[Counted]) -> Table:
    rows = table(("what", 4), ("type", 0), ("names", 5), ("claims", 0))
    for one in found:
        where = f"\nin {one.article}" if one.entity.id.startswith("local:") else ""
        rows.add_row(f"{one.entity.id}{where}", str(one.entity.type), _names(one), str(one.claims))
    return rows


def _pairs(found: list[Candidate]) -> Table:
    rows = table(("one", 4), ("other", 4), ("why", 3))
    for pair in found:
        rows.add_row(_described(pair.a), _described(pair.b), pair.reason)
    return rows


def _described(one: Counted) -> str:
    where = f"\nin {one.article}" if one.article else ""
    return f"{one.names[0]}\n{one.entity.id}\n{one.entity.type}, {count(one.claims, 'claim')}{where}"


def _names(one: Counted) -> str:
    names = one.names
    return ", ".join(names[:_NAMES]) + (f", … {len(names) - _NAMES} more" if len(names) > _NAMES else "")


def _record(one: Counted, base: Base) -> dict[str, Any]:
    from kg.rdf.iri import entity_iri  # noqa: PLC0415

    entity = one.entity
    return {
        "id": entity.id, "iri": str(entity_iri(entity.id, base)), "type": str(entity.type), "labels": dict(entity.labels),
        "names": list(one.names), "country": entity.country, "claims": one.claims, "articles": one.articles,
        "article": one.article, "known": one.known,
    }  # fmt: skip


def _pair(pair: Candidate, base: Base) -> dict[str, Any]:
    return {"entities": [_record(e, base) for e in (pair.a, pair.b)], "reason": pair.reason, "score": pair.score}
