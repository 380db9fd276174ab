"""Spans of a text that may refer to an entity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.entity import EntityType
from kg.model.span import Quote


class MentionKind(StrEnum):
    NAME = "name"  # "Nvidia", "le département du Commerce", "H20"
    NOMINAL = "nominal"  # "advanced chips", "three Hong Kong brokers", "les deux pays"
    ADJECTIVE = "adjective"  # "chinois", "US-made": an adjective that names a country
    PRONOUN = "pronoun"  # "it", "elles", "celui-ci"
    POSSESSIVE = "possessive"  # "its", "leur"
    RELATIVE = "relative"  # "which", "qui", "dont"
    SPEAKER = "speaker"  # first person: "we", "our", "je", "notre"


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention in the token arrays of a `kg.syntax.Tree`.

    index       its place in the document's tuple of mentions
    kind        form of the mention
    head        token index of its syntactic head
    first, last token indices of the core span, inclusive: without determiner, relative clause or adjuncts
    outer       token indices (first, last) of the span with its prepositional complements
    name        token indices (first, last) of a proper name inside it, None when there is none
    quote       the core span's words and offsets
    type        entity type, None when unknown or for a pronoun
    ner         label that the pipeline's entity recognizer gave, "" for none
    scores      (type or "none", probability) pairs of a learned typer, empty without one
    """

    index: int
    kind: MentionKind
    head: int
    first: int
    last: int
    outer: tuple[int, int]
    name: tuple[int, int] | None
    quote: Quote
    type: EntityType | None
    ner: str = ""
    scores: tuple[tuple[str, float], ...] = ()

    @property
    def refers(self) -> bool:
        """Whether it says by itself whom it means (a name or a description), without an antecedent."""
        return self.kind in (MentionKind.NAME, MentionKind.NOMINAL, MentionKind.ADJECTIVE)
