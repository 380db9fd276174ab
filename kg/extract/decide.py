"""The decider by rule: of several readings of the same words the one whose core roles are best filled."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.page import Page
from kg.model import Frame

# a claim says something about at least two things; with one alone the words were most often not meant as a claim
FILLED = 2


def decide(page: Page, proposals: Iterable[Frame]) -> list[Frame]:
    """At each trigger the reading whose core roles are filled best; of equals the ontology's first."""
    order = {name: k for k, name in enumerate(page.knowledge.ontology.classes)}
    best: dict[int, Frame] = {}
    for frame in sorted(proposals, key=lambda f: (-f.score, -_filled(f), order[f.claim], f.evoked)):
        if _is_claim(page, frame):
            best.setdefault(frame.trigger, frame)
    return [best[token] for token in sorted(best)]


def _filled(frame: Frame) -> int:
    return sum(len(arguments) for _, arguments in frame.roles)


def _is_claim(page: Page, frame: Frame) -> bool:
    core = page.knowledge.ontology.classes[frame.claim].core
    return any(role in core for role, _ in frame.roles) and _filled(frame) >= FILLED
