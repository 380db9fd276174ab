"""How sure a claim is: the share of claims like it that are right."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Filler, Frame

# what the words leave open weighs less than what they say; a denial is easily a misread one
STATUS = {"stated": 1.0, "alleged": 0.97, "possible": 0.95, "planned": 0.95, "denied": 0.9, "questioned": 0.95}


def confidence_of(frame: Frame, fillers: Sequence[Filler], status: str) -> float:
    """A model's score is the share already; a rule's is held down by its least sure filler. 0..1, to two decimals."""
    if frame.calibrated:
        return round(frame.score, 2)
    weakest = min((f.score for f in fillers), default=0.0)
    score = frame.score * (0.5 + 0.5 * weakest) * STATUS[status]
    return round(max(0.0, min(1.0, score)), 2)
