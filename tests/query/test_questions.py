"""Named questions: the same answers from every engine, and what each is expected to find in a small story."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from rdflib import Graph
from story import fill, read_story

from kg.errors import QueryError
from kg.knowledge.locate import ontologies
from kg.knowledge.ontology import Ontology
from kg.query.names import Names
from kg.query.questions import ANY_TIME, Question, Times, ask, load_questions, question, sparql, values
from kg.store import Store, open_store

STORY = """
Alpha 2025-01-05 en | Movement alleged theme=h100 origin=SG via=MY destination=CN time=2024-10/2024-12 by=US
Beta 2025-01-06 fr | Movement stated theme=nvidia-chips origin=SG destination=MY time=2024-03
Beta 2025-01-06 fr | Movement stated theme=h20 origin=MY destination=CN time=2024-06 same
Gamma 2025-01-09 en | Movement denied theme=durian origin=SG destination=CN by=SG
Delta 2025-01-09 en | Movement stated theme=durian origin=MY destination=CN
Alpha 2025-04-10 en | Restriction stated authority=US theme=h20 target=CN effect=impose time=2025-04-09/..
Beta 2025-07-15 fr | Restriction stated authority=US theme=h20 target=CN effect=lift time=2025-07-14/..
Beta 2023-07-05 fr | Restriction stated authority=CN theme=gallium target=US effect=impose time=2023-08/2025-11 by=mofcom
Beta 2025-03-01 fr | Restriction planned authority=CN theme=germanium target=US effect=impose
Alpha 2025-02-01 en | Sanction stated authority=ofac target=gulfco time=2025-01-30/..
Delta 2025-02-02 en | Sanction stated authority=US target=megaspeed
Delta 2025-03-01 en | Transfer alleged supplier=tsmc recipient=huawei theme=chips by=bloomberg
Delta 2025-03-01 en | Transfer denied supplier=tsmc recipient=huawei by=tsmc same
Alpha 2025-03-02 en | Transfer stated supplier=nvidia recipient=megaspeed theme=h100 time=2024
Gamma 2025-03-03 en | Transfer denied supplier=nvidia recipient=huawei by=nvidia
Alpha 2025-03-02 en | Ownership stated owner=huawei owned=smic
Alpha 2025-03-02 en | Ownership stated owner=CN owned=huawei
Alpha 2025-03-04 en | Presence stated party=megaspeed place=CN
Alpha 2025-03-05 en | Dependence stated dependent=US supplier=CN theme=gallium
Alpha 2025-03-05 en | Disruption stated cause=strike theme=lng place=rotterdam
Alpha 2025-03-06 en | Investigation stated authority=SG target=megaspeed theme=h100
Beta 2025-03-07 fr | Enforcement stated authority=SG target=megaspeed
Beta 2025-03-07 fr | Production stated producer=smic theme=chips place=CN
Beta 2025-03-07 fr | Use stated user=huawei theme=h20
Alpha 2025-05-30 en | Movement alleged theme=h20 origin=TH destination=shenzhen time=2025-05
Alpha 2025-03-08 en | Evasion alleged agent=megaspeed instrument=ear theme=h100 by=US
"""
QUESTIONS = load_questions(ontologies())


@pytest.fixture(scope="module")
def store(ontology: Ontology) -> Iterator[Store]:
    with open_store(None) as opened:
        fill(opened, read_story(STORY, ontology), ontology)
        yield opened


@pytest.fixture(scope="module")
def names(store: Store) -> Names:
    return Names(store)


@pytest.fixture(scope="module")
def memory(store: Store) -> Graph:
    """The same triples in rdflib's own store."""
    graph = Graph()
    for subject, predicate, value, _ in store.quads():
        graph.add((subject, predicate, value))
    return graph


