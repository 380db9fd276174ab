"""Each format's reader on a good and on a broken file."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from kg.errors import DocumentError, NoTextError, UnreadableError
from kg.model import Document
from kg.read import READERS, read_documents
from kg.read.html import read_html
from kg.read.json_articles import read_json, read_jsonl
from kg.read.markdown import read_markdown

FILES = Path(__file__).parents[1] / "fixtures" / "read"


def one(name: str) -> Document:
    (document,) = read_documents([str(FILES / name)])
    assert isinstance(document, Document)
    return document


def test_plain_text_is_the_input_minus_front_matter() -> None:
    document = one("report.txt")
    assert (FILES / "report.txt").read_text("utf-8").endswith(document.text)
    assert document.text.startswith("Graphite: Maputo lets the ships go\n\nMozambique")
    assert (document.id, document.url) == ("https://courier.example/graphite",) * 2
    assert (document.title, document.lang) == ("Graphite: Maputo lets the ships go", "en")
    assert (document.published, document.publisher, document.author) == (
        date(2025, 2, 11), "Indian Ocean Courier", "Amina Sitoe",
    )  # fmt: skip


def test_crlf_stays_and_offsets_with_it(tmp_path: Path) -> None:
    text = "Ore on the move\r\n\r\nLorries left Tete for Beira.\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    (document,) = read_documents([str(tmp_path / "a.txt")])
    assert isinstance(document, Document)
    assert (document.text, document.title) == (text, "Ore on the move")


def test_markdown_gives_words_without_markup() -> None:
    document = one("report.md")
    assert document.text.split("\n") == [
        "Graphite: Maputo lets the ships go",
        "Mozambique has lifted its ban on graphite exports, the ministry of mines said.",
        "Two vessels left Nacala.",
        "Both are bound for Qingdao.",
        "Port | Tonnes",
        "Nacala | 12,000",
    ]
    assert (document.title, document.published) == ("Graphite: Maputo lets the ships go", date(2025, 2, 11))
    assert document.author == "Amina Sitoe, Rui Nhaca"


def test_markdown_keeps_indented_paragraphs() -> None:
    (draft,) = read_markdown(io.BytesIO(b"# Ore\n\n    Lorries left Tete &amp; Beira.\n"), "a.md")
    assert draft.text == "Ore\nLorries left Tete &amp; Beira."


def test_page_gives_story_and_metadata() -> None:
    document = one("page.html")
    lines = document.text.split("\n")
    assert lines[0] == document.title == "Le graphite repart de Nacala"
    assert len(lines) == 3
    assert "cookies" not in document.text
    assert "cacao" not in document.text
    assert (document.id, document.url, document.lang) == ("https://large.example/graphite",) * 2 + ("fr",)
    assert (document.published, document.publisher, document.author) == (
        date(2025, 2, 11), "Le Courrier du large", "Jeanne Ravel",
    )  # fmt: skip


PARAGRAPHS = (
    "<p>Mozambique lifted its ban on graphite exports on Monday, the ministry in Maputo said in a statement.</p>"
    "<p>Two vessels left Nacala for Qingdao, where makers of anodes have waited since 3 May 2021 for the ore.</p>"
)
TICKER = "<ul><li><time>12 February 2025</time> Cocoa slips</li></ul><footer>© 2026</footer>"


@pytest.mark.parametrize(
    ("above", "day", "author"),
    [
        ("", None, None),  # neither the story's days, nor the ticker's, nor the footer's year
        ("<p class='meta'>By Amina Sitoe | 11 February 2025, 5:30am CAT</p>", "2025-02-11", "Amina Sitoe"),
        ("<div><span>Published</span> <time>11 February 2025</time></div>", "2025-02-11", None),
    ],
)
def test_page_without_metadata(above: str, day: str | None, author: str | None) -> None:
    page = f"<html><body><article><h1>Graphite flows again</h1>{above}{PARAGRAPHS}</article>{TICKER}</body></html>"
    (draft,) = read_html(io.BytesIO(page.encode()), "a.html")
    assert (draft.published, draft.author) == (day, author)


def test_page_in_its_own_charset() -> None:
    page = "<html><head><meta charset='iso-8859-1'><title>Un été chaud</title></head><body><p>Deux navires ont été arrêtés.</p></body></html>"
    (draft,) = read_html(io.BytesIO(page.encode("latin-1")), "a.html")
    assert draft.text == "Un été chaud\nDeux navires ont été arrêtés."


@pytest.mark.parametrize(
    "page", ["<html></html>", "<p></p>", "<!-- only -->", "<div>" * 3000, (FILES / "empty.html").read_text("utf-8")]
)
def test_page_without_text(page: str) -> None:
    with pytest.raises(DocumentError, match="no article text"):
        list(read_html(io.BytesIO(page.encode()), "a.html"))


def test_jsonl_loses_only_the_broken_line() -> None:
    path = str(FILES / "wire.jsonl")
    first, broken, third = read_documents([path])
    assert isinstance(first, Document)
    assert (first.id, first.text, first.source) == (
        "w-1", "Graphite flows\nTwo vessels left Nacala for Qingdao.", f"{path}:1",
    )  # fmt: skip
    assert (first.published, first.publisher, first.author) == (date(2025, 2, 11), "Wire", None)
    assert isinstance(broken, UnreadableError)
    assert broken.source == f"{path}:3"
    assert "broken JSON" in broken.reason
    assert isinstance(third, Document)
    assert (third.id, third.lang) == ("3", "fr")


def test_json_list_loses_only_the_broken_article() -> None:
    path = str(FILES / "list.json")
    first, broken, third = read_documents([path])
    assert isinstance(first, Document)
    assert isinstance(broken, UnreadableError)
    assert str(broken) == f'{path}#2: not an article: it has no field "text"'
    assert isinstance(third, Document)
    assert (third.id, third.author, third.source) == ("https://wire.example/c", "A. Sitoe, R. Nhaca", f"{path}#3")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": 1}', 'no field "text"'),
        ("5", "not an article: a number"),
        ('"words"', "not an article: a string"),
        ("null", "not an article: null"),
        ("[]", "an empty list"),
        ('{"text": 5}', "text: a number, not a string"),
        ('{"text": null}', "text: null, not a string"),
        ('{"text": "words", "lang": ["en"]}', "lang: a list, not a string"),
        ('{"text": "words", "published": 20250211}', "published: a number, not a string"),
        ('{"text": "words", "id": true}', "id: true or false, not a string"),
        ('{"text": "words", "author": {"name": "A"}}', "author: an object, not a string"),
        ('{"text": ', "broken JSON: Expecting value at column 10"),
        ('{\n"text": "a",,\n}', "broken JSON: .* at line 2, column"),
        ("[" * 100_000, "broken JSON: nested too deeply"),
        ('{"text": "a", "n": ' + "9" * 5000 + "}", "broken JSON"),
    ],
)
def test_json_that_is_no_article(text: str, words: str) -> None:
    with pytest.raises(DocumentError, match=words) as caught:
        list(read_json(io.BytesIO(text.encode()), "a.json"))
    assert "\n" not in str(caught.value)


def test_jsonl_under_another_name_and_encoding() -> None:
    lines = '{"id": "a", "text": "Été"}\n{"id": "b", "text": "Hiver"}\n'
    for data in (lines.encode(), lines.encode("utf-8-sig"), lines.encode("utf-16")):
        for read in (read_json, read_jsonl):
            drafts = list(read(io.BytesIO(data), "a.json"))
            assert [draft.text for draft in drafts if not isinstance(draft, DocumentError)] == ["Été", "Hiver"]


def test_huge_line_is_passed_over_without_being_read() -> None:
    good = b'{"id": "b", "text": "words"}\n'
    first, second = read_jsonl(io.BytesIO(b'{"text": "' + b"a" * 50_000_000 + b'"}\n' + good), "a.jsonl")
    assert str(first) == "a.jsonl:1: larger than 16 MB, too much for one article"
    assert not isinstance(second, DocumentError)
    assert second.id == "b"


def test_every_reader_says_empty() -> None:
    for suffix, read in READERS.items():
        with pytest.raises(NoTextError):
            list(read(io.BytesIO(b"\n \n"), f"a{suffix}"))
