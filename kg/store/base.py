"""What a store of quads can do. Terms are rdflib's; the default graph of every query is the union of all graphs.

The union keeps one solution a graph: a triple that two articles both hold is found twice; ask for DISTINCT.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

from rdflib import Dataset, Graph, URIRef

from kg.rdf.namespaces import Base
from kg.rdf.terms import Quad, Term, Words


@dataclass(frozen=True, slots=True)
class Table:
    """Answer of a SELECT: rows aligned with variables, None where unbound. It pickles, so a worker can send it."""

    variables: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]


class Store(Protocol):
    """A place for quads. Writing raises StoreError, asking raises QueryError, both with one line."""

    base: Base

    def replace(self, graph: URIRef, quads: Iterable[Quad]) -> None:
        """Put `quads`, all of this graph, in the place of what the graph held: wholly or not at all."""

    def remove(self, graph: URIRef) -> bool:
        """Drop a graph; False when there was none."""

    def exchange(self, out: Iterable[Quad], into: Iterable[Quad]) -> None:
        """Take quads out and put others in, of any graphs: wholly or not at all."""

    def file(self, name: str) -> str | None:
        """Text of a file that people may edit, kept beside the quads; None when there is none."""

    def keep(self, name: str, text: str) -> None:
        """Write such a file, wholly or not at all."""

    def select(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Table: ...

    def ask(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> bool: ...

    def construct(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Graph:
        """Answer of a CONSTRUCT or a DESCRIBE."""

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Table | bool | Graph:
        """Answer of a question of any form."""

    def update(self, sparql: str) -> None:
        """Run a SPARQL update, all its operations or none."""

    def digests(self) -> Mapping[str, str]:
        """Article id → digest of the article as it is stored."""

    def graphs(self) -> tuple[URIRef, ...]:
        """Names of all graphs, sorted."""

    def quads(self, graph: URIRef | None = None) -> Iterator[Quad]:
        """All quads, or those of one graph, sorted by graph, subject, predicate and object."""

    def words(self, graph: URIRef) -> list[Words]:
        """The triples of one graph as canonical N-Triples writes their terms, sorted: what exports are made of."""

    def dataset(self) -> Dataset:
        """The same quads as an rdflib Dataset to read from: its default graph is the union."""

    def flush(self) -> None:
        """Write what is still in memory to disk: a long build calls it now and then."""

    def close(self) -> None: ...

    def __enter__(self) -> Store: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
