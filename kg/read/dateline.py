"""When and by whom, as the lines above a story say it: "Publié le 25-03-2025 par …", "KYIV, Oct 14 (Reuters) -"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.knowledge.boilerplate import Boilerplate, Dateline, flat
from kg.read.dates import Dated, find_dates

LONGEST = 170  # characters of a line that only says when and by whom
_TOP = 14  # lines in which such a line is looked for
_OPENING = 90  # characters within which a dateline that opens a paragraph ends
_PROSE = 160  # a line this long that ends like a sentence is the story
_TIME = re.compile(
    r"(?<![\w.])\d{1,2}(?:\s?h(?:\s?\d\d)?|[:.]\d\d(?::\d\d)?)?\s?(?:[ap]\.?m\.?)?(?=\W|$)"
)
_OPEN_END = re.compile(r"(?:^|[|·•/>›»,(–—-])\s*$")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a dateline says; `words` counts the words that are neither date nor name nor usual in such lines."""

    published: date | None
    updated: date | None
    authors: tuple[str, ...]
    words: int


def find_dateline(text: str, boilerplate: Boilerplate, lang: str = "") -> Stamp:
    """Day and authors said near the top of an article, before its second long paragraph."""
    words = boilerplate.dateline
    stamps = [stamp for line in _top(text, boilerplate) if (stamp := _line_stamp(line, words, lang))]
    days = [stamp.published for stamp in stamps if stamp.published]
    # three days under each other are a chronology: the story's own
    published = days[0] if days and len(set(days)) < 3 else None
    updated = next((stamp.updated for stamp in stamps if stamp.updated), None)
    return Stamp(published or updated, updated, next((s.authors for s in stamps if s.authors), ()), 0)


def _line_stamp(line: str, words: Dateline, lang: str) -> Stamp | None:
    whole = read_stamp(line, words, lang)
    # before the story there is a place or an agency too: "14 May 2024 - …" tells when something happened
    parts = ((part, read_stamp(part, words, lang)) for part in _openings(line))
    return whole or next((stamp for part, stamp in parts if stamp and (stamp.words or "(" in part)), None)


def _top(text: str, boilerplate: Boilerplate) -> Iterator[str]:
    """Lines after the headline down to the story's second paragraph or the first list of other stories."""
    lines = (line.strip() for line in text.splitlines())
    prose = 0
    for number, line in enumerate(line for line in lines if line):
        if number >= _TOP or prose > 1 or boilerplate.heading.fullmatch(flat(line).rstrip(" :")):
            return
        if number:
            yield line
        prose += len(line) >= _PROSE and line[-1] in ".!?…»\""


def _openings(line: str) -> Iterator[str]:
    """Datelines that may open a paragraph: "KYIV, Oct 14 (Reuters)" of "KYIV, Oct 14 (Reuters) - Ukraine said…"."""
    for end in re.finditer(r"\s?[–—]\s?| -|- |(?<=\d)\.(?=\s)", line[:_OPENING]):
        if end.start() > 5 and line[0].isupper():
            yield line[: end.start()]


def read_stamp(line: str, words: Dateline, lang: str = "") -> Stamp | None:
    """The line read as a dateline or byline; None when it says something else, or nothing of the kind."""
    line = line.strip()
    if not line or len(line) > LONGEST:
        return None
    lower = flat(line)
    names = _names(line, lower, words)
    dates = [d for d in find_dates(line, words, lang) if _free(lower, d, words)]
    if not names and not dates:
        return None
    rest = _rest(lower, dates, names, words)
    # a sentence that starts with a date or a name has more words of its own, and a full stop
    if len(rest) > (2 if line[-1] in ".!?" and not line.endswith(("a.m.", "p.m.")) else 9):
        return None
    if len(rest) > 2 and not names and _chronicle(lower, dates[0]):
        return None
    updated = {d for d in dates if _cued(lower[: d.start], words.updated, words)}
    first = next((d.day for d in dates if d.day and d not in updated), None)
    return Stamp(first, next((d.day for d in dates if d in updated), None), tuple(n for n, _, _ in names), len(rest))


