"""Real pipelines and knowledge, loaded once: linking reads trees that are as wrong as theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.annotate import Annotator
from kg.knowledge import Knowledge, load_knowledge
from kg.link import link
from kg.mention import find_mentions
from kg.model import Document, Entity, Mention, Span
from kg.syntax import grow

Linked = list[tuple[Mention, Entity | None]]
Reader = Callable[..., Linked]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def linked(knowledge: Knowledge) -> Reader:
    """Mentions of a text, one paragraph a line, with their entities."""
    annotator = Annotator()

    def read(text: str, lang: str, id: str = "test-1") -> Linked:
        document = Document(id, text, lang, "", "digest", "test")
        spans, start = [], 0
        for line in text.split("\n"):
            spans.append(Span(start, start + len(line)))
            start += len(line) + 1
        tree = grow(text, lang, annotator(document, spans))
        mentions = find_mentions(tree, knowledge)
        return list(zip(mentions, link(tree, mentions, document, knowledge), strict=True))

    return read
