"""Formats of several files: CSV, Parquet and pandas, Neo4j; and Neo4j's script."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import MissingError
from kg.export import FOLDERS, WRITERS, Material
from kg.export.csv import claims_csv
from kg.export.parquet import frames
from kg.export.sheets import Sheets
from kg.rdf.iri import claim_iri

GOLDENS = Path(__file__).parents[1] / "goldens"
_MISSING = "is missing: pip install 'kg-claims[tables]'"
VIEWS: tuple[Any, ...] = ("edges", "claims")


def files(material: Material, format: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name, piece in FOLDERS[format](material):
        found[name] = found.get(name, b"") + piece
    return found


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("format", ["csv", "neo4j"])
def test_golden(material: Material, format: str, view: Any) -> None:
    folder = GOLDENS / format / view
    written = files(replace(material, view=view), format)
    if os.environ.get("KG_UPDATE_GOLDENS"):
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in written.items():
            (folder / name).write_bytes(data)
    assert written == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_csv_has_every_claim_with_its_status_and_words(material: Material) -> None:
    found = files(material, "csv")
    claims = {row["id"]: row for row in table(found["claims.csv"])}
    for said in material.claims():
        row = claims[str(claim_iri(said.claim.id))]
        assert (row["status"], row["evidence"]) == (said.claim.status, said.claim.evidence.text)
        for role, fillers in said.claim.roles:
            assert row[role] == "|".join(f.entity.label(said.article.lang) for f in fillers)
    assert {row["claim"] for row in table(found["edges.csv"])} <= claims.keys()
    assert all(row["status"] for row in table(found["edges.csv"]))
    ids = [row["id"] for row in table(found["nodes.csv"])]
    assert len(ids) == len(set(ids))
    assert {row[end] for row in table(found["edges.csv"]) for end in ("source", "target")} == set(ids)


def test_claims_alone_are_the_same_table(material: Material) -> None:
    alone = "".join(claims_csv(material.claims(), material.ontology))
    assert alone.encode() == files(material, "csv")["claims.csv"]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(words: str) -> None:
    """What OWASP lists as openings of formulas; numbers and the importer's files stay as they are."""

    def written(for_spreadsheets: bool) -> Iterator[list[str]]:
        sheets = Sheets({"t": ["a", "b"]}, for_spreadsheets=for_spreadsheets)
        pieces = [*sheets.add("t", [words, -1.5]), *sheets.rest()]
        return csv.reader(io.StringIO("".join(piece for _, piece in pieces), newline=""))

    words = words.replace("\r", "\n")
    assert list(written(True)) == [["a", "b"], ["'" + words, "-1.5"]]
    assert list(written(False)) == [["a", "b"], [words, "-1.5"]]


@pytest.mark.parametrize(("value", "cell"), [
    ([], ""), (["a"], "a"), (["a", "b"], "a|b"), (["a|b", "c"], "a/b|c"), (["|"], "/"), (None, ""), (0.5, "0.5"), ("a|b", "a|b"),
])  # fmt: skip
def test_lists_can_be_parted_again(value: Any, cell: str) -> None:
    sheets = Sheets({"t": ["a", "b"]}, for_spreadsheets=False)
    ((_, text),) = [*sheets.add("t", [value, "x"]), *sheets.rest()]
    assert text == f"a,b\n{cell},x\n"


def test_a_file_comes_in_pieces() -> None:
    sheets = Sheets({"t": ["a"], "u": ["b"]}, for_spreadsheets=True)
    pieces = [piece for n in range(50_000) for piece in sheets.add("t", [n])]
    assert len(pieces) > 1
    whole = "".join(text for name, text in [*pieces, *sheets.rest()] if name == "t")
    assert whole.split() == ["a", *map(str, range(50_000))]


@pytest.mark.parametrize("view", VIEWS)
def test_parquet_holds_the_same_as_csv(material: Material, view: Any) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason=f"pyarrow {_MISSING}")
    viewed = replace(material, view=view)
    written, expected = files(viewed, "parquet"), files(viewed, "csv")
    assert written == files(viewed, "parquet")  # the same bytes again
    for name in ("nodes", "edges", "claims"):
        read = pq.read_table(io.BytesIO(written[f"{name}.parquet"])).to_pylist()
        assert [{key: as_csv(value) for key, value in row.items()} for row in read] == table(expected[f"{name}.csv"])


def as_csv(value: Any) -> str:
    return "|".join(value) if isinstance(value, list) else "" if value is None else str(value)


