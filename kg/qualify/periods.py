"""What forms of dates mean on the calendar, as seen from the day of publication."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kg.knowledge.language import Language

# first and last month of a part of the year; a winter is named by the year in which it begins
PARTS = {"early": (1, 3), "mid": (5, 8), "late": (10, 12), "first_half": (1, 6), "second_half": (7, 12)}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_WIDTH = {"d": 10, "m": 7, "y": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`; `grain` is the precision of the words, which the notation keeps: "d", "m" or "y"."""

    first: date
    last: date
    grain: str

    @property
    def start(self) -> str:
        return self.first.isoformat()[: _WIDTH[self.grain]]

    @property
    def end(self) -> str:
        return self.last.isoformat()[: _WIDTH[self.grain]]

    @property
    def text(self) -> str:
        return self.start if self.start == self.end else f"{self.start}/{self.end}"


def resolve(form: str, match: re.Match[str], day: date, future: bool, language: Language) -> Period | None:
    """The period that a match of `form` names, as seen from `day`; None for what is no date ("31 February")."""
    part = {name: value for name, value in match.groupdict().items() if value is not None}
    try:
        return _RULES[form](_Words(part, language), day, future)
    except (ValueError, KeyError, OverflowError):
        return None


@dataclass(frozen=True, slots=True)
class _Words:
    """What the groups of a match mean."""

    groups: Mapping[str, str]
    language: Language

    @property
    def day(self) -> int:
        return int(self.groups.get("day", 1))

    @property
    def month(self) -> int:
        return self.language.months[self.groups["month"]]

    @property
    def year(self) -> int:
        return int(self.groups["year"])

    @property
    def weekday(self) -> int:
        return self.language.weekdays[self.groups["weekday"]] - 1

    @property
    def number(self) -> int:
        word = self.groups["number"]
        return int(word) if word.isdigit() else self.language.numbers[word]

    @property
    def ordinal(self) -> int:
        word = self.groups["ordinal"]
        return int(word) if word.isdigit() else self.language.ordinals[word]

    def name(self, table: str, group: str) -> str:
        word = re.sub(r"[ -]+", " ", self.groups[group])
        for found, words in self.language.times[table].items():
            if word in words:
                return found
        raise KeyError(word)

    @property
    def unit(self) -> str:
        return self.name("units", "unit")

    @property
    def season(self) -> str:
        return self.name("seasons", "season")

    @property
    def part(self) -> str:
        return self.name("parts", "part") if "part" in self.groups else "late"


def _day(day: date) -> Period:
    return Period(day, day, "d")


def _months(year: int, first: int, last: int) -> Period:
    """Months counted on beyond December ("12 to 14" ends in February)."""
    year, first, last = year + (first - 1) // 12, (first - 1) % 12 + 1, last - (first - 1) // 12 * 12
    end_year, end = year + (last - 1) // 12, (last - 1) % 12 + 1
    return Period(date(year, first, 1), date(end_year, end, calendar.monthrange(end_year, end)[1]), "m")


def _year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), "y")


def _near_month(month: int, day: date, future: bool) -> Period:
    year = day.year + (month < day.month) if future else day.year - (month > day.month)
    return _months(year, month, month)


def _near_day(words: _Words, day: date, future: bool) -> Period:
    found = date(day.year, words.month, words.day)
    if future and found < day:
        return _day(found.replace(year=day.year + 1))
    # a month ahead is more likely announced than eleven months past
    return _day(found.replace(year=day.year - 1) if not future and (found - day).days > 31 else found)


def _near_season(name: str, day: date, future: bool) -> Period:
    if future:
        return next(p for p in reversed(_seasons(name, day)) if p.last >= day)
    return next(p for p in _seasons(name, day) if p.first <= day)


def _seasons(name: str, day: date) -> list[Period]:
    """That season of the years about `day`, latest first."""
    return [_months(day.year + step, *SEASONS[name]) for step in (1, 0, -1, -2)]


def _weekday(words: _Words, day: date, future: bool) -> Period:
    if future:
        return _day(day + timedelta((words.weekday - day.weekday() - 1) % 7 + 1))
    return _day(day - timedelta((day.weekday() - words.weekday) % 7))


def _quarter(number: int, year: int) -> Period:
    return _months(year, 3 * number - 2, 3 * number)


def _past_first(period: Period, day: date, future: bool) -> Period:
    """The period of this year, or of last year when it has not begun and the past is meant."""
    if not future and period.first > day:
        return _months(period.first.year - 1, period.first.month, period.first.month + 2)
    return period


