"""One article as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Document:
    """One news report, press release or notice.

    id         stable name of the article: its URL, else source name + id, else digest
    text       stored text; for plain text and JSON the input's own, unchanged (minus front matter)
    lang       ISO 639-1 code
    title      headline; may or may not be a part of `text`
    published  day of publication, None when neither metadata nor text tells it
    digest     sha256 (hex) of text and metadata: tells whether an article has changed
    source     where it was read, for messages: "reports/a.txt", "wire.jsonl:12"
    """

    id: str
    text: str
    lang: str
    title: str
    digest: str
    source: str
    published: date | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
