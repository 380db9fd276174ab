"""`kg different`."""

from __future__ import annotations

from kg.cli.judging import ArticleOption, FormatOption, NamesArgument, NoteOption, UndoOption, judge
from kg.cli.options import StoreOption


def different(
    names: NamesArgument = None,
    articles: ArticleOption = None,
    undo: UndoOption = False,
    reason: NoteOption = "",
    format: FormatOption = "table",
    store: StoreOption = None,
) -> None:
    """Judge that names mean things that are not the same.

    They are never proposed as one again, nor can be judged so. Two reports
    may give one name to two things: then each gets an id of its own, and the
    first keeps that of all other reports.

    [bold]Examples[/bold]

      kg different "Altair Minerals" "Altair Semiconductor"
      kg different Altair --article report-3 --article report-7
      kg different Altair Altair@report-7 --note "a mine, not the chipmaker"
      kg different --undo Altair Altair@report-7
      kg different
    """
    judge(names or (), articles or (), reason, undo, format, store, same=False)
