"""`kg.toml`: the settings of a folder, read once a command and asked for by whatever needs one.

Every command uses the file of the folder that it runs in, or of the nearest folder above, as git finds `.git`. What is
typed wins over it. Paths in it are relative to the folder that it is in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kg.errors import ConfigError

FILE = "kg.toml"
# claims that are less sure are hidden from tables: above it about seven in eight are right (the models' card has the table)
SHOWN = 0.6


@dataclass(frozen=True, slots=True)
class Project:
    """Settings; without a `file` those of a folder that has none.

    store       folder of the graph                sources     what `kg build` reads when nothing is named
    base        IRI that a new store's data live under
    languages   of reports to read; empty: all that kg can read
    gazetteers  files of names beside ours         pipelines   language → spaCy pipeline that replaces ours
    shown       0..1, the confidence below which tables hide a claim
    """

    file: Path | None = None
    store: Path = Path("kg-store")
    sources: tuple[str, ...] = ()
    base: str | None = None
    languages: tuple[str, ...] = ()
    gazetteers: tuple[Path, ...] = ()
    pipelines: tuple[tuple[str, str], ...] = ()
    shown: float = SHOWN

    def check(self, known: Collection[str]) -> None:
        """What only a build uses, and what takes libraries to tell: raises ConfigError for a base that is none, and for a
        language that is not `known`."""
        from kg.rdf.namespaces import Base  # noqa: PLC0415 (help must not wait for rdflib)

        try:
            Base(self.base or Base().iri)
        except ValueError:
            raise ConfigError(f"{self.file}: base: an IRI that ends in /, not {self.base!r}") from None
        for key, given in (("languages", self.languages), ("pipelines", [lang for lang, _ in self.pipelines])):
            for lang in given:
                if lang not in known:
                    raise ConfigError(f"{self.file}: {key}: no language {lang!r}; there are {', '.join(known)}")


_CURRENT: ContextVar[Project] = ContextVar("project")


def project() -> Project:
    """Settings of the command that runs."""
    return _CURRENT.get(Project())


def use_project(config: Path | None) -> None:
    """Settle the settings of the command that runs: those of `config`, else of the nearest `kg.toml`, else none.

    Raises ConfigError.
    """
    found = config or find_config(Path.cwd())
    _CURRENT.set(Project() if found is None else load_project(found))


def find_config(folder: Path) -> Path | None:
    """The `kg.toml` of a folder, or of the nearest one above it; None where there is none."""
    for place in (folder, *folder.parents):
        if (place / FILE).is_file():
            return Path(FILE) if place == Path.cwd() else place / FILE  # messages name it as one would type it
    return None


def load_project(file: Path) -> Project:
    """Raises ConfigError, one line that names the file, and the key where one is wrong."""
    try:
        given = tomllib.loads(file.read_text("utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{file}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: broken TOML: {error}") from error
    flat, fields = _flat(given, file), dict[str, Any]()
    for key, value in flat.items():
        name, read = _KEYS[key]
        try:
            fields[name] = read(value, file.parent)
        except ValueError as error:
            raise ConfigError(f"{file}: {key}: {error}, not {_written(value)}") from None
    return Project(file, **fields)


def _path(value: Any, folder: Path) -> Path:
    return folder / Path(_text(value, folder)).expanduser()


def _text(value: Any, folder: Path) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("a text in quotes")
    return value


def _texts(value: Any, folder: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ValueError("a list of texts in quotes")
    return tuple(value)


def _paths(value: Any, folder: Path) -> tuple[Path, ...]:
    return tuple(_path(item, folder) for item in _texts(value, folder))


def _sources(value: Any, folder: Path) -> tuple[str, ...]:
    return tuple(map(str, _paths(value, folder)))


def _share(value: Any, folder: Path) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError("a number from 0 to 1")
    return float(value)


def _named(value: Any, folder: Path) -> tuple[tuple[str, str], ...]:
    """Pipelines: a folder, or the name of an installed package."""
    if not isinstance(value, dict) or not all(isinstance(item, str) and item for item in value.values()):
        raise ValueError('a table of texts in quotes, as fr = "fr_core_news_lg"')
    return tuple((lang, str(folder / name) if (folder / name).is_dir() else name) for lang, name in sorted(value.items()))


# key of the file → field, and what reads it
_KEYS: Mapping[str, tuple[str, Callable[[Any, Path], Any]]] = {
    "store": ("store", _path),
    "sources": ("sources", _sources),
    "base": ("base", _text),
    "languages": ("languages", _texts),
    "gazetteers": ("gazetteers", _paths),
    "thresholds.shown": ("shown", _share),
    "pipelines": ("pipelines", _named),
}


def _flat(given: Mapping[str, Any], file: Path) -> dict[str, Any]:
    """Values by dotted key. Raises ConfigError for a key that is none."""
    tables = {key.partition(".")[0] for key in _KEYS if "." in key}
    found: dict[str, Any] = {}
    for key, value in given.items():
        if key in tables and not isinstance(value, dict):
            raise ConfigError(f"{file}: {key}: a table, not {_written(value)}")
        found.update({f"{key}.{inner}": v for inner, v in value.items()} if key in tables else {key: value})
    for key in found:
        if key not in _KEYS:
            near = get_close_matches(key, _KEYS, n=1)
            raise ConfigError(
                f"{file}: no key {key!r}" + (f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(_KEYS)}")
            )
    return found


def _written(value: Any) -> str:
    """As one would see it in the file, near enough."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else repr(value)[:60]
