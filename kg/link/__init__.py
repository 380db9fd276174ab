"""Linking: which entity a name or a description stands for, in the gazetteer or in its article."""

from __future__ import annotations

from collections.abc import Sequence

from kg.knowledge import Knowledge
from kg.link.descriptions import link_descriptions
from kg.link.draft import Context, settle
from kg.link.names import link_names
from kg.model import Document, Entity, Mention
from kg.syntax import Tree

__all__ = ["link"]


def link(
    tree: Tree, mentions: Sequence[Mention], document: Document, knowledge: Knowledge
) -> tuple[Entity | None, ...]:
    """The entity of each mention, the same value for all mentions of one entity.

    None for pronouns, possessives, relatives and the speaker, and for descriptions that do not tell of what kind they are.
    """
    context = Context(tree, mentions, knowledge.languages[tree.lang], knowledge.gazetteer)
    link_names(context)
    link_descriptions(context)
    return settle(context, document)
