"""Text as XML 1.0 can hold it."""

from __future__ import annotations

from kg.query.sparql import legal

_ESCAPES = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;",
})  # fmt: skip


def escaped(value: object) -> str:
    """For an element or an attribute in double quotes; what XML cannot hold becomes the replacement character."""
    return legal(str(value)).translate(_ESCAPES)
