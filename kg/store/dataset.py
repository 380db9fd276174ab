"""A store as an rdflib Dataset to read from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset, Literal
from rdflib.namespace import XSD
from rdflib.query import Result

from kg.errors import StoreError
from kg.rdf.namespaces import Base
from kg.store.bindings import bind


def union_dataset(store: ox.Store, base: Base) -> Dataset:
    """Its default graph is the union of all graphs; Oxigraph answers queries that are given as strings.

    A *prepared* query would be answered by rdflib's own engine, fifty times slower: pass strings.
    """
    dataset = Dataset(store=_ReadOnly(store=store), default_union=True)
    for prefix, namespace in base.prefixes.items():
        dataset.bind(prefix, namespace, replace=True)
    return dataset


class _ReadOnly(OxigraphStore):
    """Plain strings instead of xsd:string, and no writing.

    An update through a Dataset is run by rdflib, operation by operation, and leaves a graph empty when one fails.
    """

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[Any]:
        value = triple_pattern[2]
        for triple, contexts in super().triples(triple_pattern, context):
            # Oxigraph 0.5 on disk finds 256 as well when asked for 255
            if not isinstance(value, Literal) or _same(value, triple[2]):
                yield tuple(map(_plain, triple)), contexts

    def query(
        self,
        query: Any,
        initNs: Any,  # noqa: N803 - rdflib's names
        initBindings: Any,  # noqa: N803
        queryGraph: Any,  # noqa: N803
        **options: Any,
    ) -> Result:
        joined = bind(query, initBindings) if initBindings and isinstance(query, str) else None
        result: Result = super().query(
            joined or query, initNs, {} if joined else initBindings, queryGraph, **options
        )
        if result.type == "SELECT":
            result.bindings = [{name: _plain(term) for name, term in row.items()} for row in result.bindings]
        elif result.graph is not None:
            plain = type(result.graph)()
            for triple in result.graph:
                plain.add(tuple(map(_plain, triple)))
            result.graph = plain
        return result

    def add(self, *args: Any, **options: Any) -> None:
        raise _refusal()

    def addN(self, *args: Any, **options: Any) -> None:  # noqa: N802 - rdflib's name
        raise _refusal()

    def remove(self, *args: Any, **options: Any) -> None:
        raise _refusal()

    def add_graph(self, *args: Any, **options: Any) -> None:
        """Nothing: `dataset.graph(name)` calls it, which is how one graph is read."""

    def update(self, *args: Any, **options: Any) -> None:
        raise _refusal()

    def remove_graph(self, *args: Any, **options: Any) -> None:
        raise _refusal()


def _same(wanted: Literal, found: Any) -> bool:
    return isinstance(found, Literal) and wanted.value == found.value


def _plain(term: Any) -> Any:
    if isinstance(term, Literal) and term.datatype == XSD.string:
        return Literal(str(term))
    return term


def _refusal() -> StoreError:
    return StoreError("this dataset is there to read from; copy it into another one, or write with the store")
