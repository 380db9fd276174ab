from __future__ import annotations

import inspect
import re
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import rdflib
from toy import ToySettings

import kg
from kg.batch import Report
from kg.errors import QueryError, StoreError
from kg.explain import Explanation
from kg.knowledge.ontology import Ontology
from kg.query.articles import ArticleNote
from kg.query.claims import ClaimFilter
from kg.query.names import Names
from kg.query.questions import Question
from kg.query.stats import Stats
from kg.store import Table

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


def _loaded(graph: kg.Graph, folder: Path) -> kg.Graph:
    (folder / "graph.nq").write_text("".join(graph.export("nquads")), encoding="utf-8")
    return kg.Graph.load(folder / "graph.nq")


# every public name of a graph, with a use of it and what that gives
USES: dict[str, tuple[Callable[[kg.Graph, Path], object], type]] = {
    "article": (lambda graph, _: graph.article("a"), ArticleNote),
    "ask": (lambda graph, _: graph.ask("restrictions", {"goods": "tin"}), Table),
    "build": (lambda graph, _: graph.build(kg.text("Zinc went from Chile to Norway.", lang="en")), Report),
    "claims": (lambda graph, _: graph.claims(entity="Chile"), list),
    "close": (lambda graph, _: graph.close(), type(None)),
    "contested": (lambda graph, _: graph.contested(), list),
    "contested_claims": (lambda graph, _: graph.contested_claims(), list),
    "corroborated": (lambda graph, _: graph.corroborated(), list),
    "diff": (lambda graph, _: graph.diff(graph), list),
    "different": (lambda graph, _: graph.different("Chile", "Norway"), list),
    "entities": (lambda graph, _: graph.entities(), list),
    "explain": (lambda graph, _: graph.explain(graph.claims()[0].claim.id, again=False), Explanation),
    "export": (lambda graph, _: "".join(graph.export("turtle")), str),
    "export_files": (lambda graph, _: dict(graph.export_files("turtle")), dict),
    "filter": (lambda graph, _: graph.filter(entity="Chile"), ClaimFilter),
    "judgements": (lambda graph, _: graph.judgements, tuple),
    "load": (_loaded, kg.Graph),
    "names": (lambda graph, _: graph.names(), Names),
    "ontology": (lambda graph, _: graph.ontology, Ontology),
    "questions": (lambda graph, _: graph.questions["restrictions"], Question),
    "read_as": (lambda graph, _: graph.read_as("Santiago"), list),
    "remove": (lambda graph, _: graph.remove("a"), type(None)),
    "same": (lambda graph, _: graph.same("tin", "cobalt"), list),
    "show": (lambda graph, _: graph.show("Chile"), list),
    "similar": (lambda graph, _: graph.similar(), list),
    "sparql": (lambda graph, _: graph.sparql("ASK {}"), bool),
    "stats": (lambda graph, _: graph.stats(), Stats),
    "table": (lambda graph, _: graph.table("SELECT ?c { ?c a sc:Movement }"), object),
    "to_networkx": (lambda graph, _: graph.to_networkx(), nx.MultiDiGraph),
    "to_pandas": (lambda graph, _: graph.to_pandas(), dict),
    "to_rdflib": (lambda graph, _: graph.to_rdflib(), rdflib.Dataset),
    "trace": (lambda graph, _: graph.trace("tin"), list),
    "validate": (lambda graph, _: graph.validate(), tuple),
    "why_not": (lambda graph, _: graph.why_not, object),  # needs the real stages: tests/test_explain.py
}


def public(thing: type) -> dict[str, Any]:
    """Name → what it is, of a class and those that it is made of."""
    found = {name: value for part in reversed(thing.__mro__[:-1]) for name, value in vars(part).items()}
    return {name: value for name, value in found.items() if not name.startswith("_")}


def test_every_public_name_is_used_and_documented() -> None:
    assert sorted(USES) == sorted(public(kg.Graph))
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert [name for name in public(kg.Graph) if not re.search(rf"[`.]{name}\b", readme)] == []
    assert [name for name in kg.__all__ if f"kg.{name}" not in readme] == []


@pytest.mark.parametrize("name", sorted(USES))
def test_each_public_name_gives_what_it_says(graph: kg.Graph, tmp_path: Path, name: str) -> None:
    for library in {"table": ["pandas"], "to_pandas": ["pandas", "pyarrow"]}.get(name, []):
        pytest.importorskip(library, reason=f"{library} is missing: pip install 'kg-claims[tables]'")
    use, kind = USES[name]
    assert isinstance(use(graph, tmp_path), kind)


@pytest.mark.parametrize(
    "thing", [kg.build, kg.text, *(getattr(v, "fget", None) or getattr(v, "__func__", v) for v in public(kg.Graph).values())],
    ids=lambda thing: str(thing.__name__),
)  # fmt: skip
def test_what_is_public_is_typed_and_has_words(thing: Callable[..., object]) -> None:
    signature = inspect.signature(thing)
    assert signature.return_annotation is not inspect.Signature.empty
    untyped = [p.name for p in signature.parameters.values() if p.annotation is p.empty and p.name not in ("self", "cls")]
    assert untyped == []
    assert len((thing.__doc__ or "").split()) >= 5


@pytest.mark.parametrize("error", [kg.KgError, kg.RunError, kg.DocumentError])
def test_errors_have_words(error: type[Exception]) -> None:
    assert issubclass(error, kg.KgError)
    assert error.__doc__


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
    places = graph.store.select("SELECT ?from { ?c sc:origin ?from }")
    assert sorted(graph.table(places, lang="fr")["from"]) == ["Chili", "Norvège"]
    with pytest.raises(QueryError, match="a table is the answer of a SELECT"):
        graph.table("ASK {}")


def test_exports(graph: kg.Graph) -> None:
    assert "".join(graph.export("claims", entity="Chile")).count("\n") == 1
    with pytest.raises(QueryError, match="no format 'turtl'; did you mean 'turtle'"):
        graph.export("turtl")
