"""Frames → claims: what the article commits to, who says it, when, how much, and how sure all that is."""

from __future__ import annotations

from collections.abc import Sequence

from kg.knowledge import Knowledge
from kg.model import Claim, Document, Entity, Frame, Mention
from kg.qualify.amount import amount_of
from kg.qualify.assemble import Assembler, named
from kg.qualify.attribution import Sources, sources_of
from kg.qualify.learned.model import Qualifier, load_qualifier
from kg.qualify.merge import merge
from kg.qualify.status import status_of
from kg.qualify.time import time_of
from kg.syntax import Tree

__all__ = ["Qualifier", "amount_of", "load_qualifier", "qualify", "sources_of", "status_of", "time_of"]


def qualify(
    document: Document,
    tree: Tree,
    mentions: Sequence[Mention],
    entities: Sequence[Entity | None],
    antecedents: Sequence[tuple[int, ...]],
    frames: Sequence[Frame],
    knowledge: Knowledge,
    model: Qualifier | None = None,
) -> tuple[Claim, ...]:
    """Claims of one document in the order of their triggers; a frame without a core filler gives none.

    Without a model the cues alone tell status and sources.
    """
    days = knowledge.languages[tree.lang].weekdays
    sources = Sources(tree, mentions, entities, antecedents, knowledge.cues[tree.lang], days)
    assembler = Assembler(document, tree, mentions, entities, antecedents, knowledge, sources, model)
    claims = [claim for frame in frames if (claim := assembler.claim(frame)) is not None]
    return named(merge(claims, knowledge.ontology))
