"""Sources, completion of what metadata leaves out, and bad input, through the public functions."""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path

import pytest

from kg.errors import DocumentError, NoTextError, UnreadableError, UnsupportedError
from kg.model import Document
from kg.read import document_from_text, read_documents
from kg.read.draft import MAX_CHARACTERS

EN = "Ore on the move\n\nLorries left Tete for the port of Beira, the customs service of Mozambique said on Monday.\n"
FR = (
    "Le minerai repart\n\nDes camions ont quitté Tete pour le port de Beira, a annoncé lundi la douane du Mozambique.\n"
)
SHARED = Path(__file__).parents[3] / "shared"


def sources(*names: str) -> list[str]:
    """Source of each document, message of each error."""
    return [d.source if isinstance(d, Document) else str(d) for d in read_documents(names)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (
        "in/b.txt",
        "in/a.md",
        "in/sub/c.txt",
        "in/.hidden.txt",
        "in/.git/d.txt",
        "in/picture.png",
        "in/Z.TXT",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(EN)
    return tmp_path


def test_folders_are_walked_in_order(folder: Path) -> None:
    assert sources("in") == ["in/Z.TXT", "in/a.md", "in/b.txt", "in/sub/c.txt"]


def test_patterns_and_files(folder: Path) -> None:
    assert sources("in/*.txt", "in/**/c.txt", "in/b.txt") == ["in/b.txt", "in/sub/c.txt", "in/b.txt"]
    (folder / "in" / "e[1].txt").write_text(EN)
    assert sources("in/e[1].txt") == ["in/e[1].txt"]


def test_unknown_suffix_is_sniffed_when_named(folder: Path) -> None:
    (folder / "article").write_text(EN)
    (folder / "page.asp").write_text(
        "<!DOCTYPE html><html><body><h1>Ore</h1><p>Lorries left Tete for Beira.</p></body></html>"
    )
    texts = [d.text for d in read_documents(["article", "page.asp"]) if isinstance(d, Document)]
    assert texts == [EN, "Ore\nLorries left Tete for Beira."]


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (EN.encode(), [EN]),
        (b'{"text": "The ore left the port."}', ["The ore left the port."]),
        (b'[{"text": "The ore left the port."}]', ["The ore left the port."]),
        (
            b'{"text": "The ore left the port."}\n{"text": "The ship is late."}\n',
            ["The ore left the port.", "The ship is late."],
        ),
        (b"[Update] The ore left the port.", ["[Update] The ore left the port."]),
        (b"{The ore} left the port.", ["{The ore} left the port."]),
        (b"<p>The ore left the port.</p>", ["The ore left the port."]),
    ],
)
def test_standard_input_is_sniffed(data: bytes, texts: list[str]) -> None:
    assert [d.text for d in read_documents(["-"], stdin=io.BytesIO(data)) if isinstance(d, Document)] == texts


def test_bad_sources_fail_alone_in_one_line(folder: Path) -> None:
    (folder / "none").mkdir()
    (folder / "zero.txt").write_bytes(b"")
    (folder / "raw.txt").write_bytes(b"\x00\x01\x02")
    (folder / "big.txt").write_bytes(b"a" * 17_000_000)
    (folder / "de.txt").write_text(
        "Die Lastwagen haben das Erz am Montag nach Beira gebracht, sagte der Zoll von Mosambik."
    )
    assert sources("missing.txt", "*.nope", "none", "zero.txt", "raw.txt", "big.txt", "de.txt", "in/b.txt") == [
        "missing.txt: no such file or folder",
        "*.nope: no file matches this pattern",
        "none: no file to read in this folder (.htm .html .json .jsonl .markdown .md .ndjson .text .txt .xhtml)",
        "zero.txt: empty",
        "raw.txt: a binary file, not text",
        "big.txt: larger than 16 MB, too much for one article",
        "de.txt: language de (detected): only en and fr are read",
        "in/b.txt",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file_and_folder(folder: Path) -> None:
    (folder / "in" / "b.txt").chmod(0)
    (folder / "in" / "sub").chmod(0)
    try:
        assert sources("in/b.txt", "in/sub") == [
            "in/b.txt: not permitted to read it",
            "in/sub: not permitted to read it",
        ]
    finally:
        (folder / "in" / "sub").chmod(0o700)


def test_permission_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert sources("in/b.txt") == ["in/b.txt: not permitted to read it"]


@pytest.mark.parametrize(
    ("given", "id"),
    [
        ({"id": "x-1", "url": "https://a.example"}, "x-1"),
        ({"url": "https://a.example"}, "https://a.example"),
    ],
)
def test_id_of_its_own(given: dict[str, str], id: str) -> None:
    assert document_from_text(EN, **given).id == id


def test_id_of_a_file_is_the_same_from_everywhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here,) = read_documents(["in/sub/c.txt"])
    monkeypatch.chdir(folder / "in" / "sub")
    (there,) = read_documents(["c.txt"])
    assert isinstance(here, Document)
    assert isinstance(there, Document)
    assert here.id == there.id == "sub-c"


