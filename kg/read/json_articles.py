"""JSON: one article, a list of articles, or one a line (JSONL)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any

from kg.errors import DocumentError, NoTextError, UnreadableError
from kg.read.decode import MAX_BATCH, MAX_BYTES, decode, read_bytes, too_large
from kg.read.draft import Draft

_FIELDS = ("id", "lang", "title", "published", "publisher", "author", "url")
_KINDS = {dict: "an object", list: "a list", str: "a string", int: "a number", float: "a number", bool: "true or false",
          type(None): "null"}  # fmt: skip


def read_json(stream: IO[bytes], source: str) -> Iterator[Draft | DocumentError]:
    """One draft an article; a list's articles are named `source#1`, `source#2`…; JSONL is known under any name."""
    data = read_bytes(stream, MAX_BATCH, source)
    text = decode(data, source)
    try:
        value = _parse(text, source)
    except UnreadableError:
        first, _, rest = text.lstrip().partition("\n")
        if not rest.strip() or not _is_object(first):
            raise
        yield from read_jsonl(BytesIO(data), source)
        return
    if not isinstance(value, list):
        yield _draft(value, source)
        return
    if not value:
        raise NoTextError(source, "an empty list")
    for number, item in enumerate(value, 1):
        yield _or_error(item, f"{source}#{number}")


def read_jsonl(stream: IO[bytes], source: str) -> Iterator[Draft | DocumentError]:
    """One draft or error a line, named `source:line`, read as they come; empty lines are passed over."""
    number = lines = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        place = f"{source}:{number}"
        if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
            whole = decode(line + read_bytes(stream, MAX_BATCH, source), source)
            yield from read_jsonl(BytesIO(whole.encode("utf-8", "surrogatepass")), source)
            return
        if line.strip():
            lines += 1
            yield _line(line, stream, place)
    if not lines:
        raise NoTextError(source, "empty")


def _line(line: bytes, stream: IO[bytes], place: str) -> Draft | DocumentError:
    try:
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            return too_large(MAX_BYTES, place)
        return _draft(_parse(decode(line, place), place), place)
    except DocumentError as error:
        return error


def _parse(text: str, source: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise UnreadableError(source, f"broken JSON: {error.msg} at {where}") from error
    except (RecursionError, ValueError) as error:
        raise UnreadableError(source, "broken JSON: nested too deeply or a number too long") from error


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _or_error(value: Any, source: str) -> Draft | DocumentError:
    try:
        return _draft(value, source)
    except DocumentError as error:
        return error


def _draft(value: Any, source: str) -> Draft:
    if not isinstance(value, dict):
        raise UnreadableError(source, f"not an article: {_KINDS[type(value)]}, not an object with a text")
    if "text" not in value:
        raise UnreadableError(source, 'not an article: it has no field "text"')
    if not isinstance(value["text"], str):
        raise UnreadableError(source, f"text: {_KINDS[type(value['text'])]}, not a string")
    fields = {name: _field(value.get(name), name, source) for name in _FIELDS}
    return Draft(text=value["text"], source=source, **fields)


def _field(value: Any, name: str, source: str) -> str | None:
    """A string, or None when empty; numbers are allowed as ids, lists of names as authors."""
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if name == "author" and isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value) or None
    if value is not None and not isinstance(value, str):
        raise UnreadableError(source, f"{name}: {_KINDS[type(value)]}, not a string")
    return value.strip() or None if value else None
