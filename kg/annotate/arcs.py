"""A dependency forest that can be rebuilt arc by arc."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})


@dataclass(slots=True)
class Arcs:
    """Token arrays; `heads[k] == k` for roots. `heads`, `deps` and `pos` are rewritten in place."""

    words: Sequence[str]
    lemmas: Sequence[str]
    tags: Sequence[str]
    ents: Sequence[str]
    pos: list[str]
    heads: list[int]
    deps: list[str]
    kids: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.kids = [[] for _ in self.heads]
        for token, head in enumerate(self.heads):
            if head != token:
                self.kids[head].append(token)

    def attach(self, token: int, head: int, dep: str | None = None) -> None:
        """Hang `token` on `head` (on itself: as a root); the relation stays unless given."""
        old = self.heads[token]
        if old != token:
            self.kids[old].remove(token)
        if head != token:
            self.kids[head].append(token)
            self.kids[head].sort()
        self.heads[token] = head
        if dep is not None:
            self.deps[token] = dep

    def promote(self, token: int, dep: str) -> None:
        """`token` takes the place of its head in the tree; the old head becomes its dependent with `dep`."""
        old = self.heads[token]
        above = self.heads[old]
        place = self.deps[old]
        self.attach(token, token if above == old else above, place)
        self.attach(old, token, dep)

    def nominal(self, token: int) -> bool:
        """Nouns, and adjectives or determiners that stand for one ("most of it")."""
        return self.pos[token] in NOMINAL or (
            self.pos[token] in ("ADJ", "DET") and self.deps[token] in ("nsubj", "nsubjpass", "dobj", "pobj")
        )

    def only(self, token: int, *deps: str) -> Iterator[int]:
        return (kid for kid in self.kids[token] if self.deps[kid] in deps)

    def first(self, token: int, *deps: str) -> int | None:
        return next(self.only(token, *deps), None)

    def sentences(self) -> list[tuple[int, int]]:
        """(first, end) of each tree; trees do not interleave."""
        roots = [self.root(token) for token in range(len(self.heads))]
        starts = [k for k, root in enumerate(roots) if k == 0 or root != roots[k - 1]]
        return list(zip(starts, [*starts[1:], len(roots)], strict=True))

    def root(self, token: int) -> int:
        while self.heads[token] != token:
            token = self.heads[token]
        return token

    def bottom_up(self) -> list[int]:
        """Every token after all that hangs below it."""
        order = [token for token, head in enumerate(self.heads) if head == token]
        for token in order:
            order.extend(self.kids[token])
        return order[::-1]
