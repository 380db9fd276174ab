"""Queries that are stopped."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path

import pytest
from story import fill, read_story

from kg.errors import QueryError, StoreError
from kg.knowledge.ontology import Ontology
from kg.query.limit import query_within
from kg.store import Table, open_store

FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, ontology: Ontology) -> Path:
    path = tmp_path_factory.mktemp("limit") / "store"
    with open_store(path) as store:
        fill(store, read_story("a 2025-01-05 en | Use stated user=huawei theme=h20", ontology), ontology)
    return path


def test_an_answer_in_time(folder: Path) -> None:
    with open_store(folder, read_only=True):  # as the command does: another reader
        answer = query_within(folder, "SELECT ?user { ?c sc:user ?user }", 60)
    assert isinstance(answer, Table)
    assert [str(term) for row in answer.rows for term in row] == ["https://kg.example/id/org/huawei"]
    assert query_within(folder, "ASK { ?c sc:user ?user }", 60) is True


def test_a_query_past_its_time_is_gone(folder: Path) -> None:
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0\.3 s"):
        query_within(folder, FOREVER, 0.3)
    assert time.monotonic() - start < 30  # what it takes to start a process on a busy machine
    assert multiprocessing.active_children() == []


def test_errors_come_through(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="not valid SPARQL at line 1, column"):
        query_within(folder, "SELECT * { ?a ?b }", 60)
    with pytest.raises(StoreError, match="there is no store"):
        query_within(tmp_path / "none", "ASK {}", 60)
