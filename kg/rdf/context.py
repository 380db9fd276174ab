"""JSON-LD context out of the ontology: what compact documents leave out, said once.

Keys keep their prefixes: `place` and `country` are roles and kinds of names at once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import OWL, PROV, RDF, RDFS, SKOS, XSD

from kg.knowledge.ontology import Ontology
from kg.rdf.namespaces import BASE, ITSRDF, NIF, SCHEMA, Base

# properties of published vocabularies in our data, with the type of their values; plain strings need no entry
_PUBLISHED: Mapping[URIRef, URIRef | None] = {
    PROV.used: None, PROV.wasDerivedFrom: None, PROV.wasGeneratedBy: None, PROV.wasRevisionOf: None,
    ITSRDF.taIdentRef: None, NIF.referenceContext: None, NIF.beginIndex: XSD.integer, NIF.endIndex: XSD.integer,
    SCHEMA.datePublished: XSD.date, SCHEMA.isVariantOf: None, SCHEMA.manufacturer: None, SCHEMA.member: None,
    SCHEMA.startDate: XSD.date, SCHEMA.endDate: XSD.date, SCHEMA.url: XSD.anyURI, SCHEMA.value: XSD.decimal, SKOS.exactMatch: None,
}  # fmt: skip


def context(ontology: Ontology, base: Base = BASE) -> dict[str, object]:
    """Prefixes, and for each property that takes IRIs, numbers or dates how its values are read."""
    types = dict(_PUBLISHED) | _own(ontology)
    prefixes = dict(sorted(base.prefixes.items()))
    terms = {_short(iri, prefixes): _short(type_, prefixes) if type_ else "@id" for iri, type_ in types.items()}
    coercions = {name: {"@id": name, "@type": type_} for name, type_ in sorted(terms.items())}
    return {"@version": 1.1, **prefixes, **coercions}


def context_json(ontology: Ontology) -> str:
    """The file `context.jsonld`; the same ontology gives the same bytes."""
    return json.dumps({"@context": context(ontology)}, ensure_ascii=False, indent=2) + "\n"


def _own(ontology: Ontology) -> dict[URIRef, URIRef | None]:
    """The ontology's properties: None for those that take IRIs; those that take strings are left out."""
    graph, sc = Graph().parse(data=ontology.turtle, format="turtle"), Namespace(ontology.iri)
    found: dict[URIRef, URIRef | None] = {}
    for iri in graph.subjects(RDF.type, OWL.ObjectProperty):
        if isinstance(iri, URIRef) and iri.startswith(sc):
            found[iri] = None
    for iri, type_ in graph.subject_objects(RDFS.range):
        if (iri, RDF.type, OWL.DatatypeProperty) in graph and type_ != XSD.string:
            found[URIRef(str(iri))] = URIRef(str(type_))
    return found


def _short(iri: URIRef, prefixes: Mapping[str, str]) -> str:
    return next(f"{p}:{iri.removeprefix(namespace)}" for p, namespace in prefixes.items() if iri.startswith(namespace))
