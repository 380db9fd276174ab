"""Quads on disk or in memory, behind one contract."""

from __future__ import annotations

from pathlib import Path

from kg.rdf.namespaces import Base
from kg.store.base import Store, Table
from kg.store.dump import read_dump
from kg.store.oxigraph import OxigraphStore
from kg.store.place import open_place

__all__ = ["Store", "Table", "open_store", "read_dump"]


def open_store(
    path: Path | None, *, create: bool = True, read_only: bool = False, base: Base | None = None
) -> Store:
    """The store in a folder, or an empty one in memory for None.

    create     whether a folder that is missing or empty becomes a store
    read_only  many may read at once, none beside a writer
    base       where a new store's data live; an existing store must agree

    Raises StoreError, one line: not writable, not ours, damaged, in use, of a newer format.
    """
    if path is None:
        return OxigraphStore(base or Base(), read_only=read_only)
    place = open_place(path, base, create=create, read_only=read_only)
    try:
        return OxigraphStore(place.base, place, read_only=read_only)
    except BaseException:
        place.leave()
        raise
