"""Turtle of the union of all graphs, sorted: rdflib's own writer gives other bytes at every run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from rdflib.namespace import RDF, XSD

from kg.export.material import Material
from kg.export.sorting import in_order
from kg.rdf.terms import Words

# a prefixed name that needs no escapes; percent signs of the IRI itself are legal in it
_LOCAL = re.compile(r"(?:[A-Za-z0-9_]|%[0-9A-F]{2})(?:(?:[A-Za-z0-9_.-]|%[0-9A-F]{2})*(?:[A-Za-z0-9_-]|%[0-9A-F]{2}))?")
# literals that Turtle writes without quotes, where they are canonical
_BARE = {
    f"<{XSD.integer}>": re.compile(r"-?\d+"),
    f"<{XSD.decimal}>": re.compile(r"-?\d+\.\d+"),
    f"<{XSD.boolean}>": re.compile("true|false"),
}
_TYPE = RDF.type.n3()
_KEPT = 1 << 14  # names that come again and again: properties, classes, entities


def write_turtle(material: Material) -> Iterator[str]:
    names = Names(material.store.base.prefixes)
    yield names.header()
    # no term holds a tab: they are escaped
    lines = in_order("\t".join(statement[:3]) + "\n" for statement in material.statements())
    yield from (f"\n{block}" for block in blocks(map(_words, lines), names))


class Names:
    """Terms as Turtle writes them."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = dict(sorted(prefixes.items()))
        self._names = {namespace: prefix for prefix, namespace in self._prefixes.items()}
        self._written: dict[str, str] = {}

    def header(self) -> str:
        return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in self._prefixes.items())

    def word(self, term: str) -> str:
        """A term of canonical N-Triples as Turtle writes it."""
        if term[0] == "<":
            return self._iri(term)
        if term[-1] != ">":
            return term
        words, _, datatype = term.rpartition("^^")
        bare = _BARE.get(datatype)
        return words[1:-1] if bare is not None and bare.fullmatch(words[1:-1]) else f"{words}^^{self._iri(datatype)}"

    def short(self, iri: str) -> str | None:
        """The prefixed name of an IRI, where it has one that needs no escapes."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._names.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix is not None and _LOCAL.fullmatch(iri[cut:]) else None

    def _iri(self, term: str) -> str:
        written = self._written.get(term)
        if written is None:
            if len(self._written) >= _KEPT:
                self._written.clear()
            written = self._written[term] = self.short(term[1:-1]) or term
        return written


def blocks(triples: Iterable[Words], names: Names, indent: str = "") -> Iterator[str]:
    """One piece of text a subject; the triples come sorted."""
    for subject, mine in groupby(triples, key=lambda triple: triple[0]):
        type_first = sorted(mine, key=lambda triple: triple[1] != _TYPE)
        lines = [
            f"{'a' if verb == _TYPE else names.word(verb)} {', '.join([names.word(value) for _, _, value in values])}"
            for verb, values in groupby(type_first, key=lambda triple: triple[1])
        ]
        yield f"{indent}{names.word(subject)} " + f" ;\n{indent}    ".join(lines) + " .\n"


def _words(line: str) -> Words:
    subject, predicate, value = line[:-1].split("\t")
    return subject, predicate, value
