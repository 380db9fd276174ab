"""The sentence that says so, with the words of the claim marked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import Claim, Filler, Reading, Span
from kg.view.quote import beyond, quoted


def shown(claim: Claim) -> str:
    """Marks written out: "[Maputo origin]"; the marks of a piece, outermost first, joined by a comma."""
    return "".join(f"[{p.text} {','.join(p.marks)}]" if p.marks else p.text for p in quoted(claim))


def test_marks_stand_where_the_words_do(sample_reading: Reading) -> None:
    movement = sample_reading.claims[0]
    assert shown(movement) == (
        "[Spherical graphite theme] worth [12 million dollars amount] [left trigger] [Maputo origin] for "
        "[Osaka destination] by way of [Durban via] and [Colombo via] in [May 2023 time], [a Zurich court source] "
        "[reportedly cue] heard, [according to cue] [Basalt Weekly source]."
    )
    assert beyond(movement) == ()


def test_words_outside_the_sentence_are_told_apart(sample_reading: Reading) -> None:
    denial = sample_reading.claims[2]
    assert "[It theme]" in shown(denial)
    assert [(piece.text, piece.marks) for piece in beyond(denial)] == [
        ("Spherical graphite", ("theme",)), ("Durban", ("origin",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        # nested: the inner words carry both marks, the longer first
        (((0, 18), (10, 18)), "[Spherical  theme][graphite theme,origin]"),
        # crossing: cut where either begins or ends
        (((0, 12), (10, 18)), "[Spherical  theme][gr theme,origin][aphite origin]"),
        # the same words in two roles
        (((0, 9), (0, 9)), "[Spherical theme,origin]"),
        # crossing, and the later words are the longer
        (((0, 9), (5, 18)), "[Spher theme][ical origin,theme][ graphite origin]"),
    ],
)
def test_words_in_two_roles(sample_reading: Reading, spans: tuple[tuple[int, int], ...], expected: str) -> None:
    claim, text = sample_reading.claims[0], sample_reading.document.text
    begin = claim.evidence.start
    entity = claim.role("theme")[0].entity
    fillers = [(Filler(entity, Span(begin + a, begin + b).of(text)),) for a, b in spans]
    roles = (("theme", fillers[0]), ("origin", fillers[1]))
    bare = replace(claim, roles=roles, attributions=(), cues=(), time=None, amount=None)
    assert shown(bare).startswith(expected)
    assert "".join(piece.text for piece in quoted(bare)) == claim.evidence.text


def test_characters_beyond_the_basic_plane_count_as_one(sample_reading: Reading) -> None:
    claim = sample_reading.claims[0]
    text = "🚢🚢 left Maputo"
    odd = replace(
        claim, evidence=Span(0, len(text)).of(text), trigger=Span(3, 7).of(text), attributions=(), cues=(), time=None,
        amount=None, roles=(("origin", (Filler(claim.role("origin")[0].entity, Span(8, 14).of(text)),)),),
    )  # fmt: skip
    assert shown(odd) == "🚢🚢 [left trigger] [Maputo origin]"
