"""The store on Oxigraph, in memory or on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, TypeVar, cast

import pyoxigraph as ox
from rdflib import Dataset, Graph, URIRef

from kg.errors import QueryError, StoreError
from kg.rdf.namespaces import Base
from kg.rdf.terms import Quad, Term, Words
from kg.store.base import Table
from kg.store.bindings import bind
from kg.store.messages import shorten, syntax_message
from kg.store.place import IN_USE, Place
from kg.store.terms import from_ox, to_ox

# quads; graphs of articles have hundreds
LARGE = 10_000
_Value = TypeVar("_Value")
_DIGESTS = """
SELECT ?id ?digest WHERE {
  GRAPH ?graph { ?graph prov:wasDerivedFrom ?article . ?article schema:identifier ?id ; sc:digest ?digest }
}"""


class OxigraphStore:
    """See `kg.store.base.Store`. `place` is None in memory, where `inner` may hold quads already."""

    def __init__(
        self, base: Base, place: Place | None = None, *, read_only: bool = False, inner: ox.Store | None = None
    ) -> None:
        self.base = base
        self._place, self._read_only = place, read_only
        self._name = str(place.path) if place else "the store in memory"
        self._prefixes = dict(base.prefixes)
        self._files: dict[str, str] = {}  # of a store in memory
        self._inner: ox.Store | None = inner or _open(place, read_only)

    def replace(self, graph: URIRef, quads: Iterable[Quad]) -> None:
        place, held = ox.NamedNode(graph), []
        for quad in quads:
            if quad[3] != graph:
                raise ValueError(f"a quad of {quad[3]} among those of {graph}")
            held.append(self._held(quad))
        if not self._store.contains_named_graph(place):
            # one transaction too, and twice as fast as an update that is parsed; what is as large as the knowledge graph,
            # but far below the million quads of a batch, is three times as fast as files that are taken in at once
            extend = self._store.bulk_extend if len(held) > LARGE else self._store.extend
            self._change(lambda: extend(held))
            return
        # one update of two operations is one transaction: a reader, or a crash, never meets the graph half-way
        lines = (f"{quad.subject} {quad.predicate} {quad.object} ." for quad in held)
        insert = f"; INSERT DATA {{ GRAPH {place} {{\n" + "\n".join(lines) + "\n} }" if held else ""
        self._write(f"DROP SILENT GRAPH {place}{insert}")

    def remove(self, graph: URIRef) -> bool:
        there = self._store.contains_named_graph(ox.NamedNode(graph))
        if there:
            self._write(f"DROP SILENT GRAPH <{graph}>")
        return there

    def exchange(self, out: Iterable[Quad], into: Iterable[Quad]) -> None:
        parts = []
        for verb, quads in (("DELETE DATA", out), ("INSERT DATA", into)):
            held = map(self._held, quads)
            lines = [f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}" for q in held]
            if lines:
                parts.append(f"{verb} {{\n" + "\n".join(lines) + "\n}")
        if parts:
            self._write(" ;\n".join(parts))

    def file(self, name: str) -> str | None:
        return self._place.read(name) if self._place else self._files.get(name)

    def keep(self, name: str, text: str) -> None:
        if self._read_only:
            raise StoreError(f"{self._name}: is open for reading only")
        if self._place:
            self._place.write(name, text)
        else:
            self._files[name] = text

    def select(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Table:
        answer = self.query(sparql, bindings)
        if not isinstance(answer, Table):
            raise QueryError("not a SELECT query")
        return answer

    def ask(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> bool:
        answer = self.query(sparql, bindings)
        if not isinstance(answer, bool):
            raise QueryError("not an ASK query")
        return answer

    def construct(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Graph:
        answer = self.query(sparql, bindings)
        if not isinstance(answer, Graph):
            raise QueryError("neither a CONSTRUCT nor a DESCRIBE query")
        return answer

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Table | bool | Graph:
        def answer() -> Table | bool | Graph:
            joined = bind(sparql, bindings) if bindings else sparql
            rest: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {}
            if bindings and not joined:
                rest = {ox.Variable(name): to_ox(term) for name, term in bindings.items()}
            return self._answer(
                self._store.query(
                    joined or sparql, use_default_graph_as_union=True, prefixes=self._prefixes, substitutions=rest
                )
            )

        return self._run(sparql, answer, QueryError)

    def update(self, sparql: str) -> None:
        self._write(sparql)

    def digests(self) -> Mapping[str, str]:
        return {str(article): str(digest) for article, digest in sorted(self.select(_DIGESTS).rows)}

    def graphs(self) -> tuple[URIRef, ...]:
        return tuple(sorted(URIRef(graph.value) for graph in self._store.named_graphs()))

    def quads(self, graph: URIRef | None = None) -> Iterator[Quad]:
        for name in self.graphs() if graph is None else (graph,):
            triples = [
                (from_ox(quad.subject), from_ox(quad.predicate), from_ox(quad.object))
                for quad in self._store.quads_for_pattern(None, None, None, ox.NamedNode(name))
            ]
            for triple in sorted(triples, key=lambda triple: [term.n3() for term in triple]):
                yield cast(Quad, (*triple, name))

    def words(self, graph: URIRef) -> list[Words]:
        dump = self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph)) or b""
        lines = dump.decode().split("\n")
        words = (line[:-2].split(" ", 2) for line in sorted(lines) if line)  # "SUBJECT PREDICATE OBJECT ."
        return [(subject, predicate, value) for subject, predicate, value in words]

    def dataset(self) -> Dataset:
        from kg.store.dataset import union_dataset  # noqa: PLC0415 (rdflib's SPARQL parser costs 0.2 s)

        return union_dataset(self._store, self.base)

    def flush(self) -> None:
        if self._place and not self._read_only:
            self._store.flush()

    def close(self) -> None:
        if self._inner is not None:
            self.flush()
            self._inner = None
        if self._place is not None:
            self._place.leave()

    def __enter__(self) -> OxigraphStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _store(self) -> ox.Store:
        if self._inner is None:
            raise StoreError(f"{self._name}: is closed")
        return self._inner

    def _held(self, quad: Quad) -> ox.Quad:
        subject, predicate, value, graph = quad
        try:
            return _quad(to_ox(subject), to_ox(predicate), to_ox(value), ox.NamedNode(graph))
        except (TypeError, ValueError) as error:
            raise StoreError(f"{self._name}: cannot hold {value!r:.100}: {error}") from error

    def _write(self, sparql: str) -> None:
        self._change(lambda: self._store.update(sparql, prefixes=self._prefixes), sparql)

    def _change(self, work: Callable[[], None], sparql: str = "") -> None:
        if self._read_only:
            raise StoreError(f"{self._name}: is open for reading only")
        self._run(sparql, work, StoreError)

    def _run(self, sparql: str, work: Callable[[], _Value], failure: type[QueryError] | type[StoreError]) -> _Value:
        try:
            return work()
        except SyntaxError as error:
            raise QueryError(syntax_message(sparql, error, self._prefixes)) from error
        except (ValueError, OSError, RuntimeError) as error:
            raise failure(shorten(f"{self._name}: {error}")) from error

    def _answer(self, result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Table | bool | Graph:
        if isinstance(result, ox.QueryBoolean):
            return bool(result)
        if isinstance(result, ox.QuerySolutions):
            rows = [tuple(None if term is None else from_ox(term) for term in row) for row in result]
            return Table(tuple(variable.value for variable in result.variables), rows)
        graph = Graph()
        for prefix, namespace in self._prefixes.items():
            graph.bind(prefix, namespace, replace=True)
        for triple in result:
            graph.add((from_ox(triple.subject), from_ox(triple.predicate), from_ox(triple.object)))
        return graph


def _open(place: Place | None, read_only: bool) -> ox.Store:
    if place is None:
        return ox.Store()
    try:
        return ox.Store.read_only(str(place.data)) if read_only else ox.Store(str(place.data))
    except (OSError, RuntimeError, ValueError) as error:
        message = str(error)
        if "lock" in message.lower():
            raise StoreError(f"{place.path}: {IN_USE}") from error
        if "Permission denied" in message or "Read-only file system" in message:
            raise StoreError(f"{place.path}: cannot be written: permission denied") from error
        raise StoreError(shorten(f"{place.path}: the database is damaged or incomplete: {message}")) from error


def _quad(subject: Any, predicate: Any, value: Any, graph: ox.NamedNode) -> ox.Quad:
    """pyoxigraph refuses a literal in the place of a name, with a ValueError or a TypeError."""
    return ox.Quad(subject, predicate, value, graph)
