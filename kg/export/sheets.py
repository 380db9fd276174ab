"""CSV files that grow side by side and are handed out in pieces."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

# characters of a file that are worth handing out
_PIECE = 1 << 16
# a spreadsheet would run a cell that begins so, and an article may say anything
_FORMULA = ("=", "+", "-", "@", "\t", "\n")


class Sheets:
    """One file a table; values are text, numbers, lists, which "|" joins, and None, which is an empty cell."""

    def __init__(self, headers: Mapping[str, Iterable[str]], *, for_spreadsheets: bool) -> None:
        self._guarded = for_spreadsheets
        self._held = {name: io.StringIO() for name in headers}
        self._writers = {name: csv.writer(held, lineterminator="\n") for name, held in self._held.items()}
        for name, header in headers.items():
            self._writers[name].writerow(header)

    def add(self, name: str, values: Iterable[Any]) -> Iterator[tuple[str, str]]:
        """Write a row, and hand out the file's piece when there is enough of it."""
        self._writers[name].writerow(map(self._cell, values))
        if self._held[name].tell() > _PIECE:
            yield self._take(name)

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
            value = "|".join(value)
        if value.__class__ is str and "\r" in value:
            value = value.replace("\r\n", "\n").replace("\r", "\n")  # which csv leaves bare, and readers take for a row's end
        if self._guarded and value.__class__ is str and value.startswith(_FORMULA):
            return "'" + value
        return value
