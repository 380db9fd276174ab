"""What `kg same` and `kg different` share: judge, take back, list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import open_graph
from kg.cli.output import check_format, count, note, show, show_json, table
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.identity import Judgement, Ref

NamesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="NAME", help="Names, ids, or NAME@ARTICLE; none lists what was judged.")
]
ArticleOption = Annotated[
    list[str] | None,
    typer.Option("--article", metavar="ID", help="With one name: what these articles, each apart, call so."),
]
NoteOption = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, to be kept beside it.")]
UndoOption = Annotated[bool, typer.Option("--undo", help="Take it back.")]
FormatOption = Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table, json.")]


def judge(
    names: Sequence[str], articles: Sequence[str], reason: str, undo: bool, format: str, store: Path | None, *, same: bool
) -> None:
    check_format(format, ("table", "json"))
    if not names:
        if undo or articles or reason:
            raise QueryError("nobody is named")
        _list(format, store, same=same)
        return
    if articles:
        if len(names) > 1:
            raise QueryError("--article goes with one name; write NAME@ARTICLE for several")
        names = [f"{names[0]}@{article}" for article in articles]
    with open_graph(store, write=True) as graph:
        found = (graph.same if same else graph.different)(*names, note=reason, undo=undo)
        lines = _lines(graph.judgements, found)
    if format == "json":
        show_json([_record(one) for one in found])
        return
    for one in found:
        print(f"{'no longer ' if undo else ''}{_words(one)}")
    if not found:
        note("so it was judged before")
    elif not undo and same:
        for line in lines:
            note(line)


def _lines(known: Sequence[Judgement], found: Sequence[Judgement]) -> list[str]:
    """Under which id each of them goes now."""
    from kg.identity import Groups  # noqa: PLC0415 (help must not wait for rdflib)

    groups = Groups(known)
    groups_found = dict.fromkeys(groups.members(one.a.id) for one in found)
    return [f"{count(len(ids), 'id')} for one: {', '.join(ids)}" for ids in groups_found if len(ids) > 2]


def _list(format: str, store: Path | None, *, same: bool) -> None:
    with open_graph(store) as graph:
        known = [one for one in graph.judgements if one.same is same]
    if format == "json":
        show_json([_record(one) for one in known])
        return
    if known:
        rows = table(("one", 4), ("other", 4), ("why", 3))
        for one in known:
            rows.add_row(_called(one.a), _called(one.b), one.note)
        show(rows)
    note(count(len(known), "judgement"))


def _words(one: Judgement) -> str:
    return f"{_called(one.a)} {'is the same as' if one.same else 'is not'} {_called(one.b)}"


def _called(ref: Ref) -> str:
    where = f", in {ref.article}" if ref.article else ""
    return f"{ref.name} ({ref.id}{where})" if ref.name else ref.id


def _record(one: Judgement) -> dict[str, Any]:
    sides = ({"id": r.id, "name": r.name or None, "article": r.article or None} for r in (one.a, one.b))
    return {"judgement": "same" if one.same else "different", "entities": list(sides), "note": one.note or None}
