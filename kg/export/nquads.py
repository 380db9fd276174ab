"""N-Quads, one line a quad in a fixed order: for `diff` and bulk loading."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Literal

from kg.export.material import Material
from kg.rdf.terms import Quad, Term


def write_nquads(material: Material) -> Iterator[str]:
    for quad in material.quads():
        yield _line(quad)


def _line(quad: Quad) -> str:
    return " ".join(_term(term) for term in quad) + " .\n"


def _term(term: Term) -> str:
    if not isinstance(term, Literal):
        return term.n3()
    # rdflib would write a text of several lines as one of Turtle's long strings
    words = "".join(_ESCAPES.get(c, c) for c in term)
    mark = f"@{term.language}" if term.language else f"^^<{term.datatype}>" if term.datatype else ""
    return f'"{words}"{mark}'


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
