"""What the lexicon's own reading makes of a trigger, as knowledge for the model."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.lexical import read_entry
from kg.extract.page import Page
from kg.extract.triggers import evoked


def readings(page: Page, token: int) -> Mapping[str, Mapping[int, str]]:
    """Claim class → (mention index → role) as the best-filled entry of that class reads it; {} for an unknown word."""
    found: dict[str, tuple[float, dict[int, str]]] = {}
    for entry, words in evoked(page.tree, page.knowledge.lexicons[page.tree.lang], token):
        frame = read_entry(page, entry, token, words)
        roles = {a.mention: role for role, arguments in frame.roles for a in arguments}
        if frame.claim not in found or frame.score > found[frame.claim][0]:
            found[frame.claim] = (frame.score, roles)
    return {claim: roles for claim, (_, roles) in found.items()}
