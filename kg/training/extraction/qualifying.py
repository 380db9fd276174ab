"""Training of the model of status, sources and time on gold triggers; sources with the scores that networks that had not
seen the article gave them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from kg.extract import Page
from kg.extract.learned.propose import Proposal
from kg.knowledge.linear import Linear
from kg.model import Entity, Frame
from kg.qualify.attribution import Sources
from kg.qualify.learned.model import DATED, LIKELY, Qualifier, frame_status_features
from kg.qualify.learned.source_features import Candidate, candidates, source_features, source_names
from kg.qualify.learned.time_features import readings, time_features, time_names
from kg.qualify.status import status_among
from kg.qualify.time import time_of
from kg.training.extraction import chooser
from kg.training.extraction.gold import GoldArticle, GoldClaim, name_words, stands_for
from kg.training.extraction.labels import gold_triggers

LEAST = 3  # a feature seen less often teaches nothing that carries over


@dataclass(frozen=True, slots=True)
class Example:
    """One gold claim: features of its status; features and labels of who may be its source, of what may be its time.

    ruled   which sources the rules find          rule, time   status and time by rule
    """

    claim: GoldClaim
    status: tuple[str, ...]
    rule: str
    sources: NDArray[np.float64]
    speaks: NDArray[np.bool_]
    ruled: NDArray[np.bool_]
    times: NDArray[np.float64]
    dated: NDArray[np.bool_]
    time: str | None


def examples(article: GoldArticle, page: Page, proposals: Sequence[Proposal]) -> Iterator[Example]:
    """The article's gold claims whose triggers were read; proposals of the same word and class lend roles and scores."""
    knowledge, tree = page.knowledge, page.tree
    ontology, language = knowledge.ontology, knowledge.languages[tree.lang]
    classes = tuple(ontology.classes)
    sources = Sources(
        tree, page.mentions, page.entities, page.antecedents, knowledge.cues[tree.lang], language.weekdays
    )
    proposed = {(p.frame.trigger, p.frame.claim): p.frame for p in proposals}
    for trigger in gold_triggers(article, page):
        name = trigger.claim.type
        frame = proposed.get((trigger.token, name)) or Frame(name, trigger.token, (trigger.token,), (), "gold", 1.0)
        frame = replace(frame, status=None)
        hits = sources.hits[tree.sentence[frame.trigger]]
        rule = status_among(tree, frame, hits)[0]
        ruled = [a for a in sources.of(frame) if a.source.entity.type in ontology.sources]
        found = candidates(sources, frame, ruled, ontology)
        rows = source_features(sources, frame, found, trigger.claim.status, classes)
        published = article.document.published
        dates = readings(tree, frame, published, language) if published else []
        times = np.zeros((0, len(time_names())))
        if published:
            times = time_features(tree, frame, dates, published, language, trigger.claim.status, hits, classes)
        by_rule = time_of(tree, frame, published, language, trigger.claim.status, hits)
        yield Example(
            trigger.claim, tuple(frame_status_features(frame, sources, rule)), rule, rows,
            np.array([_is_source(article, page, c, trigger.claim) for c in found], np.bool_),
            np.array([c.rank >= 0 for c in found], np.bool_), times,
            np.array([same_time(trigger.claim.time, d.expression.text) for d in dates], np.bool_),
            by_rule.text if by_rule else None,
        )  # fmt: skip


def same_time(gold: str | None, text: str | None) -> bool:
    """Equal, or the same start where one of the two leaves the interval open."""
    return gold is not None and text is not None and gold.split("/..")[0] == text.split("/..")[0]


def _is_source(article: GoldArticle, page: Page, candidate: Candidate, claim: GoldClaim) -> bool:
    gold = [article.entities[i] for i in claim.by]
    mentions = [page.mentions[o.mention] for o in candidate.occurrences]
    named = _names(candidate.filler.entity)
    return any(
        (e.iso and e.iso == candidate.filler.entity.iso)
        or any(stands_for(page, m, e) for m in mentions)
        or any(2 * len(words & form) >= len(words | form) for words in named for form in e.forms)
        for e in gold
    )


def _names(entity: Entity) -> list[frozenset[str]]:
    return [words for _, name in entity.labels if (words := name_words(name))]


def fit_status(found: Sequence[Example]) -> Linear:
    """Multinomial logistic regression."""
    counts = Counter(f for e in found for f in e.status)
    features = {f: k for k, f in enumerate(sorted(f for f, n in counts.items() if n >= LEAST))}
    rows = [[features[f] for f in e.status if f in features] for e in found]
    starts = np.concatenate([[0], np.cumsum([len(r) for r in rows])])
    columns = np.array([i for r in rows for i in r])
    sparse = csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), len(features)))
    model = LogisticRegression(C=0.3, max_iter=300).fit(sparse, [e.claim.status for e in found])
    return Linear(tuple(str(c) for c in model.classes_), features, model.coef_.T, model.intercept_)


def fit(found: Sequence[Example]) -> Qualifier:
    """The model from examples of any articles."""
    sources = chooser.fit(np.vstack([e.sources for e in found]), np.concatenate([e.speaks for e in found]), source_names())
    times = chooser.fit(np.vstack([e.times for e in found]), np.concatenate([e.dated for e in found]), time_names())
    return Qualifier(fit_status(found), sources, times)


def compared(model: Qualifier, held: Sequence[Example]) -> str:
    """Shares of examples that it had not seen, rules → model: right statuses; precision and recall of sources and times."""
    status = np.mean([e.rule == e.claim.status for e in held])
    likely = np.mean([model.likely_status(e.status, e.rule) == e.claim.status for e in held])
    sources, times = Counts(), Counts()
    ruled_sources, ruled_times = Counts(), Counts()
    for e in held:
        chosen = model.sources.probabilities(e.sources) >= LIKELY if len(e.sources) else np.zeros(0, np.bool_)
        sources.add(int((chosen & e.speaks).sum()), int(chosen.sum()), len(e.claim.by))
        ruled_sources.add(int((e.ruled & e.speaks).sum()), int(e.ruled.sum()), len(e.claim.by))
        scores = model.times.probabilities(e.times) if len(e.times) else np.zeros(1)
        best = int(scores.argmax())
        given = scores[best] >= DATED
        times.add(int(given and e.dated[best]), int(given), int(e.claim.time is not None))
        ruled_times.add(int(same_time(e.claim.time, e.time)), int(e.time is not None), int(e.claim.time is not None))
    return (
        f"status {status:.3f} → {likely:.3f}; sources {ruled_sources} → {sources}; times {ruled_times} → {times}"
    )


@dataclass
class Counts:
    right: int = 0
    given: int = 0
    gold: int = 0

    def add(self, right: int, given: int, gold: int) -> None:
        self.right += right
        self.given += given
        self.gold += gold

    def __str__(self) -> str:
        precision, recall = self.right / max(self.given, 1), self.right / max(self.gold, 1)
        return f"P {precision:.3f} R {recall:.3f} F {2 * precision * recall / max(precision + recall, 1e-9):.3f}"
