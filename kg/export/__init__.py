"""A store written out: one module a format, one line each in a registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath

from kg.export.claims import write_claims
from kg.export.csv import write_csv
from kg.export.cytoscape import write_cytoscape
from kg.export.followthemoney import write_followthemoney
from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.export.html import write_html
from kg.export.jsonld import write_jsonld
from kg.export.material import Material
from kg.export.neo4j import write_cypher, write_neo4j
from kg.export.node_link import write_node_link
from kg.export.nquads import write_nquads
from kg.export.parquet import write_parquet
from kg.export.routes import write_dot, write_geojson, write_mermaid
from kg.export.trig import write_trig
from kg.export.turtle import write_turtle

__all__ = ["FOLDERS", "SUFFIXES", "WRITERS", "FolderWriter", "Material", "Writer", "format_of"]

# pieces of one file, text in UTF-8; the same store gives the same bytes
Writer = Callable[[Material], Iterator[str]]
# pieces of several files: the name of the file, and what comes next in it
FolderWriter = Callable[[Material], Iterator[tuple[str, bytes]]]

WRITERS: Mapping[str, Writer] = {
    "claims": write_claims,
    "turtle": write_turtle,
    "trig": write_trig,
    "nquads": write_nquads,
    "jsonld": write_jsonld,
    "networkx": write_node_link,
    "graphml": write_graphml,
    "gexf": write_gexf,
    "cytoscape": write_cytoscape,
    "cypher": write_cypher,
    "ftm": write_followthemoney,
    "geojson": write_geojson,
    "mermaid": write_mermaid,
    "dot": write_dot,
    "html": write_html,
}

FOLDERS: Mapping[str, FolderWriter] = {
    "csv": write_csv,
    "parquet": write_parquet,
    "neo4j": write_neo4j,
}

SUFFIXES: Mapping[str, str] = {
    ".jsonl": "claims",
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".jsonld": "jsonld",
    ".json": "networkx",
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".cyjs": "cytoscape",
    ".cypher": "cypher",
    ".ftm.json": "ftm",
    ".geojson": "geojson",
    ".mmd": "mermaid",
    ".dot": "dot",
    ".html": "html",
}


def format_of(path: str) -> str | None:
    """The format that a file's name asks for: the longest ending counts."""
    name = PurePath(path).name.lower()
    found = [suffix for suffix in SUFFIXES if name.endswith(suffix)]
    return SUFFIXES[max(found, key=len)] if found else None