def test_pandas_frames_can_be_worked_with(material: Material) -> None:
    pytest.importorskip("pandas", reason=f"pandas {_MISSING}")
    pytest.importorskip("pyarrow", reason=f"pyarrow {_MISSING}")
    made = frames(material)
    claims, edges = made["claims"], made["edges"]
    assert claims["published"].max().year == 2023
    assert str(claims["confidence"].dtype) == "float64"
    assert dict(claims["status"].value_counts()) == {"stated": 2, "alleged": 1, "denied": 1}
    (via,) = claims.loc[claims["status"] == "alleged", "via"]
    assert list(via) == ["Durban", "Colombo"]
    named = edges.merge(made["nodes"], left_on="source", right_on="id")
    assert len(named) == len(edges)
    empty = frames(replace(material, filter=replace(material.filter, article="none")))
    assert {name: len(frame) for name, frame in empty.items()} == {"nodes": 0, "edges": 0, "claims": 0}


@pytest.mark.parametrize("library", ["pandas", "pyarrow"])
def test_without_the_extra_one_line_says_what_to_install(
    material: Material, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if library == "pandas":
        pytest.importorskip("pyarrow", reason=f"pyarrow {_MISSING}")
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingError, match=rf"^{library} is not installed: pip install 'kg-claims\[tables\]'$"):
        frames(material)


@pytest.mark.parametrize("view", VIEWS)
def test_neo4j_files_are_what_its_importer_takes(material: Material, view: Any) -> None:
    found = files(replace(material, view=view), "neo4j")
    nodes, edges = table(found["nodes.csv"]), table(found["relationships.csv"])
    fields = [*nodes[0], *edges[0]]
    assert all(re.fullmatch(r"\w+(:(ID|long|double|string\[\]))?|:(LABEL|START_ID|END_ID|TYPE)", field) for field in fields)
    ids = [node["id:ID"] for node in nodes]
    assert len(set(ids)) == len(ids)
    assert {edge[end] for edge in edges for end in (":START_ID", ":END_ID")} <= set(ids)
    assert all(edge["status"] and re.fullmatch("[A-Z_]+", edge[":TYPE"]) for edge in edges)
    assert {"Thing|Country", "Thing|Place"} <= {node[":LABEL"] for node in nodes}
    script = found["import.sh"].decode()
    assert all(name in script for name in found if name != "import.sh")


@pytest.mark.parametrize("view", VIEWS)
def test_the_cypher_script_says_what_the_graph_says(material: Material, view: Any) -> None:
    """Read back without Neo4j: statements of two shapes, whose rows are lists of maps."""
    viewed = replace(material, view=view)
    graph = viewed.graph()
    first, *statements = re.split(r";\n", "".join(WRITERS["cypher"](viewed)).removesuffix(";\n"))
    assert first.startswith("CREATE CONSTRAINT")
    nodes: dict[str, Any] = {}
    edges: set[tuple[str, str, str, str]] = set()
    for statement in statements:
        rows, does = re.fullmatch(r"UNWIND (\[.*\]) AS row\n(.*)", statement, re.DOTALL).groups()  # type: ignore[union-attr]
        for row in read(rows):
            if re.fullmatch(r"MERGE \(n:Thing \{id: row.id\}\) SET n:\w+, n \+= row.has", does):
                nodes[row["id"]] = row["has"]
                continue
            made = re.search(r"MERGE \(a\)-\[r:([A-Z_]+) \{key: row.key\}\]->\(b\) SET r \+= row.has$", does)
            assert made
            assert row["source"] in nodes
            assert row["target"] in nodes
            assert row["has"]["status"]
            edges.add((row["source"], row["target"], row["key"], row["has"]["label"]))
    assert nodes == {n: {k: v for k, v in d.items() if v is not None} for n, d in graph.nodes(data=True)}
    assert edges == {(u, v, key, d["label"]) for u, v, key, d in graph.edges(keys=True, data=True)}


def read(rows: str) -> list[dict[str, Any]]:
    """Maps of Cypher are JSON but for their names, which are bare or stand in backquotes."""
    named = re.sub(r'("(?:[^"\\]|\\.)*")|`(\w+)`: |(\w+): ', lambda m: m[1] or f'"{m[2] or m[3]}": ', rows)
    found: list[dict[str, Any]] = json.loads(named)
    return found


def test_cypher_parses(material: Material) -> None:
    cypher = pytest.importorskip("antlr4_cypher", reason="antlr4-cypher is missing")
    antlr4 = pytest.importorskip("antlr4")
    for statement in re.split(r";\n", "".join(WRITERS["cypher"](material)).removesuffix(";\n"))[1:]:
        parser = cypher.CypherParser(antlr4.CommonTokenStream(cypher.CypherLexer(antlr4.InputStream(statement))))
        parser.script()
        assert parser.getNumberOfSyntaxErrors() == 0, statement
