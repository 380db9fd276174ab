"""What went wrong, on one line."""

from __future__ import annotations

import re
from collections.abc import Container

_NOT_NAMES = re.compile(r"""<[^<>\s]*>|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|#[^\n]*""")
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_USED = re.compile(r"(?<![\w?$:.%-])([A-Za-z][\w.-]*):(?=[\w%\s])")
_POSITION = re.compile(r"error at (\d+):(\d+): ?")
_LENGTH = 300


def syntax_message(sparql: str, error: SyntaxError, prefixes: Container[str]) -> str:
    """Position and reason that the parser gives; an unknown prefix, which it does not name, is named."""
    message = " ".join(str(error.msg or error).split())
    position = _POSITION.match(message)
    reason = _POSITION.sub("", message)
    plain = _NOT_NAMES.sub(" ", sparql)
    declared = set(_DECLARED.findall(plain))
    unknown = [p for p in _USED.findall(plain) if p not in declared and p not in prefixes]
    if unknown:
        reason = f'unknown prefix "{unknown[0]}:"'
    where = f" at line {position[1]}, column {position[2]}" if position else ""
    return shorten(f"not valid SPARQL{where}: {reason}")


def shorten(message: str) -> str:
    line = " ".join(message.split())
    return line if len(line) <= _LENGTH else f"{line[: _LENGTH - 1]}…"
