"""Stretches of a document's text. Offsets are code points into `Document.text`, half-open."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> Quote:
        """The span with its words."""
        return Quote(self.start, self.end, text[self.start : self.end])

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Quote(Span):
    """A span and the exact words that stand there: `document.text[start:end] == text`."""

    text: str
