"""The learned extractor: what ships is whole, small, fits the annotation, and decides the same each time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from readings import annotator, document_of, knowledge

from kg.extract.learned.network import Inputs, Network
from kg.knowledge.forest import Forest, load_forest, save_forest
from kg.knowledge.vectors import Vectors, load_vectors, save_vectors
from kg.model import EntityType
from kg.pipeline import WEIGHTS, Models, load_models, read_claims


@pytest.fixture(scope="module")
def models() -> Models:
    return load_models()


def test_what_ships_is_small_and_plain() -> None:
    files = sorted(p for p in WEIGHTS.iterdir() if p.is_file())
    assert sum(p.stat().st_size for p in files) <= 25_000_000
    for path in files:
        assert path.suffix in (".npz", ".json", ".xz", ".md")
        if path.suffix == ".npz":
            np.load(path, allow_pickle=False).close()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_models_fit_the_annotation(models: Models, lang: str) -> None:
    assert models.extraction.annotation[lang] == annotator().digest(lang)


SENTENCES = [
    ("en", "Lumora shipped 300 tonnes of cobalt from Lubumbashi to Antwerp via Durban.", "Movement"),
    ("fr", "Le ministère du Commerce a interdit l'exportation de germanium vers le Japon.", "Restriction"),
    ("en", "The Treasury sanctioned Orvex Trading, a company based in Dubai.", "Sanction"),
    ("fr", "Kortal, une filiale de Brivon, produit des aimants à Lyon.", "Production"),
    ("en", "Prosecutors are investigating whether Halmar sold engines to Iran.", "Investigation"),
]


@pytest.mark.parametrize(("lang", "text", "expected"), SENTENCES)
def test_plain_sentences(models: Models, lang: str, text: str, expected: str) -> None:
    reading = read_claims(document_of(text, lang), annotator(), knowledge(), models)
    assert expected in {claim.type for claim in reading.claims}
    for claim in reading.claims:
        assert 0 < claim.confidence <= 1
        assert claim.evidence.text in text
        allowed = {use.name: use.types for use in knowledge().ontology.classes[claim.type].roles}
        assert all(f.entity.type in allowed[role] for role, fillers in claim.roles for f in fillers)


def test_same_text_same_claims(models: Models) -> None:
    document = document_of("\n".join(text for lang, text, _ in SENTENCES if lang == "en"), "en")
    first = read_claims(document, annotator(), knowledge(), models)
    assert first.claims
    assert first == read_claims(document, annotator(), knowledge(), load_models())


def test_a_higher_threshold_keeps_a_part(models: Models) -> None:
    document = document_of("\n".join(text for lang, text, _ in SENTENCES if lang == "en"), "en")
    strict = replace(models, extraction=replace(models.extraction, threshold=0.7))
    few = read_claims(document, annotator(), knowledge(), strict).claims
    many = read_claims(document, annotator(), knowledge(), models).claims
    assert {c.id for c in few} <= {c.id for c in many}
    assert all(c.confidence >= 0.7 for c in few)


def test_types_of_names_that_no_gazetteer_has(models: Models) -> None:
    text = "Zarvelin SA, a Belgian company, sold drones to General Osvaldo Brint, said Marta Kleeven."
    reading = read_claims(document_of(text, "en"), annotator(), knowledge(), models)
    types = {f.entity.label("en"): f.entity.type for c in reading.claims for _, fs in c.roles for f in fs}
    assert types.get("Zarvelin SA") in (EntityType.ORGANIZATION, None)


def test_forest_follows_its_trees(tmp_path: object) -> None:
    forest = Forest(
        ("a", "b"), np.array([0, 3]), np.array([0, -1, -1, 1, -1, -1]), np.array([0.5, 0, 0, 2.0, 0, 0]),
        np.array([1, 0, 0, 4, 0, 0]), np.array([2, 0, 0, 5, 0, 0]), np.array([0, -1.0, 1.0, 0, 0.5, -0.5]),
    )  # fmt: skip
    rows = np.array([[0.0, 0.0], [1.0, 3.0]])
    expected = 1 / (1 + np.exp(-np.array([-0.5, 0.5])))
    np.testing.assert_allclose(forest.probabilities(rows), expected)
    save_forest(forest, tmp_path, "trees")  # type: ignore[arg-type]
    np.testing.assert_allclose(load_forest(tmp_path, "trees").probabilities(rows), expected)  # type: ignore[arg-type]


def test_vectors_survive_their_file(tmp_path: object) -> None:
    rng = np.random.RandomState(0)
    tables = {lang: rng.normal(size=(3, 8)) for lang in ("en", "fr")}
    vectors = Vectors({"en": {"ore": 0, "ship": 2}, "fr": {"minerai": 1}}, tables)
    save_vectors(vectors, tmp_path)  # type: ignore[arg-type]
    back = load_vectors(tmp_path)  # type: ignore[arg-type]
    unit = tables["en"][2] / np.linalg.norm(tables["en"][2])
    np.testing.assert_allclose(back.of("en", "Ship", "ship"), unit, atol=0.02)
    assert not back.of("fr", "inconnu", "inconnu").any()


def test_network_agrees_with_torch() -> None:
    torch = pytest.importorskip("torch", reason="torch is not here: it trains, and is not needed to run")
    from kg.training.extraction.network import Settings, TorchNetwork, weights_of  # noqa: PLC0415 (needs torch)

    torch.manual_seed(0)
    sizes = {"plain": 5, "lexical": 4, "pair": 3, "relation": 2, "case": 2, "vector": 6, "classes": 3, "columns": 2}
    trained = TorchNetwork(sizes, Settings(width=8, hidden=4, pair=6, head=5)).eval()
    network = Network(weights_of(trained), {}, ("A", "B", "C"), {}, {})
    rng = np.random.RandomState(1)
    bags = [[0, 3], [1], [], [4, 2]]
    words = [[0], [1, 2], [3], []]
    vectors = rng.normal(size=(4, 6))
    edges = np.array([[0, 1, 1, 1], [2, 0, 2, 0]])
    inputs = Inputs(vectors, bags, words, [(0, 3), (3, 4)], edges)
    states = network.states(inputs)

    def bag(rows: list[list[int]]) -> tuple[object, object]:
        flat = torch.tensor([i for row in rows for i in row], dtype=torch.long)
        starts = torch.tensor(np.cumsum([0] + [len(r) for r in rows])[:-1], dtype=torch.long)
        return flat, starts

    batch = {
        "count": 4, "lengths": [3, 1], "row": torch.tensor([0, 0, 0, 1]), "column": torch.tensor([0, 1, 2, 0]),
        "vectors": torch.tensor(vectors, dtype=torch.float32), "plain": bag(bags), "lexical": bag(words),
        "lexical_row": None, "edges": torch.tensor(edges.T), "weighed": torch.arange(4),
        "pairs": (torch.tensor([0]), torch.tensor([2]), torch.tensor([1])), "pair": bag([[0, 2]]),
    }  # fmt: skip
    classes, roles = trained(batch)
    np.testing.assert_allclose(network.class_scores(states), torch.softmax(classes, 1).detach().numpy(), atol=1e-5)
    mine = network.role_scores(states[0], states[[2]], [[0, 2]], 1)
    np.testing.assert_allclose(mine, torch.sigmoid(roles).detach().numpy(), atol=1e-5)
