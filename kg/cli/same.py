"""`kg same`."""

from __future__ import annotations

from kg.cli.judging import FormatOption, NamesArgument, NoteOption, UndoOption, judge
from kg.cli.options import StoreOption


def same(
    names: NamesArgument = None,
    undo: UndoOption = False,
    reason: NoteOption = "",
    format: FormatOption = "table",
    store: StoreOption = None,
) -> None:
    """Judge that names mean one and the same.

    From now on claims, routes, questions and exports know one entity, and
    reports read later do, too. The id that the gazetteer knows stays, else
    that of the first name. One name is enough where several bear it: a person
    is known in one report alone until somebody says so. Judgements are kept in
    identity.csv in the folder of the graph, which you may edit.

    [bold]Examples[/bold]

      kg same Altair "Altair Semiconductor"
      kg same "Howard Lutnick" --note "there is but one secretary"
      kg same Lutnick@report-3 "Howard Lutnick@report-7"
      kg same --undo Altair "Altair Semiconductor"
      kg same
    """
    judge(names or (), (), reason, undo, format, store, same=True)
