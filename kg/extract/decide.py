"""The decider by rule: of several readings of the same words the one with most core roles filled."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.page import Page
from kg.model import Frame

# a claim says something about at least two things; with one alone a noun is most often not meant as a claim
FILLED = 2
# … while a verb with one argument that is surely its own mostly is ("ships were seized"), unless parties do it together
LONE = 0.45


def decide(page: Page, proposals: Iterable[Frame]) -> list[Frame]:
    """At each trigger the reading with most core roles surely filled; of equals the class that the ontology lists first."""
    order = {name: k for k, name in enumerate(page.knowledge.ontology.classes)}
    best: dict[int, Frame] = {}
    for frame in sorted(proposals, key=lambda f: (-_weight(page, f), -_filled(f), order[f.claim], f.evoked)):
        best.setdefault(frame.trigger, frame)
    return [best[token] for token in sorted(best)]


def complete(page: Page, frames: Iterable[Frame]) -> list[Frame]:
    """Frames that say enough to be claims. Comes after routes are joined: one leg alone may name a single place."""
    return [f for f in frames if _enough(page, f) and any(role in _core(page, f) for role, _ in f.roles)]


def _enough(page: Page, frame: Frame) -> bool:
    if _filled(frame) >= FILLED:
        return True
    return page.tree.pos[frame.trigger] == "VERB" and frame.score >= LONE and len(_core(page, frame)) > 1


def _weight(page: Page, frame: Frame) -> float:
    """How many core roles are filled, each as far as it is sure."""
    return sum(max(a.score for a in arguments) for role, arguments in frame.roles if role in _core(page, frame))


def _core(page: Page, frame: Frame) -> tuple[str, ...]:
    return page.knowledge.ontology.classes[frame.claim].core


def _filled(frame: Frame) -> int:
    return sum(len(arguments) for _, arguments in frame.roles)
