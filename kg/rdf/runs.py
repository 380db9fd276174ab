"""What read the articles: versions and digests, and no time, so that the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.namespace import PROV, RDF

from kg.rdf.iri import run_iri
from kg.rdf.namespaces import BASE, ONTOLOGY, SC, SCHEMA, Base
from kg.rdf.terms import Quad, Triple, text


@dataclass(frozen=True, slots=True)
class Run:
    """Everything besides the article that a reading depends on.

    version    of kg; ontology: version of the ontology ("0.1.0")
    knowledge  digest of the knowledge files
    pipelines  (language, digest of the pipeline) pairs, sorted
    """

    version: str
    ontology: str
    knowledge: str
    pipelines: tuple[tuple[str, str], ...]

    @property
    def id(self) -> str:
        """12 hex digits: the same for runs that read alike."""
        parts = json.dumps([self.version, self.ontology, self.knowledge, sorted(self.pipelines)])
        return hashlib.sha256(parts.encode()).hexdigest()[:12]


def run_quads(run: Run, base: Base = BASE) -> list[Quad]:
    """A graph of its own, named like the run: articles come and go, what read them stays described."""
    node = run_iri(run.id, base)
    triples: list[Triple] = [
        (node, RDF.type, PROV.Activity),
        (node, SCHEMA.softwareVersion, text(run.version)),
        (node, PROV.used, URIRef(f"{ONTOLOGY.removesuffix('#')}/{run.ontology}")),
        (node, SC.knowledgeDigest, text(run.knowledge)),
        *((node, SC.pipeline, text(f"{lang} {digest}")) for lang, digest in sorted(run.pipelines)),
    ]
    return [(*triple, node) for triple in triples]
