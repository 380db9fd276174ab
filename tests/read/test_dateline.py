from __future__ import annotations

from datetime import date

import pytest

from kg.knowledge.boilerplate import load_boilerplate
from kg.knowledge.locate import ontologies
from kg.read.dateline import find_dateline, read_stamp

BOILERPLATE = load_boilerplate(ontologies())
STORY = "The ministry of mines in Lilongwe has barred lorries with raw ore from the border post at Mchinji, it said on Friday."


def found(line: str, lang: str) -> tuple[date | None, tuple[str, ...]]:
    stamp = find_dateline(f"A headline\n{line}\n{STORY}\n", BOILERPLATE, lang)
    return stamp.published, stamp.authors


@pytest.mark.parametrize(
    ("line", "lang", "day", "authors"),
    [
        ("Publié le 12-06-2025 par Solange Petitjean", "fr", date(2025, 6, 12), ("Solange Petitjean",)),
        ("Mardi 3 juin 2025, 11h42", "fr", date(2025, 6, 3), ()),
        ("Mardi 3 juin 2025, 11h42 - Mis à jour à 14h05", "fr", date(2025, 6, 3), ()),
        ("Publié le 3 juin 2025 à 08:15 | Mis à jour le 4 juin 2025 | Imprimer", "fr", date(2025, 6, 3), ()),
        ("Mis à jour le 04/06/2025 à 19:02 | Partager", "fr", date(2025, 6, 4), ()),
        ("Par Odile Le Bihan et Karim d'Estrée | 20.08.2025", "fr", date(2025, 8, 20), ("Odile Le Bihan", "Karim d'Estrée")),
        ("Propos recueillis par Léa N'Diaye, le 11 juin 2024", "fr", date(2024, 6, 11), ("Léa N'Diaye",)),
        ("Goma, le 3 octobre 2024, 8 h 00", "fr", date(2024, 10, 3), ()),
        ("Communiqué de presse – Lomé, le 28 août 2025", "fr", date(2025, 8, 28), ()),
        ("3 June 2025, 5:30am AEST", "en", date(2025, 6, 3), ()),
        ("By Jane Doe", "en", None, ("Jane Doe",)),
        ("By Jane Doe in Oslo", "en", None, ("Jane Doe",)),
        ("BY JANE DOE", "en", None, ("Jane Doe",)),
        ("By Jane Doe, Rui Nhaca and Mary van der Berg | June 3, 2025", "en", date(2025, 6, 3),
         ("Jane Doe", "Rui Nhaca", "Mary van der Berg")),
        ("By Tess O'Hara, Prairie Herald staff | Jun. 3, 2025 at 6:05 a.m. MDT", "en", date(2025, 6, 3), ("Tess O'Hara",)),
        ("Release Date: Tue, 06/03/2025", "en", date(2025, 6, 3), ()),
        ("3 Jun 2025, 11:20 GMT | 2 min read | Listen", "en", date(2025, 6, 3), ()),
        ("LILONGWE, June 3, 2025 (Newswire) - Lorries queued at the border.", "en", date(2025, 6, 3), ()),
        ("LILONGWE, 3 June 2025. Lorries queued at the border.", "en", date(2025, 6, 3), ()),
        # the year is missing, and no other line has it
        ("KYIV, Oct 14 (Reuters) - Ukraine said on Tuesday that the port was open.", "en", None, ()),
        # days and names of the story
        ("Shares fell on 14 October 2025", "en", None, ()),
        ("On 14 October 2025, China banned exports of gallium.", "en", None, ()),
        ("By Monday evening the lorries had gone.", "en", None, ()),
        ("By Chinese New Year exports had halved", "en", None, ()),
        ("14 October 2025: Beijing bans exports of gallium", "en", None, ()),
        ("Le 3 mai 2021, Pékin avait interdit ces ventes.", "fr", None, ()),
        ("Par ailleurs, Paris a relevé ses droits", "fr", None, ()),
    ],
)  # fmt: skip
def test_line_above_the_story(line: str, lang: str, day: date | None, authors: tuple[str, ...]) -> None:
    assert found(line, lang) == (day, authors)


def test_only_the_top_is_searched() -> None:
    below = "\n".join(["A headline", STORY + " " + STORY, STORY + " " + STORY, "Published 3 June 2025", "By Jane Doe"])
    assert find_dateline(below, BOILERPLATE, "en") == find_dateline("", BOILERPLATE, "en")


def test_standfirst_may_stand_before() -> None:
    text = "\n".join(["A headline", STORY + " " + STORY, "Published 3 June 2025", STORY])
    assert find_dateline(text, BOILERPLATE, "en").published == date(2025, 6, 3)


def test_ticker_and_chronology_give_no_day() -> None:
    ticker = f"A headline\n{STORY}\nMost read\nPublished 23/04/2025 at 10:44\nCopper climbs"
    days = "A headline\n3 May 2021\nBeijing bans it.\n4 June 2022\nTokyo follows.\n5 July 2023\nSeoul too."
    assert find_dateline(ticker, BOILERPLATE, "en").published is None
    assert find_dateline(days, BOILERPLATE, "en").published is None


def test_long_line_is_no_dateline() -> None:
    assert read_stamp("Published 3 June 2025 " + "x" * 200, BOILERPLATE.dateline) is None
