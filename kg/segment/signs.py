"""How much a line looks like a page's furniture, in points: three or more and it is not of the report."""

from __future__ import annotations

import re

from kg.knowledge.boilerplate import Boilerplate
from kg.read.dateline import read_stamp
from kg.segment.lines import Line

ENOUGH = 3
_SHORT = 60  # characters of a sentence in which one phrase of the page's is enough wherever it stands
_LONG = 100  # characters of a sentence that tells something even above or below the story
_BAR = re.compile(r"\s*[|·•›»]\s*|\s{3,}|\t")  # separators that prose does not have
_PATH = re.compile(r"\s+[>/]\s+|\s{2,}")
_DASH = re.compile(r"\s+[-–—]\s+|\s*[|·•›»>]\s*|\s{3,}|\t")
_FOLLOWS = re.compile(r"\s*(?:$|[:|>›»•·–—…]|-\s|\d)")
_CLOCK = r"\d\d?\s?[:h]\s?\d\d(?::\d\d)?(?!\d)(?:\s?[ap]\.?m\.?)?"
_DAY = r"\d\d?[./]\d\d(?:[./]\d{2,4})?"
_OPENS_TIMED = re.compile(rf"\W{{0,3}}(?:{_DAY}[\s,-]+(?:a\s+)?)?{_CLOCK}(?=\W)")
_ENDS_TIMED = re.compile(rf"(?<!\d){_CLOCK}\W*\Z")
_ENDS = ".!…;"


def closed(line: Line) -> bool:
    """Whether it ends like a sentence that tells something: headlines end in questions and quotations too."""
    return line.text.rstrip("»”\"') ")[-1:] in _ENDS


def prose(line: Line) -> bool:
    """Whether it reads as a paragraph of a story by its shape."""
    return len(line.text) >= 200 or (len(line.text) >= 70 and closed(line))


def headline(line: Line) -> bool:
    """Whether it has the shape of a headline: short, and not a sentence with its full stop."""
    return len(line.text) <= 170 and not closed(line)


def only_dated(line: Line, boilerplate: Boilerplate) -> bool:
    """Whether it is nothing but a day or time, with "published" or names at most."""
    return _dateline(line, boilerplate, words=0)


def timed(line: Line) -> bool:
    """Whether a time of day opens or closes it, as in tickers; bare days do so in chronologies, which are stories."""
    return _OPENS_TIMED.match(line.lower) is not None or _ENDS_TIMED.search(line.lower) is not None


def addressed(line: Line, boilerplate: Boilerplate) -> bool:
    """Whether it names other stories or speaks to the reader of the page."""
    return _reference(line, boilerplate) or _reader(line, boilerplate) > 0


def headline_points(line: Line, boilerplate: Boilerplate) -> int:
    """Points of the first line, where only a bar of known items counts: stories are called "Opinion | …"."""
    return 3 * (_menu(line, boilerplate, 0.5, at_least=3) or _menu(line, boilerplate, 1.0))


def line_points(line: Line, boilerplate: Boilerplate, *, above: bool, below: bool) -> int:
    """Points of a whole line; `above` the story's first paragraph and `below` its last a page has its own lines."""
    return max(
        sentence_points(line, boilerplate, outside=above or below),
        2 * _bar(line) + (above or below),
        3 * _dateline(line, boilerplate, words=6 if above else 1),
        3 * (re.search(r"[^\W\d_]{2}", line.text) is None),
    )


def sentence_points(line: Line, boilerplate: Boilerplate, *, outside: bool) -> int:
    """Points of a sentence, which may stand among the story's."""
    return max(
        3 * _menu(line, boilerplate, 0.33),
        3 * _reference(line, boilerplate),
        _reader(line, boilerplate) + (outside and len(line.text) < _LONG),
        3 * _credit(line, boilerplate),
        2 * (_bare(line.lower) in boilerplate.menu) + outside,
    )


def heads_list(line: Line, boilerplate: Boilerplate) -> bool:
    """Whether it announces other stories below it."""
    return boilerplate.heading.fullmatch(_bare(line.lower)) is not None


