"""Calendar dates as pages write them: "2025-03-25", "25-03-2025", "14 October 2025", "Jul. 25, 2025"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.knowledge.boilerplate import Dateline, flat


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with its place in the text; `day` is None where the year is missing or day and month look alike."""

    start: int
    end: int
    day: date | None


def parse_date(value: str, words: Dateline, lang: str = "") -> date | None:
    """The date that a field holds, with or without a time of day; None for anything else."""
    found = list(find_dates(value, words, lang))
    if len(found) == 1 and not re.search(r"[^\W\d_]{3,}", _unnamed(value, found[0], words)):
        return found[0].day
    return None


def _unnamed(value: str, found: Dated, words: Dateline) -> str:
    rest = flat(value[: found.start] + " " + value[found.end :])
    known = words.fillers | words.weekdays.keys()
    return " ".join(word for word in re.findall(r"[^\W\d_]+", rest) if word not in known)


def find_dates(text: str, words: Dateline, lang: str = "") -> Iterator[Dated]:
    """Every calendar date in the text, in order; `lang` tells the order of day and month where nothing else does."""
    lower = flat(text)
    for match in _pattern(tuple(words.months)).finditer(lower):
        yield Dated(match.start(), match.end(), _day(match, lower, words, lang))


@cache
def _pattern(months: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(months, key=lambda m: (-len(m), m)))
    return re.compile(
        rf"""(?<![\w./-])(?:
          (?P<y1>(?:19|20)\d\d)(?P<s1>[-/.])(?P<m1>\d\d?)(?P=s1)(?P<d1>\d\d?)(?=$|\D|(?<=\d\d)t\d)
        | (?P<a>\d\d?)(?P<s2>[-/.])(?P<b>\d\d?)(?P=s2)(?P<y2>(?:19|20)\d\d)(?!\w|[-/.]\d)
        | (?P<d3>\d\d?)(?:er|st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<n3>{names})(?!\w)\.?
          (?:,?[\s-]+(?P<y3>(?:19|20)\d\d)(?!\d))?
        | (?P<n4>{names})(?!\w)\.?\s+(?P<d4>\d\d?)(?:st|nd|rd|th)?(?![\w:])(?:,?\s+(?P<y4>(?:19|20)\d\d)(?!\d))?
        )""",
        re.VERBOSE,
    )


def _day(match: re.Match[str], lower: str, words: Dateline, lang: str) -> date | None:
    part = match.groupdict()
    if part["y1"]:
        return _date(part["y1"], part["m1"], part["d1"])
    if part["y2"]:
        return _numeric(match, lower, words, lang)
    year = part["y3"] or part["y4"]
    if not year:
        return None
    return _date(year, str(words.months[part["n3"] or part["n4"]]), part["d3"] or part["d4"])


def _numeric(match: re.Match[str], lower: str, words: Dateline, lang: str) -> date | None:
    """Day of "01/02/2025": decided by what is possible, weekday, time zone, separator or language, else unknown."""
    day_first = _date(match["y2"], match["b"], match["a"])
    month_first = _date(match["y2"], match["a"], match["b"])
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first
    before = re.findall(r"[^\W\d_]+", lower[: match.start()])
    weekday = words.weekdays.get(before[-1]) if before else None
    for day in (day_first, month_first):
        if weekday == day.isoweekday():
            return day
    if words.month_first.search(lower, match.end()):
        return month_first
    return day_first if match["s2"] != "/" or lang in words.day_first else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
