"""CSV files that grow side by side and are handed out in pieces."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

# characters of a file that are worth handing out
_PIECE = 1 << 16
# a spreadsheet would run a cell that begins so, and an article may say anything
_FORMULA = frozenset("=+-@\t\r\n")
# csv leaves a carriage return bare, and readers take it for a row's end
_LINE_END = re.compile("\r\n?")


class Sheets:
    """One file a table; values are text, numbers, lists, which "|" joins, and None, which is an empty cell."""

    def __init__(self, headers: Mapping[str, Iterable[str]], *, for_spreadsheets: bool) -> None:
        self._guarded = for_spreadsheets
        self._held = {name: io.StringIO() for name in headers}
        self._writers = {name: csv.writer(held, lineterminator="\n") for name, held in self._held.items()}
        for name, header in headers.items():
            self._writers[name].writerow(header)

    def add(self, name: str, values: Iterable[Any]) -> Iterable[tuple[str, str]]:
        """Write a row, and hand out the file's piece when there is enough of it."""
        row = [value if value is None else self._cell(value) for value in values]
        self._writers[name].writerow(row)
        return (self._take(name),) if self._held[name].tell() > _PIECE else ()

    def rest(self) -> Iterator[tuple[str, str]]:
        for name in self._held:
            yield self._take(name)

    def _take(self, name: str) -> tuple[str, str]:
        held = self._held[name]
        piece = held.getvalue()
        held.seek(0)
        held.truncate()
        return name, piece

    def _cell(self, value: Any) -> Any:
        if value.__class__ is list:
            joined = "|".join(value)
            # none of them may hold what parts them: there is no escape for it that readers know
            value = joined if joined.count("|") < len(value) or not value else "|".join(v.replace("|", "/") for v in value)
        elif value.__class__ is not str:
            return value
        if self._guarded and value[:1] in _FORMULA:
            value = f"'{value}"
        return value if "\r" not in value else _LINE_END.sub("\n", value)
