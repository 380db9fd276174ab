"""JSON-LD with its context inside, so that no reader needs the network. Values are always lists."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD

from kg.export.material import Material
from kg.export.turtle import Names, in_order
from kg.rdf.context import context
from kg.rdf.terms import Term, Triple


def write_jsonld(material: Material) -> Iterator[str]:
    head = context(material.ontology, material.store.base)
    types = {key: str(value["@type"]) for key, value in head.items() if isinstance(value, Mapping)}
    compact = _Compact(Names(material.store.base.prefixes), types)
    graphs = [
        {"@id": compact.iri(graph), "@graph": compact.nodes(in_order(quads))}
        for graph, quads in groupby(material.quads(), key=lambda quad: quad[3])
    ]
    yield json.dumps({"@context": head, "@graph": graphs}, ensure_ascii=False, indent=1) + "\n"


class _Compact:
    """Triples as nodes; `types` tells how the context reads a property's values: "@id", "xsd:date"."""

    def __init__(self, names: Names, types: Mapping[str, str]) -> None:
        self._names, self._types = names, types

    def iri(self, term: Term) -> str:
        return self._names.short(term) or str(term)

    def nodes(self, triples: list[Triple]) -> list[dict[str, Any]]:
        return [self._node(subject, list(mine)) for subject, mine in groupby(triples, key=lambda triple: triple[0])]

    def _node(self, subject: URIRef, triples: list[Triple]) -> dict[str, Any]:
        node: dict[str, Any] = {"@id": self.iri(subject)}
        for predicate, values in groupby(triples, key=lambda triple: triple[1]):
            if predicate == RDF.type:
                node["@type"] = [self.iri(value) for _, _, value in values]
            else:
                key = self.iri(predicate)
                node[key] = [self._value(value, self._types.get(key)) for _, _, value in values]
        return node

    def _value(self, term: Term, read_as: str | None) -> str | dict[str, str]:
        if not isinstance(term, Literal):
            return self.iri(term) if read_as == "@id" else {"@id": self.iri(term)}
        if term.language:
            return {"@value": str(term), "@language": term.language}
        kind = "" if term.datatype in (None, XSD.string) else self.iri(term.datatype)
        if kind == (read_as or ""):
            return str(term)
        return {"@value": str(term), "@type": kind} if kind else {"@value": str(term)}
