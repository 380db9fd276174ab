"""The folder of a store on disk: what marks it as ours, and who may use it.

    kg-store.json   {"format": 1, "base": "https://kg.example/id/"}; its lock is held while the store is open
    oxigraph/       the database
    identity.csv    what people judge of entities, once they do (`kg.identity.table`)
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.errors import StoreError
from kg.rdf.namespaces import Base

try:
    import fcntl
except ImportError:  # Windows: the database's own lock still keeps a second writer out
    fcntl = None  # type: ignore[assignment]

MARKER = "kg-store.json"
FORMAT = 1
IN_USE = "in use by another process; try again when it has ended"


@dataclass(frozen=True, slots=True)
class Place:
    """An opened folder; `lock` is the marker, held open."""

    path: Path
    base: Base
    lock: IO[str]

    @property
    def data(self) -> Path:
        return self.path / "oxigraph"

    def leave(self) -> None:
        self.lock.close()

    def read(self, name: str) -> str | None:
        """Text of a file beside the database, None when there is none. Raises StoreError."""
        path = self.path / name
        try:
            return path.read_text("utf-8-sig")
        except FileNotFoundError:
            return None
        except UnicodeDecodeError as error:
            raise StoreError(f"{path}: not UTF-8") from error
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror}") from error

    def write(self, name: str, text: str) -> None:
        """The file is there wholly or not at all. Raises StoreError."""
        path, draft = self.path / name, self.path / f".{name}.new"
        try:
            draft.write_text(text, "utf-8", newline="")
            draft.replace(path)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise StoreError(f"{path}: {error.strerror}") from error


def open_place(path: Path, base: Base | None, *, create: bool, read_only: bool) -> Place:
    """Check, mark and lock the folder. Raises StoreError with the reason."""
    try:
        if not (path / MARKER).is_file():
            _mark(path, base or Base(), create=create and not read_only)
        lock = (path / MARKER).open(encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{path}: cannot be used as a store: {error.strerror or error}") from error
    try:
        _lock(path, lock, shared=read_only)
        return Place(path, _base(path, lock, base), lock)
    except StoreError:
        lock.close()
        raise


def _mark(path: Path, base: Base, *, create: bool) -> None:
    if not path.exists():
        if not create:
            raise StoreError(f"{path}: there is no store; `kg build` makes one")
    elif not path.is_dir():
        raise StoreError(f"{path}: is a file, not the folder of a store")
    elif any(path.iterdir()):
        raise StoreError(f"{path}: is no store of kg and not empty; name another folder")
    elif not create:
        raise StoreError(f"{path}: is an empty folder, not a store")
    path.mkdir(parents=True, exist_ok=True)
    (path / MARKER).write_text(json.dumps({"format": FORMAT, "base": base.iri}) + "\n", encoding="utf-8")


def _base(path: Path, marker: IO[str], wanted: Base | None) -> Base:
    try:
        content = json.load(marker)
        version, base = int(content["format"]), Base(str(content["base"]))
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path}: {MARKER} is damaged") from error
    if version > FORMAT:
        raise StoreError(f"{path}: written by a newer kg (format {version}; this one knows {FORMAT})")
    if wanted is not None and wanted != base:
        raise StoreError(f"{path}: its data live under {base.iri}, not {wanted.iri}")
    return base


def _lock(path: Path, marker: IO[str], *, shared: bool) -> None:
    """One writer or many readers; the system takes the lock back from a process that dies."""
    if fcntl is None:
        return
    try:
        fcntl.flock(marker, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise StoreError(f"{path}: {IN_USE}") from error
    except OSError:
        return  # a file system without such locks: the database's own remains
