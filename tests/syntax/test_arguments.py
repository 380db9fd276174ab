"""Arguments of predicates, construction by construction, on sentences that the real pipelines parse."""

from __future__ import annotations

import pytest
from readings import tree_of

from kg.syntax import Tree, argument_edges, is_passive

# construction, language, text, predicate, argument, relation, way it was found
EDGES = [
    ("active subject", "en", "The refinery buys crude.", "buys", "refinery", "nsubj", "direct"),
    ("active object", "en", "The refinery buys crude.", "buys", "crude", "obj", "direct"),
    ("active subject", "fr", "La raffinerie achète du brut.", "achète", "raffinerie", "nsubj", "direct"),
    ("oblique", "en", "The firm moved turbines to Oslo.", "moved", "Oslo", "obl", "direct"),
    ("oblique", "fr", "La firme a envoyé des turbines vers Oslo.", "envoyé", "Oslo", "obl", "direct"),
    ("passive", "en", "The turbines were seized by inspectors.", "seized", "turbines", "nsubj:pass", "direct"),
    ("passive agent", "en", "The turbines were seized by inspectors.", "seized", "inspectors", "obl:agent", "direct"),
    ("passive", "fr", "Les turbines ont été saisies par la douane.", "saisies", "turbines", "nsubj:pass", "direct"),
    ("passive agent", "fr", "Les turbines ont été saisies par la douane.", "saisies", "douane", "obl:agent", "direct"),
    ("relative subject", "en", "The broker who sold the pumps fled.", "sold", "broker", "nsubj", "relative"),
    ("relative object", "en", "The pumps that the broker sold broke.", "sold", "pumps", "obj", "relative"),
    ("bare relative", "en", "The pumps the broker sold broke.", "sold", "pumps", "obj", "relative"),
    ("relative object", "fr", "Le cobalt que la firme exporte vient du Congo.", "exporte", "cobalt", "obj", "relative"),
    ("passive relative", "en", "The pumps, which were sold to Peru, broke.", "sold", "pumps", "nsubj:pass", "relative"),
    ("relative subject", "fr", "Le courtier qui a vendu les pompes est en fuite.", "vendu", "courtier", "nsubj", "relative"),
    ("participle", "en", "Pumps made in Turin reached Lima.", "made", "Pumps", "nsubj:pass", "participle"),
    ("active participle", "en", "The firm making pumps is in Turin.", "making", "firm", "nsubj", "participle"),
    ("participle", "fr", "Les voitures assemblées en Slovaquie partent pour la Chine.", "assemblées", "voitures", "nsubj:pass", "participle"),
    ("coordinated objects", "en", "The firm sells copper, zinc and nickel to Peru.", "sells", "nickel", "obj", "conjunct"),
    ("coordinated subjects", "en", "Chile and Peru sold copper to Japan.", "sold", "Peru", "nsubj", "conjunct"),
    ("coordinated objects", "fr", "La firme vend des pompes et des vannes.", "vend", "vannes", "obj", "conjunct"),
    ("shared subject", "en", "The firm bought the pumps and sold them to Peru.", "sold", "firm", "nsubj", "shared"),
    ("shared subject", "fr", "La firme a acheté des pompes et vendu des vannes.", "vendu", "firme", "nsubj", "shared"),
    ("shared passive", "en", "The ore was crushed and shipped to Lima.", "shipped", "ore", "nsubj:pass", "shared"),
    ("control", "en", "The firm wants to sell valves.", "sell", "firm", "nsubj", "control"),
    ("object control", "en", "Paris urged the firm to sell valves.", "sell", "firm", "nsubj", "control"),
    ("control", "fr", "La firme veut vendre des vannes.", "vendre", "firme", "nsubj", "control"),
    ("chain of control", "en", "The firm agreed to begin to sell the valves.", "sell", "firm", "nsubj", "control"),
    ("adverbial", "en", "The firm closed the mine before selling the land.", "selling", "firm", "nsubj", "adverbial"),
    ("adverbial", "fr", "La firme a fermé la mine avant de vendre le terrain.", "vendre", "firme", "nsubj", "adverbial"),
    ("light verb", "en", "Chile imposed a tax on lithium.", "tax", "Chile", "^obj>nsubj", "light"),
    ("light verb", "fr", "Le Chili a imposé une taxe.", "taxe", "Chili", "^obj>nsubj", "light"),
    ("nominalisation", "en", "The sale of valves to Peru ended.", "sale", "valves", "nmod", "direct"),
    ("nominalisation", "en", "The sale of valves to Peru ended.", "sale", "Peru", "nmod", "direct"),
    ("nominalisation", "fr", "La vente de vannes au Pérou a cessé.", "vente", "vannes", "nmod", "direct"),
    ("possessive", "en", "Chile's exports fell.", "exports", "Chile", "nmod:poss", "direct"),
    ("compound", "en", "Copper exports fell.", "exports", "Copper", "compound", "direct"),
]  # fmt: skip


def token(tree: Tree, word: str) -> int:
    return tree.words.index(word)


@pytest.mark.parametrize(
    ("lang", "text", "predicate", "argument", "relation", "via"),
    [row[1:] for row in EDGES],
    ids=[f"{row[1]} {row[0]} {row[4]}" for row in EDGES],
)
def test_argument(lang: str, text: str, predicate: str, argument: str, relation: str, via: str) -> None:
    tree = tree_of(text, lang)
    found = argument_edges(tree)[token(tree, predicate)]
    assert (relation, via) in [(d.relation, d.via) for d in found if d.token == token(tree, argument)], [
        (tree.words[d.token], d.relation, d.via) for d in found
    ]


# what is no argument of what
STRANGERS = [
    ("en", "The firm bought pumps and Peru sold valves.", "sold", "firm"),
    ("en", "Paris urged the firm to sell valves.", "sell", "Paris"),
    ("en", "The ore was crushed and Peru shipped it.", "shipped", "ore"),
    ("fr", "La firme a acheté des pompes et le Pérou a vendu des vannes.", "vendu", "firme"),
    ("fr", "Le courtier qui a vendu les pompes est en fuite.", "fuite", "pompes"),
]


@pytest.mark.parametrize(("lang", "text", "predicate", "other"), STRANGERS)
def test_no_argument(lang: str, text: str, predicate: str, other: str) -> None:
    tree = tree_of(text, lang)
    assert token(tree, other) not in [d.token for d in argument_edges(tree)[token(tree, predicate)]]


PASSIVES = [
    ("en", "The pumps were sold.", "sold", True),
    ("en", "The firm has sold pumps.", "sold", False),
    ("en", "Pumps sold in Lima leak.", "sold", True),
    ("en", "The firm selling pumps is small.", "selling", False),
    ("fr", "Les pompes ont été vendues.", "vendues", True),
    ("fr", "La firme a vendu des pompes.", "vendu", False),
    ("fr", "Les pompes vendues à Lima fuient.", "vendues", True),
]


@pytest.mark.parametrize(("lang", "text", "verb", "passive"), PASSIVES)
def test_is_passive(lang: str, text: str, verb: str, passive: bool) -> None:
    tree = tree_of(text, lang)
    assert is_passive(tree, token(tree, verb)) is passive


def test_each_argument_once() -> None:
    for text, lang in {(row[2], row[1]) for row in EDGES}:
        for found in argument_edges(tree_of(text, lang)):
            assert len(found) == len(set(found)), text
