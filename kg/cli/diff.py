"""`kg diff`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.output import check_format, count, note, show, show_json, table
from kg.cli.words import facts, roles, told

if TYPE_CHECKING:
    from kg.knowledge.ontology import Ontology
    from kg.query.diff import Change
    from kg.rdf.namespaces import Base


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="A graph's folder, or a dump: .nq .trig .ttl .jsonld.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="A later one.")],
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table, json.")] = "table",
) -> None:
    """Show what changed from one graph to another.

    Claims that are new or withdrawn, those whose status got more certain or
    less, those revised in their words, and those that others now contradict or
    corroborate. The same reports, read again, change nothing; nor do new names
    in the gazetteer for the same things.

    [bold]Examples[/bold]

      kg diff yesterday/ kg-store/
      kg diff yesterday.nq today.nq --format json       # dumps: `kg export -o today.nq`
    """
    check_format(format, ("table", "json"))
    from kg.api import Graph  # noqa: PLC0415 (help must not wait for rdflib)

    with Graph.load(before) as old, Graph.load(after) as new:
        changes, ontology, base = old.diff(new), new.ontology, new.store.base
    if format == "json":
        show_json([_record(change, base) for change in changes])
        return
    if changes:
        rows = table(("change", 3), ("who and what", 5), ("who says so, in which words", 7))
        for change in changes:
            rows.add_row(*_row(change, ontology))
        show(rows)
    note(count(len(changes), "change"))


def _row(change: Change, ontology: Ontology) -> tuple[str, str, str]:
    was, now = change.before, change.after
    step = [f"{was.claim.status} → {now.claim.status}"] if was and now and was.claim.status != now.claim.status else []
    others = [f"{_by(change.kind)} {told(said)}" for said in change.others]
    return (
        "\n".join([change.kind, *step, facts(change.said, ontology)]),
        roles(change.said),
        "\n".join([told(change.said), *others]),
    )


def _by(kind: str) -> str:
    return "but" if kind == "contradicted" else "and"


def _record(change: Change, base: Base) -> dict[str, Any]:
    from kg.export.claims import claim_record  # noqa: PLC0415 (help must not wait for rdflib)

    return {
        "change": change.kind,
        "before": claim_record(change.before, base) if change.before else None,
        "after": claim_record(change.after, base) if change.after else None,
        "others": [claim_record(said, base) for said in change.others],
    }
