"""Bytes to text: UTF-8, UTF-16 with its mark, old Windows files where they are certain."""

from __future__ import annotations

import codecs
import re
from typing import IO

from kg.errors import NoTextError, UnreadableError, UnsupportedError

MAX_BYTES = 16 * 2**20  # of one article's file, page or JSONL line
MAX_BATCH = 256 * 2**20  # of a file that holds a list of articles, and of standard input

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# what English and French texts have above ASCII in cp1252: mojibake of any other encoding has more
_WESTERN = frozenset("àâäçèéêëîïôöùûüÿœæÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŸŒÆ«»‘’“”‚„–—…•·€£§°²³ºª\u00a0ñáíóúãõåøß©®™×½¼")


def decode(data: bytes, source: str) -> str:
    """The text without its byte-order mark, line ends as they are.

    A file that is not UTF-8 is read as cp1252 when every character above ASCII is one that English and French use: an
    old export or a file saved by an old Windows editor.
    Raises NoTextError, UnreadableError (encoding) or UnsupportedError (binary).
    """
    if not data.strip():
        raise NoTextError(source, "empty")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableError(source, f"broken {encoding.upper()} at byte {error.start}") from error
    if _BINARY.search(data[:65536]):
        raise UnsupportedError(source, _binary(data))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        western = _cp1252(data)
        if western is None:
            line = data.count(b"\n", 0, error.start) + 1
            reason = f"not UTF-8: byte 0x{data[error.start]:02X} in line {line}; save it as UTF-8"
            raise UnreadableError(source, reason) from error
        return western


def read_bytes(stream: IO[bytes], limit: int, source: str) -> bytes:
    """All of the stream. Raises UnreadableError as soon as there is more than `limit`."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(limit, source)
    return data


def too_large(limit: int, source: str) -> UnreadableError:
    what = "one article" if limit == MAX_BYTES else "one file"
    return UnreadableError(source, f"larger than {limit // 2**20} MB, too much for {what}")


def _cp1252(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    high = [char for char in text if not char.isascii()]
    return text if all(char in _WESTERN for char in high) else None


def _binary(data: bytes) -> str:
    head = data[:2048]
    if head[1::2].count(0) > len(head) // 3 or head[::2].count(0) > len(head) // 3:
        return "looks like UTF-16 without its byte-order mark; save it as UTF-8"
    return "a binary file, not text"
