"""Token arrays of a document: offsets, case chains, clauses."""

from __future__ import annotations

import pytest
from readings import tree_of

from kg.syntax import fold

FOLDED = [
    ("Élysée", "elysee"),
    ("CŒUR", "coeur"),
    ("l’État", "l'etat"),
    ("Proche‑Orient", "proche-orient"),
    ("São", "sao"),
    ("100\u202f000", "100 000"),
]


@pytest.mark.parametrize(("word", "folded"), FOLDED)
def test_fold(word: str, folded: str) -> None:
    assert fold(word) == folded


CASES = [
    ("en", "Ore left for Lima.", "Lima", "for"),
    ("en", "Ore came from Lima.", "Lima", "from"),
    ("en", "Lima's ore is rich.", "Lima", ""),
    ("fr", "Le minerai arrive du Pérou.", "Pérou", "de"),
    ("fr", "Le minerai va aux Pays-Bas.", "Pays-Bas", "à"),
    ("fr", "Le minerai arrive d'Oslo.", "Oslo", "de"),
    ("fr", "Le minerai passe par Lima.", "Lima", "par"),
]


@pytest.mark.parametrize(("lang", "text", "word", "case"), CASES)
def test_case(lang: str, text: str, word: str, case: str) -> None:
    tree = tree_of(text, lang)
    assert tree.case[tree.words.index(word)] == case


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_offsets_lead_back_to_the_text(lang: str) -> None:
    text = "Mine à Cobalt.\n\nL’usine — 3 000 t, c'est peu.\nThe plant's output (3%) fell…"
    tree = tree_of(text, lang)
    words = [text[a:b] for a, b in zip(tree.starts, tree.ends, strict=True)]
    assert [fold(w) for w in words] == [fold(w) for w in tree.words]  # quotes may be replaced, one for one
    assert [len(w) for w in words] == [len(w) for w in tree.words]
    assert tree.paragraph[0] == 0
    assert tree.paragraph[-1] == 2  # an empty line is none
    for number, (first, end) in enumerate(tree.sentences):
        assert set(tree.sentence[first:end]) == {number}
        assert all(first <= tree.heads[t] < end for t in range(first, end))


def test_kids_are_the_reverse_of_heads() -> None:
    tree = tree_of("The firm that bought pumps in Lima sold valves to Peru.", "en")
    for token in range(len(tree)):
        assert tree.is_root(token) or token in tree.kids[tree.heads[token]]
        assert all(tree.heads[kid] == token for kid in tree.kids[token])
        assert tree.ancestors(token)[0] == token
        assert tree.is_root(tree.ancestors(token)[-1])


def test_clause_is_headed_by_the_nearest_predicate() -> None:
    tree = tree_of("The firm that bought pumps in Lima sold valves.", "en")
    words = tree.words
    assert words[tree.clause(words.index("Lima"))] == "bought"
    assert words[tree.clause(words.index("valves"))] == "sold"


def test_empty_document() -> None:
    tree = tree_of("", "en")
    assert len(tree) == 0
    assert tree.sentences == []
