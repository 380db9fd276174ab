"""Datelines that open a paragraph: "KYIV, Oct 14 (Reuters) - " says where and when a story was written, not what it tells."""

from __future__ import annotations

import re

from kg.knowledge.boilerplate import Boilerplate, flat
from kg.model.span import Span

_LONGEST = 90  # characters of a dateline
_DASH = re.compile(r"\s+[-–—]\s+|\s?[–—]\s?")
_BRACKETS = re.compile(r"\([^()]{2,40}\)")
_WORD = re.compile(r"[^\W_][\w'’.&-]*")
_PLACE = re.compile(r"[^\W\d_a-zà-öø-ÿ]{3,}|[^\W\d_a-zà-öø-ÿ]+[ '’-][^\W\d_a-zà-öø-ÿ]{2,}")
_BODY = 30  # characters of what follows


def without_dateline(text: str, span: Span, boilerplate: Boilerplate) -> Span:
    """The span from the first word after its dateline on; the span itself when it opens with none.

    A dateline has a place in capitals, or a day, or an agency in brackets, no word of its own beside, and a dash behind.
    """
    line = text[span.start : span.end]
    for dash in _DASH.finditer(line[:_LONGEST]):
        following = line[dash.end() :].lstrip("\"«“' \u00a0\u202f")
        if _is_dateline(line[: dash.start()], boilerplate) and len(following) >= _BODY and not following[0].islower():
            return Span(span.start + dash.end(), span.end)
    return span


def _is_dateline(opening: str, boilerplate: Boilerplate) -> bool:
    words = boilerplate.dateline
    bare = _BRACKETS.sub(" ", opening)
    found = _WORD.findall(bare)
    if not found or not opening[0].isupper():
        return False
    small = [flat(word).strip(".") for word in found]
    named = words.months.keys() | words.weekdays.keys()
    dated = any(word in named for word in small) and any(word[0].isdigit() for word in small)
    usual = named | words.fillers | words.particles
    if any(word[0].islower() and low not in usual for word, low in zip(found, small, strict=True)):
        return False
    return dated or bare != opening or _PLACE.match(opening) is not None
