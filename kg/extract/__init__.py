"""Extraction: frames, the claims in the making. A proposer finds readings, a decider chooses; each can be exchanged."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.decide import complete, decide
from kg.extract.grammar import is_asked, settle
from kg.extract.learned.model import Model, load_model
from kg.extract.lexical import propose
from kg.extract.page import Page, make_page
from kg.extract.routes import join_routes
from kg.knowledge import Knowledge
from kg.model import Entity, Frame, Mention
from kg.syntax import Tree

__all__ = ["Model", "Page", "extract", "load_model", "make_page"]


def extract(
    tree: Tree,
    mentions: Sequence[Mention],
    entities: Sequence[Entity | None],
    antecedents: Sequence[tuple[int, ...]],
    knowledge: Knowledge,
    model: Model | None = None,
) -> tuple[Frame, ...]:
    """Frames of one document in the order of their triggers: by the model, or without one by lexicon and rule."""
    page = make_page(tree, mentions, entities, antecedents, knowledge)
    read = join_routes(page, decide(page, propose(page)))
    frames = complete(page, read) if model is None else settle(page, join_routes(page, model.frames(page)), read)
    return tuple(sorted((f for f in frames if not is_asked(page, f)), key=lambda f: (f.trigger, f.claim)))
