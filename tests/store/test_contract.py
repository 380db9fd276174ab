"""What every store must do, on both backends."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Dataset, Graph, Literal, URIRef, Variable, namespace

from kg.errors import QueryError, StoreError
from kg.knowledge.ontology import Ontology
from kg.model import Reading
from kg.rdf.articles import reading_quads
from kg.rdf.iri import graph_iri
from kg.rdf.terms import Quad
from kg.store import Store, Table, open_store

G, H = URIRef("https://kg.example/id/graph/g"), URIRef("https://kg.example/id/graph/h")
A, B, P, Q = (URIRef(f"https://kg.example/id/org/{name}") for name in "abpq")
DATE, INTEGER, DECIMAL = namespace.XSD.date, namespace.XSD.integer, namespace.XSD.decimal
# the terms that are written: plain, with a language, typed; the first is what a store gives back as xsd:string
VALUES = [
    Literal("x"), Literal(""), Literal("un « mot »", lang="fr"), Literal("2025-03-28", datatype=DATE),
    Literal("7", datatype=INTEGER), Literal("0.82", datatype=DECIMAL), B,
    Literal("1", datatype=DECIMAL, normalize=False),
    Literal('tab\t nul\x00 del\x7f cr\r\n"quote" \\ \u2028 𝒳 <b> \\u0041 {}'),
]  # fmt: skip


@pytest.fixture(scope="module", params=["memory", "disk"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(None if request.param == "memory" else tmp_path_factory.mktemp("stores") / "store") as store:
        yield store


@pytest.fixture
def store(opened: Store) -> Store:
    opened.update("DROP ALL")
    return opened


def quads(graph: URIRef, *values: Literal | URIRef) -> list[Quad]:
    return [(A, P, value, graph) for value in values]


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_terms_come_back_as_they_went_in(store: Store, value: Literal | URIRef) -> None:
    store.replace(G, quads(G, value))
    answers = [
        store.select("SELECT ?o { ?s ?p ?o }").rows[0][0],
        next(iter(store.quads()))[2],
        next(iter(store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }").objects())),
        next(iter(store.dataset().objects(A, P))),
        next(iter(store.dataset().query("SELECT ?o { ?s ?p ?o }")))[0],
        next(iter(store.dataset().query("CONSTRUCT WHERE { ?s ?p ?o }")))[2],
    ]
    for answer in answers:
        assert (answer, type(answer)) == (value, type(value))
        assert str(answer) == str(value)


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_terms_can_be_asked_for(store: Store, value: Literal | URIRef) -> None:
    store.replace(G, quads(G, value))
    assert store.ask("ASK { ?s ?p ?o }", {"o": value})
    assert not store.ask("ASK { ?s ?p ?o }", {"o": Q})
    assert (A, P, value) in store.dataset()


def test_a_whole_article_goes_in_and_comes_out(store: Store, ontology: Ontology, sample_reading: Reading) -> None:
    written = reading_quads(sample_reading, ontology, "4c1e")
    store.replace(graph_iri(sample_reading.document.id), written)
    assert set(store.quads()) == set(written)
    assert list(store.quads()) == list(store.quads(graph_iri(sample_reading.document.id)))
    assert store.digests() == {sample_reading.document.id: sample_reading.document.digest}


def test_a_graph_is_replaced_alone(store: Store) -> None:
    store.replace(G, quads(G, A, B))
    store.replace(H, quads(H, A))
    store.replace(G, quads(G, Q))
    assert list(store.quads(G)) == quads(G, Q)
    assert list(store.quads(H)) == quads(H, A)
    assert store.graphs() == (G, H)
    store.replace(G, [])
    assert store.graphs() == (H,)


def test_a_graph_is_removed_alone(store: Store) -> None:
    store.replace(G, quads(G, A))
    store.replace(H, quads(H, A))
    assert store.remove(G) is True
    assert store.remove(G) is False
    assert list(store.quads()) == quads(H, A)


@pytest.mark.parametrize(
    "update",
    [
        f"DROP SILENT GRAPH <{G}> ; INSERT DATA {{ GRAPH <{G}> {{ <{A}> <{P}> 1 }} }} ; LOAD <file:///no/such/file>",
        f"DROP GRAPH <{G}> ; CREATE GRAPH <{H}>",
        f"DELETE WHERE {{ GRAPH <{G}> {{ ?s ?p ?o }} }} ; LOAD <file:///no/such/file> INTO GRAPH <{G}>",
    ],
)
def test_an_update_that_fails_half_way_leaves_everything_as_it_was(store: Store, update: str) -> None:
    store.replace(G, quads(G, A, B))
    store.replace(H, quads(H, A))
    with pytest.raises(StoreError):
        store.update(update)
    assert list(store.quads()) == [*quads(G, A, B), *quads(H, A)]


@pytest.mark.parametrize("broken", [URIRef("https://a.example/a b"), Literal("\ud800"), URIRef("relative")])
def test_a_replacement_that_fails_half_way_leaves_the_graph_as_it_was(store: Store, broken: Literal | URIRef) -> None:
    store.replace(G, quads(G, A, B))
    with pytest.raises(StoreError, match="cannot hold"):
        store.replace(G, quads(G, Q, broken))
    assert list(store.quads()) == quads(G, A, B)


def test_a_replacement_whose_source_breaks_off_leaves_the_graph_as_it_was(store: Store) -> None:
    def breaking() -> Iterator[Quad]:
        yield from quads(G, Q)
        raise RuntimeError("broke off")

    store.replace(G, quads(G, A, B))
    with pytest.raises(RuntimeError, match="broke off"):
        store.replace(G, breaking())
    assert list(store.quads()) == quads(G, A, B)


def test_quads_of_another_graph_are_refused(store: Store) -> None:
    store.replace(H, quads(H, A))
    with pytest.raises(ValueError, match="among those of"):
        store.replace(G, quads(H, B))
    assert list(store.quads()) == quads(H, A)


def test_no_reader_sees_a_graph_half_replaced(store: Store) -> None:
    sizes, done = set(), threading.Event()

    def read() -> None:
        while not done.is_set():
            sizes.add(len(store.select(f"SELECT ?o {{ GRAPH <{G}> {{ ?s ?p ?o }} }}").rows))

    numbers = [Literal(str(n), datatype=INTEGER) for n in range(300)]
    store.replace(G, quads(G, *numbers))
    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(20):
        store.replace(G, quads(G, *numbers))
    done.set()
    reader.join()
    assert sizes == {300}


def test_the_default_graph_is_the_union_and_prefixes_are_known(store: Store) -> None:
    store.replace(G, quads(G, B))
    store.update(f"INSERT DATA {{ GRAPH <{H}> {{ org:b org:q org:a }} }}")
    table = store.select("SELECT ?x ?none WHERE { org:a org:p ?b . ?b org:q ?x }")
    assert table == Table(("x", "none"), [(A, None)])


@pytest.mark.parametrize(
    ("sparql", "rows"),
    [
        ("SELECT ?o { ?s org:p ?o }", [(B,)]),
        ("SELECT ?s ?o WHERE { ?s org:p ?o }", [(A, B)]),
        ("# { SELECT\nPREFIX e: <http://e/'#> SELECT ?s ?o WHERE { ?s org:p ?o } ORDER BY ?o", [(A, B)]),
        ("SELECT (COUNT(?o) AS ?n) { ?s org:p ?o } GROUP BY ?s", [(Literal("1", datatype=INTEGER),)]),
        ("SELECT (EXISTS { ?x ?y ?z } AS ?any) ?o { { ?s org:p ?o } UNION { ?o org:p ?s } }", [(None, B), (None, Q)]),
        ("SELECT ?o { ?s org:p ?o FILTER(STR(?s) != '}{ ?s') }", [(B,)]),
    ],
)
def test_variables_can_be_given_whether_they_are_shown_or_not(store: Store, sparql: str, rows: list[tuple]) -> None:
    store.replace(G, [*quads(G, B), (Q, P, A, G)])
    found = store.select(sparql, {"s": A}).rows
    shown = [tuple(None if str(term) == "true" else term for term in row) for row in found]
    assert sorted(map(str, shown)) == sorted(map(str, rows))
    assert sorted(map(str, store.dataset().query(sparql, initBindings={"s": A}))) == sorted(map(str, found))


def test_each_form_of_question_has_its_answer(store: Store) -> None:
    store.replace(G, quads(G, B))
    assert isinstance(store.query("SELECT * { ?s ?p ?o }"), Table)
    assert store.query("ASK { org:a org:p org:b }") is True
    assert store.query("ASK { org:b org:p org:a }") is False
    for form in ("CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE org:a"):
        answer = store.query(form)
        assert isinstance(answer, Graph)
        assert set(answer) == {(A, P, B)}
    assert "org:a org:p org:b" in store.construct("DESCRIBE org:a").serialize(format="turtle")


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT ?s WHERE { ?s ?p }", "line 1, column"),
        ("SELECT ?s\nWHERE { ?s ?p ?o", "line 2, column"),
        ("SELECT ?s { ?s foaf:name ?o }", 'unknown prefix "foaf:"'),
        ("SELECT ?s { ?s sc:theme ?o . FILTER(?o = 'dc:x' }", "expected"),
        ("", "not valid SPARQL"),
        ("DROP GRAPH graph:g", "not valid SPARQL"),
    ],
)
def test_a_broken_question_is_told_in_one_line(store: Store, sparql: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(sparql)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("form", ["select", "ask", "construct"])
def test_the_wrong_form_of_question_is_refused(store: Store, form: str) -> None:
    other = {"select": "ASK {}", "ask": "SELECT * {}", "construct": "ASK {}"}[form]
    with pytest.raises(QueryError, match=r"not an? |neither"):
        getattr(store, form)(other)


def test_a_broken_update_is_told_in_one_line_and_changes_nothing(store: Store) -> None:
    store.replace(G, quads(G, A))
    with pytest.raises(QueryError, match="line 1, column"):
        store.update(f"DROP GRAPH <{G}> ; INSERT DATUM")
    assert list(store.quads()) == quads(G, A)


def test_quads_are_sorted(store: Store) -> None:
    store.replace(H, quads(H, B, A, Literal("b"), Literal("a")))
    store.replace(G, quads(G, B, A))
    assert list(store.quads()) == [*quads(G, A, B), *quads(H, Literal("a"), Literal("b"), A, B)]


def test_the_dataset_is_a_view_of_the_store(store: Store) -> None:
    dataset = store.dataset()
    store.replace(G, quads(G, B))
    assert isinstance(dataset, Dataset)
    assert dataset.default_union
    assert set(dataset.triples((None, None, None))) == {(A, P, B)}
    assert set(dataset.graph(G)) == {(A, P, B)}
    assert len(dataset.graph(H)) == 0
    assert [row[Variable("o")] for row in dataset.query("SELECT ?o { org:a org:p ?o }").bindings] == [B]


def test_oxigraph_answers_what_is_asked_of_the_dataset(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("rdflib's own engine was asked")

    monkeypatch.setattr("rdflib.plugins.sparql.processor.evalQuery", refuse)
    monkeypatch.setattr("rdflib.plugins.sparql.processor.parseQuery", refuse)
    store.replace(G, quads(G, B))
    dataset = store.dataset()
    assert [tuple(row) for row in dataset.query("SELECT ?s ?o { ?s org:p ?o }")] == [(A, B)]
    assert [tuple(row) for row in dataset.query("SELECT ?o { ?s org:p ?o }", initBindings={"s": A})] == [(B,)]
    assert bool(dataset.query("ASK { org:a ?p org:b }"))
    assert set(dataset.query("CONSTRUCT WHERE { ?s ?p ?o }")) == {(A, P, B)}
    assert dataset.query("SELECT ?o { ?s org:p ?o }").serialize(format="csv") == b"o\r\n" + B.encode() + b"\r\n"


def test_nothing_is_written_through_the_dataset(store: Store) -> None:
    store.replace(G, quads(G, B))
    dataset = store.dataset()
    for write in (
        lambda: dataset.update(f"DROP GRAPH <{G}>"),
        lambda: dataset.graph(G).add((A, P, A)),
        lambda: dataset.remove((A, P, B, G)),
        lambda: dataset.remove_graph(G),
        lambda: dataset.addN([(A, P, A, dataset.graph(G))]),
    ):
        with pytest.raises(StoreError, match="to read from"):
            write()
    assert list(store.quads()) == quads(G, B)


def test_integers_are_not_mistaken_for_their_neighbours(store: Store) -> None:
    numbers = [Literal(str(n), datatype=INTEGER) for n in range(200, 600)]
    store.replace(G, quads(G, *numbers))
    dataset = store.dataset()
    for number in ("255", "256", "511", "512"):
        wanted = Literal(number, datatype=INTEGER)
        assert list(dataset.triples((None, None, wanted))) == [(A, P, wanted)]
        assert store.select("SELECT ?o { ?s ?p ?o }", {"o": wanted}).rows == [(wanted,)]


@pytest.mark.parametrize("folder", [None, "store"])
def test_a_closed_store_says_so(tmp_path: Path, folder: str | None) -> None:
    store = open_store(tmp_path / folder if folder else None)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.query("ASK {}")


def test_quads_are_exchanged_wholly_or_not_at_all(store: Store) -> None:
    store.replace(G, quads(G, *VALUES))
    store.exchange(quads(G, *VALUES[:4]), [*quads(G, A), *quads(H, *VALUES)])
    assert {quad[2] for quad in store.quads(G)} == {*VALUES[4:], A}
    assert [quad[2] for quad in store.quads(H)] == sorted(VALUES, key=lambda value: value.n3())
    before = list(store.quads())
    store.exchange([], [])
    with pytest.raises(StoreError, match="cannot hold"):
        store.exchange(before, [(A, P, URIRef("not an iri <>"), G)])
    assert list(store.quads()) == before


def test_files_beside_the_quads(store: Store, tmp_path: Path) -> None:
    assert store.file("none.csv") is None
    store.keep("some.csv", "a;é\r\nb\n")
    assert (store.file("some.csv") or "").splitlines() == ["a;é", "b"]
    store.keep("some.csv", "")
    assert store.file("some.csv") == ""
    with open_store(tmp_path / "s") as made:
        made.keep("x.csv", "x")
    (tmp_path / "s" / "y.csv").write_bytes(b"\xff\xfe")
    with open_store(tmp_path / "s", read_only=True) as reader:
        assert reader.file("x.csv") == "x"
        with pytest.raises(StoreError, match="open for reading only"):
            reader.keep("x.csv", "y")
        with pytest.raises(StoreError, match=r"y\.csv: not UTF-8"):
            reader.file("y.csv")
    assert sorted(path.name for path in (tmp_path / "s").iterdir()) == ["kg-store.json", "oxigraph", "x.csv", "y.csv"]
