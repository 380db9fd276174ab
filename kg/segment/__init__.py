"""Which parts of a text are the report: no menus, share bars, cookie notes, references, paywalls, tickers, credits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.knowledge.boilerplate import Boilerplate
from kg.model.document import Document
from kg.model.span import Span
from kg.segment.lines import Line, lines, sentences
from kg.segment.opening import without_dateline
from kg.segment.signs import (
    ENOUGH,
    addressed,
    headline,
    headline_points,
    heads_list,
    line_points,
    only_dated,
    prose,
    sentence_points,
    timed,
)

__all__ = ["segment"]

_HEADLINE = 200  # characters of a first line that is a headline
LONGEST = 20_000  # characters of a span: more is cut between sentences


def segment(document: Document, boilerplate: Boilerplate) -> tuple[Span, ...]:
    """Spans of the report in order, without overlaps: one a line, less where a page's sentences are glued to it, and
    without the dateline that opens it.

    A hard-wrapped text gives one span a paragraph, line ends inside it.
    """
    pieces = lines(document.text, boilerplate)
    if not pieces:
        return ()
    spans = [span for piece in _report(pieces, boilerplate) for span in _cut(piece)]
    return (*spans[:1], *(without_dateline(document.text, span, boilerplate) for span in spans[1:]))


def _report(pieces: list[Line], boilerplate: Boilerplate) -> Iterator[list[Line]]:
    """Runs of sentences that stay, line by line."""
    stories = [n for n, line in enumerate(pieces) if prose(line) and not _all_noise(line, boilerplate)]
    top, bottom = (stories[0], stories[-1]) if stories else (0, len(pieces))
    tickers = _tickers(pieces, boilerplate, bottom)
    in_list = False
    headed = False
    for number, line in enumerate(pieces):
        above, below = number < top, number > bottom
        if not headed and headline_points(line, boilerplate) < ENOUGH:
            headed = True
            yield from [[line]] if len(line.text) < _HEADLINE else _kept(line, boilerplate, outside=False)
            continue
        if heads_list(line, boilerplate):
            in_list = True
            continue
        noise = line_points(line, boilerplate, above=above, below=below) >= ENOUGH and not prose(line)
        if number in tickers or noise:
            in_list = in_list or (below and addressed(line, boilerplate))
            continue
        if in_list and headline(line) and (below or line.text[-1] != "?"):
            continue
        in_list = False
        yield from _kept(line, boilerplate, outside=above or below)


def _kept(line: Line, boilerplate: Boilerplate, *, outside: bool) -> Iterator[list[Line]]:
    """Runs of the line's sentences without those addressed to the reader of the page."""
    parts = sentences(line)
    noise = [sentence_points(part, boilerplate, outside=outside) >= ENOUGH for part in parts]
    if not any(noise):
        yield [line]
        return
    # beside the page's words "Log in" is the page's too
    noise = [sentence_points(part, boilerplate, outside=True) >= ENOUGH for part in parts]
    run: list[Line] = []
    for part, gone in zip(parts, noise, strict=True):
        if gone:
            if run:
                yield run
            run = []
        else:
            run.append(part)
    if run:
        yield run


def _all_noise(line: Line, boilerplate: Boilerplate) -> bool:
    return all(sentence_points(part, boilerplate, outside=True) >= ENOUGH for part in sentences(line))


def _tickers(pieces: list[Line], boilerplate: Boilerplate, bottom: int) -> set[int]:
    """Numbers of headlines with a time below the story, or three in a row: a live report has paragraphs between."""
    glued = [a.span.end == b.start and only_dated(b, boilerplate) for a, b in pairwise(pieces)]
    marked = [
        (headline(line) and timed(line)) or (after and len(line.text) <= 170)
        for line, after in zip(pieces, [*glued, False], strict=True)
    ]
    found = {n for n, mark in enumerate(marked) if mark and n > bottom}
    run: list[int] = []
    for number, mark in enumerate([*marked, False]):
        if mark:
            run.append(number)
        else:
            if len(run) > 2:
                found.update(run)
            run = []
    return found - {0}


def _cut(run: list[Line]) -> Iterator[Span]:
    """One span a run; a run too long for the pipelines is cut between sentences, a sentence too long where it must."""
    parts = run if run[-1].span.end - run[0].start <= LONGEST else [s for line in run for s in sentences(line)]
    start = parts[0].start
    end = start
    for part in parts:
        if part.span.end - start > LONGEST and end > start:
            yield Span(start, end)
            start = part.start
        end = part.span.end
        while end - start > LONGEST:
            yield Span(start, start + LONGEST)
            start += LONGEST
    yield Span(start, end)
