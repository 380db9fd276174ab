"""IRIs of everything that a store holds; each function has its way back where ids are read from a store."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, unquote

from rdflib import URIRef

from kg.model import Span
from kg.rdf.namespaces import BASE, FOLDERS, Base

_KINDS = {folder: prefix for prefix, folder in FOLDERS.items()}


@lru_cache(maxsize=1 << 14)
def name_iri(name: str, base: Base = BASE) -> URIRef:
    """IRI of a prefixed name: "country:SG", "local:https://a.example/1-3", "lex:en-ship-v-carry".

    Everything but ASCII letters, digits and "-._~" is percent-encoded. Raises ValueError for an unknown prefix.
    """
    prefix, colon, local = name.partition(":")
    if not colon or prefix not in FOLDERS:
        raise ValueError(f"no such kind of name: {name}")
    return URIRef(base.folder(prefix) + quote(local, safe=""))


def iri_name(iri: str, base: Base = BASE) -> str:
    """The prefixed name of an IRI under the base; raises ValueError for any other IRI."""
    folder, slash, local = iri.removeprefix(base.iri).partition("/")
    if not iri.startswith(base.iri) or not slash or folder not in _KINDS:
        raise ValueError(f"not a name of this store: {iri}")
    return f"{_KINDS[folder]}:{unquote(local)}"


entity_iri = name_iri
entity_id = iri_name


def claim_iri(claim: str, base: Base = BASE) -> URIRef:
    return name_iri(f"claim:{claim}", base)


def article_iri(article: str, base: Base = BASE) -> URIRef:
    return name_iri(f"article:{article}", base)


def run_iri(run: str, base: Base = BASE) -> URIRef:
    return name_iri(f"run:{run}", base)


def lexicon_iri(entry: str, base: Base = BASE) -> URIRef:
    return name_iri(f"lex:{entry}", base)


def knowledge_graph(base: Base = BASE) -> URIRef:
    """Graph of the ontology and the gazetteer."""
    return URIRef(base.folder("graph") + "knowledge")


def identity_graph(base: Base = BASE) -> URIRef:
    """Graph of what people judge of entities."""
    return URIRef(base.folder("graph") + "identity")


def graph_iri(article: str, base: Base = BASE) -> URIRef:
    """Graph of an article. One whose id is "knowledge" or "identity" must not overwrite the graph of that name."""
    graph = name_iri(f"graph:{article}", base)
    if graph in (knowledge_graph(base), identity_graph(base)):
        return URIRef(f"{base.folder('graph')}%{ord(article[0]):X}{article[1:]}")
    return graph


def local_part(iri: str, base: Base = BASE) -> str:
    """What stands after the prefix, decoded: the id of an article, a claim or a lexicon entry."""
    return iri_name(iri, base).partition(":")[2]


def span_iri(article: str, span: Span, base: Base = BASE) -> URIRef:
    """RFC 5147 name of a stretch of an article's text, in code points, half-open."""
    return URIRef(f"{article_iri(article, base)}#char={span.start},{span.end}")


def span_of(iri: str) -> Span:
    """The offsets in the name of a span; raises ValueError for any other IRI."""
    start, comma, end = iri.rpartition("#char=")[2].partition(",")
    if not comma:
        raise ValueError(f"not a span: {iri}")
    return Span(int(start), int(end))
