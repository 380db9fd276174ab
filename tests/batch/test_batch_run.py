from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from toy import ToySettings

from kg.batch import Report, build
from kg.batch import run as batch_run
from kg.errors import DocumentError, KnowledgeError
from kg.model import Document, Reading
from kg.rdf.runs import Run


def document(name: str, text: str = "Tin went from Chile to Japan.", digest: str = "d") -> Document:
    return Document(id=name, text=text, lang="en", title=name, digest=digest, source=f"{name}.txt")


@dataclass
class Shelf:
    """A writer that keeps readings in a list."""

    stored: dict[str, tuple[str, str]] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)

    def known(self) -> dict[str, tuple[str, str]]:
        return dict(self.stored)

    def write(self, reading: Reading, run: Run) -> None:
        self.readings.append(reading)
        self.stored[reading.document.id] = (reading.document.digest, run.id)

    @property
    def ids(self) -> list[str]:
        return [reading.document.id for reading in self.readings]


def test_what_cannot_be_read_is_skipped_in_its_place_and_the_rest_kept() -> None:
    shelf, seen = Shelf(), list[Report]()
    broken = DocumentError("b.txt", "broken")
    items = [document("a"), broken, document("c", "CRASH"), document("d", "no news")]
    report = build(items, ToySettings(), shelf, progress=seen.append)
    assert shelf.ids == ["a", "d"]
    assert (report.kept, report.claims, report.unchanged) == (2, 1, 0)
    crash = "c.txt: reading failed: RuntimeError: two lines"
    assert [str(error) for error in report.skipped] == ["b.txt: broken", crash]
    assert [(r.kept, len(r.skipped)) for r in seen] == [(1, 0), (1, 1), (1, 2), (2, 2)]


def test_only_what_is_new_or_changed_is_read(tmp_path: Path) -> None:
    log = tmp_path / "log"
    shelf, settings = Shelf(), ToySettings(log=log)
    build([document("a"), document("b")], settings, shelf)
    report = build([document("a"), document("b", digest="other"), document("a")], settings, shelf)
    assert (report.kept, report.unchanged) == (1, 2)
    assert log.read_text().split() == ["a", "b", "b"]
    # other knowledge: everything is read again
    assert build([document("a"), document("b", digest="other")], ToySettings(digest="k2"), shelf).kept == 2


def test_the_same_article_twice_in_a_batch_is_read_once_and_a_newer_version_wins(tmp_path: Path) -> None:
    log, shelf = tmp_path / "log", Shelf()
    report = build([document("a"), document("a"), document("a", "new", "e")], ToySettings(log=log), shelf)
    assert (report.kept, report.unchanged) == (2, 1)
    assert shelf.readings[-1].document.text == "new"


def test_a_failure_of_the_run_stops_it() -> None:
    shelf = Shelf()
    with pytest.raises(KnowledgeError, match="cannot go on"):
        build([document("a"), document("b", "STOP"), document("c")], ToySettings(), shelf)
    assert shelf.ids == ["a"]


def test_many_processes_write_what_one_does_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_run, "SMALL_BATCH", 4)
    texts = [f"Tin{i} went from Chile to Japan." for i in range(12)]
    texts[5] = "CRASH"
    items: list[Document | DocumentError] = [document(f"n{i:02}", text) for i, text in enumerate(texts)]
    items.insert(3, DocumentError("x", "y"))
    one, many = Shelf(), Shelf()
    alone, together = build(items, ToySettings(), one), build(items, ToySettings(), many, workers=2)
    assert one.readings == many.readings
    assert (alone.kept, alone.claims, list(map(str, alone.skipped))) == (
        together.kept, together.claims, list(map(str, together.skipped)),
    )  # fmt: skip


def test_a_process_that_dies_costs_the_document_that_it_dies_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_run, "SMALL_BATCH", 2)
    monkeypatch.setattr(batch_run, "AHEAD", 1)
    items = [document(f"n{i}", "DIE" if i == 2 else "Tin went from Chile to Japan.") for i in range(6)]
    shelf = Shelf()
    report = build(items, ToySettings(), shelf, workers=2)
    assert shelf.ids == ["n0", "n1", "n3", "n4", "n5"]
    assert [error.source for error in report.skipped] == ["n2.txt"]
    assert "died" in str(report.skipped[0])


def test_a_failure_of_the_run_stops_all_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_run, "SMALL_BATCH", 2)
    items = [document(f"n{i}", "STOP" if i == 2 else "x") for i in range(6)]
    with pytest.raises(KnowledgeError, match="cannot go on"):
        build(items, ToySettings(), Shelf(), workers=2)
