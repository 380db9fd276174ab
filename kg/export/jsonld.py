"""JSON-LD with its context inside, so that no reader needs the network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD

from kg.export.material import Material
from kg.export.turtle import Names, in_order
from kg.rdf.terms import Term, Triple


def write_jsonld(material: Material) -> Iterator[str]:
    prefixes = dict(sorted(material.store.base.prefixes.items()))
    names = Names(prefixes)
    graphs = [
        {"@id": _id(graph, names), "@graph": _nodes(in_order(quads), names)}
        for graph, quads in groupby(material.quads(), key=lambda quad: quad[3])
    ]
    yield json.dumps({"@context": prefixes, "@graph": graphs}, ensure_ascii=False, indent=1) + "\n"


def _nodes(triples: list[Triple], names: Names) -> list[dict[str, Any]]:
    return [_node(subject, list(mine), names) for subject, mine in groupby(triples, key=lambda triple: triple[0])]


def _node(subject: URIRef, triples: list[Triple], names: Names) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _id(subject, names)}
    for predicate, values in groupby(triples, key=lambda triple: triple[1]):
        if predicate == RDF.type:
            node["@type"] = [_id(value, names) for _, _, value in values]
        else:
            node[_id(predicate, names)] = [_value(value, names) for _, _, value in values]
    return node


def _value(term: Term, names: Names) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": _id(term, names)}
    if term.language:
        return {"@value": str(term), "@language": term.language}
    if term.datatype is None or term.datatype == XSD.string:
        return {"@value": str(term)}
    return {"@value": str(term), "@type": _id(term.datatype, names)}


def _id(iri: Term, names: Names) -> str:
    return names.short(iri) or str(iri)
