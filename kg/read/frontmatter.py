"""`key: value` lines above a text or Markdown article, fenced by `---` or closed by an empty line."""

from __future__ import annotations

import re

# what a key may be called, in the two languages that are read
KEYS = {
    "id": "id",
    "lang": "lang", "language": "lang", "langue": "lang",
    "title": "title", "headline": "title", "titre": "title",
    "published": "published", "date": "published", "publie": "published", "publié": "published",
    "publisher": "publisher", "site": "publisher", "sitename": "publisher", "editeur": "publisher",
    "éditeur": "publisher",
    "author": "author", "authors": "author", "byline": "author", "auteur": "author", "auteurs": "author",
    "url": "url", "link": "url", "lien": "url",
}  # fmt: skip
_PAIR = re.compile(r"[ \t]*([^\W\d][\w -]{0,30}?)[ \t]*:(?:[ \t]+(.*?)|)[ \t]*\r?$", re.MULTILINE)
_FENCE = re.compile(
    r"\s*---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)(?:[ \t]*\r?\n)*", re.DOTALL | re.MULTILINE
)
_LONGEST = 20_000  # characters within which a fence closes


def split(text: str) -> tuple[dict[str, str], str]:
    """Known fields, and the text after them unchanged; without front matter no fields and the whole text.

    Without fences every line must be a known key, and a single line must be more than a headline with a colon.
    """
    fenced = _FENCE.match(text, 0, _LONGEST)
    if fenced:
        pairs = [m for m in map(_PAIR.match, fenced[1].splitlines()) if m]
        return (_fields(pairs), text[fenced.end() :]) if pairs else ({}, text)
    start = end = len(text) - len(text.lstrip())
    pairs = []
    while (pair := _PAIR.match(text, end)) and pair[1].lower() in KEYS:
        pairs.append(pair)
        end = pair.end() + 1
    blank = re.compile(r"(?:[ \t]*(?:\r?\n|\Z))+").match(text, min(end, len(text)))
    if blank is None or end == start or not (len(pairs) > 1 or _plain(pairs[0])):
        return {}, text
    return _fields(pairs), text[blank.end() :]


def _plain(pair: re.Match[str]) -> bool:
    value = (pair[2] or "").strip()
    return pair[1] == pair[1].lower() and (" " not in value or KEYS[pair[1]] in ("title", "author"))


def _fields(pairs: list[re.Match[str]]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for pair in pairs:
        key, value = KEYS.get(pair[1].lower()), (pair[2] or "").strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        if value.startswith("[") and value.endswith("]"):
            value = ", ".join(part.strip().strip("\"'") for part in value[1:-1].split(","))
        if key and value and value not in ("null", "~"):
            fields.setdefault(key, value)
    return fields
