"""Markdown: the words without the markup, one line a block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.read import frontmatter
from kg.read.decode import MAX_BYTES, decode, read_bytes
from kg.read.draft import Draft


def read_markdown(stream: IO[bytes], source: str) -> Iterator[Draft]:
    """One draft; the title is the front matter's, else the first heading's."""
    fields, text = frontmatter.split(decode(read_bytes(stream, MAX_BYTES, source), source))
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    heading = next((_inline(tokens[n + 1]) for n, t in enumerate(tokens) if t.type == "heading_open"), None)
    fields.setdefault("title", heading) if heading else None
    yield Draft(text="\n".join(_blocks(tokens)), source=source, **fields)


def _blocks(tokens: list[Token]) -> Iterator[str]:
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield " | ".join(row)
            row = None
        elif token.type == "inline":
            words = _inline(token)
            if row is not None:
                row.append(words)
            elif words:
                yield words
        elif token.type in ("fence", "code_block"):
            # an indented paragraph of a report is "code" to Markdown
            yield from (line.strip() for line in token.content.splitlines() if line.strip())


def _inline(token: Token) -> str:
    """Words of a block: links by their text, pictures and HTML left out, soft line ends as spaces."""
    words: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline", "text_special"):
            words.append(child.content)
        elif child.type == "softbreak":
            words.append(" ")
        elif child.type == "hardbreak":
            words.append("\n")
    return "".join(words).strip()
