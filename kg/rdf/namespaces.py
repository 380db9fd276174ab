"""Names: the ontology's namespace, published vocabularies, and the base that a store's data live under."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Namespace
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD

ONTOLOGY = "https://kg.example/ontology#"
SC = Namespace(ONTOLOGY)
SCHEMA = Namespace("https://schema.org/")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
ITSRDF = Namespace("http://www.w3.org/2005/11/its/rdf#")

DEFAULT_BASE = "https://kg.example/id/"
_BASE = re.compile(r"[a-z][a-z0-9+.-]*://[^\s<>\"{}|^`\\#?]+/")

# prefix → folder under the base; one prefix a kind, so that prefixed names hold no "/" and stay legal
FOLDERS: Mapping[str, str] = {
    "claim": "claim", "leg": "leg", "article": "article", "graph": "graph", "country": "country", "org": "org",
    "person": "person", "product": "product", "place": "place", "rule": "rule", "facility": "facility",
    "event": "event", "local": "local", "run": "run", "lex": "lexicon",
}  # fmt: skip

_PUBLISHED: Mapping[str, str] = {
    "sc": ONTOLOGY, "schema": str(SCHEMA), "prov": str(PROV), "nif": str(NIF), "itsrdf": str(ITSRDF),
    "skos": str(SKOS), "dcterms": str(DCTERMS), "rdf": str(RDF), "rdfs": str(RDFS), "owl": str(OWL), "xsd": str(XSD),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Base:
    """The IRI that a store's data live under; it ends in "/" and has no fragment, which spans have."""

    iri: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.iri):
            raise ValueError(f"not a base IRI that ends in /: {self.iri}")

    def folder(self, prefix: str) -> str:
        """Namespace of one kind: "country" → "https://kg.example/id/country/"."""
        return f"{self.iri}{FOLDERS[prefix]}/"

    @property
    def prefixes(self) -> Mapping[str, str]:
        """Every prefix that queries and dumps can use, with its namespace."""
        return {**_PUBLISHED, **{prefix: self.folder(prefix) for prefix in FOLDERS}}


BASE = Base()
PREFIXES: Mapping[str, str] = BASE.prefixes
