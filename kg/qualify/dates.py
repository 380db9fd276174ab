"""Expressions of time in a sentence → intervals in the notation of the annotation guidelines.

The words are data (`ontologies/languages/LANG.toml`, `[time]`); what each form means on the calendar is in `periods`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kg.knowledge.language import Language
from kg.qualify.periods import Period, resolve
from kg.syntax import Tree


@dataclass(frozen=True, slots=True)
class Expression:
    """Tokens first..last say `text`; None for a bound is open."""

    first: int
    last: int
    text: str
    earliest: date | None
    latest: date | None


def expressions(
    tree: Tree, first: int, end: int, published: date, language: Language, future: bool = False
) -> tuple[Expression, ...]:
    """Expressions of time among tokens first..end, in order.

    `future`: whether a bare "in October", "on Monday" means the next one rather than the latest.
    """
    line, offsets = _line(tree, first, end)
    grammar = _grammar(language)
    spans = _spans(line, grammar)
    found: list[Expression] = []
    number = 0
    while number < len(spans):
        match, form = spans[number]
        before = line[: match.start()].rstrip()
        start, opening = _prefix(before, match.start(), grammar)
        ahead = opening in ("ahead", "until_ahead") or (future and opening != "back")
        period = resolve(form, match, published, ahead, language)
        stop = match.end()
        ranged = False
        if number + 1 < len(spans) and period is not None:
            later, later_form = spans[number + 1]
            closing = resolve(later_form, later, published, ahead, language)
            link = line[match.end() : later.start()].strip(" ,")
            if closing is not None and _joins(link, before, grammar):
                opened = resolve(form, match, closing.last, False, language)
                if opened is not None and opened.first <= closing.last:
                    text = f"{opened.start}/{closing.end}" if opened.text != closing.text else closing.text
                    found.append(_expression(offsets, start, later.end(), text, opened.first, closing.last))
                    number, ranged = number + 1, True
        if not ranged and period is not None:
            found.append(_opened(offsets, start, stop, period, opening, form))
        number += 1
    return tuple(found)


def _opened(
    offsets: Sequence[tuple[int, int]], start: int, stop: int, period: Period, opening: str, form: str
) -> Expression:
    if opening in ("since", "back") or form == "over_last":
        return _expression(offsets, start, stop, f"{period.start}/..", period.first, None)
    if opening.startswith("until") or form == "until_now":
        return _expression(offsets, start, stop, f"../{period.end}", None, period.last)
    return _expression(offsets, start, stop, period.text, period.first, period.last)


def _expression(
    offsets: Sequence[tuple[int, int]], start: int, stop: int, text: str, earliest: date | None, latest: date | None
) -> Expression:
    ends = [*(place for _, place in offsets[1:]), stop + 1]
    tokens = [token for (token, place), after in zip(offsets, ends, strict=True) if place < stop and start < after - 1]
    return Expression(tokens[0], tokens[-1], text, earliest, latest)


def _line(tree: Tree, first: int, end: int) -> tuple[str, list[tuple[int, int]]]:
    """Folded words joined by blanks, and (token, its place in the line) pairs."""
    parts, offsets, place = [], [], 0
    for token in range(first, end):
        if tree.pos[token] != "SPACE":
            offsets.append((token, place))
            # "may" names no month when it is a verb
            word = tree.norms[token] if tree.pos[token] != "AUX" else "_" * len(tree.norms[token])
            parts.append(word)
            place += len(word) + 1
    return " ".join(parts), offsets


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled tables of one language. `prefixes` holds (kind, pattern that ends where the expression begins)."""

    forms: tuple[tuple[str, re.Pattern[str]], ...]
    prefixes: tuple[tuple[str, re.Pattern[str]], ...]
    links: Mapping[str, re.Pattern[str]]
    between: re.Pattern[str]


