"""Quantities and values."""

from __future__ import annotations

import pytest
from sentences import Parse, frame_of

from kg.knowledge import Knowledge
from kg.qualify import amount_of


@pytest.mark.parametrize(
    ("lang", "sentence", "trigger", "words", "value", "unit"),
    [
        ("en", "The mill sold 20,000 tonnes of wire to Kenya.", "sold", "20,000 tonnes", "20000", "t"),
        ("en", "The mill sold wire worth 390 million dollars to Kenya.", "sold", "390 million dollars", "390000000", "USD"),
        ("en", "The fund paid $2.5 billion for the mine.", "paid", "$2.5 billion", "2500000000", "USD"),
        ("en", "The yard bought 300 containers in Odessa.", "bought", "300 containers", "300", "TEU"),
        ("en", "The mill sold 12 lathes to Kenya.", "sold", "12 lathes", "12", None),
        ("en", "The mill sold three lathes to Kenya.", "sold", "three lathes", "3", None),
        ("fr", "La fonderie a vendu 20.000 tonnes de cuivre au Kenya.", "vendu", "20.000 tonnes", "20000", "t"),
        ("fr", "Le fonds a payé 2,5 milliards d'euros pour la mine.", "payé", "2,5 milliards d'euros", "2500000000", "EUR"),
        ("fr", "La fonderie a vendu 12 tours au Kenya.", "vendu", "12 tours", "12", None),
    ],
)
def test_amount(
    parse: Parse, knowledge: Knowledge, lang: str, sentence: str, trigger: str, words: str, value: str, unit: str | None
) -> None:
    tree = parse(sentence, lang)
    found = amount_of(tree, frame_of(tree, trigger), knowledge.languages[lang])
    assert found is not None
    assert (found.mention.text, found.value, found.unit) == (words, value, unit)


@pytest.mark.parametrize(
    ("lang", "sentence", "trigger"),
    [
        ("en", "The mill sold wire to Kenya in 2021.", "sold"),
        ("en", "The mill sold wire to Kenya on 3 May.", "sold"),
        ("en", "The mill sold wire to Kenya two years ago.", "sold"),
        ("fr", "La fonderie a vendu du cuivre au Kenya en 2021.", "vendu"),
        ("fr", "La fonderie a vendu du cuivre au Kenya le 3 mai.", "vendu"),
    ],
)
def test_dates_are_no_amounts(parse: Parse, knowledge: Knowledge, lang: str, sentence: str, trigger: str) -> None:
    tree = parse(sentence, lang)
    assert amount_of(tree, frame_of(tree, trigger), knowledge.languages[lang]) is None
