"""Mentions → the entities that they stand for, as fillers of a role."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Entity, Filler, Mention


def fillers_of(
    mentions: Sequence[Mention],
    entities: Sequence[Entity | None],
    antecedents: Sequence[tuple[int, ...]],
    index: int,
    rule: str = "",
    score: float = 1.0,
) -> tuple[Filler, ...]:
    """One filler for each entity that a mention stands for: several for "both countries", () when nobody knows whom.

    A mention that refers back is what it refers to, even when it has an entity of its own ("the chipmaker").
    """
    quote = mentions[index].quote
    if antecedents[index]:
        resolved = [(entities[a], mentions[a].quote) for a in antecedents[index]]
        return tuple(Filler(e, quote, q, rule, score) for e, q in resolved if e is not None)
    own = entities[index]
    return (Filler(own, quote, None, rule, score),) if own is not None else ()
