from __future__ import annotations

import io

import pytest

from kg.errors import DocumentError, NoTextError, UnreadableError, UnsupportedError
from kg.read.decode import decode, read_bytes

TEXT = "L'été, la société « Orée » a vendu pour 3 € de cœurs d'œillets – à Noël.\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_survives(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_both_byte_orders(mark: bytes) -> None:
    order = "le" if mark == b"\xff\xfe" else "be"
    assert decode(mark + TEXT.encode(f"utf-16-{order}"), "a.txt") == TEXT


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", NoTextError, "empty"),
        (b" \r\n\t", NoTextError, "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", UnsupportedError, "binary"),
        (b"%PDF-1.7\n\x00\x01\x02", UnsupportedError, "binary"),
        ("plain words".encode("utf-16-le"), UnsupportedError, "UTF-16 without its byte-order mark"),
        ("Привет, мир".encode("cp1251"), UnreadableError, "not UTF-8: byte 0xCF in line 1"),
        ("日本の鉱山".encode("shift-jis"), UnreadableError, "not UTF-8"),
        ("première ligne\nété\n".encode() + b"caf\xe9", UnreadableError, "byte 0xE9 in line 3"),  # two encodings
        (b"\xff\xfea", UnreadableError, "broken UTF-16-LE"),
    ],
)
def test_refused_in_one_line(data: bytes, error: type[DocumentError], words: str) -> None:
    with pytest.raises(error, match=words) as caught:
        decode(data, "a.txt")
    assert str(caught.value).startswith("a.txt: ")
    assert "\n" not in str(caught.value)


def test_reading_stops_at_the_limit() -> None:
    stream = io.BytesIO(b"x" * 100)
    with pytest.raises(UnreadableError, match="larger than"):
        read_bytes(stream, 10, "a.txt")
    assert stream.tell() == 11
    assert read_bytes(io.BytesIO(b"x" * 10), 10, "a.txt") == b"x" * 10
