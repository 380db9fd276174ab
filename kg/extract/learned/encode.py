"""A page as the network reads it: vectors, ids of features, edges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from kg.extract.learned.network import Inputs
from kg.extract.learned.token_features import token_features
from kg.extract.page import Page
from kg.knowledge.vectors import Vectors


def ids(features: Iterable[str], table: Mapping[str, int]) -> list[int]:
    """Ids of the known features; what training has not seen says nothing."""
    return [table[f] for f in features if f in table]


def edge_labels(page: Page) -> list[tuple[int, int, str, str]]:
    """Argument edges, and for each word the edge to its head: (from, to, relation, case)."""
    tree = page.tree
    found = [
        (token, edge.token, edge.relation, tree.lang + edge.case)
        for token, edges in enumerate(page.edges)
        for edge in edges
    ]
    found += [
        (token, head, f"head:{tree.deps[token]}", tree.lang + tree.case[token])
        for token, head in enumerate(tree.heads)
        if head != token
    ]
    return found


def encode(page: Page, vectors: Vectors, tables: Mapping[str, Mapping[str, int]]) -> Inputs:
    """Index arrays of one page; relations and cases that training has not seen share id 0."""
    tree, features = page.tree, token_features(page)
    rows = [vectors.of(tree.lang, tree.words[t], tree.lemmas[t]) for t in range(len(tree))]
    edges = [(a, b, tables["relation"].get(r, 0), tables["case"].get(c, 0)) for a, b, r, c in edge_labels(page)]
    return Inputs(
        np.array(rows).reshape(len(tree), vectors.width),
        [ids(f.plain, tables["plain"]) for f in features],
        [ids(f.lexical, tables["lexical"]) for f in features],
        tree.sentences,
        np.array(edges, np.int64).reshape(-1, 4),
    )
