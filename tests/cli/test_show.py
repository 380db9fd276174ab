"""`kg show`, and what `kg stats` and `kg claims` make of copies and of earlier versions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Kg, one_line
from story import fill, read_story

from kg import Graph
from kg.knowledge.ontology import Ontology
from kg.store import open_store

REPORT = "Tin went from Chile to Japan through Peru.\n\nNobody at the port of Callao would say why, and the mine's owner did not return calls on Monday night.\n"


def article(folder: Path, name: str, publisher: str, text: str, day: str = "2024-05-01", title: str = "Tin") -> None:
    head = f"---\npublished: {day}\npublisher: {publisher}\nurl: https://{publisher}.example/{name}\nlang: en\n---\n"
    (folder / f"{name}.txt").write_text(f"{head}{title}\n\n{text}", encoding="utf-8")


@pytest.fixture
def wire(kg: Kg, tmp_path: Path) -> Path:
    """One report in two outlets, and another's own."""
    folder = tmp_path / "wire"
    folder.mkdir()
    article(folder, "a", "alpha", REPORT)
    article(folder, "b", "beta", f"By our staff\n\n{REPORT}", "2024-05-02", "Tin by way of Peru")
    article(folder, "c", "gamma", "A ship was late.\n\nTin went from Chile to Japan.\n", "2024-05-03", "Late")
    assert kg("build", folder).exit_code == 0
    return folder


def test_an_entity(kg: Kg, wire: Path) -> None:
    result = kg("show", "Chili", "--lang", "fr")
    for words in ("Chili  pays, country:CL", "“Chile”", "3", "its name", "mouvement", "Japon", "Pérou"):
        assert words in result.stdout, words
    assert "kg claims --entity country:CL" in result.stderr
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "\x1b" not in result.stdout


def test_an_entity_for_programs(kg: Kg, wire: Path) -> None:
    (record,) = json.loads(kg("show", "tin", "--format", "json").stdout)
    assert (record["id"], record["claims"], record["sure"]) == ("product:tin", {"Movement": {"stated": 3}}, 3)
    assert [(n["words"], n["count"], n["why"]) for n in record["names"]] == [("Tin", 3, "its name")]
    assert [(n["entity"]["label"], n["claims"]) for n in record["neighbours"]] == [("Chile", 3), ("Japan", 3), ("Peru", 2)]
    copies = {r["article"]: r["copy_of"] for r in record["articles"]}
    assert copies == {
        "https://alpha.example/a": None, "https://beta.example/b": "https://alpha.example/a",
        "https://gamma.example/c": None,
    }  # fmt: skip


def test_the_table_puts_copies_behind_their_report(kg: Kg, wire: Path) -> None:
    lines = kg("show", "tin").stdout.splitlines()
    first = next(n for n, line in enumerate(lines) if "alpha: Tin" in line)
    assert "same report: beta: Tin by way of Peru" in lines[first + 1]


def test_long_parts_are_cut_and_shown_whole_by_all(kg: Kg, tmp_path: Path) -> None:
    for n in range(14):
        goods = chr(ord("A") + n) * 3
        article(tmp_path, f"n{n + 10}", f"paper{n + 10}", f"{goods} went from Chile to Japan.\n", title=goods)
    kg("build", tmp_path)
    short = kg("show", "Chile").stdout
    assert "2 more, shown by --all" in short
    assert "paper23" not in short
    everything = kg("show", "Chile", "--all").stdout
    assert "more, shown by --all" not in everything
    assert "paper23" in everything


def test_a_bloc_shows_its_members_with_their_times(kg: Kg, toy: None, ontology: Ontology) -> None:
    """Those that left too; and what a country was a member of."""
    with open_store(Path("kg-store")) as store:
        fill(store, read_story("Alpha 2019-05-01 en | Production stated producer=GB theme=gallium", ontology), ontology)
    shown = kg("show", "European Union").stdout
    lines = [line.split() for line in shown.splitlines()]
    assert ["members", "since", "until"] in lines
    assert ["United", "Kingdom", "1973-01-01", "2020-01-31"] in lines
    assert ["France", "1958-01-01"] in lines
    assert "members:" not in shown
    assert "member of" in kg("show", "Royaume-Uni", "--lang", "fr").stdout
    (record,) = json.loads(kg("show", "country:GB", "--format", "json").stdout)
    assert record["belongs"] == [{
        "how": "member of", "entity": {"id": "org:eu", "label": "European Union"},
        "since": "1973-01-01", "until": "2020-01-31",
    }]  # fmt: skip


