"""Sketches of texts: exact for short ones, close for long ones, the same bytes for ever."""

from __future__ import annotations

import random

import pytest

from kg.rdf.sketch import Sketch, copied, likeness, read_sketch, sketch

WORDS = [f"w{n}" for n in range(3000)]


def test_case_accents_and_punctuation_are_no_difference() -> None:
    assert sketch("« L'État a\ninterdit l’export », dit-il.") == sketch("l'etat a interdit L'EXPORT dit il")


def test_a_sketch_is_read_as_it_was_written_and_stays_what_it_was() -> None:
    assert str(sketch("Tin went from Chile to Japan.")) == "AAAAAyCxLNVtP0uK5qhXYQ=="
    long = sketch(" ".join(WORDS))
    assert read_sketch(str(long)) == long
    assert long.size == len(WORDS) - 3
    assert list(long.least) == sorted(set(long.least))
    assert len(str(long)) < 1100


@pytest.mark.parametrize("literal", ["AAA", "not base64!", ""])
def test_what_is_no_sketch_is_refused(literal: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_sketch(literal)


def test_short_texts_are_compared_exactly() -> None:
    one, other = sketch("a1 b1 c1 d1 e1"), sketch("b1 c1 d1 e1 f1 g1")
    assert likeness(one, other) == (1 / 4, 1 / 2)
    assert likeness(one, one) == (1, 1)
    assert likeness(Sketch(0, ()), one) == (0, 0)


@pytest.mark.parametrize(("length", "share"), [(1500, 0.2), (1500, 0.5), (700, 0.9), (2000, 1.0)])
def test_shares_of_long_texts_are_close(length: int, share: float) -> None:
    common = WORDS[: int(length * share)]
    one = sketch(" ".join([*common, *(f"x{n}" for n in range(length - len(common)))]))
    other = sketch(" ".join([*common, *(f"y{n}" for n in range(length - len(common)))]))
    resemblance, containment = likeness(one, other)
    assert containment == pytest.approx(share, abs=0.1)
    assert resemblance == pytest.approx(share / (2 - share), abs=0.1)


def test_a_part_of_a_long_text_is_known_as_its_part() -> None:
    text = random.Random(1).choices(WORDS, k=2000)
    for start in (0, 800, 1700):
        part = sketch(" ".join(text[start : start + 200]))
        assert likeness(part, sketch(" ".join(text)))[1] > 0.9
        assert copied(sketch(" ".join(text)), part)