@lru_cache(maxsize=8)
def _grammar(language: Language) -> Grammar:
    times = language.times
    words = {
        "day": r"(?P<day>[0-3]?\d)",
        "dd": r"(?P<day>[0-3]\d)",
        "mm": r"(?P<number>[01]\d)",
        "digit": r"(?P<ordinal>[1-4])",
        "year": r"(?P<year>(?:19|20)\d\d)",
        "month": f"(?P<month>{_any(language.months)})",
        "weekday": f"(?P<weekday>{_any(language.weekdays)})",
        "number": f"(?P<number>\\d+|{_any(language.numbers)})",
        "ordinal": f"(?P<ordinal>{_any(language.ordinals)})",
        "unit": f"(?P<unit>{_any([w for ws in times['units'].values() for w in ws])})",
        "season": f"(?P<season>{_any([w for ws in times['seasons'].values() for w in ws])})",
        "part": f"(?P<part>{_any([w for ws in times['parts'].values() for w in ws])})",
    }
    # "2000 %", "2019 tonnes" are no years
    after = rf"(?!\w)(?! ?[%€$£])(?! (?:{_any(language.units)})\b)"
    forms = tuple(
        (name, re.compile(rf"(?<![\w']){_pattern(form, words)}{after}"))
        for name, entries in times["forms"].items()
        for form in entries
    )
    filler = f"(?:[ -]+(?:{_any(times['prefixes']['fillers'])}))?"
    kinds = ("back", "until", "ahead", "since")
    prefixes = tuple(
        (kind, re.compile(rf"(?<![\w'-])(?P<prefix>{_any(times['prefixes'][kind])}){filler}$")) for kind in kinds
    )
    links = {name: re.compile(rf"(?:{_any(entries)})(?:[ -]+(?:{_any(times['prefixes']['fillers'])}))?")
             for name, entries in times["ranges"].items()}  # fmt: skip
    between = re.compile(rf"(?<![\w'-])(?:{_any(times['prefixes']['range'])}){filler}$")
    return Grammar(forms, prefixes, links, between)


def _any(words: Sequence[str] | Mapping[str, object]) -> str:
    return "|".join(_flexible(re.escape(word)) for word in sorted(words, key=lambda w: (-len(w), w)))


def _flexible(escaped: str) -> str:
    return escaped.replace(r"\ ", "[ -]+").replace("'[ -]+", "'[ -]*")


def _pattern(form: str, words: Mapping[str, str]) -> str:
    # after an elision the blank may be missing ("l'an")
    blank = re.sub(r"(?<=') | \?", "[ -]*", form)
    blank = re.sub(r" (?!-\])", "[ -]+", blank)
    blank = re.sub(r"\((?!\?)", "(?:", blank)
    return re.sub(r"\{(\w+)\}", lambda m: words[m[1]], blank)


def _spans(line: str, grammar: Grammar) -> list[tuple[re.Match[str], str]]:
    """The longest match at each place, none inside another."""
    found = [(match, name) for name, pattern in grammar.forms for match in pattern.finditer(line)]
    found.sort(key=lambda f: (-(f[0].end() - f[0].start()), f[0].start()))
    kept: list[tuple[re.Match[str], str]] = []
    for match, name in found:
        if all(match.end() <= other.start() or other.end() <= match.start() for other, _ in kept):
            kept.append((match, name))
    return sorted(kept, key=lambda f: f[0].start())


def _prefix(before: str, start: int, grammar: Grammar) -> tuple[int, str]:
    """Where the expression begins with its preposition, and what that makes of it."""
    kinds = {kind: match for kind, pattern in grammar.prefixes if (match := pattern.search(before))}
    place = min((match.start() for match in kinds.values()), default=start)
    if "until" in kinds:
        return place, "until_ahead" if "ahead" in kinds else "until"
    if "back" in kinds:
        return place, "back"
    return place, "since" if "since" in kinds else "ahead" if "ahead" in kinds else ""


def _joins(link: str, before: str, grammar: Grammar) -> bool:
    if grammar.links["to"].fullmatch(link):
        return True
    return bool(grammar.links["and"].fullmatch(link) and grammar.between.search(before))
