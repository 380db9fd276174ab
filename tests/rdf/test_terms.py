from __future__ import annotations

from datetime import date

import pytest
from rdflib import Literal, namespace

from kg.rdf.terms import day, decimal, integer, text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.82, "0.82"), (1.0, "1"), (0.0, "0"), (-0.0, "0"), (1, "1"), (0.1 + 0.2, "0.30000000000000004"),
        (1e-7, "0.0000001"),
        (1e-19, "0"), ("390000000", "390000000"), ("1.50", "1.5"), ("100", "100"), ("1E+3", "1000"), ("-2.0", "-2"),
    ],
)  # fmt: skip
def test_decimals_are_canonical(value: float | str, written: str) -> None:
    assert decimal(value).n3() == f'"{written}"^^<{namespace.XSD.decimal}>'


@pytest.mark.parametrize("value", [0.1, 1 / 3, 2 / 3, 0.123456789, 0.9999999999999999, 0.05])
def test_scores_come_back_as_they_were(value: float) -> None:
    assert float(decimal(value)) == value


def test_strings_and_languages() -> None:
    assert text("x") == Literal("x")
    assert text("x", "FR") == Literal("x", lang="fr")
    assert text("x", "not a tag") == Literal("x")
    assert (integer(7).datatype, str(integer(7))) == (namespace.XSD.integer, "7")
    assert (day(date(2025, 3, 1)).datatype, str(day(date(2025, 3, 1)))) == (namespace.XSD.date, "2025-03-01")
