from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from rdflib import BNode, Literal, URIRef

from kg.errors import MissingError
from kg.export.frame import frame
from kg.rdf.namespaces import PREFIXES
from kg.rdf.terms import day, decimal, integer, text
from kg.store import Table

SINGAPORE = URIRef(PREFIXES["country"] + "SG")


def column(*terms: Any) -> Any:
    pytest.importorskip("pandas", reason="pandas is missing: pip install 'kg-claims[tables]'")
    return frame(Table(("x",), [(term,) for term in terms]), PREFIXES, {SINGAPORE: "Singapour"})["x"]


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (SINGAPORE, "Singapour"),
        (URIRef(PREFIXES["country"] + "MY"), "country:MY"),
        (URIRef("https://other.example/a"), "https://other.example/a"),
        (BNode("b1"), "b1"),
        (text("Singapour", "fr"), "Singapour"),
        (integer(3), 3),
        (decimal(0.82), 0.82),
        (Literal(Decimal("1")), 1.0),
        (Literal(True), True),
        (Literal("2024-03", datatype=URIRef("https://other.example/month")), "2024-03"),
        (Literal("x", datatype=URIRef(PREFIXES["xsd"] + "integer")), "x"),  # ill-typed
    ],
)
def test_a_term_becomes_a_value(term: Any, value: Any) -> None:
    (found,) = column(term)
    assert found == value
    assert isinstance(found, float) == isinstance(value, float)


def test_what_is_unbound_is_missing() -> None:
    assert list(column(SINGAPORE, None).isna()) == [False, True]
    assert list(column(None, integer(3)).isna()) == [True, False]


def test_a_column_of_days_can_be_plotted() -> None:
    days = column(day(date(2025, 3, 1)), None, day(date(2024, 3, 1)))
    assert str(days.dtype).startswith("datetime64")
    assert (days.min().date(), days.isna().sum()) == (date(2024, 3, 1), 1)
    assert column(day(date(2025, 3, 1)), text("soon")).dtype == object


def test_columns_and_rows_keep_their_order_and_names() -> None:
    pytest.importorskip("pandas", reason="pandas is missing: pip install 'kg-claims[tables]'")
    made = frame(Table(("b", "a"), [(integer(2), integer(1)), (integer(1), None)]), PREFIXES)
    assert list(made.columns) == ["b", "a"]
    assert list(made["b"]) == [2, 1]
    empty = frame(Table(("b", "a"), []), PREFIXES)
    assert (list(empty.columns), len(empty)) == (["b", "a"], 0)


def test_without_pandas_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingError, match=r"^pandas is not installed: pip install 'kg-claims\[tables\]'$"):
        frame(Table((), []), PREFIXES)
