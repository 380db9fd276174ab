"""Terms as they are written: canonical literals only, so that what comes back from a store is what went in."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from rdflib import Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Identifier

Term = Identifier  # URIRef or Literal; a BNode only where a user's own update wrote one
Triple = tuple[URIRef, URIRef, Term]
Quad = tuple[URIRef, URIRef, Term, URIRef]  # subject, predicate, object, graph
Words = tuple[str, str, str]  # subject, predicate, object, each as canonical N-Triples writes it

_TAG = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*")
_PLACES = Decimal(1).scaleb(-18)  # what xsd:decimal holds in Oxigraph; more digits would not compare


def text(value: str, lang: str | None = None) -> Literal:
    """A string, with its language where that is a well-formed tag."""
    tag = (lang or "").lower()
    return Literal(value, lang=tag) if _TAG.fullmatch(tag) else Literal(value)


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer, normalize=False)


def day(value: date) -> Literal:
    return Literal(value.isoformat(), datatype=XSD.date, normalize=False)


def decimal(value: float | str) -> Literal:
    """xsd:decimal in canonical form ("0.82", "1"), to 18 places: the floats of scores come back as they were."""
    number = Decimal(str(value))
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -18:
        number = number.quantize(_PLACES)
    digits = f"{number:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return Literal("0" if digits == "-0" else digits, datatype=XSD.decimal, normalize=False)


def uri_text(value: str) -> Literal:
    """A web address as a literal: those that pages use are not always IRIs."""
    return Literal(value, datatype=XSD.anyURI, normalize=False)


def canonical(term: Term) -> str:
    """The term in canonical N-Triples (RDF 1.1 N-Triples, section 4; strings without a datatype)."""
    if not isinstance(term, Literal):
        return term.n3()
    words = _ESCAPED.sub(_escape, term)
    if term.language:
        return f'"{words}"@{term.language}'
    return f'"{words}"' if term.datatype in (None, XSD.string) else f'"{words}"^^<{term.datatype}>'


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"


_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f\ufffe\uffff]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
