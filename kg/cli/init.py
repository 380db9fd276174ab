"""`kg init`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.output import note, write
from kg.errors import ConfigError

_START = Path(__file__).parent / "start"
# a wheel must not take it for its own
_NAMES = {"gitignore": ".gitignore"}


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make, or to put the files into.")],
) -> None:
    """Make a folder for a project of yours.

    It gets kg.toml with its settings, explained; sources/ with a sample report
    in each language; and gazetteer.csv for names that kg does not know. Nothing
    that is there already is overwritten. Commands that run in the folder, or
    below it, use its kg.toml.

    [bold]Examples[/bold]

      kg init chips
      kg init .
    """
    files = {folder / _placed(path.relative_to(_START)): path for path in sorted(_START.rglob("*")) if path.is_file()}
    there = [str(target) for target in files if target.exists() or target.is_symlink()]
    if there:
        raise ConfigError(f"{', '.join(there)}: there already; nothing was written")
    for target, path in files.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        write([path.read_text("utf-8")], target)
        note(f"wrote {target}")
    steps = ("kg build", "kg claims", "kg trace magnets --to Japan")
    go = [] if folder.resolve() == Path.cwd() else [f"cd {shlex.quote(str(folder))}"]
    note(f"next: {' && '.join([*go, *steps])}")


def _placed(path: Path) -> Path:
    return path.with_name(_NAMES.get(path.name, path.name))
