"""Who says it."""

from __future__ import annotations

import pytest
from sentences import Parse, frame_of, stand_ins

from kg.knowledge import Knowledge
from kg.mention import find_mentions
from kg.qualify import sources_of


def names_of(parse: Parse, knowledge: Knowledge, text: str, lang: str, trigger: str) -> list[str]:
    tree = parse(text, lang)
    mentions = find_mentions(tree, knowledge)
    entities = stand_ins(mentions, lang)
    frame = frame_of(tree, trigger)
    found = sources_of(tree, mentions, entities, [()] * len(mentions), frame, knowledge)
    return [a.source.mention.text for a in found]


@pytest.mark.parametrize(
    ("text", "trigger", "sources"),
    [
        ("The mill sold wire to Kenya.", "sold", []),
        ("Reuters reported that the mill sold wire to Kenya.", "sold", ["Reuters"]),
        ("The mill sold wire to Kenya, Reuters reported.", "sold", ["Reuters"]),
        ("The mill sold wire to Kenya, according to Reuters.", "sold", ["Reuters"]),
        ("According to Reuters, the mill sold wire to Kenya.", "sold", ["Reuters"]),
        ("Prosecutors accuse the mill of selling wire to Kenya.", "selling", ["Prosecutors"]),
        ("The mill denied selling wire to Kenya.", "selling", ["mill"]),
        ("Two officials told Reuters that the mill sold wire to Kenya.", "sold", ["Two officials"]),
        ("The mill sold wire to Kenya, two traders said on Monday.", "sold", ["two traders"]),
        ("The mill, which sold wire to Kenya, said that prices were low.", "sold", []),
        ('"The mill sold wire to Kenya," said Ann Lee, its manager. "We bought ore in Guinea."', "sold", ["Ann Lee"]),
        ('"The mill sold wire to Kenya," said Ann Lee, its manager. "We bought ore in Guinea."', "bought", ["Ann Lee"]),
    ],
)
def test_english(parse: Parse, knowledge: Knowledge, text: str, trigger: str, sources: list[str]) -> None:
    assert names_of(parse, knowledge, text, "en", trigger) == sources


@pytest.mark.parametrize(
    ("text", "trigger", "sources"),
    [
        ("La fonderie a vendu du cuivre au Kenya.", "vendu", []),
        ("Reuters a rapporté que la fonderie a vendu du cuivre au Kenya.", "vendu", ["Reuters"]),
        ("La fonderie a vendu du cuivre au Kenya, a rapporté Reuters.", "vendu", ["Reuters"]),
        ("La fonderie a vendu du cuivre au Kenya, selon Reuters.", "vendu", ["Reuters"]),
        ("Selon Reuters, la fonderie a vendu du cuivre au Kenya.", "vendu", ["Reuters"]),
        ("D'après Reuters, la fonderie aurait vendu du cuivre au Kenya.", "vendu", ["Reuters"]),
        ("Le parquet accuse la fonderie d'avoir vendu du cuivre au Kenya.", "vendu", ["parquet"]),
        ("La fonderie nie avoir vendu du cuivre au Kenya.", "vendu", ["fonderie"]),
        ("La fonderie a vendu du cuivre au Kenya, ont indiqué mardi deux négociants.", "vendu", ["deux négociants"]),
        ("La fonderie, qui a vendu du cuivre au Kenya, a déclaré que les prix étaient bas.", "vendu", []),
    ],
)
def test_french(parse: Parse, knowledge: Knowledge, text: str, trigger: str, sources: list[str]) -> None:
    assert names_of(parse, knowledge, text, "fr", trigger) == sources


def test_who_answers_in_an_interview(parse: Parse, knowledge: Knowledge) -> None:
    text = "\n".join([
        "Ann Lee has run the mill since 2019.",
        "Where do you buy your ore?",
        "In Guinea. We sold wire to Kenya.",
        "And the competition?",
        "It is in Mombasa.",
        "What do you expect?",
        "Rain.",
    ])
    assert names_of(parse, knowledge, text, "en", "sold") == ["Ann Lee"]
    # no more than one question: a report that asks it
    assert names_of(parse, knowledge, "\n".join(text.split("\n")[:3]), "en", "sold") == []


def test_the_words_that_attribute(parse: Parse, knowledge: Knowledge) -> None:
    tree = parse("According to Reuters, the mill sold wire to Kenya.", "en")
    mentions = find_mentions(tree, knowledge)
    entities = stand_ins(mentions, "en")
    (found,) = sources_of(tree, mentions, entities, [()] * len(mentions), frame_of(tree, "sold"), knowledge)
    assert found.cue is not None
    assert found.cue.text == "According to"
