"""What extraction looks at: one document's tree, mentions and links, with the argument edges of every token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.knowledge import Knowledge
from kg.model import Entity, EntityType, Mention
from kg.syntax import Dependent, Tree, argument_edges


@dataclass(frozen=True, slots=True)
class Page:
    """`edges[t]`: arguments of token t; `at[t]`: the mention that token t heads, or whose name it lies in."""

    tree: Tree
    mentions: Sequence[Mention]
    entities: Sequence[Entity | None]
    antecedents: Sequence[tuple[int, ...]]
    knowledge: Knowledge
    edges: list[list[Dependent]]
    at: dict[int, Mention]

    def resolved(self, mention: Mention) -> list[Entity]:
        """The entities that a mention stands for: its own, or those of its antecedents; [] when nobody knows."""
        links = self.antecedents[mention.index]
        found = [self.entities[i] for i in links] if links else [self.entities[mention.index]]
        return [e for e in found if e is not None]

    def type_of(self, mention: Mention) -> EntityType | None:
        """Type of what the mention stands for; None when unknown."""
        entities = self.resolved(mention)
        return entities[0].type if entities else mention.type

    def in_sentence(self, token: int) -> list[Mention]:
        """Mentions of the token's sentence, in order."""
        here = self.tree.sentence[token]
        return [m for m in self.mentions if self.tree.sentence[m.head] == here]


def make_page(
    tree: Tree,
    mentions: Sequence[Mention],
    entities: Sequence[Entity | None],
    antecedents: Sequence[tuple[int, ...]],
    knowledge: Knowledge,
) -> Page:
    at: dict[int, Mention] = {}
    for mention in mentions:
        for token in range(mention.name[0], mention.name[1] + 1) if mention.name else ():
            at.setdefault(token, mention)
    at.update({m.head: m for m in mentions})
    language = knowledge.languages[tree.lang]
    edges = argument_edges(tree, language.quantities, language.undergone)
    return Page(tree, mentions, entities, antecedents, knowledge, edges, at)
