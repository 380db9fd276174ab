"""Where Universal Dependencies hang punctuation: on the part that it sets off, else as high as nothing crosses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_CLOSING = {"(": ")", "[": "]", "{": "}", "``": "''", "-LRB-": "-RRB-"}
_QUOTES = ('"', "'")
_FINAL = frozenset({".", "?", "!", "..."})


def punctuate(
    words: Sequence[str], heads: Sequence[int], marks: Sequence[int], first: int, end: int
) -> Mapping[int, int]:
    """New head of each token of `marks` within the sentence [first, end).

    `heads[k] == k` for roots; heads of `marks` themselves are not read. A sentence of marks alone stays as it is.
    """
    place = _Place(words, heads, frozenset(marks), first, end)
    found: dict[int, int] = {}
    for opening, closing in _pairs(words, marks):
        top = place.top_between(opening, closing)
        if top is not None:
            found[opening] = found[closing] = top
    for mark in marks:
        if mark not in found:
            head = place.head(mark)
            if head is not None:
                found[mark] = head
    return found


def _pairs(words: Sequence[str], marks: Sequence[int]) -> list[tuple[int, int]]:
    """Brackets and quotes that belong together, as (opening, closing)."""
    pairs: list[tuple[int, int]] = []
    stack: list[int] = []
    quote: int | None = None
    for mark in marks:
        word = words[mark]
        if word in _CLOSING:
            stack.append(mark)
        elif word in _CLOSING.values():
            while stack:
                opening = stack.pop()
                if _CLOSING[words[opening]] == word:
                    pairs.append((opening, mark))
                    break
        elif word in _QUOTES:
            if quote is not None and words[quote] == word:
                pairs.append((quote, mark))
                quote = None
            else:
                quote = mark
    return pairs


class _Place:
    """A sentence's tree without its marks."""

    def __init__(self, words: Sequence[str], heads: Sequence[int], marks: frozenset[int], first: int, end: int) -> None:
        self.words, self.heads, self.marks, self.first, self.end = words, heads, marks, first, end

    def top_between(self, opening: int, closing: int) -> int | None:
        """Head of what stands between two paired marks, the highest of several."""
        inner = [token for token in range(opening + 1, closing) if token not in self.marks]
        tops = [token for token in inner if not opening < self.heads[token] < closing or self.heads[token] == token]
        return min(tops, key=self._depth, default=None)

    def head(self, mark: int) -> int | None:
        left = next((k for k in range(mark - 1, self.first - 1, -1) if k not in self.marks), None)
        right = next((k for k in range(mark + 1, self.end) if k not in self.marks), None)
        if left is None or right is None:
            alone = left if right is None else right
            return None if alone is None else self._climb(alone, self.first, self.end)
        before, after = self._climb(left, self.first, mark), self._climb(right, mark + 1, self.end)
        governor = self.heads[after]
        if governor < mark and before in self._ancestors(governor):
            return after  # what follows hangs within what precedes: an apposition, a relative, a conjunct
        if self.heads[before] > mark or self.words[mark] in _FINAL:
            return before  # what precedes hangs on what follows: a fronted adverbial
        return after

    def _climb(self, token: int, low: int, high: int) -> int:
        """The highest ancestor that is reached without leaving [low, high)."""
        while self.heads[token] != token and low <= self.heads[token] < high:
            token = self.heads[token]
        return token

    def _ancestors(self, token: int) -> list[int]:
        chain = [token]
        while self.heads[token] != token:
            token = self.heads[token]
            chain.append(token)
        return chain

    def _depth(self, token: int) -> int:
        return len(self._ancestors(token))
