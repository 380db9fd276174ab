"""The decider by rule: of several readings of the same words the one whose core roles are best filled."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.page import Page
from kg.model import Frame

# a claim says something about at least two things; with one alone the words were most often not meant as a claim
FILLED = 2


def decide(page: Page, proposals: Iterable[Frame]) -> list[Frame]:
    """At most one frame of each class at a trigger; of several classes those that are filled as well as the best."""
    by_trigger: dict[int, list[Frame]] = {}
    for frame in proposals:
        if _is_claim(page, frame):
            by_trigger.setdefault(frame.trigger, []).append(frame)
    kept = []
    for token in sorted(by_trigger):
        ranked = sorted(by_trigger[token], key=lambda f: (-f.score, -_filled(f), f.claim, f.evoked))
        best, classes = ranked[0], set[str]()
        for frame in ranked:
            if frame.claim not in classes and frame.score >= best.score and _filled(frame) >= _filled(best):
                classes.add(frame.claim)
                kept.append(frame)
    return kept


def _filled(frame: Frame) -> int:
    return sum(len(arguments) for _, arguments in frame.roles)


def _is_claim(page: Page, frame: Frame) -> bool:
    core = page.knowledge.ontology.classes[frame.claim].core
    return any(role in core for role, _ in frame.roles) and _filled(frame) >= FILLED
