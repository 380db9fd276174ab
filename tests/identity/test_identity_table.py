"""The table of judgements: what people write into it, and what is wrong with it."""

from __future__ import annotations

import pytest

from kg.errors import StoreError
from kg.identity import Judgement, Ref
from kg.identity.graph import identity_quads, judgements_in
from kg.identity.groups import Groups
from kg.identity.table import COLUMNS, read_table, write_table
from kg.rdf.namespaces import Base

MADE = (
    Judgement(True, Ref("org:altair", "Altair"), Ref("org:altair-semi", 'Altair "Semi", Ltd.'), "one register"),
    Judgement(False, Ref("person:x", "Zoé X", "https://a.example/1?q=a,b"), Ref("person:x.2", "X", "b")),
    Judgement(True, Ref("org:altair"), Ref("product:altair.2", "org:altair", "identity")),
)
HEAD = ",".join(COLUMNS)


def test_what_is_written_is_read_again() -> None:
    assert read_table(write_table(MADE)) == MADE
    assert write_table(MADE).splitlines()[0] == HEAD
    assert read_table(write_table(())) == read_table("") == ()


def test_the_graph_holds_the_same() -> None:
    base = Base("https://other.example/")
    quads = identity_quads(Groups(MADE), "d", base)
    assert judgements_in(reversed(quads), base) == MADE
    assert {str(quad[3]) for quad in quads} == {"https://other.example/graph/identity"}


def test_a_spreadsheet_may_write_it() -> None:
    table = HEAD.replace(",", ";") + "\r\n Same ;org:a;;;org:b;;;\r\n;;;;;;;\r\n"
    assert read_table(table) == (Judgement(True, Ref("org:a"), Ref("org:b")),)
    assert read_table("judgement,a,a_name,a_article,b,b_name,b_article\nsame,org:a,,,org:b,,\n")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("maybe,org:a,,,org:b,,,", "identity.csv:2: 'maybe' is neither same nor different"),
        ("same,Nvidia,,,org:b,,,", "identity.csv:2: 'Nvidia' is no id"),
        ("same,local:1-2,,,org:b,,,", "identity.csv:2: 'local:1-2' is no id"),
        ("same,org:,,,org:b,,,", "identity.csv:2: 'org:' is no id"),
        ("different,org:a,,,org:a,,,", "identity.csv:2: org:a stands on both sides"),
        ("same,org:a,,x,org:b,,,", "identity.csv:2: what does x call org:a?"),
    ],
)
def test_a_wrong_line_is_named(line: str, words: str) -> None:
    with pytest.raises(StoreError, match=words.replace("?", r"\?")) as caught:
        read_table(f"{HEAD}\n{line}\n")
    assert "\n" not in str(caught.value)


def test_a_table_of_something_else_is_told() -> None:
    with pytest.raises(StoreError, match=r"identity.csv:1: no column a; there should be judgement, a,"):
        read_table("name,age\nx,3\n")
