"""`kg claims`."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import (
    AfterOption,
    AllOption,
    ArticleOption,
    BeforeOption,
    ClassOption,
    ConfidenceOption,
    EntityOption,
    PublisherOption,
    SourceOption,
    StatusOption,
    StoreOption,
    ValidOption,
    open_graph,
)
from kg.cli.output import check_format, count, note, show, show_json, table, write
from kg.cli.project import project
from kg.cli.words import facts, roles, told

if TYPE_CHECKING:
    from kg.knowledge.ontology import Ontology
    from kg.query.claims import StoredClaim


def claims(
    type: ClassOption = None,
    entity: EntityOption = None,
    status: StatusOption = None,
    source: SourceOption = None,
    publisher: PublisherOption = None,
    published_after: AfterOption = None,
    published_before: BeforeOption = None,
    valid_on: ValidOption = None,
    min_confidence: ConfidenceOption = None,
    article: ArticleOption = None,
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
    --min-confidence is given; the other formats have everything.

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
        found = (graph.contested_claims if contested else graph.claims)(
            type=type or (), entity=entity or (), status=status or (), source=source or (), publisher=publisher,
            published_after=published_after, published_before=published_before, valid_on=valid_on,
            min_confidence=min_confidence, article=article,
        )  # fmt: skip
        ontology, base = graph.ontology, graph.store.base
    from kg.export.claims import claim_record  # noqa: PLC0415 (help must not wait for rdflib)

    records = [claim_record(said, base) for said in found]
    match format:
        case "json":
            show_json(records)
        case "jsonl":
            write(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        case "csv":
            write([_csv(records, ontology)])
        case _:
            sure = [said for said in found if said.claim.confidence >= project().shown]
            _show(found if everything or min_confidence is not None else sure, len(found), ontology)


def _show(found: list[StoredClaim], total: int, ontology: Ontology) -> None:
    if found:
        rows = table(("claim", 3), ("who and what", 5), ("who says so, in which words", 7))
        for said in found:
            rows.add_row(facts(said, ontology), roles(said), told(said))
        show(rows)
    hidden = total - len(found)
    note(count(len(found), "claim") + (f"; {hidden} less sure, shown by --all" if hidden else ""))


def _csv(records: list[dict[str, Any]], ontology: Ontology) -> str:
    """One row a claim, one column a role; several fillers are joined by "|"."""
    plain = ("article", "title", "published", "publisher", "type", "status", "effect", "time", "amount", "confidence")
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow([*plain, *ontology.roles, "by", "trigger", "evidence", "id"])
    for record in records:
        rows.writerow(
            [record[name] for name in plain]
            + ["|".join(f["label"] for f in record["roles"].get(role, ())) for role in ontology.roles]
            + ["|".join(f["label"] for f in record["by"])]
            + [record["trigger"]["text"], record["evidence"]["text"], record["id"]]
        )
    return out.getvalue()