def _items(line: Line, separator: re.Pattern[str]) -> list[str]:
    return [item.strip() for item in separator.split(line.lower) if item.strip(" -–—|·•:.")]


def _bare(item: str) -> str:
    """The item without counts, signs and numbers around it: "comments (17)" → "comments"."""
    return re.sub(r"^[\W\d_]+|\s*\([^()]*\)|[\W\d_]+$", "", item)


def _menu(line: Line, boilerplate: Boilerplate, share: float, at_least: int = 2) -> bool:
    """A bar of short items of which enough are known to be a page's."""
    for separator, needed, longest in ((_BAR, share, 90), (_PATH, share, 45), (_DASH, max(share, 0.5), 45)):
        items = _items(line, separator)
        if len(items) < at_least or max(map(len, items)) > longest:
            continue
        if len(items) == 2 and _OPENS_TIMED.match(items[0] + " "):
            continue
        known = sum(_known(item, boilerplate) for item in items)
        if known and known >= needed * len(items):
            return True
    words = [word for word in line.lower.split() if re.search(r"[a-z]", word)]
    return len(words) > at_least and all(word in boilerplate.menu for word in words)  # "Comments (14) Save Print"


def _known(item: str, boilerplate: Boilerplate) -> bool:
    bare = _bare(item)
    if bare in boilerplate.menu or _bare(re.split(r"[:,]\s", bare)[0]) in boilerplate.menu:
        return True
    reference = boilerplate.reference.match(item)
    return boilerplate.reader.search(item) is not None or (reference is not None and (
        " " in reference[0] or _FOLLOWS.match(item, reference.end()) is not None
    ))  # fmt: skip


def _bar(line: Line) -> bool:
    """Three or more short items between bars, or a path of two, few of them figures: a menu of unknown words."""
    items = _items(line, _BAR)
    path = _items(line, re.compile(r"\s+[>›]\s+"))
    for parts, least in ((items, 3), (path, 2)):
        if len(parts) >= least and all(len(p) <= 60 and p[-1] not in _ENDS for p in parts):
            return sum(bool(re.fullmatch(r"[\W\d]+\S{0,3}", p)) for p in parts) <= len(parts) // 4
    return False


def _reference(line: Line, boilerplate: Boilerplate) -> bool:
    opening = re.match(r"[\W\d_]*", line.lower)
    start = opening.end() if opening else 0
    match = boilerplate.reference.match(line.lower, start)
    if match is None:
        return False
    # "Read more about …" names a story; "More news came." is a sentence
    named = " " in match[0] and len(line.text) <= 170 and not closed(line)
    return named or _FOLLOWS.match(line.lower, match.end()) is not None


def _reader(line: Line, boilerplate: Boilerplate) -> int:
    hits = list(boilerplate.reader.finditer(line.lower))
    if not hits or len(line.text) > 400:
        return 0
    # "The site, which uses cookies, was fined" is told; "Subscribe now …" is not
    return 3 if len(hits) > 1 or len(line.text) < _SHORT or hits[0].start() < 3 else 2


def _credit(line: Line, boilerplate: Boilerplate) -> bool:
    match = boilerplate.credit.match(line.lower.lstrip("-–— "))
    if match is None or len(line.text) > 250:
        return False
    named = re.match(r"\s*(?:$|[:/|–—])|\s+-\s", line.lower.lstrip("-–— ")[match.end() :])
    return bool(named) or match[0][0] in "(©" or (" " in match[0] and not closed(line))


def _dateline(line: Line, boilerplate: Boilerplate, words: int) -> bool:
    stamp = read_stamp(line.text, boilerplate.dateline)
    if stamp is not None:
        return stamp.words <= words
    # "AMMAN, from our special correspondent"
    cues = boilerplate.dateline.byline.finditer(line.lower)
    return len(line.text) <= 70 and any(" " in cue[0] and cue.end() == len(line.lower) for cue in cues)
