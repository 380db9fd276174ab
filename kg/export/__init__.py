"""A store written out: one module a format, one line each in the registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath

from kg.export.claims import write_claims
from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.export.html import write_html
from kg.export.jsonld import write_jsonld
from kg.export.material import Material
from kg.export.node_link import write_node_link
from kg.export.nquads import write_nquads
from kg.export.trig import write_trig
from kg.export.turtle import write_turtle

__all__ = ["SUFFIXES", "WRITERS", "Material", "Writer", "format_of"]

# pieces of text in UTF-8; the same store gives the same bytes
Writer = Callable[[Material], Iterator[str]]

WRITERS: Mapping[str, Writer] = {
    "claims": write_claims,
    "turtle": write_turtle,
    "trig": write_trig,
    "nquads": write_nquads,
    "jsonld": write_jsonld,
    "networkx": write_node_link,
    "graphml": write_graphml,
    "gexf": write_gexf,
    "html": write_html,
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
    ".html": "html",
}


def format_of(path: str) -> str | None:
    """The format that a file's name asks for."""
    return SUFFIXES.get(PurePath(path).suffix.lower())
