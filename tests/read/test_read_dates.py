from __future__ import annotations

from datetime import date

import pytest

from kg.knowledge.boilerplate import load_boilerplate
from kg.knowledge.locate import ontologies
from kg.read.dates import find_dates, parse_date

WORDS = load_boilerplate(ontologies()).dateline


@pytest.mark.parametrize(
    ("value", "lang", "day"),
    [
        ("2025-03-25", "en", date(2025, 3, 25)),
        ("2025-03-25T10:44:13+01:00", "fr", date(2025, 3, 25)),
        ("2025-03-25 10:44:13", "fr", date(2025, 3, 25)),
        ("2025/03/25", "en", date(2025, 3, 25)),
        ("25-03-2025", "fr", date(2025, 3, 25)),
        ("25.3.2025", "en", date(2025, 3, 25)),
        ("03/04/2025", "fr", date(2025, 4, 3)),
        ("03/04/2025", "en", None),  # read one way in London, another in New York
        ("Thu, 04/03/2025", "en", date(2025, 4, 3)),
        ("04/03/2025 9:00 EDT", "en", date(2025, 4, 3)),
        ("01/15/2026", "en", date(2026, 1, 15)),
        ("mardi 1er avril 2025 à 8h15", "fr", date(2025, 4, 1)),
        ("14 October 2025", "en", date(2025, 10, 14)),
        ("Oct. 14th, 2025", "en", date(2025, 10, 14)),
        ("Tue, 14 Oct 2025 05:30:00 GMT", "en", date(2025, 10, 14)),
        ("6 févr. 2024", "fr", date(2024, 2, 6)),
        ("30 February 2024", "en", None),
        ("October 2025", "en", None),
        ("next week", "en", None),
        ("before 14 October 2025", "en", None),
        ("", "en", None),
    ],
)
def test_field_holds_a_date(value: str, lang: str, day: date | None) -> None:
    assert parse_date(value, WORDS, lang) == day


def test_dates_come_with_their_places() -> None:
    text = "Entre le 5 mai 2023 et le 07/06/2023, la version 1.2.2023.4 n'était pas à jour."
    found = [(text[d.start : d.end], d.day) for d in find_dates(text, WORDS, "fr")]
    assert found == [("5 mai 2023", date(2023, 5, 5)), ("07/06/2023", date(2023, 6, 7))]
