"""Judgements put into effect: once, where quads are written, so that whatever asks the store finds one entity.

A graph is renamed when a judgement is made, and when it is written; who asks pays nothing. Where nobody judged, nothing
is done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence

from rdflib import URIRef
from rdflib.namespace import RDF

from kg.errors import StoreError
from kg.identity.graph import identity_quads, judgements_in
from kg.identity.groups import Groups
from kg.identity.judgement import Judgement
from kg.identity.rename import ORDERS, PATCH, Patch, Swaps, read_patch, renamed, swaps_of
from kg.identity.table import FILE, read_table, write_table
from kg.rdf.iri import graph_iri, identity_graph, iri_name, knowledge_graph, name_iri
from kg.rdf.namespaces import Base
from kg.rdf.terms import Quad, Triple
from kg.store.base import Store

_KNOWN = "SELECT DISTINCT ?e {{ VALUES ?e {{ {} }} GRAPH {} {{ ?e a ?type }} }}"
_HOLD = """
SELECT DISTINCT ?g {{ VALUES ?e {{ {} }} {{ GRAPH ?g {{ ?s ?p ?e }} }} UNION {{ GRAPH ?g {{ ?e ?p ?o }} }} }}"""
_TOUCHED = """
SELECT ?s ?p ?o {{
  {{ VALUES ?s {{ {1} }} GRAPH {0} {{ ?s ?p ?o }} }} UNION {{ VALUES ?o {{ {1} }} GRAPH {0} {{ ?s ?p ?o }} }}
}}"""
_PATCHED = "SELECT ?g ?note { GRAPH ?g { ?g skos:changeNote ?note } }"
_DIGEST = "SELECT ?digest {{ GRAPH {0} {{ {0} sc:digest ?digest }} }}"


_Patched = tuple[Triple, Patch]  # the triple that holds it, and what it says


def judgements(store: Store) -> tuple[Judgement, ...]:
    """All that people judged, in the order in which they did."""
    return judgements_in(store.quads(identity_graph(store.base)), store.base)


def judge(store: Store, made: Sequence[Judgement]) -> Groups:
    """Put these judgements in the place of the store's. Raises StoreError, before anything changes, when they
    contradict each other."""
    return _apply(store, made, write_table(made))


def stale(store: Store) -> bool:
    """Whether somebody edited the table since it was put into effect."""
    table = store.file(FILE)
    return table is not None and _digest(table) != _stored_digest(store)


def sync(store: Store) -> None:
    """Put the table into effect as people edited it. Raises StoreError for a line that is wrong."""
    table = store.file(FILE)
    if table is not None and _digest(table) != _stored_digest(store):
        _apply(store, read_table(table), table)


def refresh(store: Store) -> None:
    """Put the judgements into effect again, where the knowledge beneath them is new."""
    if made := judgements(store):
        _apply(store, made, store.file(FILE) or write_table(made))


class Renamer:
    """Renames what is about to be written, as a store's judgements want it."""

    def __init__(self, store: Store) -> None:
        self._base = store.base
        self._groups = _groups(store, judgements(store))
        self._moved = dict(self._groups.moved())

    def __call__(self, quads: list[Quad], article: str) -> list[Quad]:
        if not self._groups:
            return quads
        graph = quads[0][3]
        triples = [quad[:3] for quad in quads]
        patch = _patch(self._groups, self._moved, article, triples, self._base)
        if patch is None:
            return quads
        stays = [triple for triple in triples if triple not in patch.out]
        return [(*triple, graph) for triple in (*stays, *_sorted(patch.into), patch.note(graph))]


def as_read(store: Store, article: str) -> list[Triple]:
    """The graph of an article before any judgement; empty where there is no such article."""
    graph = graph_iri(article, store.base)
    return list(_restored(_triples(store, graph), _patches(store).get(graph)))


def become(store: Store, id: str) -> str | None:
    """What an id that a graph was read with has become in it; None where it stands as it was."""
    return next((patch.swaps[id] for _, patch in _patches(store).values() if id in patch.swaps), None)


