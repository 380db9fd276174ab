"""Source bytes to Documents, one module a format."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import IO

from kg.errors import DocumentError, UnreadableError
from kg.model.document import Document
from kg.read.decode import MAX_BATCH, read_bytes
from kg.read.draft import Draft, document
from kg.read.html import read_html
from kg.read.json_articles import read_json, read_jsonl
from kg.read.markdown import read_markdown
from kg.read.plain import read_plain
from kg.read.sniff import sniff
from kg.read.sources import STDIN, expand, file_id, reason

__all__ = ["READERS", "Reader", "document_from_text", "read_documents"]

# a reader yields the articles of one stream, and errors for those that it must skip; it raises when none can be read
Reader = Callable[[IO[bytes], str], Iterator[Draft | DocumentError]]

READERS: Mapping[str, Reader] = MappingProxyType({
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
})  # fmt: skip


def read_documents(
    sources: Sequence[str], *, lang: str | None = None, stdin: IO[bytes] | None = None
) -> Iterator[Document | DocumentError]:
    """Documents of files, folders, patterns and "-" (standard input), in the order given, folders sorted.

    What cannot be read comes as a DocumentError in its place. `lang` wins over what articles say of themselves.
    """
    for source in sources:
        if source == STDIN:
            yield from _documents(_unnamed, stdin or sys.stdin.buffer, "stdin", lang)
            continue
        for found in expand(source, READERS.keys()):
            if isinstance(found, DocumentError):
                yield found
            else:
                yield from _file(found, lang)


def document_from_text(
    text: str,
    *,
    id: str | None = None,
    lang: str | None = None,
    title: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    url: str | None = None,
    source: str = "text",
) -> Document:
    """A document of a text at hand, stored unchanged; what is not given is found in the text. Raises DocumentError."""
    draft = Draft(
        text=text,
        source=source,
        id=id,
        lang=lang,
        title=title,
        published=published,
        publisher=publisher,
        author=author,
        url=url,
    )
    return document(draft)


def _file(path: Path, lang: str | None) -> Iterator[Document | DocumentError]:
    try:
        with path.open("rb") as stream:
            yield from _documents(READERS.get(path.suffix.lower(), _unnamed), stream, str(path), lang, file_id(path))
    except OSError as error:
        yield UnreadableError(str(path), reason(error))
    except ValueError as error:  # a NUL in the name
        yield UnreadableError(repr(str(path)), str(error))


def _documents(
    reader: Reader, stream: IO[bytes], source: str, lang: str | None, name: str | None = None
) -> Iterator[Document | DocumentError]:
    drafts = reader(stream, source)
    while True:
        try:
            draft = next(drafts)
            if isinstance(draft, Draft):
                # lines of a list move, so only a file's one article can go by the file's name
                yield document(replace(draft, name=name if draft.source == source else None), lang)
            else:
                yield draft
        except StopIteration:
            return
        except DocumentError as error:
            yield error


def _unnamed(stream: IO[bytes], source: str) -> Iterator[Draft | DocumentError]:
    data = read_bytes(stream, MAX_BATCH, source)
    yield from READERS[sniff(data, source)](BytesIO(data), source)
