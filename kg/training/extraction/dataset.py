"""Gold pages as arrays: features as sparse rows, labels of tokens, labels of (trigger, mention) pairs."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extract import Page
from kg.extract.learned.encode import edge_labels, ids
from kg.extract.learned.pair_features import pair_features, read_features
from kg.extract.learned.reading import readings
from kg.extract.learned.token_features import is_candidate, token_features
from kg.knowledge import Ontology
from kg.knowledge.vectors import Vectors
from kg.training.extraction.gold import GoldArticle
from kg.training.extraction.labels import SOURCE, candidates, gold_triggers, role_labels

# a feature seen less often teaches nothing that carries over
LEAST = {"plain": 5, "lexical": 5, "pair": 7}
COMMON = {"relation": 60, "case": 120}


@dataclass(frozen=True, slots=True)
class Rows:
    """Bags of ids, one after the other: those of row k are `values[starts[k]:starts[k + 1]]`."""

    values: NDArray[np.int64]
    starts: NDArray[np.int64]

    def take(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Ids of the rows end to end, and where each begins."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]]) if len(rows) else np.zeros(0, np.int64)
        index = np.repeat(self.starts[rows] - offsets, lengths) + np.arange(int(lengths.sum()))
        return self.values[index], offsets


def _rows(bags: Sequence[Sequence[int]]) -> Rows:
    starts = np.concatenate([[0], np.cumsum([len(b) for b in bags])]).astype(np.int64)
    return Rows(np.array([i for b in bags for i in b], np.int64), starts)


@dataclass(frozen=True, slots=True)
class Dataset:
    """All tokens of all articles, laid end to end.

    sentences  rows of (first, end, article)           edges     rows of (from, to, relation, case), sorted by from
    labels     (tokens, classes) 0/1    weigh     whether a token counts: a candidate, no other trigger word
    pairs      rows of (trigger token, mention head, class), pair features beside; of one sentence
    role_labels, role_weights   (pairs, role columns)
    """

    vectors: NDArray[np.float32]
    plain: Rows
    lexical: Rows
    sentences: NDArray[np.int64]
    edges: NDArray[np.int64]
    labels: NDArray[np.float32]
    weigh: NDArray[np.bool_]
    pairs: NDArray[np.int64]
    pair_features: Rows
    role_labels: NDArray[np.float32]
    role_weights: NDArray[np.float32]


def role_columns(ontology: Ontology) -> dict[tuple[str, str], int]:
    """(class, role) → column of the role outputs, as roles.toml groups them; "by" for every class."""
    groups = tomllib.loads((Path(__file__).parent / "roles.toml").read_text("utf-8"))
    column = {role: k for k, roles in enumerate(groups.values()) for role in roles}
    return {
        (name, role): column.get(f"{name}.{role}", column[role])
        for name, claim in ontology.classes.items()
        for role in [*(u.name for u in claim.roles), SOURCE]
    }


def feature_tables(pages: Iterable[tuple[GoldArticle, Page]]) -> dict[str, dict[str, int]]:
    """Features that are frequent enough → ids; relations and cases keep 0 for the rest."""
    counts = {name: Counter[str]() for name in (*LEAST, *COMMON)}
    for article, page in pages:
        for features in token_features(page):
            counts["plain"].update(features.plain)
            counts["lexical"].update(features.lexical)
        for _, _, relation, case in edge_labels(page):
            counts["relation"][relation] += 1
            counts["case"][case] += 1
        for trigger in gold_triggers(article, page):
            for _, bag in _pairs(page, trigger.token, trigger.claim.type):
                counts["pair"].update(bag)
    tables = {
        name: {f: k for k, f in enumerate(sorted(f for f, n in counts[name].items() if n >= least))}
        for name, least in LEAST.items()
    }
    for name, most in COMMON.items():
        ranked = sorted(counts[name], key=lambda f: (-counts[name][f], f))[:most]
        tables[name] = {f: k for k, f in enumerate(ranked, 1)}
    return tables


def _pairs(page: Page, token: int, claim: str) -> list[tuple[int, list[str]]]:
    """Mentions of the trigger's sentence with their pair features: (mention index, features)."""
    read = readings(page, token).get(claim)
    return [
        (
            m.index,
            pair_features(page, token, m) + read_features(claim, None if read is None else read.get(m.index, "-")),
        )
        for m in candidates(page, token, before=0)
    ]


def make_dataset(
    pages: Sequence[tuple[GoldArticle, Page]],
    tables: dict[str, dict[str, int]],
    vectors: Vectors,
    ontology: Ontology,
) -> Dataset:
    """Arrays of the pages; `tables` come from the pages that are trained on."""
    classes = {name: k for k, name in enumerate(ontology.classes)}
    columns = role_columns(ontology)
    width = max(columns.values()) + 1
    total = sum(len(page.tree) for _, page in pages)
    labels = np.zeros((total, len(classes)), np.float32)
    weigh = np.zeros(total, np.bool_)
    token_vectors = np.zeros((total, vectors.width), np.float32)
    plain: list[list[int]] = []
    lexical: list[list[int]] = []
    sentences: list[tuple[int, int, int]] = []
    edges: list[tuple[int, int, int, int]] = []
    pairs: list[tuple[int, int, int]] = []
    bags: list[list[int]] = []
    wanted: list[NDArray[np.float32]] = []
    weights: list[NDArray[np.float32]] = []
    base = 0
    for number, (article, page) in enumerate(pages):
        tree = page.tree
        for token, features in enumerate(token_features(page)):
            plain.append(ids(features.plain, tables["plain"]))
            lexical.append(ids(features.lexical, tables["lexical"]))
            token_vectors[base + token] = vectors.of(tree.lang, tree.words[token], tree.lemmas[token])
            weigh[base + token] = is_candidate(page, token)
        sentences.extend((base + first, base + end, number) for first, end in tree.sentences)
        edges.extend(
            (base + a, base + b, tables["relation"].get(r, 0), tables["case"].get(c, 0))
            for a, b, r, c in edge_labels(page)
        )
        triggers = sorted(gold_triggers(article, page), key=lambda t: t.token)
        heads = {t.token for t in triggers}
        for trigger in triggers:
            labels[base + trigger.token, classes[trigger.claim.type]] = 1
            weigh[[base + o for o in trigger.others if o not in heads]] = False
            weigh[base + trigger.token] = True
            roles = role_labels(article, page, trigger)
            for index, bag in _pairs(page, trigger.token, trigger.claim.type):
                label, weight = np.zeros(width, np.float32), np.zeros(width, np.float32)
                for (claim, role), column in columns.items():
                    if claim == trigger.claim.type:
                        is_role = role in roles.roles.get(index, ())
                        label[column] = max(label[column], float(is_role))
                        weight[column] = float(is_role or (index, role) not in roles.unsure)
                pairs.append((base + trigger.token, base + page.mentions[index].head, classes[trigger.claim.type]))
                bags.append(ids(bag, tables["pair"]))
                wanted.append(label)
                weights.append(weight)
        base += len(tree)
    edge_array = np.array(edges, np.int64)
    edge_array = edge_array[np.argsort(edge_array[:, 0], kind="stable")]
    return Dataset(
        token_vectors, _rows(plain), _rows(lexical), np.array(sentences, np.int64), edge_array, labels, weigh,
        np.array(pairs, np.int64), _rows(bags), np.array(wanted), np.array(weights),
    )  # fmt: skip
