"""`kg same`, `kg different`, `kg entities`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commands import Kg, one_line


@pytest.fixture(autouse=True)
def built(kg: Kg, news: Path) -> None:
    assert kg("build", news).exit_code == 0


def data(kg: Kg, *args: str) -> Any:
    result = kg(*args, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_two_goods_are_one_until_it_is_taken_back(kg: Kg) -> None:
    before = kg("export", "-f", "nquads").stdout
    result = kg("same", "Tin", "zinc", "--note", "one ore")
    assert result.stdout.startswith("tin (product:tin) is the same as zinc (product:zinc)\n")
    assert [len(data(kg, "claims", "--entity", name)) for name in ("tin", "zinc")] == [2, 2]
    assert data(kg, "same") == [
        {
            "judgement": "same",
            "entities": [
                {"id": "product:tin", "name": "tin", "article": None},
                {"id": "product:zinc", "name": "zinc", "article": None},
            ],
            "note": "one ore",
        }
    ]
    assert "one ore" in kg("same").stdout
    assert data(kg, "different") == []
    assert kg("same", "tin", "zinc").stderr.endswith("kg: so it was judged before\n")
    taken = kg("same", "--undo", "zinc", "tin")
    assert taken.stdout.startswith("no longer tin (product:tin) is the same as")
    after = [line for line in kg("export", "-f", "nquads").stdout.splitlines() if "/graph/identity>" not in line]
    assert after == before.splitlines()
    assert len(data(kg, "claims", "--entity", "zinc")) == 1


def test_what_is_built_later_knows_it(kg: Kg, news: Path) -> None:
    kg("same", "Tin", "zinc")
    (news / "b.txt").write_text("---\nlang: en\n---\nZinc again\n\nZinc went from Norway to Chile.\n")
    kg("build", news)
    (route,) = data(kg, "trace", "tin", "--to", "Chile")
    assert route["goods"] == ["tin"]
    assert len(data(kg, "claims", "--entity", "tin")) == 2


def test_errors_are_one_line_and_change_nothing(kg: Kg) -> None:
    kg("different", "tin", "zinc")
    before = kg("export", "-f", "nquads").stdout
    assert "were judged different; they cannot be the same" in one_line(kg("same", "tin", "zinc"))
    assert "nothing here is called 'tinn'; did you mean 'tin'" in one_line(kg("same", "tinn", "zinc"))
    assert one_line(kg("same", "tin")) == "product:tin alone; name another one that is the same"
    assert "nobody is named" in one_line(kg("same", "--undo"))
    assert one_line(kg("different", "--undo", "tin")) == (
        "tin: not judged different; what was: product:tin ≠ product:zinc"
    )
    assert one_line(kg("different", "--undo", "tin", "zinc", "Peru")) == "name the two of one judgement"
    assert "--article goes with one name" in one_line(kg("different", "tin", "zinc", "--article", "x"))
    assert "no article 'x' here" in one_line(kg("different", "tin", "--article", "x"))
    assert "no format 'xml'" in one_line(kg("entities", "--format", "xml"))
    assert "no entity type 'prodct'; did you mean" in one_line(kg("entities", "--type", "prodct"))
    assert kg("export", "-f", "nquads").stdout == before


def test_entities_are_counted(kg: Kg) -> None:
    found = data(kg, "entities")
    assert (found[0]["id"], found[0]["claims"]) == ("country:JP", 2)
    assert {e["id"] for e in found} == {"country:JP", "country:CL", "country:NO", "country:PE", "product:tin", "product:zinc"}
    japan = found[0]
    assert (japan["type"], japan["labels"]["fr"], japan["names"][-1], japan["articles"]) == ("Country", "Japon", "Nippon", 2)
    assert [e["id"] for e in data(kg, "entities", "--type", "produit")] == ["product:tin", "product:zinc"]
    assert len(data(kg, "entities", "--limit", "1")) == 1
    table = kg("entities", "--limit", "2")
    assert "Nippon" in table.stdout
    assert table.stderr.endswith("kg: 6 entities; 4 more, shown by --limit 6\n")
    assert max(map(len, table.stdout.splitlines())) <= 80


def test_similar_ones_are_proposed_until_they_are_judged(kg: Kg, news: Path) -> None:
    assert data(kg, "entities", "--similar") == []
    (news / "c.txt").write_text("---\nlang: en\n---\nTyn\n\nTyn went from Chile to Norway.\n")
    kg("build", news)
    (pair,) = data(kg, "entities", "--similar")
    assert ([e["id"] for e in pair["entities"]], pair["reason"]) == (
        ["product:tin", "product:tyn"],
        "the same name in another spelling",
    )
    table = kg("entities", "--similar", "--type", "product")
    assert "another spelling" in " ".join(table.stdout.split())
    assert table.stderr.endswith("kg: 1 pair\n")
    kg("different", *(e["id"] for e in pair["entities"]))
    assert data(kg, "entities", "--similar") == []
    kg("different", "--undo", "tin", "tyn")
    assert len(data(kg, "entities", "--similar")) == 1


def test_the_table_is_there_to_be_edited(kg: Kg) -> None:
    kg("same", "tin", "zinc")
    table = Path("kg-store", "identity.csv")
    table.write_text(table.read_text().replace("same", "different"))
    assert len(data(kg, "claims", "--entity", "zinc")) == 1
    assert len(data(kg, "different")) == 1
    table.write_text(table.read_text() + "same,tin,,,product:zinc,,,\n")
    assert one_line(kg("claims")).startswith("identity.csv:3: 'tin' is no id; write it as `kg entities` shows it")
