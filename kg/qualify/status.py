"""What the article commits to: stated, alleged, possible, planned, denied or questioned."""

from __future__ import annotations

from collections.abc import Sequence

from kg.knowledge.cues import Cues
from kg.knowledge.language import Language
from kg.model import Frame
from kg.qualify.hits import Hit, find_hits
from kg.qualify.reach import governs
from kg.syntax import Tree

# of two cues the one further left decides: "denied that it might have sold" is denied, "whether it has not" questioned
SERIES = frozenset({",", ";", "et", "ou", "puis"})
ORDER = ("questioned", "denied", "alleged", "possible", "planned")


def status_of(tree: Tree, frame: Frame, cues: Cues, language: Language) -> tuple[str, tuple[int, ...]]:
    """The status of a frame and the tokens that show it, () when it is the article's own statement."""
    first, end = tree.sentences[tree.sentence[frame.trigger]]
    return status_among(tree, frame, find_hits(tree, cues, first, end))


def status_among(tree: Tree, frame: Frame, hits: Sequence[Hit]) -> tuple[str, tuple[int, ...]]:
    """As `status_of`, from the hits of the frame's sentence."""
    found: list[tuple[int, int, Hit]] = []
    for hit in hits:
        if hit.status not in ORDER or not _outside(hit, frame) or _absorbed(hit, hits, frame):
            continue
        steps = governs(tree, hit, frame.trigger)
        if steps is not None:
            # the mood of a draft or of a plan's verb is that of the plan: "un texte qui élargirait" is no rumour
            weight = len(ORDER) if hit.cue.kind == "conditional" else ORDER.index(hit.status)
            found.append((weight, steps, hit))
    if not found:
        found = [(0, 0, hit) for hit in hits if hit.status in ORDER and _heads_series(tree, hit, frame.trigger)]
    if not found:
        return frame.status or "stated", ()
    _, _, best = min(found, key=lambda f: (f[0], f[1], f[2].tokens))
    return best.status or "stated", best.tokens


def _heads_series(tree: Tree, hit: Hit, token: int) -> bool:
    """ "seraient achetés par X, *acheminés* en Y": participles of a series share the first one's auxiliary, parsed so or not."""
    if hit.cue.pos != "mood" or not hit.head < token or tree.norms[token - 1] not in SERIES:
        return False
    morph = tree.morph[token]
    bare = morph.get("VerbForm") == "Part" and not any(tree.deps[k].startswith("aux") for k in tree.kids[token])
    between = range(hit.head + 1, token)
    return bare and not any(tree.morph[t].get("VerbForm") == "Fin" for t in between)


def _outside(hit: Hit, frame: Frame) -> bool:
    """Words that evoke the claim do not qualify it, but for the mood of their verb: "no longer sells" may be a ban."""
    if hit.cue.pos == "mood" or hit.cue.reach == "infinitive":
        return hit.cue.pos == "mood" or frame.trigger not in hit.tokens[:-1]
    return not set(hit.tokens) & set(frame.words) if hit.cue.kind == "negation" else frame.trigger not in hit.tokens


def _absorbed(hit: Hit, hits: Sequence[Hit], frame: Frame) -> bool:
    """A modal or plan verb in the conditional or future says by itself what it makes of its clause ("pourrait")."""
    return hit.cue.pos == "mood" and hit.head != frame.trigger and any(
        h.cue.pos in ("auxiliary", "verb") and h.status in ORDER and hit.head in h.tokens for h in hits
    )
