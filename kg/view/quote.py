"""A quoted sentence cut where the words of a claim begin and end."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kg.model import Claim, Quote
from kg.view.model import Piece


def quoted(claim: Claim) -> tuple[Piece, ...]:
    """The claim's sentence in pieces; joined, their texts are the sentence."""
    sentence = claim.evidence
    marked = [(mark, words) for mark, words in _words(claim) if words.start < words.end and words.overlaps(sentence)]
    cuts = sorted({
        min(max(offset, sentence.start), sentence.end)
        for _, words in marked
        for offset in (words.start, words.end)
    } | {sentence.start, sentence.end})  # fmt: skip
    pieces = []
    for start, end in pairwise(cuts):
        covering = [(mark, words) for mark, words in marked if words.start <= start and end <= words.end]
        # the longest first, so that nested marks nest
        covering.sort(key=lambda pair: (pair[1].start - pair[1].end, pair[1].start))
        marks = tuple(dict.fromkeys(mark for mark, _ in covering))
        pieces.append(Piece(sentence.text[start - sentence.start : end - sentence.start], marks))
    return tuple(pieces)


def beyond(claim: Claim) -> tuple[Piece, ...]:
    """Words of the claim that stand outside its sentence, in the order of the text."""
    outside: dict[Quote, list[str]] = {}
    for mark, words in _words(claim):
        if not words.overlaps(claim.evidence):
            outside.setdefault(words, []).append(mark)
    return tuple(Piece(words.text, tuple(dict.fromkeys(outside[words]))) for words in sorted(outside))


def _words(claim: Claim) -> Iterable[tuple[str, Quote]]:
    yield "trigger", claim.trigger
    for role, fillers in claim.roles:
        for filler in fillers:
            yield role, filler.mention
            if filler.antecedent:
                yield role, filler.antecedent
    for attribution in claim.attributions:
        yield "source", attribution.source.mention
        if attribution.cue:
            yield "cue", attribution.cue
    yield from (("cue", cue) for cue in claim.cues)
    if claim.time and claim.time.mention:
        yield "time", claim.time.mention
    if claim.amount:
        yield "amount", claim.amount.mention