def test_id_of_a_nameless_text_is_its_digest() -> None:
    document = document_from_text(EN)
    assert document.id == document.digest[:16]


@pytest.mark.parametrize(
    "change",
    [{"title": "Other"}, {"published": "2025-01-01"}, {"publisher": "P"}, {"author": "A"}, {"url": "u"}, {"id": "i"}],
)
def test_digest_tells_every_change(change: dict[str, str]) -> None:
    plain = document_from_text(EN, source="one")
    assert document_from_text(EN, source="two").digest == plain.digest
    assert document_from_text(EN, **change).digest != plain.digest
    assert document_from_text(EN + "x").digest != plain.digest


def test_missing_fields_are_found_in_the_text() -> None:
    text = "Le minerai repart\nPublié le 12-06-2025 par Solange Petitjean\n" + FR
    document = document_from_text(text)
    assert (document.lang, document.title) == ("fr", "Le minerai repart")
    assert (document.published, document.author) == (date(2025, 6, 12), "Solange Petitjean")
    given = document_from_text(text, published="2025-06-13", author="Jean Roux", lang="FR-ca", title="T")
    assert (given.published, given.author, given.lang, given.title) == (date(2025, 6, 13), "Jean Roux", "fr", "T")


def test_given_language_wins(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"lang": "de", "text": "Ore"}\n{"text": "Ore"}\n')
    documents = list(read_documents([str(tmp_path / "a.jsonl")], lang="fr"))
    assert [d.lang for d in documents if isinstance(d, Document)] == ["fr", "fr"]


@pytest.mark.parametrize(
    ("text", "given", "error", "words"),
    [
        (" \n", {}, NoTextError, "holds no text"),
        ("a" * (MAX_CHARACTERS + 1), {}, UnreadableError, "1,000,001 characters are too many"),
        ("half \ud800 a character", {}, UnreadableError, r"U\+D800 at character 5"),
        (EN, {"title": "nul \0"}, UnreadableError, r"U\+0000"),
        (EN, {"published": "soon"}, UnreadableError, "published: 'soon' is not a date"),
        (EN, {"lang": "de"}, UnsupportedError, "language 'de': only en and fr are read"),
    ],
)
def test_text_that_cannot_be_an_article(
    text: str, given: dict[str, str], error: type[DocumentError], words: str
) -> None:
    with pytest.raises(error, match=words):
        document_from_text(text, **given)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (EN, "en"),
        (FR, "fr"),
        ("Nvidia H20", "en"),  # too short to be sure of another language
        ("Puces : Taïwan ferme la porte", "fr"),
        ("Los camiones salieron de Tete hacia el puerto de Beira, dijo el lunes la aduana de Mozambique.", "es"),
        ("Els camions van sortir de Tete cap al port de Beira, va dir dilluns la duana de Moçambic a la premsa.", "ca"),
        ("O minério saiu de Tete para o porto da Beira, disse na segunda-feira a alfândega de Moçambique.", "pt"),
        ("Грузовики с рудой выехали из Тете в порт Бейра.", "ru"),
    ],
)
def test_language_is_told(text: str, lang: str) -> None:
    if lang in ("en", "fr"):
        assert document_from_text(text).lang == lang
    else:
        with pytest.raises(UnsupportedError, match=rf"language {lang} \(detected\)"):
            document_from_text(text)


def test_title_of_a_text_in_one_line() -> None:
    assert document_from_text("Lorries left Tete for Beira. " * 30).title == "Lorries left Tete for Beira."
    assert document_from_text("lorries left tete " * 30).title.endswith("…")


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
def test_seed() -> None:
    (seed,) = read_documents([str(SHARED / "seeds" / "*.txt")])
    assert isinstance(seed, Document)
    assert (seed.lang, seed.published, seed.author) == ("fr", date(2025, 3, 25), "Sylvain Rolland")
