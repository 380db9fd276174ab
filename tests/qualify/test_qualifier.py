"""The model of status, sources and time: how it decides, and what it makes of sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from readings import annotator, document_of, knowledge

from kg.errors import KnowledgeError
from kg.knowledge.linear import Linear, load_linear, save_linear
from kg.model import Claim
from kg.pipeline import WEIGHTS, Models, load_models, read_claims
from kg.qualify import load_qualifier
from kg.qualify.learned.model import MARGIN


@pytest.fixture(scope="module")
def models() -> Models:
    return load_models()


def claim(models: Models | None, lang: str, text: str, kind: str) -> Claim:
    document = replace(document_of(text, lang), published=date(2025, 3, 1))
    found = [c for c in read_claims(document, annotator(), knowledge(), models).claims if c.type == kind]
    assert found, text
    return max(found, key=lambda c: c.confidence)


def linear(denied: float) -> Linear:
    """Prefers "denied" to "stated" by so much in the logarithm of the odds."""
    return Linear(("denied", "stated"), {"x": 0}, np.array([[denied, 0.0]]), np.zeros(2))


def test_a_linear_model_reads_as_it_was_written(tmp_path: Path) -> None:
    model = linear(2.0)
    save_linear(model, tmp_path, "m")
    again = load_linear(tmp_path, "m")
    assert again.probabilities(["x", "unknown"]) == model.probabilities(["x"])
    assert model.probabilities(["x"])["denied"] == pytest.approx(0.8808, abs=1e-4)
    assert model.probabilities([]) == {"denied": 0.5, "stated": 0.5}


def test_what_a_cue_governs_is_overruled_by_much_alone(models: Models) -> None:
    little, much = np.log((0.5 + MARGIN / 2.5) / (0.5 - MARGIN / 2.5)), 3.0
    for by, rule, status in [
        (little, "stated", "denied"), (-little, "denied", "denied"), (-much, "denied", "stated"), (much, "stated", "denied"),
    ]:  # fmt: skip
        model = replace(models.qualification, status=linear(by))
        assert model.likely_status(["x"], rule) == status, (by, rule)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="status"):
        load_qualifier(tmp_path)
    assert load_qualifier(WEIGHTS).status.labels


@pytest.mark.parametrize(
    ("lang", "text", "kind", "status", "source"),
    [
        ("en", "Peru plans to ban exports of llama wool, Mining Weekly reported.", "Restriction", "planned", "Mining Weekly"),
        ("en", "Two brokers said that Halden had shipped titanium from Oman to Iran.", "Movement", "stated", "brokers"),
        ("fr", "Selon deux courtiers, Halden aurait livré du titane à l'Iran.", "Transfer", "alleged", "courtiers"),
    ],
)
def test_status_and_source(models: Models, lang: str, text: str, kind: str, status: str, source: str) -> None:
    found = claim(models, lang, text, kind)
    assert found.status == status
    assert [source in a.source.mention.text for a in found.attributions] == [True]


@pytest.mark.parametrize(
    ("lang", "text", "kind", "time"),
    [
        ("en", "Halden sold pumps to Iran in March 2024.", "Transfer", "2024-03"),
        ("fr", "Halden a vendu des pompes à l'Iran depuis mai 2024.", "Transfer", "2024-05/.."),
        ("fr", "Halden vend des pompes à l'Iran.", "Transfer", None),
    ],
)
def test_time(models: Models, lang: str, text: str, kind: str, time: str | None) -> None:
    found = claim(models, lang, text, kind).time
    assert (found and found.text) == time


def test_a_dateline_is_no_source(models: Models) -> None:
    text = "Chipmaker answers\nTAIPEI, May 21 (NN) - Nvidia has denied that it sold H20 chips to Iran in 2024, it said."
    found = claim(models, "en", text, "Transfer")
    assert {a.source.entity.label("en") for a in found.attributions} <= {"Nvidia"}
