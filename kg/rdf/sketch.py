"""Sketches of texts, by which one copy of a report is told from two reports, long after the texts are gone.

A. Z. Broder, "On the resemblance and containment of documents" (1997): of all runs of four words in a text the least
hashes are kept. Unlike signatures by many permutations they tell containment too (a wire report cut to its first
paragraphs), and a short text is kept whole, so that it is compared exactly.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from bisect import bisect_right
from dataclasses import dataclass
from struct import iter_unpack, pack

from kg.knowledge.names import words

# words in a run: edited words break few of them, and two reports on one event share hardly any
_RUN = 4
# hashes kept: a share of one half is told to ± 0.04 between texts of one length
_KEPT = 192
# share of runs that copies have in common: of those of the shorter text; a text of so few runs must be alike as a whole
_COMMON = 0.6
_SHORT = 24


@dataclass(frozen=True, slots=True)
class Sketch:
    """`size`: distinct runs of words in the text; `least`: the least of their 32-bit hashes, ascending."""

    size: int
    least: tuple[int, ...]

    def __str__(self) -> str:
        return b64encode(pack(f">{1 + len(self.least)}I", self.size, *self.least)).decode()


def sketch(text: str) -> Sketch:
    """The sketch of a text, whatever its case, accents, punctuation and line breaks."""
    parts = words(text)
    runs = {" ".join(parts[n : n + _RUN]) for n in range(max(1, len(parts) - _RUN + 1))} if parts else set()
    hashes = {int.from_bytes(hashlib.blake2b(run.encode(), digest_size=4).digest()) for run in runs}
    return Sketch(len(runs), tuple(sorted(hashes)[:_KEPT]))


def read_sketch(literal: str) -> Sketch:
    """Raises ValueError for what is no sketch."""
    size, *least = (number for (number,) in iter_unpack(">I", b64decode(literal, validate=True)))
    return Sketch(size, tuple(least))


def likeness(a: Sketch, b: Sketch) -> tuple[float, float]:
    """Shares of runs that two texts have in common: of all runs in either, and of those in the shorter text."""
    # beyond the last hash of a full sketch nothing is known of its text
    known = min(s.least[-1] if len(s.least) == _KEPT else 1 << 32 for s in (a, b))
    one, other = (s.least[: bisect_right(s.least, known)] for s in sorted((a, b), key=lambda s: s.size))
    shared = len(set(one) & set(other))
    return shared / max(1, len(one) + len(other) - shared), shared / max(1, len(one))


def copied(a: Sketch, b: Sketch) -> bool:
    """Whether one text is the other with another headline, with cuts, additions or corrections."""
    resemblance, containment = likeness(a, b)
    return (containment if min(a.size, b.size) >= _SHORT else resemblance) >= _COMMON
