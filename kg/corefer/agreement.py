"""What a mention shows of number, gender and type, and whether two mentions can name the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.knowledge import Gazetteer, Language
from kg.knowledge.language import Pronoun
from kg.model import Entity, EntityType, Mention, MentionKind
from kg.syntax import Tree


@dataclass(slots=True)
class Context:
    """One document's mentions, where antecedents are looked for."""

    tree: Tree
    mentions: Sequence[Mention]
    entities: Sequence[Entity | None]
    language: Language
    gazetteer: Gazetteer
    by_head: dict[int, Mention] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_head = {m.head: m for m in self.mentions}

    def before(self, mention: Mention, sentences: int) -> list[Mention]:
        """Mentions that refer by themselves and stand before this one, at most so many sentences back, nearest first."""
        here = self.tree.sentence[mention.head]
        return [
            m
            for m in reversed(self.mentions[: mention.index])
            if m.refers and m.head < mention.head and here - self.tree.sentence[m.head] <= sentences
        ]

    def name_at(self, token: int) -> Mention | None:
        """The name that a token lies in."""
        return next(
            (m for m in self.mentions if m.name and m.kind is MentionKind.NAME and m.name[0] <= token <= m.name[1]),
            None,
        )

    def type_of(self, mention: Mention) -> EntityType | None:
        entity = self.entities[mention.index]
        return entity.type if entity is not None else mention.type

    def plural(self, mention: Mention) -> bool | None:
        """Whether the mention is plural; None when its form does not tell. Of a coordination only its first member."""
        number = self.tree.morph[mention.head].get("Number")
        if number is None and mention.kind is MentionKind.NAME:
            return False
        return None if number is None else number == "Plur"

    def gender(self, mention: Mention) -> str | None:
        """ "Masc" or "Fem" where the language marks it and the form tells."""
        return self.tree.morph[mention.head].get("Gender")

    def form_of(self, pronoun: Mention) -> Pronoun:
        """Person, number and gender of what a pronoun or a possessive stands for (French "sa" tells nothing of gender)."""
        word, morph = self.tree.norms[pronoun.head], self.tree.morph[pronoun.head]
        table = self.language.possessives if pronoun.kind is MentionKind.POSSESSIVE else self.language.pronouns
        return table.get(word) or Pronoun(3, morph.get("Number", ""), morph.get("Gender", ""))

    def is_subject(self, mention: Mention) -> bool:
        return self.tree.deps[mention.head].startswith("nsubj")

    def coordinated(self, mention: Mention) -> list[Mention]:
        """The mention and those coordinated with it: "Singapore and Malaysia"."""
        kids = [k for k in self.tree.kids[mention.head] if self.tree.deps[k] == "conj"]
        return [mention, *(self.by_head[k] for k in kids if k in self.by_head)]
