from __future__ import annotations

import csv
import io
import json

import pytest
from rdflib import XSD, BNode, Graph, Literal, URIRef
from rdflib.query import Result

from kg.errors import QueryError
from kg.query.sparql import ANSWERS
from kg.store import Table

TERMS = (
    URIRef("https://kg.example/id/country/NO"),
    Literal("l'été, \"ici\"\n\tet là\\", lang="fr"),
    Literal("3", datatype=XSD.integer),
    Literal("plain"),
    None,
    Literal("a<b&c"),
)
TABLE = Table(("iri", "text", "number", "plain", "none", "xml"), [TERMS, (BNode("b1"), None, None, None, None, None)])


@pytest.mark.parametrize("form", ["json", "xml", "tsv", "csv"])
def test_rdflib_reads_the_rows_back(form: str) -> None:
    result = Result.parse(io.BytesIO(ANSWERS[form](TABLE).encode()), format=form)
    assert [str(v) for v in result.vars or ()] == list(TABLE.variables)
    rows = [tuple(row) for row in result]
    assert len(rows) == 2
    if form == "csv":  # a format of values without types
        assert [None if t is None else str(t) for t in rows[0]] == [None if t is None else str(t) for t in TERMS]
    else:
        assert [None if t is None else t.n3() for t in rows[0]] == [None if t is None else t.n3() for t in TERMS]


def test_a_row_of_csv_and_of_tsv() -> None:
    rows = list(csv.reader(io.StringIO(ANSWERS["csv"](TABLE))))
    assert rows[0] == list(TABLE.variables)
    assert rows[1][:3] == ["https://kg.example/id/country/NO", str(TERMS[1]), "3"]
    assert ANSWERS["tsv"](TABLE).count("\n") == 3


def test_yes_or_no() -> None:
    assert json.loads(ANSWERS["json"](True)) == {"head": {}, "boolean": True}
    assert Result.parse(io.BytesIO(ANSWERS["xml"](False).encode()), format="xml").askAnswer is False


def test_control_characters_do_not_break_xml() -> None:
    table = Table(("x",), [(Literal("a\x00b\x0bc\ud83d"),)])
    (row,) = Result.parse(io.BytesIO(ANSWERS["xml"](table).encode()), format="xml")
    assert str(row[0]) == "a\ufffdb\ufffdc\ufffd"


def test_a_graph_is_turtle() -> None:
    graph = Graph().add((URIRef("a:s"), URIRef("a:p"), Literal("o")))
    assert set(Graph().parse(data=ANSWERS["turtle"](graph))) == set(graph)


@pytest.mark.parametrize(
    ("form", "answer", "message"),
    [
        ("turtle", TABLE, "turtle is for CONSTRUCT and DESCRIBE; this query gives rows"),
        ("csv", True, "csv is for SELECT; this query gives yes or no"),
        ("json", Graph(), "json is for SELECT; this query gives a graph"),
    ],
)
def test_a_format_that_cannot_hold_the_answer(form: str, answer: Table | bool | Graph, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        ANSWERS[form](answer)
