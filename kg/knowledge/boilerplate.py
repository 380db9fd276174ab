"""Words of web pages that are not the report, read from `ontologies/languages/boilerplate.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from kg.errors import KnowledgeError

_LIGHT = {0x2019: "'", 0x2018: "'", 0x02BC: "'", 0x00A0: " ", 0x202F: " ", 0x2009: " ", 0x2011: "-", 0x2010: "-"}
_WILD = {"*": r"[^\s.!?|]+(?: [^\s.!?|]+){0,3}", "#": r"\d+(?:[.,]\d+)?"}
_END = r"(?!\w)"
_Trie: TypeAlias = "dict[str, _Trie]"


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """What marks a line as not of the report. Every pattern matches `flat` text.

    menu       items of menus and tool bars
    reference  openings that name other stories      heading  whole lines that open a list of other stories
    reader     phrases addressed to the reader       credit   openings that credit a picture, an agency, a contact
    """

    menu: frozenset[str]
    reference: re.Pattern[str]
    heading: re.Pattern[str]
    reader: re.Pattern[str]
    credit: re.Pattern[str]
    dateline: Dateline


@dataclass(frozen=True, slots=True)
class Dateline:
    """Words of the lines that say when and by whom; patterns match `flat` text.

    published, updated   what stands before a date      byline   what stands before names
    joiners              between names                  fillers  other words that such lines have
    particles            lower-case words inside names  month_first   time zones of countries that write the month first
    day_first            languages that write the day before the month in numbers
    months               1 to 12                        weekdays      1 for Monday … 7 for Sunday
    """

    published: re.Pattern[str]
    updated: re.Pattern[str]
    byline: re.Pattern[str]
    joiners: frozenset[str]
    fillers: frozenset[str]
    particles: frozenset[str]
    month_first: re.Pattern[str]
    day_first: frozenset[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]


def flat(text: str) -> str:
    """Lower case without accents, quotes straight, spaces plain: one character for each of `text`, so offsets hold."""
    plain = text.translate(_LIGHT)
    return plain.lower() if plain.isascii() else "".join(map(_flat, plain))


def _flat(char: str) -> str:
    if char.isascii():
        return char.lower()
    bare = unicodedata.normalize("NFD", char)[0].lower()
    return bare if len(bare) == 1 else char


@cache
def load_boilerplate(root: Path) -> Boilerplate:
    """`root` is the folder `ontologies`. Raises KnowledgeError when the file is missing or broken.

    Read once a process: those who read a text and those who cut it ask for the same patterns, slow to compile.
    """
    path = root / "languages" / "boilerplate.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        # months and weekdays stand with the closed classes of each language
        calendars = [tomllib.loads(p.read_text("utf-8")) for p in sorted(path.parent.glob("??.toml"))]
        return Boilerplate(
            menu=frozenset(_all(data["menu"])),
            reference=_phrases(_all(data["reference"])),
            heading=_phrases([*_all(data["list"]), *_all(data["reference"])]),
            reader=_phrases(_all(data["reader"])),
            credit=_phrases(_all(data["credit"])),
            dateline=_dateline(data["dateline"], calendars),
        )
    except OSError as error:
        raise KnowledgeError(f"{path}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"{path}: {error}") from error


def _dateline(tables: Mapping[str, Mapping[str, Any]], calendars: Sequence[Mapping[str, Any]]) -> Dateline:
    words: dict[str, list[str]] = {}
    for table in tables.values():
        for key, phrases in table.items():
            if key != "day_first":
                words.setdefault(key, []).extend(map(flat, phrases))
    return Dateline(
        published=_phrases(words["published"]),
        updated=_phrases(words["updated"]),
        byline=_phrases(words["byline"]),
        joiners=frozenset(words["joiner"]),
        fillers=frozenset(words["filler"]),
        particles=frozenset(words["particle"]),
        month_first=_phrases(words["month_first"]),
        day_first=frozenset(lang for lang, table in tables.items() if table["day_first"]),
        months={name: number for calendar in calendars for name, number in calendar["months"].items()},
        weekdays={name: number for calendar in calendars for name, number in calendar["weekdays"].items()},
    )


def _all(table: Mapping[str, list[str]]) -> list[str]:
    return [flat(phrase) for phrases in table.values() for phrase in phrases]


def _phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all, common beginnings written once: a plain alternation of hundreds is tried at every letter.

    The longest phrase wins. Word edges are checked only where a phrase begins or ends with a letter.
    """
    root: _Trie = {}
    for phrase in phrases:
        node = root
        for piece in _pieces(phrase):
            node = node.setdefault(piece, {})
        node[""] = {}
    return re.compile(_pattern(root))


def _pieces(phrase: str) -> Iterator[str]:
    if phrase[0].isalnum():
        yield r"(?<!\w)"
    for number, word in enumerate(phrase.split()):
        if number:
            yield r"\s+"
        if word in _WILD:
            yield _WILD[word]
        else:
            yield from (r"\w*" if char == "*" else re.escape(char) for char in word)
    if phrase[-1].isalnum():
        yield _END


def _pattern(node: _Trie) -> str:
    # the end of a word is tried last, so that "contact press" wins over "contact"
    order = sorted(filter(None, node), key=lambda piece: (piece == _END, piece))
    branches = [piece + _pattern(node[piece]) for piece in order]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})" + ("?" if "" in node else "")
