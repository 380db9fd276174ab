"""When somebody belonged to a bloc, as gazetteers write it: "GB 1973-01-01/2020-01-31", "CL 2012-06/..", "LU"."""

from __future__ import annotations

import calendar
import re
from datetime import date

from kg.model import Membership

_DAY = r"\.\.|\d{4}(?:-\d{2}){0,2}"
_WRITTEN = re.compile(rf"(?P<who>\S+)(?: (?P<since>{_DAY})/(?P<until>{_DAY}))?")


def read_membership(text: str) -> Membership:
    """A code or id, and the time if it is known. Raises ValueError for another form, no date, or an end before the beginning."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError(f"no member with its time: {text!r}")
    since, until = (_days(found[name]) for name in ("since", "until"))
    earliest, latest = since and since[0], until and until[1]
    if earliest and latest and earliest > latest:
        raise ValueError(f"it ends before it begins: {text!r}")
    who = found["who"]
    member = who if ":" in who else f"country:{who.upper()}"
    return Membership(member, text.partition(" ")[2], earliest, latest)


def _days(text: str | None) -> tuple[date, date] | None:
    """First and last day of a year, a month or a day; None where it is open or not told."""
    if text is None or text == "..":
        return None
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last_day)
