"""Parquet files of nodes, edges and claims, and the same tables as pandas data frames. Needs the extra `tables`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from kg.errors import MissingError
from kg.export.graph import Columns, Kind
from kg.export.material import Material
from kg.export.tables import rows, tables

if TYPE_CHECKING:
    import pandas as pd

_ROWS = 8_192  # of a row group
_DAYS = ("start", "end", "published", "earliest", "latest")


def write_parquet(material: Material) -> Iterator[tuple[str, bytes]]:
    pa = _arrow()
    import pyarrow.parquet as pq  # noqa: PLC0415 (an extra)

    schemas = {name: _schema(pa, columns) for name, columns in tables(material).items()}
    sinks = {name: _Sink() for name in schemas}
    writers = {name: pq.ParquetWriter(sinks[name], schema) for name, schema in schemas.items()}
    held: dict[str, list[list[Any]]] = {name: [] for name in schemas}
    for name, values in rows(material):
        held[name].append(values)
        if len(held[name]) >= _ROWS:
            writers[name].write_table(_table(pa, schemas[name], held[name]))
            held[name] = []
            yield f"{name}.parquet", sinks[name].take()
    for name, schema in schemas.items():
        writers[name].write_table(_table(pa, schema, held[name]))
        writers[name].close()
        yield f"{name}.parquet", sinks[name].take()


class _Sink(io.RawIOBase):
    """A file that hands out what was written since it was last asked."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        self._size += len(self._pieces[-1])
        return len(self._pieces[-1])

    def tell(self) -> int:
        return self._size

    def take(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def frames(material: Material) -> dict[str, pd.DataFrame]:
    """Table → data frame: lists as arrays, days as datetimes, what is not told as a missing value."""
    pa = _arrow()
    try:
        import pandas  # noqa: F401, PLC0415 (an extra)
    except ImportError:
        raise MissingError("pandas is not installed: pip install 'kg-claims[tables]'") from None
    columns = tables(material)
    held: dict[str, list[list[Any]]] = {name: [] for name in columns}
    for name, values in rows(material):
        held[name].append(values)
    made = {name: _table(pa, _schema(pa, columns[name]), held[name]) for name in columns}
    return {name: table.to_pandas(date_as_object=False) for name, table in made.items()}


def _arrow() -> Any:
    try:
        import pyarrow  # noqa: PLC0415 (an extra)
    except ImportError:
        raise MissingError("pyarrow is not installed: pip install 'kg-claims[tables]'") from None
    return pyarrow


def _schema(pa: Any, columns: Columns) -> Any:
    types: dict[Kind, Any] = {
        "text": pa.string(), "texts": pa.list_(pa.string()), "number": pa.float64(), "whole": pa.int64(),
    }  # fmt: skip
    return pa.schema([
        pa.field(name, pa.date32() if name in _DAYS else types[kind], nullable=name not in ("id", "source", "target"))
        for name, kind in columns.items()
    ])  # fmt: skip


def _table(pa: Any, schema: Any, held: list[list[Any]]) -> Any:
    columns = list(zip(*held, strict=True)) if held else [()] * len(schema)
    arrays = [
        pa.array(map(_day, values) if pa.types.is_date(field.type) else values, field.type)
        for field, values in zip(schema, columns, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
