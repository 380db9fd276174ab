"""The reports that `tests/benchmarks/identity.py` measures, and its metric."""

from __future__ import annotations

from collections import Counter

import pytest
from homonyms import b_cubed, reports


def test_reports_are_in_both_languages_and_test_every_family() -> None:
    found = reports()
    assert len({document.id for document, _ in found}) == len(found) >= 20
    assert min(Counter(document.lang for document, _ in found).values()) >= 10
    clusters: dict[str, set[str]] = {}
    for document, marks in found:
        for mark in marks:
            assert document.text[mark.start : mark.end] == mark.words
            clusters.setdefault(mark.cluster, set()).add(document.id)
    families = {cluster.partition("/")[0] for cluster, articles in clusters.items() if len(articles) > 1}
    assert families >= {
        "firms", "persons", "acronyms", "languages", "capitals", "blocs", "products", "subsidiaries", "spellings", "forms",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("gold", "told", "precision", "recall"),
    [
        ("aabb", "aabb", 1, 1),
        ("aabb", "xxyy", 1, 1),  # names of clusters do not matter
        ("aabb", "abcd", 1, 1 / 2),
        ("aabb", "aaaa", 1 / 2, 1),
        # the example of Bagga and Baldwin (1998), figure 2: five, two and five
        ("aaaaabbccccc", "aaaaabbbbbbb", 16 / 21, 1),
    ],
)
def test_b_cubed(gold: str, told: str, precision: float, recall: float) -> None:
    p, r, f = b_cubed(dict(enumerate(gold)), dict(enumerate(told)))
    assert (p, r) == pytest.approx((precision, recall))
    assert f == pytest.approx(2 * p * r / (p + r))
