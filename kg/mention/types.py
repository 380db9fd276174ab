"""The entity type of a mention, by knowledge alone: gazetteer, head noun, recognizer, shape."""

from __future__ import annotations

from kg.knowledge import Gazetteer
from kg.knowledge.gazetteer import Hit
from kg.model import EntityType
from kg.syntax import Tree

# what the recognizers of the official pipelines mean: OntoNotes (English), WikiNER (French)
RECOGNIZED = {
    "ORG": EntityType.ORGANIZATION, "PERSON": EntityType.PERSON, "PER": EntityType.PERSON, "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE, "FAC": EntityType.FACILITY, "PRODUCT": EntityType.PRODUCT, "LAW": EntityType.REGULATION,
    "EVENT": EntityType.EVENT, "WORK_OF_ART": EntityType.PRODUCT,
}  # fmt: skip


def type_of_name(tree: Tree, first: int, last: int, head: int, hits: tuple[Hit, ...], ner: str,
                 gazetteer: Gazetteer) -> EntityType | None:  # fmt: skip
    """Type of the name at tokens `first` to `last`: what the gazetteer says, a telling noun in it, the recognizer."""
    if hits:
        return hits[0].entity.type
    for token in (head, first, last):
        told = gazetteer.noun_type(tree.lemmas[token], tree.lang)
        if told is not None and last > first:
            return told
    if first == last and _looks_like_model(tree.words[first]):
        return EntityType.PRODUCT
    if last > first and _looks_like_model(tree.words[last]):
        return EntityType.PRODUCT
    if ner in RECOGNIZED:
        return RECOGNIZED[ner]
    return EntityType.ORGANIZATION


def type_of_noun(tree: Tree, head: int, gazetteer: Gazetteer) -> EntityType | None:
    """Type of a description by its head noun; None for a noun that tells nothing (time, fact, percent)."""
    return gazetteer.noun_type(tree.lemmas[head], tree.lang)


def _looks_like_model(word: str) -> bool:
    """ "H20", "910B", "A100": letters and digits in one word."""
    return any(c.isdigit() for c in word) and any(c.isalpha() and c.isupper() for c in word)
