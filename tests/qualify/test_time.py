"""Which expression of a sentence tells when the claim happened."""

from __future__ import annotations

from datetime import date

import pytest
from sentences import Parse, frame_of

from kg.knowledge import Knowledge
from kg.qualify import time_of
from kg.qualify.hits import find_hits

PUBLISHED = date(2025, 3, 25)


@pytest.mark.parametrize(
    ("lang", "sentence", "trigger", "status", "interval"),
    [
        ("en", "The mill sold wire to Kenya in 2021.", "sold", "stated", "2021"),
        ("en", "The mill, founded in 1998, sold wire to Kenya in 2021.", "sold", "stated", "2021"),
        ("en", "The mill, founded in 1998, sold wire to Kenya in 2021.", "founded", "stated", "1998"),
        ("en", "The mill sold wire to Kenya, the ministry said on Monday.", "sold", "stated", None),
        ("en", "The mill will sell wire to Kenya in October.", "sell", "planned", "2025-10"),
        ("en", "The mill sold wire to Kenya in October.", "sold", "stated", "2024-10"),
        ("en", "The ministry proposed on Thursday to ban cocoa.", "ban", "planned", "2025-03-20"),
        ("en", "Ghana may ban cocoa.", "ban", "possible", None),  # the verb, not the month
        ("en", "Since 2019 the mill has sold wire to Kenya.", "sold", "stated", "2019/.."),
        ("fr", "La fonderie a vendu du cuivre au Kenya en 2021.", "vendu", "stated", "2021"),
        ("fr", "Depuis 2019, la fonderie vend du cuivre au Kenya.", "vend", "stated", "2019/.."),
        ("fr", "La fonderie livrera du cuivre au Kenya en octobre.", "livrera", "planned", "2025-10"),
        ("fr", "La fonderie a livré du cuivre au Kenya en octobre.", "livré", "stated", "2024-10"),
    ],
)
def test_time(
    parse: Parse, knowledge: Knowledge, lang: str, sentence: str, trigger: str, status: str, interval: str | None
) -> None:
    tree = parse(sentence, lang)
    hits = find_hits(tree, knowledge.cues[lang], 0, len(tree))
    found = time_of(tree, frame_of(tree, trigger), PUBLISHED, knowledge.languages[lang], status, hits)
    assert (found.text if found else None) == interval


def test_the_words_are_kept(parse: Parse, knowledge: Knowledge) -> None:
    tree = parse("The mill sold wire to Kenya in late 2021.", "en")
    found = time_of(tree, frame_of(tree, "sold"), PUBLISHED, knowledge.languages["en"])
    assert found is not None
    assert found.mention is not None
    assert found.mention.text == "late 2021"
    assert (found.earliest, found.latest) == (date(2021, 10, 1), date(2021, 12, 31))


def test_no_date_without_publication(parse: Parse, knowledge: Knowledge) -> None:
    tree = parse("The mill sold wire to Kenya last year.", "en")
    assert time_of(tree, frame_of(tree, "sold"), None, knowledge.languages["en"]) is None
