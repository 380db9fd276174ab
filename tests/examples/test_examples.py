"""The example reports are read whole, and only the reports."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg.knowledge.boilerplate import load_boilerplate
from kg.knowledge.locate import ontologies
from kg.model import Document
from kg.read import read_documents
from kg.segment import segment

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
# what stands around the reports in these files
NOISE = (
    "Accueil", "Advertisement", "Autos", "Cookies", "cookies", "Lire aussi", "Mentions légales", "Newsletter",
    "newsletter", "Partager", "Read more", "Related articles", "S'abonner", "Share this", "Sign up", "abonnés",
    "memory market", "séisme", "résines", "lettre d'information",
)  # fmt: skip


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    found = list(read_documents([str(ARTICLES)]))
    assert [d for d in found if not isinstance(d, Document)] == []
    return [d for d in found if isinstance(d, Document)]


def test_they_are_in_both_languages_about_equally(documents: list[Document]) -> None:
    langs = Counter(d.lang for d in documents)
    assert len(documents) >= 14
    assert abs(langs["fr"] - langs["en"]) <= 2


def test_each_says_when_where_and_by_whom_it_was_published(documents: list[Document]) -> None:
    for document in documents:
        assert document.published
        assert document.publisher
        assert document.author
        assert document.url
        assert document.url.startswith("https://example.org/")
    assert len({d.id for d in documents}) == len(documents)


def test_each_is_short(documents: list[Document]) -> None:
    for document in documents:
        assert 120 <= len(document.text.split()) <= 250, document.source


def test_what_stands_around_them_is_left_out(documents: list[Document]) -> None:
    boilerplate = load_boilerplate(ontologies())
    for document in documents:
        spans = segment(document, boilerplate)
        body = "\n".join(document.text[s.start : s.end] for s in spans)
        assert document.title in body
        assert [word for word in NOISE if word in body] == [], document.source
        assert len(body.split()) >= 120, document.source
