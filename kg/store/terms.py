"""The one boundary between rdflib's terms and Oxigraph's.

Oxigraph gives every plain string the type xsd:string, which rdflib holds to be another term: it is left off here.
"""

from __future__ import annotations

from functools import lru_cache

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD

from kg.rdf.terms import Term

_STRING = str(XSD.string)


def to_ox(term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Raises ValueError for an IRI or a text that no RDF store can hold."""
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or _STRING)))
    raise ValueError(f"not a term: {term!r}")


def from_ox(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    """Lexical forms stay as they are stored. Raises ValueError for a triple term, which rdflib does not have."""
    if isinstance(term, ox.NamedNode):
        return _iri(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        if term.datatype.value == _STRING:
            return Literal(term.value)
        return Literal(term.value, datatype=_iri(term.datatype.value), normalize=False)
    raise ValueError("a triple inside a triple has no rdflib term")


@lru_cache(maxsize=1 << 14)
def _iri(value: str) -> URIRef:
    """rdflib checks each IRI anew, and answers hold the same ones over and over."""
    return URIRef(value)