def _apply(store: Store, made: Sequence[Judgement], table: str) -> Groups:
    groups = _groups(store, made)
    if (why := groups.contradiction()) is not None:
        raise StoreError(f"{FILE}: {why}")
    base, moved, patches = store.base, dict(groups.moved()), _patches(store)
    apart = {graph_iri(article, base): article for article in groups.articles}
    out: list[Quad] = []
    into: list[Quad] = []
    for graph in sorted(_affected(store, moved, patches) | apart.keys()):
        found = patches.get(graph)
        now = _triples(store, graph) if graph in apart else _touched(store, graph, moved, found and found[1])
        read = _restored(now, found)
        patch = _patch(groups, moved, apart.get(graph), read, base)
        then = read if patch is None else (read - patch.out) | patch.into | {patch.note(graph)}
        out += [(*triple, graph) for triple in _sorted(now - then)]
        into += [(*triple, graph) for triple in _sorted(then - now)]
    old, new = set(store.quads(identity_graph(base))), set(identity_quads(groups, _digest(table), base))
    # the table first: when this is cut short, the next who opens the store puts it into effect
    if store.file(FILE) != table:
        store.keep(FILE, table)
    store.exchange((*out, *sorted(old - new)), (*into, *sorted(new - old)))
    return groups


def _affected(store: Store, moved: Swaps, patches: Mapping[URIRef, _Patched]) -> set[URIRef]:
    """Graphs that were renamed otherwise, and those that hold an id which gives way now."""
    found = {
        graph
        for graph, (_, patch) in patches.items()
        if any(id not in moved or moved[id].id != new for id, new in patch.swaps.items())
    }
    if moved:
        found |= {URIRef(str(row[0])) for row in store.select(_HOLD.format(_terms(moved, store.base))).rows}
    return found - {identity_graph(store.base)}


def _touched(store: Store, graph: URIRef, moved: Swaps, patch: Patch | None) -> set[Triple]:
    """The triples of a graph that a renaming may look at, and its patch."""
    ids = {*moved, *(target.id for target in moved.values())}
    if patch is not None:
        ids |= {*patch.swaps, *patch.swaps.values()}
    nodes = [name_iri(id, store.base) for id in sorted(ids)]
    terms = [URIRef(f"{node}{part}") for node in nodes for part in ("", *ORDERS)]
    values = " ".join(term.n3() for term in (*terms, graph))
    found: set[Triple] = set()
    for subject, verb, value in store.select(_TOUCHED.format(graph.n3(), values)).rows:
        if isinstance(subject, URIRef) and isinstance(verb, URIRef) and value is not None:
            found.add((subject, verb, value))
    return found


def _patch(groups: Groups, moved: Swaps, article: str | None, triples: Collection[Triple], base: Base) -> Patch | None:
    swaps = swaps_of(groups, moved, article, triples, base)
    return renamed(triples, swaps, base) if swaps else None


def _patches(store: Store) -> dict[URIRef, _Patched]:
    rows = store.select(_PATCHED).rows
    return {URIRef(str(g)): ((URIRef(str(g)), PATCH, note), read_patch(str(note))) for g, note in rows if note is not None}


def _restored(triples: set[Triple], found: _Patched | None) -> set[Triple]:
    return triples if found is None else (triples - {found[0]} - found[1].into) | found[1].out


def _triples(store: Store, graph: URIRef) -> set[Triple]:
    return {quad[:3] for quad in store.quads(graph)}


def _groups(store: Store, made: Sequence[Judgement]) -> Groups:
    ids = sorted({ref.id for one in made for ref in (one.a, one.b)})
    if not ids:
        return Groups(())
    base = store.base
    knowledge = knowledge_graph(base)
    rows = store.select(_KNOWN.format(_terms(ids, base), knowledge.n3())).rows
    known = {iri_name(str(row[0]), base) for row in rows}
    # what gave way to another is described in the patch alone
    if (found := _patches(store).get(knowledge)) is not None:
        known |= {iri_name(str(subject), base) for subject, verb, _ in found[1].out if verb == RDF.type}
    return Groups(made, known)


def _terms(ids: Iterable[str], base: Base) -> str:
    return " ".join(name_iri(id, base).n3() for id in sorted(ids))


def _sorted(triples: Iterable[Triple]) -> list[Triple]:
    return sorted(triples, key=lambda triple: [term.n3() for term in triple])


def _digest(table: str) -> str:
    return hashlib.sha256(table.encode()).hexdigest()


def _stored_digest(store: Store) -> str | None:
    rows = store.select(_DIGEST.format(identity_graph(store.base).n3())).rows
    return str(rows[0][0]) if rows else None
