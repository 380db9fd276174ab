"""Which articles are one report, and that a report counts once whoever prints it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from reports import FILES, CopiedPair, copied_pairs, whole
from story import read_story, said

from kg.knowledge.ontology import Ontology
from kg.query.agreement import Agreement, Index
from kg.query.claims import Article
from kg.query.copies import copies, first_copies
from kg.rdf.sketch import copied, sketch


def article(id: str, text: str, published: date | None = None) -> Article:
    return Article(id, id, "en", published, id, None, None, id, str(sketch(text)))


@pytest.mark.parametrize(
    "pair",
    [
        pytest.param(p, id=p.why, marks=[pytest.mark.xfail(strict=True)] if p.missed else [])
        for file in FILES
        for p in copied_pairs(file)
    ],
)  # fmt: skip
def test_pairs(pair: CopiedPair) -> None:
    one, other = sketch(pair.one), sketch(pair.other)
    assert copied(one, other) == copied(other, one) == pair.copy
    # the way through candidates finds no fewer
    assert bool(copies([article("a", pair.one), article("b", pair.other)])) == pair.copy


def test_groups_begin_with_who_printed_it_first() -> None:
    text = whole("@gallium 1-6")
    articles = [
        article("cut", whole("@gallium 1-4"), date(2023, 7, 4)),
        article("undated", text),
        article("other", whole("@port 1-6"), date(2023, 7, 1)),
        article("wire", text, date(2023, 7, 3)),
        article("part", whole("@gallium 3-6"), date(2023, 7, 5)),
        Article("without", "", "en", None, None, None, None, "d"),
    ]
    found = [("wire", "cut", "part", "undated")]
    assert [tuple(a.id for a in group) for group in copies(articles)] == found
    assert [tuple(a.id for a in group) for group in copies(articles[::-1])] == found
    assert first_copies(articles) == dict.fromkeys(found[0], "wire")


def test_a_phrase_that_all_articles_have_joins_none() -> None:
    notice = "all rights reserved this report may not be published or passed on without permission"
    chance = random.Random(3)
    bodies = [" ".join(f"w{chance.randint(1, 400)}" for _ in range(120)) for _ in range(300)]
    assert copies(article(f"{n:03}", f"{body}\n{notice}") for n, body in enumerate(bodies)) == []
    assert len(copies(article(f"{n:03}", f"{bodies[n // 2]}\n{notice}") for n in range(300))) == 150


ROUTE = "Movement stated theme=h100 origin=SG destination=CN"


def heard(story: str, ontology: Ontology, *copied: Sequence[int], number: int = 0) -> Agreement:
    """How the first claim stands, when these articles (numbers, in order) are copies of each other."""
    claims = said(read_story(story, ontology))
    names = list(dict.fromkeys(s.article.id for s in claims))
    texts = {names[n]: whole(f"@{name} 1-3") for group, name in zip(copied, ("gallium", "port"), strict=False) for n in group}
    sketches = {name: str(sketch(texts.get(name, name))) for name in names}
    claims = [replace(s, article=replace(s.article, sketch=sketches[s.article.id])) for s in claims]
    return Index(claims, ontology).agreement(number)


TWO = f"a 2025-01-01 en | {ROUTE} say=left\nb 2025-01-02 en | {ROUTE} say=went"


def told(found: Agreement) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(voice.origin.key, voice.publishers, voice.copies) for voice in found.agree]


def test_a_report_in_two_outlets_is_one_origin(ontology: Ontology) -> None:
    assert told(heard(TWO, ontology)) == [("publisher:a", (), ()), ("publisher:b", (), ())]
    found = heard(TWO, ontology, (0, 1))
    assert told(found) == [("publisher:a", ("b",), ("b",))]
    assert not found.corroborated


def test_another_outlet_beside_copies_is_an_origin_of_its_own(ontology: Ontology) -> None:
    story = f"{TWO}\nc 2025-01-03 fr | {ROUTE} say=partis"
    assert told(heard(story, ontology, (0, 1))) == [("publisher:a", ("b",), ("b",)), ("publisher:c", (), ())]
    assert told(heard(story, ontology, (0, 2), number=1)) == [("publisher:b", (), ()), ("publisher:a", ("c",), ("c",))]


@pytest.mark.parametrize("order", ["named first", "named last"])
def test_a_copy_from_which_the_source_was_cut_speaks_for_that_source(order: str, ontology: Ontology) -> None:
    lines = [f"a 2025-01-01 en | {ROUTE} say=left by=US", f"b 2025-01-02 en | {ROUTE} say=went"]
    found = heard("\n".join(lines if order == "named first" else lines[::-1]), ontology, (0, 1))
    assert [(v.origin.key, v.origin.label) for v in found.agree] == [("country:US", "United States")]
    assert found.agree[0].publishers == ("a", "b")


def test_a_copy_adds_no_origin_to_those_of_its_report(ontology: Ontology) -> None:
    # the first outlet says so itself and cites the United States: two origins, with the copy as without it
    story = f"a 2025-01-01 en | {ROUTE} say=left by=US\na 2025-01-01 en | {ROUTE} say=went same\nb 2025-01-02 en | {ROUTE} say=moved"
    assert [key for key, *_ in told(heard(story, ontology, (0, 1)))] == ["country:US", "publisher:a"]


def test_unnamed_sources_of_copies_are_one_outlets_word(ontology: Ontology) -> None:
    story = TWO.replace("say", "by=brokers:Person:HK say")
    assert [key for key, *_ in told(heard(story, ontology, (0, 1)))] == ["publisher:a"]


def test_denials_in_copies_are_heard_once(ontology: Ontology) -> None:
    denied = ROUTE.replace("stated", "denied")
    story = f"x 2025-01-01 en | {ROUTE}\na 2025-01-02 en | {denied} say=never\nb 2025-01-03 en | {denied} say=not"
    assert len(heard(story, ontology).deny) == 2
    assert len(heard(story, ontology, (1, 2)).deny) == 1
