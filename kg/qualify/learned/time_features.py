"""Which expression of time tells when a claim holds, if any does: what speaks for each of those about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kg.knowledge.language import Language
from kg.model import Frame, Interval
from kg.qualify.dates import Expression, expressions
from kg.qualify.hits import Hit
from kg.qualify.learned.source_features import STATUSES
from kg.qualify.time import governor_of, head_of, is_past, rank_of, time_of
from kg.syntax import Tree

# sentences before the claim's own whose times may carry over
BEFORE = 1
TENSES = ("Past", "Imp", "Pres", "Fut")
RELATIONS = ("obl", "advmod", "nmod", "obj", "nsubj", "appos", "amod", "acl", "conj", "obl:mod", "obl:tmod", "dep")
NONE = -9.0


@dataclass(frozen=True, slots=True)
class Dated:
    """One reading of an expression; `ahead`: a bare "in October" as the next one; `away` sentences before the claim's."""

    expression: Expression
    ahead: bool
    away: int

    def interval(self, tree: Tree) -> Interval:
        found = self.expression
        return Interval(found.text, found.earliest, found.latest, tree.quote(found.first, found.last))


def readings(tree: Tree, frame: Frame, published: date, language: Language) -> list[Dated]:
    """Every reading of every expression in the claim's sentence and those just before, in one paragraph."""
    sentence = tree.sentence[frame.trigger]
    found: list[Dated] = []
    for away in range(BEFORE + 1):
        if sentence - away < 0:
            break
        first, end = tree.sentences[sentence - away]
        if tree.paragraph[first] != tree.paragraph[frame.trigger]:
            break
        past, ahead = _expressions(tree, first, end, published, language)
        known = {(e.first, e.last, e.text) for e in past}
        found += [Dated(e, False, away) for e in past]
        found += [Dated(e, True, away) for e in ahead if (e.first, e.last, e.text) not in known]
    return found


def _expressions(
    tree: Tree, first: int, end: int, published: date, language: Language
) -> tuple[tuple[Expression, ...], tuple[Expression, ...]]:
    past = expressions(tree, first, end, published, language)
    return past, (expressions(tree, first, end, published, language, future=True) if past else ())


def time_names() -> tuple[str, ...]:
    """Names of the columns of `time_features`."""
    return (
        "french", "class", "status", "verb", "noun", "tense", "conditional", "readings", "spans", "headline", "length",
        "ruled", "is-rule", "is-rule-span", "ahead", "away", "rank", "steps", "distance", "nearest", "after", "opens",
        "open-start", "open-end", "range", "grain", "days", "reported", "governs", "above", "below", "past-governor",
        "relation", "head-noun", "verbs-between", "commas", "semicolons", "inside", "told-later",
    )  # fmt: skip


def time_features(
    tree: Tree, frame: Frame, found: Sequence[Dated], published: date, language: Language, status: str,
    hits: Sequence[Hit], classes: Sequence[str],
) -> NDArray[np.float64]:  # fmt: skip
    """Shape (readings, features)."""
    trigger = frame.trigger
    first, end = tree.sentences[tree.sentence[trigger]]
    ruled = time_of(tree, frame, published, language, status, hits)
    reports = {h.head for h in hits if h.cue.kind == "report"} - {trigger, *frame.words}
    moods = [tree.morph[t] for t in (trigger, *(k for k in tree.kids[trigger] if tree.deps[k].startswith("aux")))]
    tense = next((TENSES.index(m["Tense"]) for m in moods if m.get("Tense") in TENSES), NONE)
    spans = {(d.expression.first, d.expression.last) for d in found}
    shared = [
        tree.lang == "fr", classes.index(frame.claim), STATUSES.index(status), tree.pos[trigger] == "VERB",
        tree.pos[trigger] == "NOUN", tense, any(m.get("Mood") == "Cnd" for m in moods), len(found), len(spans),
        tree.in_headline(trigger), end - first, ruled is not None,
    ]  # fmt: skip
    distances = [_gap(d.expression, trigger) for d in found]
    rows = []
    for dated, gap in zip(found, distances, strict=True):
        expression = dated.expression
        governor = governor_of(tree, expression)
        rank = rank_of(tree, frame, expression, governor)
        head = head_of(tree, expression)
        low, high = sorted((expression.first, trigger))
        between = range(low, high)
        bound = expression.earliest or expression.latest or published
        mention = tree.quote(expression.first, expression.last)
        same = ruled is not None and ruled.mention == mention
        chain, above = tree.ancestors(trigger), tree.ancestors(head)
        rows.append([
            *shared, same and ruled is not None and ruled.text == expression.text, same, dated.ahead, dated.away, rank[0],
            rank[1], gap, gap == min(distances), expression.first > trigger,
            expression.first - tree.sentences[tree.sentence[expression.first]][0] < 2, expression.earliest is None,
            expression.latest is None, "/" in expression.text, len(expression.text.split("/")[0]),
            (bound - published).days, governor in reports, governor == trigger, governor in chain, trigger in above,
            is_past(tree, governor, language), _place(tree.deps[head]), tree.pos[tree.heads[head]] == "NOUN",
            sum(tree.pos[t] == "VERB" for t in between), sum(tree.words[t] == "," for t in between),
            sum(tree.words[t] == ";" for t in between), bool({*range(expression.first, expression.last + 1)} & {*frame.words}),
            any(d.away == 0 for d in found) and dated.away > 0,
        ])  # fmt: skip
    return np.array(rows, np.float64).reshape(len(found), len(time_names()))


def _gap(expression: Expression, trigger: int) -> int:
    return min(abs(t - trigger) for t in range(expression.first, expression.last + 1))


def _place(relation: str) -> float:
    return RELATIONS.index(relation) if relation in RELATIONS else len(RELATIONS)
