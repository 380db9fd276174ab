"""Texts in which one person speaks throughout: interviews, and transcripts with the speaker's name before each turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.model import Entity, EntityType, Mention, MentionKind
from kg.syntax import Tree

# a text with fewer questions is a report that asks one
QUESTIONS = 3
# a question is short, and so is the name before a turn, in tokens
LONGEST_QUESTION = 60
LONGEST_LABEL = 8


def speakers_of(tree: Tree, mentions: Sequence[Mention], entities: Sequence[Entity | None]) -> Mapping[int, int]:
    """Paragraph → index of the mention of who speaks in it; empty for a text that is no interview."""
    spans = _paragraphs(tree)
    people = [
        m for m in mentions
        if m.kind is MentionKind.NAME and (e := entities[m.index]) is not None and e.type is EntityType.PERSON
    ]  # fmt: skip
    turns = _turns(tree, spans, people)
    if turns:
        return turns
    questions = {n for n, (first, end) in enumerate(spans) if _is_question(tree, first, end)}
    if len(questions) < QUESTIONS or len(questions) * 4 < len(spans):
        return {}
    opening = min(questions)
    introduced = [m for m in people if tree.paragraph[m.head] < max(opening, 1)]
    if not introduced:
        return {}
    return {n: introduced[0].index for n in range(opening + 1, len(spans)) if n not in questions}


def _paragraphs(tree: Tree) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for first, end in tree.sentences:
        if len(spans) > tree.paragraph[first]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((first, end))
    return spans


def _is_question(tree: Tree, first: int, end: int) -> bool:
    marks = [t for t in range(first, end) if tree.pos[t] != "SPACE"]
    closing = [t for t in marks[-2:] if tree.words[t] == "?"]
    return bool(closing) and len(marks) <= LONGEST_QUESTION


def _turns(tree: Tree, spans: Sequence[tuple[int, int]], people: Sequence[Mention]) -> dict[int, int]:
    """Turns that begin "Ms Cole:"; a turn lasts until the next name. Needs two, since a headline may begin so."""
    labels: dict[int, int] = {}
    for number, (first, end) in enumerate(spans):
        colon = next((t for t in range(first, min(end, first + LONGEST_LABEL)) if tree.words[t] == ":"), None)
        if colon is not None:
            named = [m for m in people if first <= m.head < colon]
            if named:
                labels[number] = named[0].index
    if len(labels) < 2:
        return {}
    turns: dict[int, int] = {}
    current: int | None = None
    for number in range(min(labels), len(spans)):
        current = labels.get(number, current)
        if current is not None:
            turns[number] = current
    return turns