def _chronicle(lower: str, found: Dated) -> bool:
    """Whether a day without a time opens the line: "12/05/2023: Washington bans …" tells when something happened."""
    timed = _TIME.match(lower[found.end :].lstrip(" ,-"))
    return not found.start and timed is None and not re.search(r"[|·•]", lower)


def _free(lower: str, found: Dated, words: Dateline) -> bool:
    """Whether the date opens the line or an item of it, or follows "published": not "shares fell on 14 October"."""
    before = lower[: found.start]
    return (
        _OPEN_END.search(_without_small(before, words)) is not None
        or _cued(before, words.published, words)
        or _cued(before, words.updated, words)
    )


def _cued(before: str, cue: re.Pattern[str], words: Dateline) -> bool:
    cues = list(cue.finditer(before))
    return bool(cues) and not re.search(r"[^\W\d_]", _without_small(before[cues[-1].end() :], words))


def _without_small(before: str, words: Dateline) -> str:
    """`before` without the articles, prepositions, times and weekdays at its end."""
    while match := re.search(r"(?:^|(?<=[\s,|(]))((?:[^\W\d_.]\.){2,}|[^\W\d_.]+\.?|\d[\d:h.]*)[\s,:(]*$", before):
        word = match[1]
        if not (word[0].isdigit() or word.strip(".") in words.fillers or word in words.weekdays):
            break
        before = before[: match.start()]
    return before


def _names(line: str, lower: str, words: Dateline) -> list[tuple[str, int, int]]:
    """(name, start, end) of those after the first "by" that opens the line or an item of it, or follows a date."""
    for cue in words.byline.finditer(lower):
        before = _without_small(lower[: cue.start()], words)
        opens = re.search(r"(?:^|[|·•/>–—,.:(-]|\d)\s*$", lower[: cue.start()].rstrip()) or not before.strip()
        if not opens:
            continue
        names = _people(line, cue.end(), words)
        # "By Jane Doe in Oslo", not "By Chinese New Year exports had halved"
        after = re.match(r"\s+([^\W\d_]+)", lower[names[-1][2] :]) if names else None
        if names and (after is None or after[1] in words.fillers):
            return [(names[0][0], cue.start(), names[0][2]), *names[1:]]
    return []


def _people(line: str, start: int, words: Dateline) -> list[tuple[str, int, int]]:
    small = "|".join(sorted(map(re.escape, words.particles), key=len, reverse=True))
    token = r"[^\W\d_a-zà-öø-ÿ](?:[^\W\d_]|['’.-](?=[^\W\d_]))*\.?"
    name = rf"(?:{token}|d['’]{token})(?:\s+(?:(?:{small})\s+)*(?:d['’])?{token}){{1,4}}"
    joined = "|".join(re.escape(j) for j in sorted(words.joiners))
    several = rf"{name}(?:(?:\s*,\s*{name})*\s*,?\s+(?:{joined})\s+{name})?"
    people = re.compile(rf"[\s:]*({several}|{token}(?=\s*(?:$|[|·–—-])))")
    match = people.match(line, start)
    if match is None:
        return []
    parts = re.compile(rf"{name}|{token}")
    found = []
    for part in parts.finditer(match[1]):
        begin = match.start(1) + part.start()
        text = re.sub(r"(?<=[^\W\d_]{2})\.$", "", part[0])
        if flat(text.split()[0]) not in words.weekdays.keys() | words.months.keys():
            found.append((text.title() if text.isupper() and " " in text else text, begin, begin + len(text)))
    return found


def _rest(lower: str, dates: list[Dated], names: list[tuple[str, int, int]], words: Dateline) -> list[str]:
    """Words left when dates, times, names, cues and the small words of datelines are taken away."""
    kept = list(lower)
    for start, end in [(d.start, d.end) for d in dates] + [(start, end) for _, start, end in names]:
        kept[start:end] = " " * (end - start)
    text = _TIME.sub(" ", re.sub(r"\([^()]*\)", " ", "".join(kept)))
    for cue in (words.updated, words.published):
        text = cue.sub(" ", text)
    known = words.fillers | words.weekdays.keys() | words.joiners
    return [word for word in re.findall(r"[^\W_][\w'’.&-]*", text) if word.strip(".") not in known]
