"""Plain text: optional front matter, then the article, whose first line is its headline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from kg.read import frontmatter
from kg.read.decode import MAX_BYTES, decode, read_bytes
from kg.read.draft import Draft


def read_plain(stream: IO[bytes], source: str) -> Iterator[Draft]:
    """One draft; its text is the input's own, line ends included."""
    fields, text = frontmatter.split(decode(read_bytes(stream, MAX_BYTES, source), source))
    yield Draft(text=text, source=source, **fields)