def rows(asked: str, store: Store, names: Names, times: Times = ANY_TIME, **given: str) -> list[dict[str, str]]:
    found = question(QUESTIONS, asked)
    table = ask(store, found, values(found, given, lambda: names, store), times)
    short = lambda term: str(term).rpartition("/")[2].rpartition("#")[2] if term is not None else ""  # noqa: E731
    return [dict(zip(table.variables, map(short, row), strict=True)) for row in table.rows]


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=QUESTIONS)
def test_every_engine_answers_alike(asked: Question, store: Store, names: Names, memory: Graph) -> None:
    """As the file stands, as an independent client would run it; and its example."""
    example = sparql(asked, values(asked, asked.example, lambda: names, store))
    for query in (asked.sparql, example):
        mine = set(store.select(query).rows)
        theirs = memory.query(query, initNs=dict(store.base.prefixes))
        assert {tuple(row) for row in theirs} == mine  # type: ignore[arg-type]
        assert mine, "an example that finds nothing shows nothing"
        assert len(store.select(query).rows) == len(mine), "rows twice"


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=QUESTIONS)
def test_headers(asked: Question, store: Store, names: Names) -> None:
    assert {p.name for p in asked.parameters if not p.optional} <= asked.example.keys()
    for parameter in asked.parameters:
        mark = f"#?{parameter.name} VALUES" if parameter.optional else f" VALUES ?{parameter.name} {{"
        assert mark in asked.sparql
    assert "SELECT DISTINCT" in asked.sparql
    assert "# times: ?claim" in asked.sparql
    required = {p.name for p in asked.parameters if not p.optional}
    given = values(asked, {n: v for n, v in asked.example.items() if n in required}, lambda: names, store)
    assert set(store.select(sparql(asked, given)).rows) == set(store.select(asked.sparql).rows), "the file is its example"


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=QUESTIONS)
def test_both_axes_of_time(asked: Question, store: Store, names: Names) -> None:
    given = values(asked, asked.example, lambda: names, store)
    assert ask(store, asked, given, Times(published_before=date(2000, 1, 1))).rows == []
    assert ask(store, asked, given, Times(published_after=date(2100, 1, 1))).rows == []
    assert ask(store, asked, given, Times(published_after=date(2000, 1, 1), published_before=date(2100, 1, 1))).rows
    assert ask(store, asked, given, Times(valid_on=date(1999, 1, 1))).rows == []


@pytest.mark.parametrize(
    ("on", "themes"),
    [
        ("2023-07", set()), ("2023-08", {"gallium"}), ("2025-04-09", {"gallium", "nvidia-h20"}),
        ("2025-07-13", {"gallium", "nvidia-h20"}), ("2025-07-14", {"gallium"}), ("2025-12", set()),
    ],
)  # fmt: skip
def test_what_is_in_force_has_begun_and_is_neither_over_nor_lifted(
    on: str, themes: set[str], store: Store, names: Names
) -> None:
    assert {row["theme"] for row in rows("in-force", store, names, on=on)} == themes


def test_members_are_those_of_the_day_of_the_report(ontology: Ontology) -> None:
    told = """
    Alpha 2019-05-01 en | Production stated producer=GB theme=gallium
    Alpha 2020-01-31 en | Production stated producer=GB theme=germanium
    Alpha 2020-02-01 en | Production stated producer=GB theme=durian
    Alpha 2021-05-01 en | Production stated producer=FR theme=lng
    """
    with open_store(None) as store:
        fill(store, read_story(told, ontology), ontology)
        found = rows("members", store, Names(store), bloc="European Union")
        later = rows("members", store, Names(store), Times(published_after=date(2020, 2, 1)), bloc="European Union")
    assert [(row["member"], row["since"], row["until"], row["published"]) for row in found] == [
        ("FR", "1958-01-01", "", "2021-05-01"), ("GB", "1973-01-01", "2020-01-31", "2019-05-01"),
        ("GB", "1973-01-01", "2020-01-31", "2020-01-31"),
    ]  # fmt: skip
    assert [row["member"] for row in later] == ["FR"]


def test_routes(store: Store, names: Names) -> None:
    found = rows("routes", store, names, goods="Nvidia", **{"from": "Singapour", "to": "Chine"})
    ways = {(r["theme1"], r["theme2"], r["stop1"], r["status1"], r["status2"]) for r in found}
    assert ways == {
        ("nvidia-h100", "nvidia-h100", "MY", "Alleged", "Alleged"),  # told whole
        ("nvidia-ai-chips", "nvidia-h20", "MY", "Stated", "Stated"),  # pieced together
        # a family's shipment may have held the model's; not one of October after the next step in June
        ("nvidia-ai-chips", "nvidia-h100", "MY", "Stated", "Alleged"),
    }
    assert rows("routes", store, names, goods="durian", **{"from": "Singapour", "to": "Chine"}) == []


