"""Training of the mention typer: multinomial logistic regression on the mentions that name gold entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from kg.extract import Page
from kg.knowledge.vectors import Vectors
from kg.mention.typer import NONE, TYPED, Typer, mention_vector, typer_features
from kg.training.extraction.gold import EXACT, GoldArticle, names

LEAST = 3  # a feature seen less often teaches nothing that carries over
VECTOR_SCALE = 3.0  # unit vectors are small beside sums of 0/1 features


def fit_typer(pages: Sequence[tuple[GoldArticle, Page]], vectors: Vectors) -> Typer:
    """From mentions that name exactly one type of gold entity, and those that name none at all."""
    bags: list[list[str]] = []
    dense: list[np.ndarray] = []
    labels: list[str] = []
    for article, page in pages:
        gazetteer = page.knowledge.gazetteer
        for mention in page.mentions:
            if mention.kind not in TYPED:
                continue
            fits = [(names(page, mention, e), e.type) for e in article.entities.values()]
            types = {kind for fit, kind in fits if fit == EXACT}
            if len(types) == 1 or not any(fit for fit, _ in fits):
                bags.append(typer_features(page.tree, mention, gazetteer))
                dense.append(mention_vector(page.tree, mention, vectors) * VECTOR_SCALE)
                labels.append(next(iter(types)) if types else NONE)
    counts = Counter(f for bag in bags for f in bag)
    features = {f: k for k, f in enumerate(sorted(f for f, n in counts.items() if n >= LEAST))}
    rows = [[features[f] for f in bag if f in features] for bag in bags]
    starts = np.concatenate([[0], np.cumsum([len(r) for r in rows])])
    columns = np.array([i for r in rows for i in r])
    sparse = csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), len(features)))
    model = LogisticRegression(C=0.3, max_iter=80).fit(hstack([sparse, csr_matrix(np.array(dense))]).tocsr(), labels)
    order = sorted(range(len(model.classes_)), key=lambda k: (model.classes_[k] == NONE, model.classes_[k]))
    weights = model.coef_[order].T
    return Typer(
        tuple(str(model.classes_[k]) for k in order),
        features,
        weights[: len(features)],
        weights[len(features) :] * VECTOR_SCALE,
        model.intercept_[order],
        vectors,
    )
