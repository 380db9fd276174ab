"""The pieces of a text that are judged: lines, paragraphs where lines are wrapped, less where a page glued two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.knowledge.boilerplate import Boilerplate, flat
from kg.model.span import Span

_WIDEST = 110  # characters of a line that an editor or mailer wrapped
_GLUE = re.compile(r"(?<=[^\W\d_A-ZÀ-Ý]|[.?!…»)\d])(?=[A-ZÀ-Ý])|(?<=[.?!…»])(?=\d\d[:h/])")
_SENTENCE = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][»”\"')]))\s+(?=[^\W\d_a-zà-ÿ]|[\d«“\"'(•©])")
_ABBREVIATED = re.compile(r"(?<!\w)\w{1,4}\.\s+\d\Z")  # "19 fév. 2024"


@dataclass(frozen=True, slots=True)
class Line:
    """A piece without the white space around it; `lower` is its `flat` form."""

    start: int
    text: str
    lower: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))


def lines(text: str, boilerplate: Boilerplate) -> list[Line]:
    """Every piece of the text that holds words, in order."""
    blocks = _wrapped(text) or _lines(text)
    return [piece for start, end in blocks for piece in _unglued(text, start, end, boilerplate)]


def sentences(line: Line) -> list[Line]:
    """The line cut at its full stops."""
    stops = (match for match in _SENTENCE.finditer(line.text) if not _ABBREVIATED.search(line.text, 0, match.end() + 1))
    cuts = [0, *(match.start() for match in stops), len(line.text)]
    parts = ((line.start + a, line.text[a:b]) for a, b in pairwise(cuts))
    return [_line(start, words) for start, words in parts if words.strip()]


def _line(start: int, words: str) -> Line:
    bare = words.strip()
    start += len(words) - len(words.lstrip())
    return Line(start, bare, flat(bare))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\r\n\v\f\x85\u2028\u2029]+", text):
        if match[0].strip():
            yield match.span()


def _wrapped(text: str) -> list[tuple[int, int]]:
    """Paragraphs between empty lines, where a whole text was wrapped at a fixed width; else nothing."""
    blocks = [m.span() for m in re.finditer(r"\S[^\n]*(?:\n[ \t]*\S[^\n]*)*", text)]
    rows = [text[start:end].split("\n") for start, end in blocks]
    inner = [row.strip() for block in rows for row in block[:-1]]
    widest = max((len(row.strip()) for block in rows for row in block), default=0)
    if not 40 <= widest <= _WIDEST or len(inner) < 4:
        return []
    # a wrapped line is full, and ends anywhere but at a full stop
    full = sum(len(row) >= 0.75 * widest and row[-1:] not in ".!?" for row in inner)
    return blocks if full >= 0.6 * len(inner) else []


def _unglued(text: str, start: int, end: int, boilerplate: Boilerplate) -> Iterator[Line]:
    """The line, cut where a page's words stand against the story's without a space: "…the courtRead moreLatest"."""
    whole = text[start:end]
    lower = flat(whole)
    cuts = [m.start() for m in _GLUE.finditer(whole)]
    edges = [0, *cuts, len(whole)]
    kept = [0]
    for left, cut, right in zip(edges, cuts, edges[2:], strict=False):
        if _names(lower[cut:right], boilerplate) or _names(lower[max(left, kept[-1]) : cut], boilerplate):
            kept.append(cut)
    for a, b in zip(kept, [*kept[1:], len(whole)], strict=True):
        if whole[a:b].strip():
            yield _line(start + a, whole[a:b])


def _names(lower: str, boilerplate: Boilerplate) -> bool:
    """Whether the piece is, or begins with, words that only a page has."""
    piece = lower.strip()
    if boilerplate.reference.fullmatch(piece.rstrip(" :")) or boilerplate.heading.fullmatch(piece.rstrip(" :")):
        return True
    published = boilerplate.dateline.published.match(piece) or boilerplate.dateline.updated.match(piece)
    reader = boilerplate.reader.match(piece)
    return bool(reader) or bool(published and re.match(r"\W*\d", piece[published.end() :]))
