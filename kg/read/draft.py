"""From what a source says about an article to a Document: names, dates, language and digest checked in one place."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache

from kg.errors import NoTextError, UnreadableError, UnsupportedError
from kg.knowledge.boilerplate import Boilerplate, load_boilerplate
from kg.knowledge.locate import LANGUAGES, ontologies
from kg.model.document import Document
from kg.read.dateline import Stamp, find_dateline
from kg.read.dates import parse_date
from kg.read.language import detect

MAX_CHARACTERS = 1_000_000  # of one article's text: what the language pipelines take, twenty times the longest report
_TITLE = 200  # characters of a title that is taken from the text


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as its source gives it; everything but `text` and `source` may be missing.

    id    the article's own; `name` is the file's, used when it has none
    """

    text: str
    source: str
    id: str | None = None
    name: str | None = None
    lang: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None


@cache
def boilerplate() -> Boilerplate:
    return load_boilerplate(ontologies())


def document(draft: Draft, lang: str | None = None) -> Document:
    """The draft with language, title, day and author completed from its text; a given `lang` wins over the draft's.

    Raises NoTextError, UnsupportedError (language) or UnreadableError (a text too long, a date that is none).
    """
    text, source = draft.text, draft.source
    _check(draft)
    language = _language(draft, lang)
    words = boilerplate()
    published = None
    if draft.published:
        published = parse_date(draft.published, words.dateline, language)
        if published is None:
            raise UnreadableError(source, f"published: {_short(draft.published)} is not a date (write 2025-03-25)")
    none = Stamp(None, None, (), 0)
    found = none if published and draft.author else find_dateline(text, words, language)
    published = published or found.published
    author = draft.author or ", ".join(found.authors) or None
    title = draft.title or _headline(text)
    day = published.isoformat() if published else None
    content = [draft.id, text, language, title, day, draft.publisher, author, draft.url]
    digest = hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
    return Document(
        id=draft.id or draft.url or draft.name or digest[:16],
        text=text,
        lang=language,
        title=title,
        digest=digest,
        source=source,
        published=published,
        publisher=draft.publisher,
        author=author,
        url=draft.url,
    )


def _check(draft: Draft) -> None:
    text, source = draft.text, draft.source
    if not text.strip():
        raise NoTextError(source, "holds no text")
    if len(text) > MAX_CHARACTERS:
        reason = f"{len(text):,} characters are too many for one article (at most {MAX_CHARACTERS:,})"
        raise UnreadableError(source, reason)
    for value in (text, draft.id, draft.title, draft.publisher, draft.author, draft.url):
        bad = re.search("[\x00\ud800-\udfff]", value or "")
        if bad:
            raise UnreadableError(source, f"not text: U+{ord(bad[0]):04X} at character {bad.start()}")


def _language(draft: Draft, lang: str | None) -> str:
    given = lang or draft.lang
    if given:
        code = re.split(r"[-_]", given.strip().lower())[0]
        if code not in LANGUAGES:
            raise UnsupportedError(draft.source, f"language {_short(given)}: only en and fr are read")
        return code
    code = detect(draft.text)
    if code not in LANGUAGES:
        raise UnsupportedError(draft.source, f"language {code} (detected): only en and fr are read")
    return code


def _headline(text: str) -> str:
    first = next(line.strip() for line in text.splitlines() if line.strip())
    if len(first) <= _TITLE:
        return first
    sentence = re.match(rf".{{20,{_TITLE}}}?[.!?…](?=\s)", first)
    return sentence[0] if sentence else first[:_TITLE].rsplit(" ", 1)[0] + "…"


def _short(value: str) -> str:
    return repr(value if len(value) <= 60 else value[:60] + "…")
