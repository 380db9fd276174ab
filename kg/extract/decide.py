"""The decider by rule: of several readings of the same words the one with most core roles filled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extract.page import Page
from kg.model import EntityType, Frame

# a claim says something about at least two things; with one alone a noun is most often not meant as a claim
FILLED = 2
# … while a verb with one argument that is surely its own mostly is ("ships were seized"), unless parties do it together
LONE = 0.45
# an idiom of more words knows better than one of fewer what they mean; in roles filled
SAID = 0.25
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
BOUND = ("expl", "compound:prt")  # reflexives and particles make another verb
# steps up from a noun to the verb whose argument it is, prepositions and coordination between
NEAR = 3


def decide(page: Page, proposals: Iterable[Frame]) -> list[Frame]:
    """At each trigger the reading with most core roles surely filled; of equals the class that the ontology lists first."""
    order = {name: k for k, name in enumerate(page.knowledge.ontology.classes)}
    best: dict[int, Frame] = {}
    for frame in sorted(
        proposals, key=lambda f: (-_weight(page, f) - SAID * _said(page, f), -_filled(f), order[f.claim], f.evoked)
    ):
        best.setdefault(frame.trigger, frame)
    chosen = [f for f in best.values() if _is_enough(page, f)]
    return [
        best[token] for token in sorted(best)
        if not _is_argument(page, best[token], chosen) and not _is_told_below(page, best[token], chosen)
    ]  # fmt: skip


def complete(page: Page, frames: Iterable[Frame]) -> list[Frame]:
    """Frames that say enough to be claims. Comes after routes are joined: one leg alone may name a single place."""
    return [f for f in frames if _is_enough(page, f)]


def _is_enough(page: Page, frame: Frame) -> bool:
    if not any(role in _core(page, frame) for role, _ in frame.roles):
        return False
    lone = page.tree.pos[frame.trigger] == "VERB" and frame.score >= LONE and len(_core(page, frame)) > 1
    return lone or _filled(frame) >= FILLED


def _is_argument(page: Page, frame: Frame, frames: Sequence[Frame]) -> bool:
    """A rule that another claim of its clause is about says nothing by itself: "circumvented the *embargo*"."""
    token = frame.trigger
    mention = page.at.get(token)
    if mention is None or page.tree.pos[token] != "NOUN" or page.type_of(mention) is not EntityType.REGULATION:
        return False
    above = page.tree.ancestors(token)[1:NEAR]
    return any(
        f.trigger in above and page.tree.pos[f.trigger] == "VERB" and mention.index in _mentions(f) for f in frames
    )


def _is_told_below(page: Page, frame: Frame, frames: Sequence[Frame]) -> bool:
    """A headline whose claim the report tells in full."""
    tree = page.tree
    if tree.paragraph[frame.trigger] > 0:
        return False
    own = _entities(page, frame)
    return any(tree.paragraph[f.trigger] > 0 and f.claim == frame.claim and own & _entities(page, f) for f in frames)


def _mentions(frame: Frame) -> set[int]:
    return {a.mention for _, arguments in frame.roles for a in arguments}


def _entities(page: Page, frame: Frame) -> set[str]:
    return {e.id for i in _mentions(frame) for e in page.resolved(page.mentions[i])}


def _said(page: Page, frame: Frame) -> int:
    """Words of the idiom beside its head; prepositions go with many verbs and decide nothing."""
    tree = page.tree
    return sum(tree.pos[t] in CONTENT or tree.deps[t].startswith(BOUND) for t in frame.words if t != frame.trigger)


def _weight(page: Page, frame: Frame) -> float:
    """How many core roles are filled, each as far as it is sure."""
    return sum(max(a.score for a in arguments) for role, arguments in frame.roles if role in _core(page, frame))


def _core(page: Page, frame: Frame) -> tuple[str, ...]:
    return page.knowledge.ontology.classes[frame.claim].core


def _filled(frame: Frame) -> int:
    return sum(len(arguments) for _, arguments in frame.roles)