def _unit(unit: str, day: date, step: int) -> Period:
    """The day, week, month … `step` units from the one that holds `day`."""
    if unit == "day":
        return _day(day + timedelta(step))
    if unit in ("week", "weekend"):
        monday = day - timedelta(day.weekday()) + timedelta(7 * step)
        return Period(monday + timedelta(5 if unit == "weekend" else 0), monday + timedelta(6), "d")
    if unit == "month":
        return _months(day.year, day.month + step, day.month + step)
    if unit == "quarter":
        return _quarter((day.month - 1) // 3 + 1 + step, day.year)
    return _year(day.year + step)


def _away(words: _Words, day: date, sign: int) -> Period:
    number = words.number * sign
    if words.unit == "day":
        return _day(day + timedelta(number))
    if words.unit == "week":
        return _day(day + timedelta(7 * number))
    return _unit(words.unit, day, number)


def _part(words: _Words, year: int) -> Period:
    return _months(year, *PARTS[words.part])


_RULES: Mapping[str, Callable[[_Words, date, bool], Period]] = {
    "date": lambda w, d, f: _day(date(w.year, w.month, w.day)),
    "iso": lambda w, d, f: _day(date(w.year, w.number, w.day)),
    "day_month": _near_day,
    "month_year": lambda w, d, f: _months(w.year, w.month, w.month),
    "part_month_year": lambda w, d, f: _months(w.year, w.month, w.month),
    "part_month": lambda w, d, f: _near_month(w.month, d, f),
    "part_year": lambda w, d, f: _part(w, w.year),
    "part_last_year": lambda w, d, f: _part(w, d.year - 1),
    "part_this_year": lambda w, d, f: _part(w, d.year),
    "part_next_year": lambda w, d, f: _part(w, d.year + 1),
    "season_year": lambda w, d, f: _months(w.year, *SEASONS[w.season]),
    "season_last": lambda w, d, f: next(p for p in _seasons(w.season, d) if p.last < d),
    "season_next": lambda w, d, f: next(p for p in reversed(_seasons(w.season, d)) if p.first > d),
    "season_this": lambda w, d, f: _near_season(w.season, d, f),
    "season": lambda w, d, f: _near_season(w.season, d, f),
    "quarter_year": lambda w, d, f: _quarter(w.ordinal, w.year),
    "quarter": lambda w, d, f: _past_first(_quarter(w.ordinal, d.year), d, f),
    "half_year": lambda w, d, f: _months(w.year, 6 * w.ordinal - 5, 6 * w.ordinal),
    "half": lambda w, d, f: _months(d.year, 6 * w.ordinal - 5, 6 * w.ordinal),
    "month_last": lambda w, d, f: _near_month(w.month, d, False),
    "month_next": lambda w, d, f: _near_month(w.month, d, True),
    "month_this": lambda w, d, f: _months(d.year, w.month, w.month),
    "month_last_year": lambda w, d, f: _months(d.year - 1, w.month, w.month),
    "month_next_year": lambda w, d, f: _months(d.year + 1, w.month, w.month),
    "month": lambda w, d, f: _near_month(w.month, d, f),
    "weekday_last": lambda w, d, f: _weekday(w, d, False),
    "weekday_next": lambda w, d, f: _weekday(w, d, True),
    "weekday": _weekday,
    "unit_last": lambda w, d, f: _unit(w.unit, d, -1),
    "unit_next": lambda w, d, f: _unit(w.unit, d, 1),
    "unit_this": lambda w, d, f: _unit(w.unit, d, 0),
    "ago": lambda w, d, f: _away(w, d, -1),
    "ahead": lambda w, d, f: _away(w, d, 1),
    "over_last": lambda w, d, f: _away(w, d, -1),
    "today": lambda w, d, f: _day(d),
    "until_now": lambda w, d, f: _months(d.year, d.month, d.month),
    "yesterday": lambda w, d, f: _day(d - timedelta(1)),
    "tomorrow": lambda w, d, f: _day(d + timedelta(1)),
    "day_only": lambda w, d, f: _day(date(d.year, d.month, w.day) if w.day <= d.day or f
                                     else (d.replace(day=1) - timedelta(1)).replace(day=w.day)),
    "decade": lambda w, d, f: Period(date(w.year, 1, 1), date(w.year + 9, 12, 31), "y"),
    "year": lambda w, d, f: _year(w.year),
}  # fmt: skip
