from __future__ import annotations

import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from toy import ToySettings

import kg
from kg.errors import QueryError, StoreError

SENTENCE = "Tin went from Chile to Japan."


@pytest.fixture(autouse=True)
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.api.Settings", ToySettings)


@pytest.fixture
def graph() -> Iterator[kg.Graph]:
    with kg.build(
        kg.text(SENTENCE, id="a", lang="en", published="2024-05-01", publisher="Ore Daily"),
        kg.text("Cobalt went from Norway to Japan.", id="b", lang="en", published="2024-06-01"),
    ) as built:
        yield built


def test_import_is_light() -> None:
    code = (
        "import sys, kg; kg.__version__\n"
        "heavy = {'spacy', 'rdflib', 'networkx', 'numpy', 'pyoxigraph', 'typer', 'rich'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_the_package_offers() -> None:
    assert set(dir(kg)) >= {"Graph", "build", "text", "KgError", "__version__"}
    assert all(getattr(kg, name) is not None for name in kg.__all__)
    assert callable(kg.build)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        kg.nonsense  # noqa: B018


def test_from_files_and_texts_in_one_graph(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(f"Tin\n\n{SENTENCE}\n")
    with kg.build(tmp_path, str(tmp_path / "*.txt"), kg.text("Zinc went from Chile to Norway.", lang="en")) as graph:
        goods = [said.claim.role("theme")[0].entity.id for said in graph.claims()]
    assert sorted(goods) == ["product:tin", "product:zinc"]


def test_what_cannot_be_read_gives_a_warning_and_the_rest_is_kept(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="missing"):
        graph = kg.build(tmp_path / "missing.txt", kg.text(SENTENCE, lang="en"))
    assert len(graph.claims()) == 1


def test_a_graph_on_disk_stays_there(tmp_path: Path) -> None:
    with kg.build(kg.text(SENTENCE, id="a", lang="en"), store=tmp_path / "store"):
        pass
    with kg.Graph(tmp_path / "store", read_only=True) as graph:
        assert len(graph.claims()) == 1
    with kg.Graph(tmp_path / "store") as graph, warnings.catch_warnings():
        warnings.simplefilter("error")
        report = graph.build(kg.text(SENTENCE, id="a", lang="en"), kg.text("no news", id="b", lang="en"))
        assert (report.kept, report.unchanged) == (1, 1)
    with pytest.raises(StoreError, match="there is no store"):
        kg.Graph(tmp_path / "other", create=False)


@pytest.mark.parametrize(
    ("conditions", "articles"),
    [
        ({}, ["a", "b"]),
        ({"entity": "Chili"}, ["a"]),
        ({"entity": ["NO", "product:tin"]}, ["a", "b"]),
        ({"type": "mouvement", "status": "Stated"}, ["a", "b"]),
        ({"type": "Restriction"}, []),
        ({"status": "denied"}, []),
        ({"publisher": "ore daily"}, ["a"]),
        ({"published_after": "2024-06"}, ["b"]),
        ({"published_before": "2024-06"}, ["a"]),
        ({"published_after": "2024-05", "published_before": "2025"}, ["a", "b"]),
        ({"min_confidence": 0.9}, ["a", "b"]),
        ({"min_confidence": 0.91}, []),
        ({"article": "b"}, ["b"]),
        ({"source": "Norway"}, []),
        ({"entity": None, "published_after": None}, ["a", "b"]),
    ],
)
def test_conditions(graph: kg.Graph, conditions: dict[str, object], articles: list[str]) -> None:
    assert [said.article.id for said in graph.claims(**conditions)] == articles  # type: ignore[arg-type]


def test_names_follow_the_graph(graph: kg.Graph) -> None:
    with pytest.raises(QueryError, match="nothing here is called 'lithium'"):
        graph.claims(entity="lithium")
    graph.build(kg.text("Lithium went from Chile to Japan.", id="c", lang="en"))
    assert len(graph.claims(entity="lithium")) == 1
    graph.remove("c")
    with pytest.raises(QueryError, match="'lithium'"):
        graph.claims(entity="lithium")


def test_removing_is_all_or_nothing(graph: kg.Graph) -> None:
    with pytest.raises(QueryError, match="no article 'x'"):
        graph.remove("a", "x")
    assert len(graph.claims()) == 2
    graph.remove("a", "b")
    assert graph.claims() == []
    assert not graph.sparql("ASK { ?article a schema:NewsArticle }")


def test_questions(graph: kg.Graph) -> None:
    (route,) = graph.trace("cobalt", "Norvège", "Japon")
    assert [leg.end.id for leg in route.legs if leg.end] == ["country:JP"]
    assert graph.stats().claims == 2
    assert graph.validate() == ()
    rows = graph.sparql("SELECT ?what { ?claim a sc:Movement ; sc:theme ?what ; sc:origin country:CL }")
    assert [str(row[0]) for row in rows.rows] == ["https://kg.example/id/product/tin"]  # type: ignore[union-attr]


def test_other_libraries(graph: kg.Graph) -> None:
    edges = graph.to_networkx()
    assert isinstance(edges, nx.MultiDiGraph)
    assert edges.has_edge("country:CL", "country:JP")
    assert {data["type"] for _, data in graph.to_networkx("claims", "fr").nodes(data=True)} >= {"Claim", "Article"}
    dataset = graph.to_rdflib()
    assert isinstance(dataset, rdflib.Dataset)
    found = dataset.query("SELECT ?c { ?c a <https://kg.example/ontology#Movement> }")
    assert len(list(found)) == 2


def test_tables(graph: kg.Graph) -> None:
    pytest.importorskip("pandas", reason="pandas is missing: pip install 'kg-claims[tables]'")
    select = "SELECT ?what ?sure ?day { ?c sc:theme ?what ; sc:confidence ?sure ; sc:article/schema:datePublished ?day }"
    rows = graph.table(f"{select} ORDER BY ?day")
    assert list(rows.columns) == ["what", "sure", "day"]
    assert rows["what"].tolist() == ["product:tin", "product:cobalt"]
    assert rows["sure"].mean() == pytest.approx(0.9)
    assert rows["day"].dt.month.tolist() == [5, 6]
    assert graph.table(graph.sparql("SELECT ?from { ?c sc:origin ?from }"), lang="fr")["from"].tolist() == [  # type: ignore[arg-type]
        "Chili", "Norvège",
    ]  # fmt: skip
    with pytest.raises(QueryError, match="a table is the answer of a SELECT"):
        graph.table("ASK {}")


def test_exports(graph: kg.Graph) -> None:
    assert "".join(graph.export("claims", entity="Chile")).count("\n") == 1
    with pytest.raises(QueryError, match="no format 'turtl'; did you mean 'turtle'"):
        graph.export("turtl")
