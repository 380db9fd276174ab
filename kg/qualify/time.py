"""When a claim happened or holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from kg.knowledge.language import Language
from kg.model import Frame, Interval
from kg.qualify.dates import Expression, expressions
from kg.qualify.hits import Hit
from kg.syntax import Tree

# what is planned or possible lies ahead, so that its "in October" is the next one
AHEAD = ("planned", "possible")
WEEK = timedelta(7)
# rank of what hangs on a verb of saying
LAST = 3


def time_of(
    tree: Tree,
    frame: Frame,
    published: date | None,
    language: Language,
    status: str = "stated",
    hits: Sequence[Hit] = (),
) -> Interval | None:
    """The interval that the frame's sentence gives for it, None when it gives none or the article has no date.

    `status` tells whether a bare "in October" lies ahead; `hits` are the sentence's cues: the day on which somebody
    said something is not the day on which it happened.
    """
    if published is None:
        return None
    first, end = tree.sentences[tree.sentence[frame.trigger]]
    past = expressions(tree, first, end, published, language)
    ahead = expressions(tree, first, end, published, language, future=True) if status in AHEAD else ()
    coming = {(e.first, e.last): e for e in ahead}
    reports = {h.head for h in hits if h.cue.kind == "report"} - {frame.trigger, *frame.words}
    ranked = []
    for latest in past:
        governor = governor_of(tree, latest)
        behind = is_past(tree, governor, language)
        expression = latest if behind else coming.get((latest.first, latest.last), latest)
        rank = rank_of(tree, frame, latest, governor)
        if governor in reports:
            recent = latest.earliest and timedelta(0) <= published - latest.earliest <= WEEK
            if recent and latest.earliest == latest.latest:
                continue
            rank = (LAST, 0, rank[2])
        ranked.append((rank, expression.first, expression))
    if not ranked:
        return None
    _, _, best = min(ranked, key=lambda r: r[:2])
    return Interval(best.text, best.earliest, best.latest, tree.quote(best.first, best.last))


def head_of(tree: Tree, expression: Expression) -> int:
    """The word of the expression that stands highest."""
    return min(range(expression.first, expression.last + 1), key=lambda t: (len(tree.ancestors(t)), t))


def governor_of(tree: Tree, expression: Expression) -> int:
    """Head of the clause that the expression stands in."""
    return tree.clause(tree.heads[head_of(tree, expression)])


def is_past(tree: Tree, token: int, language: Language) -> bool:
    """In "proposed on Wednesday to …" the day of the past verb lies behind whatever is planned."""
    form = tree.morph[token]
    if form.get("Tense") in ("Past", "Imp") and form.get("VerbForm") == "Fin":
        return True
    return form.get("VerbForm") == "Part" and any(
        tree.deps[k].startswith("aux") and tree.deps[k] != "aux:pass" and tree.norms[k] in language.perfect
        for k in tree.kids[token]
    )


def rank_of(tree: Tree, frame: Frame, expression: Expression, governor: int) -> tuple[int, int, int]:
    """How near the expression hangs to the trigger; smaller is nearer."""
    span = range(expression.first, expression.last + 1)
    distance = min(abs(t - frame.trigger) for t in span)
    if set(span) & set(frame.words):
        return 0, 0, distance
    above = tree.ancestors(head_of(tree, expression))[1:]
    if frame.trigger in above:
        return 0, above.index(frame.trigger), distance
    chain = tree.ancestors(frame.trigger)
    return (1, chain.index(governor), distance) if governor in chain else (2, 0, distance)
