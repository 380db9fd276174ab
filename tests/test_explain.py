"""Why the graph says that, with the real stages: their words, their paths, and sentences that give nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import kg
from kg.errors import QueryError

TEXT = "Gallium leaves Shanghai\n\nShanghai, May 3 (Ore Daily) - Norwegian firms shipped gallium from China to Japan, Bloomberg said."


@pytest.fixture(scope="module")
def graph() -> Iterator[kg.Graph]:
    """Read by lexicon and rules, which need no learned models."""
    graph = kg.Graph(rules_only=True)
    graph.build(kg.text(TEXT, lang="en"))
    yield graph
    graph.close()


def test_an_article_is_read_again_by_the_same_versions(graph: kg.Graph) -> None:
    (said,) = graph.claims(type="movement", entity="Japan")[:1]
    found = graph.explain(said.claim.id)
    assert (found.again, found.because) == (True, "")
    assert found.entry.startswith("en-ship-verb-")
    assert found.entry.endswith("→ Movement")
    paths = {filled.role: filled.path for filled in found.roles}
    assert paths["destination"].startswith("shipped →obl:to→ Japan")
    assert [source.label for source in found.sources] == ["Bloomberg"]


def test_otherwise_what_is_stored_speaks_alone(graph: kg.Graph) -> None:
    (said,) = graph.claims(type="movement", entity="Japan")[:1]
    stored = graph.explain(said.claim.id, again=False)
    assert not stored.again
    assert {filled.role for filled in stored.roles} >= {"theme", "destination"}
    assert all(filled.path == "" for filled in stored.roles)


def test_the_beginning_of_an_id_is_enough(graph: kg.Graph) -> None:
    name = graph.claims()[0].claim.id
    assert graph.explain(name[:10], again=False).said.claim.id == name
    with pytest.raises(QueryError, match="no claim"):
        graph.explain("zz", again=False)


def test_why_not(graph: kg.Graph) -> None:
    given, idle, empty = graph.why_not(
        "Chile shipped copper to Japan. The minister arrived on Monday. The weather was fine.", "en"
    )
    assert [claim.type for claim in given.claims] == ["Movement"]
    assert any(reason.startswith("gives Movement") for reason in given.reasons)
    assert idle.claims == ()
    assert empty.claims == ()
    assert any("may evoke Enforcement" in reason for reason in empty.reasons)
    assert any("nothing fills" in reason for reason in empty.reasons)
