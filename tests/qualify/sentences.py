"""Frames and entities for sentences that no extraction has read."""

from __future__ import annotations

from collections.abc import Callable

from kg.model import Entity, EntityType, Frame, Mention
from kg.syntax import Tree

Parse = Callable[[str, str], Tree]


def frame_of(tree: Tree, words: str, claim: str = "Transfer") -> Frame:
    """A frame whose trigger is the first place of these words; the first of them is the head."""
    wanted = words.split()
    first = next(
        t for t in range(len(tree)) if tree.words[t : t + len(wanted)] == wanted
    )
    return Frame(claim, first, tuple(range(first, first + len(wanted))), (), "test", 0.9)


def stand_ins(mentions: tuple[Mention, ...], lang: str) -> tuple[Entity | None, ...]:
    """An entity of its own for each mention that says by itself whom it means."""
    return tuple(
        Entity(f"local:{m.quote.text}", m.type or EntityType.ORGANIZATION, ((lang, m.quote.text),)) if m.refers else None
        for m in mentions
    )
