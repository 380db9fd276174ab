"""What commands print: data on stdout, everything else on stderr, in one style."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from kg.errors import QueryError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table


def complain(message: str) -> None:
    """An error, on one line."""
    print(f"kg: error: {' '.join(message.split())}", file=sys.stderr)


def note(message: str) -> None:
    """Something to know that is no answer."""
    print(f"kg: {message}", file=sys.stderr)


def count(number: int, name: str) -> str:
    """ "1 claim", "2 claims" """
    return f"{number} {name}{'' if number == 1 else 's'}"


def console(stderr: bool = False) -> Console:
    """Plain text without markup; 80 columns and no colours where the output is no terminal."""
    from rich.console import Console  # noqa: PLC0415

    return Console(stderr=stderr, markup=False, highlight=False, emoji=False)


def table(*columns: tuple[str, int]) -> Table:
    """A table whose columns share the width by weight, with a line between rows; weight 0: as wide as its words."""
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    made = Table(box=box.HORIZONTALS, expand=any(weight for _, weight in columns), show_lines=True, pad_edge=False)
    for name, weight in columns:
        made.add_column(name, ratio=weight or None, overflow="fold")
    return made


def show(*parts: RenderableType) -> None:
    console().print(*parts, sep="\n")


def show_json(value: Any) -> None:
    write([json.dumps(value, ensure_ascii=False, indent=1) + "\n"])


def write(pieces: Iterable[str], path: Path | None = None) -> None:
    """To stdout, or to a file that is there wholly or not at all. Raises OSError."""
    if path is None:
        for piece in pieces:
            sys.stdout.write(piece)
        return
    # beside the file, because a rename does not cross file systems; a device or a pipe is written as it is
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="") as out:
            out.writelines(pieces)
        return
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder", str(path.parent))
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.writelines(pieces)
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_folder(pieces: Iterable[tuple[str, bytes]], folder: Path) -> None:
    """Pieces of files, by their names in a folder: all files are there wholly, or none is. Raises OSError.

    A folder that is there already keeps what else it holds.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        with ExitStack() as files:
            opened: dict[str, IO[bytes]] = {}
            for name, piece in pieces:
                if name not in opened:
                    (made / name).parent.mkdir(parents=True, exist_ok=True)
                    opened[name] = files.enter_context((made / name).open("wb"))
                opened[name].write(piece)
        if not folder.exists():
            made.chmod(0o777 & ~_umask())
            made.rename(folder)
            return
        for name in opened:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).replace(folder / name)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def check_format(format: str, formats: Sequence[str]) -> None:
    """Raises QueryError for a format that is none of these."""
    if format not in formats:
        raise QueryError(f"no format {format!r}; there are {', '.join(formats)}")
