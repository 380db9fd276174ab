"""Coreference: which earlier mentions a pronoun, a possessive or a definite description stands for."""

from __future__ import annotations

from collections.abc import Sequence

from kg.corefer.agreement import Context
from kg.corefer.descriptions import appositive, description_antecedents, group_antecedents, named_beside
from kg.corefer.pronouns import pronoun_antecedents, relative_antecedent
from kg.knowledge import Knowledge
from kg.model import Entity, Mention, MentionKind
from kg.syntax import Tree

__all__ = ["corefer"]


def corefer(
    tree: Tree, mentions: Sequence[Mention], entities: Sequence[Entity | None], knowledge: Knowledge
) -> tuple[tuple[int, ...], ...]:
    """For each mention the indices of its antecedents: () for none, several for "les deux pays".

    Antecedents refer by themselves (`Mention.refers`): chains are followed to their first link. A wrong link is
    worse than none, so that what agrees with nothing nearby stays unresolved.
    """
    context = Context(tree, mentions, entities, knowledge.languages[tree.lang], knowledge.gazetteer)
    found: list[tuple[int, ...]] = []
    for mention in mentions:
        if mention.kind is MentionKind.RELATIVE:
            links = relative_antecedent(context, mention)
        elif mention.kind in (MentionKind.PRONOUN, MentionKind.POSSESSIVE):
            links = group_antecedents(context, mention) or pronoun_antecedents(context, mention)
        elif mention.kind is MentionKind.NOMINAL:
            links = (
                named_beside(context, mention)
                or appositive(context, mention)
                or description_antecedents(context, mention)
            )
        elif mention.kind is MentionKind.ADJECTIVE:
            links = named_beside(context, mention)
        else:
            links = ()
        # an antecedent that is itself a description has been resolved before, or after for a relative's noun
        found.append(links)
    return tuple(_follow(found, index) for index in range(len(mentions)))


def _follow(links: Sequence[tuple[int, ...]], index: int) -> tuple[int, ...]:
    """Ends of the chain that starts at a mention; a chain that bites its tail ends where it began."""
    ends: list[int] = []
    queue, seen = list(links[index]), {index}
    while queue:
        link = queue.pop(0)
        if link in seen:
            continue
        seen.add(link)
        if links[link]:
            queue.extend(links[link])
        else:
            ends.append(link)
    return tuple(ends)
