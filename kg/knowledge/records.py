"""Lines of gazetteer files as entities with the names that they go by. See `kg.knowledge.gazetteer`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import KnowledgeError
from kg.knowledge.locate import LANGUAGES
from kg.knowledge.membership import read_membership
from kg.knowledge.names import slug
from kg.model import Entity, EntityType, Membership

PREFIX = {
    EntityType.COUNTRY: "country", EntityType.PLACE: "place", EntityType.ORGANIZATION: "org",
    EntityType.PERSON: "person", EntityType.PRODUCT: "product", EntityType.REGULATION: "rule",
    EntityType.FACILITY: "facility", EntityType.EVENT: "event",
}  # fmt: skip
LISTS = frozenset({
    "aliases", "aliases_en", "aliases_fr", "kinds", "members", "metonyms", "capital_en", "capital_fr", "same_as",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """One name of an entity and the right by which it bears it (see `kg.knowledge.gazetteer.Hit`)."""

    name: str
    form: str


@dataclass(frozen=True, slots=True)
class Record:
    """One entity of a gazetteer file.

    forms        language → names
    where        file and line
    user         whether it comes from a user's own file
    memberships  who belongs or belonged to it, and when; those who belong to it today are the entity's members
    """

    entity: Entity
    forms: Mapping[str, tuple[Named, ...]]
    where: str
    parent: str | None = None
    priority: int = 0
    user: bool = False
    memberships: tuple[Membership, ...] = ()

    def names(self, lang: str) -> tuple[Named, ...]:
        return self.forms.get(lang, ())


def own_records(paths: Sequence[Path]) -> Iterator[Record]:
    """Entities of our own files, and the capitals of our countries as places.

    Raises KnowledgeError naming file and line.
    """
    for path in paths:
        for where, row in _json_rows(path):
            yield _record(row, where, user=False)
            if row.get("capital_en") and row["type"] == "Country":
                capital = _capital(row, where)
                if capital is not None:
                    yield capital


def user_records(path: Path) -> Iterator[Record]:
    """Entities of a user's CSV or JSONL file. Raises KnowledgeError naming file and line."""
    rows = _csv_rows(path) if path.suffix.lower() == ".csv" else _json_rows(path)
    for where, row in rows:
        common = {"en": row["name"], "fr": row["name"]} if "name" in row else {}
        yield _record({**common, **row}, where, user=True)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise KnowledgeError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path}: not UTF-8") from error


def _json_rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(_text(path).splitlines(), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise KnowledgeError(f"{where}: broken JSON: {error}") from error
        if not isinstance(row, dict):
            raise KnowledgeError(f"{where}: not an object")
        for key in LISTS & row.keys():
            if not isinstance(row[key], list):
                raise KnowledgeError(f"{where}: {key} is not a list")
        yield where, row


def _csv_rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    reader = csv.DictReader(io.StringIO(_text(path)))
    for cells in reader:
        row: dict[str, Any] = {k: v.strip() for k, v in cells.items() if k and isinstance(v, str) and v.strip()}
        for key in LISTS & row.keys():
            row[key] = [part.strip() for part in row[key].split("|") if part.strip()]
        yield f"{path}:{reader.line_num}", row


def _record(row: dict[str, Any], where: str, *, user: bool) -> Record:
    try:
        kind = EntityType(row.get("type", ""))
    except ValueError:
        raise KnowledgeError(f"{where}: unknown entity type {row.get('type')!r}") from None
    labels = tuple((lang, row[lang]) for lang in LANGUAGES if row.get(lang))
    if not labels or not all(isinstance(name, str) for _, name in labels):
        raise KnowledgeError(f"{where}: no name")
    try:
        priority = int(row.get("priority", 0))
    except (TypeError, ValueError):
        raise KnowledgeError(f"{where}: priority is not a whole number: {row.get('priority')!r}") from None
    aliases = {*row.get("aliases", ()), *row.get("aliases_en", ()), *row.get("aliases_fr", ())}
    country = row.get("country")
    try:
        memberships = tuple(read_membership(member) for member in row.get("members", ()))
    except ValueError as error:
        raise KnowledgeError(f"{where}: {error}") from None
    entity = Entity(
        id=row.get("id") or f"{PREFIX[kind]}:{slug(labels[0][1])}",
        type=kind,
        labels=labels,
        aliases=tuple(sorted(aliases - {name for _, name in labels})),
        iso=row.get("iso"),
        country=_country(country) if country else None,
        maker=row.get("maker"),
        kinds=tuple(row.get("kinds", ())),
        members=tuple(dict.fromkeys(m.member for m in memberships if m.lasts)),
        same_as=tuple(row.get("same_as", ())),
    )
    return Record(entity, _forms(row, labels), where, row.get("parent"), priority, user, memberships)


def _country(code: str) -> str:
    return code if ":" in code else f"country:{code.upper()}"


def _forms(row: dict[str, Any], labels: tuple[tuple[str, str], ...]) -> dict[str, tuple[Named, ...]]:
    shared = [_alias(name) for name in row.get("aliases", ())]
    forms: dict[str, tuple[Named, ...]] = {}
    for lang in LANGUAGES:
        # an entity named in one language alone goes by that name in the other
        name = row.get(lang) or labels[0][1]
        found = [Named(name, "name"), *shared, *map(_alias, row.get(f"aliases_{lang}", ()))]
        if row["type"] == "Country":
            found += _country_forms(row, lang)
        forms[lang] = tuple(dict.fromkeys(found))
    return forms


def _alias(name: str) -> Named:
    letters = name.replace(".", "")
    return Named(name, "acronym" if letters.isupper() and letters.isalnum() and len(letters) <= 6 else "alias")


def _country_forms(row: dict[str, Any], lang: str) -> list[Named]:
    found = []
    if row.get("metonym", True):
        found += [Named(name, "capital") for name in row.get(f"capital_{lang}", ())]
    found += [Named(name, "capital") for name in row.get("metonyms", ())]
    demonyms = row.get(f"demonyms_{lang}", {})
    if lang == "en":
        found += [Named(word, "adjective") for word in demonyms.get("adjective", ())]
        found += [Named(word, "demonym") for key in ("noun", "plural") for word in demonyms.get(key, ())]
    else:
        found += [Named(word, "adjective") for key in ("m", "f", "mp", "fp") for word in demonyms.get(key, ())]
    return found


def _capital(row: dict[str, Any], where: str) -> Record | None:
    """The capital as a place, unless it bears its country's name; there the country wins."""
    names = {lang: row[f"capital_{lang}"] for lang in LANGUAGES if row[f"capital_{lang}"][0] != row[lang]}
    if not names:
        return None
    place: dict[str, Any] = {"type": "Place", "country": row["iso"], "priority": -1}
    for lang, forms in names.items():
        place[lang] = forms[0]
        place[f"aliases_{lang}"] = forms[1:]
    place["id"] = f"place:{slug(next(iter(names.values()))[0])}"
    if row.get("metonym") is False:
        place["id"] += f"-{row['iso'].lower()}"
        place["priority"] = place["priority"] - 1 + row.get("priority", 0)
    return _record(place, where, user=False)
