"""Turtle of the union of all graphs, sorted: rdflib's own writer gives other bytes at every run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD

from kg.export.material import Material
from kg.rdf.terms import Quad, Term, Triple

# a prefixed name that needs no escapes; percent signs of the IRI itself are legal in it
_LOCAL = re.compile(r"(?:[A-Za-z0-9_]|%[0-9A-F]{2})(?:(?:[A-Za-z0-9_.-]|%[0-9A-F]{2})*(?:[A-Za-z0-9_-]|%[0-9A-F]{2}))?")
# literals that Turtle writes without quotes, where they are canonical
_BARE = {
    XSD.integer: re.compile(r"-?\d+"),
    XSD.decimal: re.compile(r"-?\d+\.\d+"),
    XSD.boolean: re.compile("true|false"),
}


def write_turtle(material: Material) -> Iterator[str]:
    names = Names(material.store.base.prefixes)
    yield names.header()
    yield from (f"\n{block}" for block in blocks(in_order(material.quads()), names))


class Names:
    """Terms as Turtle writes them."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = dict(sorted(prefixes.items()))
        self._names = {namespace: prefix for prefix, namespace in self._prefixes.items()}

    def header(self) -> str:
        return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in self._prefixes.items())

    def term(self, term: Term) -> str:
        if isinstance(term, URIRef):
            return self._iri(term)
        if isinstance(term, Literal) and term.datatype is not None:
            bare = _BARE.get(term.datatype)
            if bare is not None and bare.fullmatch(term):
                return str(term)
            words = Literal(str(term)).n3()
            return words if term.datatype == XSD.string else f"{words}^^{self._iri(term.datatype)}"
        return term.n3()

    def short(self, iri: Term) -> str | None:
        """The prefixed name of an IRI, where it has one that needs no escapes."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._names.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix is not None and _LOCAL.fullmatch(iri[cut:]) else None

    def _iri(self, iri: Term) -> str:
        return self.short(iri) or iri.n3()


def in_order(quads: Iterable[Quad]) -> list[Triple]:
    """Distinct triples, sorted as they are written: terms of different kinds do not compare."""
    return sorted({quad[:3] for quad in quads}, key=lambda triple: [term.n3() for term in triple])


def blocks(triples: Iterable[Triple], names: Names, indent: str = "") -> Iterator[str]:
    """One piece of text a subject; the triples come sorted."""
    for subject, mine in groupby(triples, key=lambda triple: triple[0]):
        type_first = sorted(mine, key=lambda triple: triple[1] != RDF.type)
        lines = [
            f"{'a' if verb == RDF.type else names.term(verb)} {', '.join(names.term(value) for _, _, value in values)}"
            for verb, values in groupby(type_first, key=lambda triple: triple[1])
        ]
        yield f"{indent}{names.term(subject)} " + f" ;\n{indent}    ".join(lines) + " .\n"
