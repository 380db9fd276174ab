from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from toy import ToyReader, knowledge

from kg.batch import StoreWriter
from kg.knowledge import Knowledge
from kg.model import Document
from kg.rdf.iri import graph_iri, knowledge_graph
from kg.rdf.namespaces import SCHEMA
from kg.store import Store, open_store

ARTICLE = Document(
    id="a", text="Tin went from Chile to Japan.", lang="en", title="Tin", digest="d1", source="a.txt",
    published=date(2024, 1, 2),
)  # fmt: skip


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(None) as opened:
        yield opened


def writer(store: Store, digest: str = "k1", *, with_text: bool = True) -> StoreWriter:
    return StoreWriter(store, knowledge(digest), with_text=with_text)  # type: ignore[arg-type]


def write(store: Store, document: Document, digest: str = "k1", *, with_text: bool = True) -> None:
    reader = ToyReader(knowledge(digest))
    writer(store, digest, with_text=with_text).write(reader.read(document), reader.run("en"))


def versions(store: Store) -> list[tuple[str, ...]]:
    rows = store.select(
        "SELECT ?digest ?day { ?a prov:wasRevisionOf ?v . ?v sc:order ?n ; sc:digest ?digest "
        "OPTIONAL { ?v schema:datePublished ?day } } ORDER BY ?n"
    ).rows
    return [tuple(map(str, row)) for row in rows]


def test_what_is_written_is_known_with_what_read_it(store: Store) -> None:
    write(store, ARTICLE)
    assert writer(store).known() == {"a": ("d1", ToyReader(knowledge()).run("en").id)}


def test_an_article_without_its_text_is_not_known_to_who_wants_the_text(store: Store) -> None:
    write(store, ARTICLE, with_text=False)
    assert not store.ask("ASK { ?a schema:articleBody ?text }")
    assert writer(store).known() == {}
    assert list(writer(store, with_text=False).known()) == ["a"]


def test_a_new_version_keeps_the_digests_and_days_of_the_earlier_ones(store: Store) -> None:
    write(store, ARTICLE)
    write(store, replace(ARTICLE, digest="d2", published=None))
    write(store, replace(ARTICLE, digest="d3"))
    assert versions(store) == [("d1", "2024-01-02"), ("d2", "None")]
    assert store.digests() == {"a": "d3"}


def test_the_same_version_read_again_is_no_new_version(store: Store) -> None:
    write(store, ARTICLE)
    write(store, replace(ARTICLE, digest="d2"))
    write(store, replace(ARTICLE, digest="d2"), "k2")
    assert versions(store) == [("d1", "2024-01-02")]


def test_the_knowledge_graph_is_written_when_it_is_stale_alone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    writer(store)
    assert store.ask("ASK { country:CL rdfs:label 'Chili'@fr }")
    graph, before = knowledge_graph(store.base), list(store.quads(knowledge_graph(store.base)))
    monkeypatch.setattr("kg.batch.writer.knowledge_quads", lambda *args, **rest: pytest.fail("written again"))
    writer(store)
    assert list(store.quads(graph)) == before
    monkeypatch.undo()
    writer(store, "k2")
    assert list(store.quads(graph)) != before


def test_the_graph_of_an_article_describes_only_what_the_gazetteer_does_not(store: Store) -> None:
    write(store, ARTICLE)
    labelled = {str(s) for s, p, _, _ in store.quads(graph_iri("a", store.base)) if p.endswith("#label")}
    assert labelled == {f"{store.base.folder('product')}tin"}
    assert any(p == SCHEMA.articleBody for _, p, _, _ in store.quads(graph_iri("a", store.base)))


def test_the_writer_takes_real_knowledge() -> None:
    # the toy stands in for it everywhere else
    assert {"ontology", "gazetteer", "digest"} <= set(Knowledge.__dataclass_fields__)
