"""The shipped model of status, sources and time: what it makes of a frame, beside what cues and dates say by rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from kg.errors import KnowledgeError
from kg.knowledge import Knowledge
from kg.knowledge.forest import Forest, load_forest, save_forest
from kg.knowledge.linear import Linear, load_linear, save_linear
from kg.knowledge.ontology import Ontology
from kg.model import Attribution, Frame, Interval
from kg.qualify.attribution import Sources
from kg.qualify.learned.source_features import Candidate, candidates, source_features
from kg.qualify.learned.status_features import status_features
from kg.qualify.learned.time_features import readings, time_features
from kg.qualify.reach import governs

STATUS, SOURCES, TIMES = "status", "sources", "times"
# a cue that governs a claim is overruled by what is likelier by more than this
MARGIN = 0.1
# a source counts when it is more likely right than wrong
LIKELY = 0.5
# and a time from this one on: as many right times as the rules find, and a third of their wrong ones
DATED = 0.2


@dataclass(frozen=True, slots=True)
class Qualifier:
    """`status`: labels are statuses. `sources`: is this candidate a source of this frame? `times`: is this its time?"""

    status: Linear
    sources: Forest
    times: Forest

    def status_of(
        self, frame: Frame, sources: Sources, rule: tuple[str, tuple[int, ...]]
    ) -> tuple[str, tuple[int, ...]]:
        """The likeliest status and the tokens that show it, given what the cues say by rule."""
        best = self.likely_status(frame_status_features(frame, sources, rule[0]), rule[0])
        if best == rule[0]:
            return rule
        tree = sources.tree
        shown = [
            (steps, hit.tokens)
            for hit in sources.hits[tree.sentence[frame.trigger]]
            if hit.status == best and (steps := governs(tree, hit, frame.trigger)) is not None
        ]
        return best, min(shown)[1] if shown else ()

    def likely_status(self, features: Iterable[str], rule: str) -> str:
        scores = self.status.probabilities(features)
        best = max(scores, key=lambda name: (scores[name], name))
        return rule if rule != "stated" and scores[best] - scores[rule] < MARGIN else best

    def sources_of(
        self, frame: Frame, sources: Sources, ruled: Sequence[Attribution], status: str, ontology: Ontology
    ) -> tuple[Attribution, ...]:
        """The likely sources, the likeliest first."""
        found = candidates(sources, frame, ruled, ontology)
        if not found:
            return ()
        rows = source_features(sources, frame, found, status, tuple(ontology.classes))
        scores = np.round(self.sources.probabilities(rows), 6)
        ranked = sorted(zip(scores.tolist(), found, strict=True), key=lambda pair: -pair[0])
        by_rule = {a.source.entity.id: a for a in ruled}
        return tuple(_attribution(sources, c, by_rule) for score, c in ranked if score >= LIKELY)


    def time_of(
        self, frame: Frame, sources: Sources, published: date | None, status: str, knowledge: Knowledge
    ) -> Interval | None:
        """The likeliest reading of an expression of time about; None when none is likely, or the article has no date."""
        if published is None:
            return None
        tree, language = sources.tree, knowledge.languages[sources.tree.lang]
        found = readings(tree, frame, published, language)
        if not found:
            return None
        hits = sources.hits[tree.sentence[frame.trigger]]
        classes = tuple(knowledge.ontology.classes)
        rows = time_features(tree, frame, found, published, language, status, hits, classes)
        scores = np.round(self.times.probabilities(rows), 6).tolist()
        best = max(range(len(found)), key=lambda k: (scores[k], -k))
        return found[best].interval(tree) if scores[best] >= DATED else None


def frame_status_features(frame: Frame, sources: Sources, rule: str) -> list[str]:
    """Features of a frame's status; `rule`: its status by the cues alone."""
    tree = sources.tree
    hits = sources.hits[tree.sentence[frame.trigger]]
    quoted = sources.in_quotation(frame.trigger)
    return status_features(tree, frame, hits, sources.cues, rule, bool(sources.of(frame)), quoted)


def _attribution(sources: Sources, candidate: Candidate, by_rule: dict[str, Attribution]) -> Attribution:
    known = by_rule.get(candidate.filler.entity.id)
    if known is not None:
        return known
    told = candidate.told
    return Attribution(candidate.filler, sources.cue(told.hit) if told and told.hit else None)


def load_qualifier(folder: Path) -> Qualifier:
    """Raises KnowledgeError when a file is missing or broken."""
    try:
        return Qualifier(load_linear(folder, STATUS), load_forest(folder, SOURCES), load_forest(folder, TIMES))
    except (OSError, ValueError, KeyError) as error:
        raise KnowledgeError(f"{folder}: the model of status, sources and time cannot be read: {error}") from error


def save_qualifier(model: Qualifier, folder: Path) -> None:
    """Writes status.npz, status.json, sources.npz and times.npz."""
    save_linear(model.status, folder, STATUS)
    save_forest(model.sources, folder, SOURCES)
    save_forest(model.times, folder, TIMES)
