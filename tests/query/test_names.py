from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from toy import ToyReader, knowledge

from kg.batch import StoreWriter
from kg.errors import QueryError
from kg.knowledge.ontology import Ontology
from kg.query.names import Names, claim_class, day, status
from kg.read import document_from_text
from kg.store import open_store


@pytest.fixture(scope="module")
def names() -> Iterator[Names]:
    with open_store(None) as store:
        reader = ToyReader(knowledge())
        document = document_from_text("Tin\n\nTin went from Chile to Norway.", lang="en")
        StoreWriter(store, knowledge()).write(reader.read(document), reader.run("en"))  # type: ignore[arg-type]
        yield Names(store)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Norway", "country:NO"),
        ("Norvège", "country:NO"),
        ("norvege", "country:NO"),
        ("la Norvège", "country:NO"),
        ("NO", "country:NO"),
        ("country:NO", "country:NO"),
        ("https://kg.example/id/country/NO", "country:NO"),
        ("Nippon", "country:JP"),
        ("TIN", "product:tin"),
        ("tins", "product:tin"),
    ],
)
def test_things_are_found_by_what_people_call_them(names: Names, name: str, expected: str) -> None:
    assert names.ids(name) == (expected,)


@pytest.mark.parametrize(("name", "near"), [("Norwey", "'Norway'"), ("Chilli", "'Chili'"), ("Nipon", "'Nippon'")])
def test_an_unknown_name_is_answered_with_those_near(names: Names, name: str, near: str) -> None:
    with pytest.raises(QueryError, match=f"{name}.*did you mean.*{near}") as error:
        names.ids(name)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["", " ", "zzzzzz", "country:ZZ", "nowhere:x", "https://elsewhere.example/x"])
def test_a_name_with_nothing_near_is_unknown(names: Names, name: str) -> None:
    with pytest.raises(QueryError, match="nothing here is called"):
        names.ids(name)


@pytest.mark.parametrize("name", ["Movement", "movement", "MOUVEMENT", "mouvement"])
def test_claim_classes_in_both_languages(ontology: Ontology, name: str) -> None:
    assert claim_class(ontology, name) == "Movement"


def test_an_unknown_class_or_status_is_answered_with_what_there_is(ontology: Ontology) -> None:
    with pytest.raises(QueryError, match="no claim class 'Movment'; did you mean 'Movement'"):
        claim_class(ontology, "Movment")
    with pytest.raises(QueryError, match="no status 'xyz'; there are stated, alleged"):
        status(ontology, "xyz")
    assert status(ontology, "Denied") == "denied"


@pytest.mark.parametrize(
    ("text", "expected"), [("2025", date(2025, 1, 1)), ("2025-03", date(2025, 3, 1)), ("2025-03-28", date(2025, 3, 28))]
)
def test_days(text: str, expected: date) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    "text", ["", "25", "2025-13", "2025-02-30", "2025-3", "28/03/2025", "2025-03-28T10:00", "٢٠٢٥"]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(QueryError, match="not a date"):
        day(text)