def test_an_unknown_name_is_told_with_near_ones(kg: Kg, wire: Path) -> None:
    assert one_line(kg("show", "Chyle")) == "nothing here is called 'Chyle'; did you mean 'Chile', 'Chili'?"


def test_a_name_that_is_known_and_not_spoken_of(kg: Kg, wire: Path) -> None:
    assert "No claim is about it" in kg("show", "Norway").stdout


def test_all_that_bear_a_name(kg: Kg, wire: Path) -> None:
    # in the gazetteer of the toy there is a country; a graph of the user's own adds a namesake
    with Graph("kg-store") as graph:
        graph.store.update("INSERT DATA { GRAPH graph:own { country:CLX a sc:Country ; rdfs:label 'Chile'@en } }")
    result = kg("show", "Chile")
    assert "also called so" in result.stdout
    assert "country:CLX" in result.stdout
    assert "if they are one: kg same Chile" in result.stderr
    assert [record["id"] for record in json.loads(kg("show", "Chile", "-f", "json").stdout)] == ["country:CL", "country:CLX"]


def test_an_article_its_copies_and_what_it_was(kg: Kg, wire: Path) -> None:
    name = "https://alpha.example/a"
    assert "same report, counted once" in kg("show", name).stdout
    before = json.loads(kg("show", name, "--format", "json").stdout)
    assert before["versions"] == []
    kg("build", wire)  # of the same version there is nothing to keep
    assert json.loads(kg("show", name, "--format", "json").stdout) == before

    article(wire, "a", "alpha", REPORT.replace("Monday", "Tuesday"), "2024-05-04")
    kg("build", wire)
    after = json.loads(kg("show", name, "--format", "json").stdout)
    assert after["versions"] == [{"digest": before["digest"], "published": "2024-05-01"}]
    assert [copy["article"] for copy in after["copies"]] == ["https://beta.example/b"]
    assert after["digest"] != before["digest"]
    assert after["claims"] == before["claims"]
    assert before["digest"] in kg("show", name).stdout.replace("\n", "").replace(" ", "")


def test_stats_name_copies_and_replaced_versions(kg: Kg, wire: Path) -> None:
    article(wire, "c", "gamma", "A ship was early.\n\nTin went from Chile to Peru.\n")
    kg("build", wire)
    figures = json.loads(kg("stats", "--format", "json").stdout)
    assert figures["copies"] == [["https://alpha.example/a", "https://beta.example/b"]]
    assert figures["revised"] == {"https://gamma.example/c": 1}
    text = kg("stats").stdout
    assert "the same report: https://alpha.example/a" in text
    assert "replaced earlier versions: https://gamma.example/c 1" in text


def test_a_report_in_two_outlets_is_not_corroborated_by_itself(kg: Kg, wire: Path) -> None:
    (matter,) = json.loads(kg("ask", "corroborated", "--format", "json").stdout)
    assert [(voice["origin"], voice["publishers"], voice["copies"]) for voice in matter["agree"]] == [
        ("alpha", ["beta"], ["beta"]), ("gamma", [], []),
    ]  # fmt: skip
    assert "same report in beta" in " ".join(kg("ask", "corroborated").stdout.split())
    kg("remove", "https://gamma.example/c")
    assert json.loads(kg("ask", "corroborated", "--format", "json").stdout) == []


def test_claims_name_the_other_copies(kg: Kg, wire: Path) -> None:
    text = kg("claims").stdout
    assert [text.count(f"same report in {name}") for name in ("alpha", "beta", "gamma")] == [1, 1, 0]


def test_copies_are_known_where_texts_were_left_out(kg: Kg, wire: Path) -> None:
    kg("build", wire, "--without-text", "--store", "bare")
    assert len(json.loads(kg("stats", "--store", "bare", "--format", "json").stdout)["copies"]) == 1
