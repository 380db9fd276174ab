"""A dump of a store, read into memory."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf.namespaces import SC, Base
from kg.store.messages import shorten
from kg.store.oxigraph import OxigraphStore

FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS, ".trig": ox.RdfFormat.TRIG, ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES, ".jsonld": ox.RdfFormat.JSON_LD,
}  # fmt: skip


def read_dump(path: Path) -> OxigraphStore:
    """What `kg export` wrote as RDF. Raises StoreError for another kind of file and for one that is damaged."""
    format = FORMATS.get(path.suffix.lower())
    if format is None:
        raise StoreError(f"{path}: neither a store nor a dump ({', '.join(FORMATS)})")
    inner = ox.Store()
    try:
        inner.load(path=str(path), format=format)
    except (OSError, SyntaxError, ValueError) as error:
        raise StoreError(shorten(f"{path}: cannot be read: {error}")) from error
    return OxigraphStore(_base(inner), inner=inner)


def _base(inner: ox.Store) -> Base:
    """Where the data live: what stands before the folder of an article's name."""
    first = next(iter(inner.quads_for_pattern(None, ox.NamedNode(str(SC.article)), None, None)), None)
    if first is None or not isinstance(first.object, ox.NamedNode):
        return Base()
    return Base(first.object.value.rpartition("article/")[0])
