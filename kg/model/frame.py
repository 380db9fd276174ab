"""What extraction proposes before it is qualified: a trigger that evokes a claim class, and its arguments."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Argument:
    """One mention in one role.

    mention  index of the mention in the document's tuple
    score    how sure this role is, 0..1
    rule     what found it, for explanations: "obl:from", "inherited subject", "model"
    """

    mention: int
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A claim in the making.

    claim    name of the claim class ("Movement")
    trigger  token index of the head of the words that evoke it
    words    token indices of all words of the trigger, sorted
    roles    (role, arguments) pairs in the ontology's order; order of travel for "via"
    evoked   id of the lexicon entry or of the model that evoked it
    score    how sure the frame is, 0..1
    effect   "impose", "tighten", "ease" or "lift" where the class has effects
    status   status that the trigger itself implies ("accused of"), None for none
    calibrated  whether the score is the share of frames like it that are right
    sources  mentions that a model takes for the claim's sources, the likeliest first; () when it has none to offer
    """

    claim: str
    trigger: int
    words: tuple[int, ...]
    roles: tuple[tuple[str, tuple[Argument, ...]], ...]
    evoked: str
    score: float
    effect: str | None = None
    status: str | None = None
    sources: tuple[Argument, ...] = ()
    calibrated: bool = False

    def role(self, name: str) -> tuple[Argument, ...]:
        return dict(self.roles).get(name, ())
