"""Expressions of time → intervals, as seen from Tuesday, 25 March 2025."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kg.knowledge.language import Language, load_language
from kg.qualify.dates import expressions
from kg.syntax import Tree, fold

PUBLISHED = date(2025, 3, 25)
ROOT = Path(__file__).resolve().parents[2] / "ontologies"


@pytest.fixture(scope="module")
def languages() -> dict[str, Language]:
    return {lang: load_language(ROOT, lang) for lang in ("en", "fr")}


def words_of(text: str, lang: str) -> Tree:
    """Words without syntax: the grammar of dates looks at nothing else."""
    tree = Tree(text, lang)
    for found in re.finditer(r"\w+'|(?:Jan|Oct|Sept)\.|[\w-]*\w|[^\w\s]", text):
        tree.words.append(found.group())
        tree.norms.append(fold(found.group()))
        tree.pos.append("X")
        tree.starts.append(found.start())
        tree.ends.append(found.end())
    return tree


ENGLISH = [
    ("in 2022", "2022"),
    ("in November 2024", "2024-11"),
    ("on 14 October 2024", "2024-10-14"),
    ("on October 14, 2024", "2024-10-14"),
    ("on Oct. 14, 2024", "2024-10-14"),
    ("on the 5th of May 2023", "2023-05-05"),
    ("late 2022", "2022-10/2022-12"),
    ("early 2023", "2023-01/2023-03"),
    ("at the end of 2023", "2023-10/2023-12"),
    ("in mid-2024", "2024-05/2024-08"),
    ("in the first half of 2024", "2024-01/2024-06"),
    ("in the second quarter of 2024", "2024-04/2024-06"),
    ("in the third quarter", "2024-07/2024-09"),
    ("since October", "2024-10/.."),
    ("since 2019", "2019/.."),
    ("since late 2022", "2022-10/.."),
    ("until June 2023", "../2023-06"),
    ("by the end of 2026", "../2026-12"),
    ("before the end of the year", "../2025-12"),
    ("between 2019 and 2021", "2019/2021"),
    ("from January to March 2024", "2024-01/2024-03"),
    ("between January and March 2024", "2024-01/2024-03"),
    ("from 1 September to 30 October 2024", "2024-09-01/2024-10-30"),
    ("last year", "2024"),
    ("this year", "2025"),
    ("next year", "2026"),
    ("last month", "2025-02"),
    ("last week", "2025-03-17/2025-03-23"),
    ("this week", "2025-03-24/2025-03-30"),
    ("yesterday", "2025-03-24"),
    ("two weeks ago", "2025-03-11"),
    ("three years ago", "2022"),
    ("on Thursday", "2025-03-20"),
    ("last Friday", "2025-03-21"),
    ("in December", "2024-12"),
    ("in February", "2025-02"),
    ("last autumn", "2024-09/2024-11"),
    ("this spring", "2025-03/2025-05"),
    ("in the summer of 2023", "2023-06/2023-08"),
    ("since the summer", "2024-06/.."),
    ("in the 1990s", "1990/1999"),
    ("during the past six months", "2024-09/.."),
    ("as of 1 January 2024", "2024-01-01/.."),
]

FRENCH = [
    ("en 2022", "2022"),
    ("en novembre 2024", "2024-11"),
    ("le 14 octobre 2024", "2024-10-14"),
    ("le 1er septembre 2024", "2024-09-01"),
    ("le 1er septembre", "2024-09-01"),
    ("fin 2024", "2024-10/2024-12"),
    ("début 2023", "2023-01/2023-03"),
    ("à la mi-octobre", "2024-10"),
    ("au premier trimestre", "2025-01/2025-03"),
    ("au deuxième trimestre de 2024", "2024-04/2024-06"),
    ("au premier semestre 2024", "2024-01/2024-06"),
    ("en janvier dernier", "2025-01"),
    ("depuis octobre", "2024-10/.."),
    ("depuis fin 2022", "2022-10/.."),
    ("depuis le 3 mars", "2025-03-03/.."),
    ("à compter du 1er janvier 2029", "2029-01-01/.."),
    ("dès la fin de 2026", "2026-10/.."),
    ("jusqu'en 2028", "../2028"),
    ("d'ici à la fin de 2026", "../2026-12"),
    ("d'ici 2030", "../2030"),
    ("entre 2019 et 2021", "2019/2021"),
    ("de janvier à mars 2024", "2024-01/2024-03"),
    ("l'an dernier", "2024"),
    ("l'année prochaine", "2026"),
    ("le mois dernier", "2025-02"),
    ("la semaine dernière", "2025-03-17/2025-03-23"),
    ("cette semaine", "2025-03-24/2025-03-30"),
    ("hier", "2025-03-24"),
    ("mardi", "2025-03-25"),
    ("jeudi dernier", "2025-03-20"),
    ("il y a deux ans", "2023"),
    ("l'automne dernier", "2024-09/2024-11"),
    ("à l'été 2023", "2023-06/2023-08"),
    ("au cours des six derniers mois", "2024-09/.."),
    ("dans les années 1990", "1990/1999"),
]


@pytest.mark.parametrize(
    ("lang", "text", "interval"), [("en", *row) for row in ENGLISH] + [("fr", *row) for row in FRENCH]
)
def test_interval(languages: dict[str, Language], lang: str, text: str, interval: str) -> None:
    tree = words_of(text, lang)
    found = expressions(tree, 0, len(tree), PUBLISHED, languages[lang])
    assert [e.text for e in found] == [interval]


@pytest.mark.parametrize(
    ("lang", "text", "interval"),
    [
        ("en", "in October", "2025-10"),
        ("en", "in February", "2026-02"),
        ("en", "on Thursday", "2025-03-27"),
        ("en", "next spring", "2026-03/2026-05"),
        ("en", "by June", "../2025-06"),
        ("en", "since October", "2024-10/.."),  # never ahead
        ("fr", "en octobre", "2025-10"),
        ("fr", "jeudi", "2025-03-27"),
        ("fr", "dès lundi", "2025-03-31/.."),
    ],
)
def test_what_lies_ahead(languages: dict[str, Language], lang: str, text: str, interval: str) -> None:
    tree = words_of(text, lang)
    found = expressions(tree, 0, len(tree), PUBLISHED, languages[lang], future=True)
    assert [e.text for e in found] == [interval]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "2000% more"),
        ("en", "2019 tonnes"),
        ("en", "the second plant"),
        ("en", "on 31 June"),
        ("en", "prices fall"),
        ("fr", "il a été livré"),
        ("fr", "sept pays"),
        ("fr", "un second navire"),
    ],
)
def test_no_interval(languages: dict[str, Language], lang: str, text: str) -> None:
    tree = words_of(text, lang)
    assert expressions(tree, 0, len(tree), PUBLISHED, languages[lang]) == ()


def test_bounds(languages: dict[str, Language]) -> None:
    tree = words_of("from 2019 to late 2021 and since May 2024", "en")
    first, second = expressions(tree, 0, len(tree), PUBLISHED, languages["en"])
    assert (first.earliest, first.latest) == (date(2019, 1, 1), date(2021, 12, 31))
    assert (second.earliest, second.latest) == (date(2024, 5, 1), None)
    assert tree.words[second.first : second.last + 1] == ["since", "May", "2024"]
