"""`kg claims`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import AllOption, StoreOption, open_graph, with_conditions
from kg.cli.output import check_format, count, note, show, show_json, table, write
from kg.cli.project import project
from kg.cli.voices import heard, others, others_record
from kg.cli.words import also_in, facts, roles, told

if TYPE_CHECKING:
    from kg.knowledge.ontology import Ontology
    from kg.query.agreement import Agreement
    from kg.query.claims import StoredClaim


@with_conditions
def claims(
    conditions: dict[str, Any],
    everything: AllOption = False,
    contested: Annotated[
        bool, typer.Option("--contested", help="What another claim denies, and such denials, with who says so.")
    ] = False,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="table, json, jsonl (as `kg export`), csv.")
    ] = "table",
    store: StoreOption = None,
) -> None:
    """Show what was said, with the words that say it.

    Conditions add up; a condition that is given twice takes either value. The
    table leaves out what was read with little confidence, unless --all or
    --min-confidence is given; the other formats have everything. Below the
    words stands who else says so, who denies it, and who only passes it on,
    each origin once; in json they are "agree", "deny" and "unsure".

    [bold]Examples[/bold]

      kg claims --class restriction --entity H20
      kg claims --entity Chine --status alleged --status denied
      kg claims --source Bloomberg --published-after 2025-03
      kg claims --class restriction --valid-on 2025-05-01
      kg claims --contested --entity Nvidia
      kg claims --min-confidence 0.7 --format csv > claims.csv
    """
    check_format(format, ("table", "json", "jsonl", "csv"))
    with open_graph(store) as graph:
        found = (graph.contested_claims if contested else graph.claims)(**conditions)
        ontology, base = graph.ontology, graph.store.base
        sure = project().shown if format == "table" and not everything and "min_confidence" not in conditions else None
        shown = [said for said in found if sure is None or said.claim.confidence >= sure]
        near = heard(graph, shown, sure) if format in ("table", "json") else {}
    from kg.export.claims import claim_record  # noqa: PLC0415 (help must not wait for rdflib)
    from kg.export.csv import claims_csv  # noqa: PLC0415

    records = (claim_record(said, base) for said in found)
    match format:
        case "json":
            show_json([record | others_record(near.get(said.claim.id)) for record, said in zip(records, found, strict=True)])
        case "jsonl":
            write(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        case "csv":
            write(claims_csv(found, ontology, base))
        case _:
            _show(shown, len(found), ontology, near)


def _show(found: list[StoredClaim], total: int, ontology: Ontology, near: Mapping[str, Agreement]) -> None:
    if found:
        rows = table(("claim", 3), ("who and what", 5), ("who says so, in which words", 7))
        printed = also_in(found)
        for said in found:
            words = [told(said, printed), *([others(near[said.claim.id])] if said.claim.id in near else [])]
            rows.add_row(facts(said, ontology), roles(said), "\n".join(words))
        show(rows)
    hidden = total - len(found)
    note(count(len(found), "claim") + (f"; {hidden} less sure, shown by --all" if hidden else ""))

