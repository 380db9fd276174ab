"""Parsed sentences for the tests of qualification."""

from __future__ import annotations

import pytest
from sentences import Parse

from kg.annotate import Annotator
from kg.knowledge import Knowledge, load_knowledge
from kg.model import Document, Span
from kg.syntax import Tree, grow


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def parse() -> Parse:
    """Text (a paragraph a line) and language → tree."""
    annotator = Annotator()

    def tree_of(text: str, lang: str) -> Tree:
        spans, start = [], 0
        for line in text.split("\n"):
            spans.append(Span(start, start + len(line)))
            start += len(line) + 1
        document = Document("test", text, lang, "", "", "test")
        return grow(text, lang, annotator(document, spans))

    return tree_of
