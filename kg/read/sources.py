"""What a source names: files, folders, patterns, standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Set
from pathlib import Path

from kg.errors import NoTextError, UnreadableError

STDIN = "-"


def expand(source: str, suffixes: Set[str]) -> Iterator[Path | UnreadableError | NoTextError]:
    """Files of a source in sorted order: of a folder those with a known suffix, hidden ones left out.

    A file that is named, or matched by a pattern, is given whatever its suffix.
    """
    path = Path(source)
    if path.is_dir():
        yield from _folder(path, suffixes)
    elif glob.has_magic(source) and not path.exists():
        matches = sorted(glob.glob(source, recursive=True))
        if not matches:
            yield UnreadableError(source, "no file matches this pattern")
        for match in matches:
            yield from _folder(Path(match), suffixes) if Path(match).is_dir() else [Path(match)]
    else:
        yield path


def _folder(folder: Path, suffixes: Set[str]) -> Iterator[Path | UnreadableError | NoTextError]:
    failed: list[OSError] = []
    empty = True
    for root, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in suffixes:
                empty = False
                yield Path(root, name)
    for error in failed:
        yield UnreadableError(str(error.filename), reason(error))
    if empty and not failed:
        yield NoTextError(str(folder), f"no file to read in this folder ({' '.join(sorted(suffixes))})")


def reason(error: OSError) -> str:
    """The system's reason in plain words."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "not permitted to read it"
    return (error.strerror or str(error)).lower()


def file_id(path: Path) -> str:
    """Name of an article without an id of its own: "reports-a" for reports/a.txt, wherever that is read from."""
    place = path.absolute()
    return f"{place.parent.name}-{place.stem}" if place.parent.name else place.stem
