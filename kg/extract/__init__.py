"""Extraction: frames, the claims in the making. A proposer finds readings, a decider chooses; each can be exchanged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.extract.decide import decide
from kg.extract.lexical import propose
from kg.extract.page import Page, make_page
from kg.extract.routes import join_routes
from kg.knowledge import Knowledge
from kg.model import Entity, Frame, Mention
from kg.syntax import Tree

__all__ = ["Decider", "Page", "Proposer", "extract", "make_page"]

Proposer = Callable[[Page], Iterable[Frame]]
Decider = Callable[[Page, Iterable[Frame]], list[Frame]]


def extract(
    tree: Tree,
    mentions: Sequence[Mention],
    entities: Sequence[Entity | None],
    antecedents: Sequence[tuple[int, ...]],
    knowledge: Knowledge,
    proposer: Proposer = propose,
    decider: Decider = decide,
) -> tuple[Frame, ...]:
    """Frames of one document in the order of their triggers."""
    page = make_page(tree, mentions, entities, antecedents, knowledge)
    frames = join_routes(page, decider(page, proposer(page)))
    return tuple(sorted(frames, key=lambda f: (f.trigger, f.claim)))