@pytest.mark.parametrize(
    ("asked", "given", "column", "expected"),
    [
        ("restrictions", {"goods": "Nvidia"}, "effect", {"Impose", "Lift"}),
        ("restrictions", {"goods": "semi-conducteurs", "target": "Chine"}, "theme", {"nvidia-h20"}),
        ("sanctions", {}, "target", {"gulf-trading", "megaspeed"}),
        ("sanctions", {"target": "Megaspeed"}, "authority", {"US"}),
        ("dependence", {"supplier": "CN", "goods": "critical minerals"}, "dependent", {"US"}),
        ("denials", {"about": "Nvidia"}, "by", {"nvidia"}),
        ("between", {"one": "Nvidia", "other": "China"}, "between", {"megaspeed"}),
        ("publisher", {"publisher": "alpha", "about": "Huawei"}, "class", {"Ownership"}),
        ("source", {"source": "TSMC"}, "status", {"Denied"}),
        ("timeline", {"party": "Megaspeed"}, "class", {"Sanction", "Transfer", "Presence", "Investigation", "Enforcement", "Evasion"}),
        ("evasion-patterns", {"place": "China"}, "theme", {"nvidia-h20"}),
        ("owners", {"owned": "SMIC"}, "owner", {"huawei", "CN"}),
        ("suppliers", {"goods": "H100", "recipient": "Megaspeed"}, "supplier", {"nvidia"}),
        ("disruptions", {"what": "Pays-Bas"}, "cause", {"port-strike"}),
        ("transit", {"goods": "H100", "to": "China"}, "stop", {"MY"}),
        ("members", {"bloc": "European Union"}, "class", {"Disruption"}),
        ("members", {"bloc": "European Union", "member": "Allemagne"}, "class", set()),
        ("exposed", {"goods": "Nvidia"}, "user", {"huawei"}),
        ("plans", {"party": "China"}, "class", {"Restriction"}),
        ("edge", {"from": "Singapore", "to": "Malaysia"}, "theme", {"nvidia-h100", "nvidia-ai-chips"}),
        ("one-origin", {"about": "TSMC"}, "status", {"Alleged"}),
    ],
)  # fmt: skip
def test_answers(
    asked: str, given: dict[str, str], column: str, expected: set[str], store: Store, names: Names
) -> None:
    assert {row[column] for row in rows(asked, store, names, **given)} == expected


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("restrictions", {"goods": "H20", "target": "Megaspeed"}),
        ("suppliers", {"goods": "H100", "recipient": "Huawei"}),
        ("makers", {"goods": "semiconductors", "place": "Singapore"}),
        ("evasions", {"agent": "Huawei"}),
        ("evasions", {"goods": "durian"}),
        ("dependence", {"supplier": "CN", "goods": "durian"}),
        ("sanctions", {"target": "Nvidia"}),
        ("in-force", {"on": "2025-05", "goods": "durian"}),
        ("in-force", {"on": "2025-05", "authority": "Singapore"}),
        ("evasion-patterns", {"place": "China", "goods": "durian"}),
        ("publisher", {"publisher": "Alpha", "about": "durian"}),
        ("source", {"source": "TSMC", "about": "durian"}),
    ],
)
def test_what_may_be_told_besides_leaves_out(asked: str, given: dict[str, str], store: Store, names: Names) -> None:
    """Another value than that of any claim finds nothing, and is not shown as if a claim had it."""
    assert rows(asked, store, names, **given) == []


def test_a_second_origin_is_seen(ontology: Ontology) -> None:
    story = "a 2025-01-05 en | Ownership stated owner=huawei owned=smic\n"
    for more, count in (("", 1), ("b 2025-01-06 fr | Ownership stated owner=huawei owned=smic\n", 0)):
        with open_store(None) as store:
            fill(store, read_story(story + more, ontology), ontology)
            assert len(rows("one-origin", store, Names(store), about="Huawei")) == count


@pytest.mark.parametrize(
    ("asked", "given", "message"),
    [
        ("restriction", {}, "no question 'restriction'; did you mean 'restrictions', 'sanctions'?"),
        ("restrictions", {}, "restrictions needs goods (goods, a kind of goods, or their maker): kg ask restrictions goods=H20"),
        ("restrictions", {"good": "H20"}, "restrictions has no parameter 'good'; did you mean 'goods'?"),
        ("restrictions", {"goods": "H21"}, "nothing here is called 'H21'; did you mean 'H20'?"),
        ("publisher", {"publisher": "Alfa"}, "nobody called 'Alfa' published anything here; did you mean 'Alpha'?"),
        ("in-force", {"on": "soon"}, "not a date: 'soon'; write 2025, 2025-03 or 2025-03-28"),
    ],
)  # fmt: skip
def test_bad_questions(asked: str, given: dict[str, str], message: str, store: Store, names: Names) -> None:
    with pytest.raises(QueryError) as error:
        rows(asked, store, names, **given)
    assert str(error.value) == message


def test_an_independent_client_answers_from_the_command_line(store: Store, tmp_path: Path) -> None:
    """rdflib's own tool, on a dump and on the files as they stand."""
    tool = Path(sys.executable).with_name("sparqlquery")
    if not tool.exists():
        pytest.skip("rdflib's sparqlquery is not installed")
    dump = Graph()
    for subject, predicate, value, _ in store.quads():
        dump.add((subject, predicate, value))
    dump.serialize(tmp_path / "dump.nt", format="nt", encoding="utf-8")
    for name in ("restrictions", "routes"):
        file = ontologies() / "queries" / f"{name}.rq"
        done = subprocess.run(
            [tool, tmp_path / "dump.nt", "-qf", file, "-f", "json"], capture_output=True, text=True, encoding="utf-8", check=True
        )
        answer = json.loads(done.stdout)
        mine = store.select(QUESTIONS[name].sparql)
        assert answer["head"]["vars"] == list(mine.variables)
        theirs = {tuple(row.get(v, {}).get("value") for v in mine.variables) for row in answer["results"]["bindings"]}
        assert theirs == {tuple(None if term is None else str(term) for term in row) for row in mine.rows}
