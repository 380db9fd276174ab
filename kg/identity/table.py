"""Judgements as a table that people can read and edit: `identity.csv` in the folder of a store, one judgement a line.

    judgement,a,a_name,a_article,b,b_name,b_article,note
    same,org:altair,Altair,,org:altair-semiconductor,Altair Semiconductor,,one register number
    different,person:marc-tessier,Marc Tessier,https://a.example/1,person:marc-tessier.2,Marc Tessier,https://b.example/7,

`a` and `b` are ids as `kg entities` shows them. Where an article is named, the line is about what this article calls
`a_name`, and `a` is the id that it gets.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from kg.errors import StoreError
from kg.identity.judgement import Judgement, Ref
from kg.rdf.entities import TYPE_OF_PREFIX

FILE = "identity.csv"
COLUMNS = ("judgement", "a", "a_name", "a_article", "b", "b_name", "b_article", "note")


def write_table(judgements: Iterable[Judgement]) -> str:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for one in judgements:
        sides = (cell for ref in (one.a, one.b) for cell in (ref.id, ref.name, ref.article))
        rows.writerow(["same" if one.same else "different", *sides, one.note])
    return out.getvalue()


def read_table(text: str, where: str = FILE) -> tuple[Judgement, ...]:
    """Raises StoreError, with the line, for what is no judgement. Spreadsheets may write semicolons for commas."""
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    if text.strip() and (missing := set(COLUMNS[:-1]) - {name.strip() for name in rows.fieldnames or ()}):
        raise StoreError(f"{where}:1: no column {min(missing)}; there should be {', '.join(COLUMNS)}")
    found: dict[Judgement, None] = {}
    for row in rows:
        cells = {name.strip(): (value or "").strip() for name, value in row.items() if isinstance(value, str)}
        if any(cells.values()):
            found[_judgement(cells, f"{where}:{rows.line_num}")] = None
    return tuple(found)


def _judgement(cells: Mapping[str, str], where: str) -> Judgement:
    kind = cells.get("judgement", "").lower()
    if kind not in ("same", "different"):
        raise StoreError(f"{where}: {kind!r} is neither same nor different")
    a, b = (
        _ref(cells.get(s, ""), cells.get(f"{s}_name", ""), cells.get(f"{s}_article", ""), where) for s in ("a", "b")
    )
    if a.id == b.id and not (kind == "same" and a != b):
        raise StoreError(f"{where}: {a.id} stands on both sides")
    return Judgement(kind == "same", a, b, cells.get("note", ""))


def _ref(id: str, name: str, article: str, where: str) -> Ref:
    prefix, _, local = id.partition(":")
    if prefix not in TYPE_OF_PREFIX or not local:
        raise StoreError(f"{where}: {id!r} is no id; write it as `kg entities` shows it, such as org:nvidia")
    if article and not name:
        raise StoreError(f"{where}: what does {article} call {id}?")
    return Ref(id, name, article)
