"""Scores that a release must not fall below. Floors are raised when the product gets better, never lowered; when articles
are added they are measured anew, with models that had not seen them.

`tests/gold` are articles of our own, annotated by somebody who had not seen what the product makes of them; the development
articles lie outside the repository.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from scoring import Score, score

from kg.annotate import Annotator
from kg.knowledge import Knowledge, load_knowledge
from kg.pipeline import Models, load_models, read_claims
from kg.training.extraction.gold import load_gold

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "floors.json").read_text("utf-8"))
GOLD = HERE.parent / "gold"
DEV = HERE.parents[2] / "shared" / "bench" / "dev"
DEV_DIGEST = "25450158a890f5d47fc7aac8f237b98dbdaa84230382d30a9d603d4d563ebf66"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator()


@pytest.fixture(scope="module")
def models() -> Models:
    return load_models()


def run(folder: Path, annotator: Annotator, knowledge: Knowledge, models: Models | None) -> Score:
    articles = load_gold([folder])
    read = ((a, read_claims(a.document, annotator, knowledge, models).claims) for a in articles)
    return score(read, knowledge.ontology)


def check(name: str, found: Score) -> None:
    print(f"{name}: argument F1 {found.argument_f1:.1f}, claim F1 {found.claim_f1:.1f}")
    assert found.argument_f1 >= FLOORS[name]["argument_f1"]
    assert found.claim_f1 >= FLOORS[name]["claim_f1"]


def test_own_articles(annotator: Annotator, knowledge: Knowledge, models: Models) -> None:
    check("gold", run(GOLD, annotator, knowledge, models))


def test_own_articles_by_rules_alone(annotator: Annotator, knowledge: Knowledge) -> None:
    check("gold rules only", run(GOLD, annotator, knowledge, None))


@pytest.mark.skipif(not DEV.is_dir(), reason="the development articles (../shared/bench/dev) are not here")
def test_development_articles(annotator: Annotator, knowledge: Knowledge, models: Models) -> None:
    total = hashlib.sha256(b"".join(p.read_bytes() for p in sorted(DEV.glob("*.json")))).hexdigest()
    assert total == DEV_DIGEST, "other development articles than those that the floors were measured on"
    check("dev", run(DEV, annotator, knowledge, models))


def test_floors_can_fail(knowledge: Knowledge) -> None:
    nothing = score(((a, ()) for a in load_gold([GOLD])), knowledge.ontology)
    assert nothing.annotated > 0
    assert nothing.argument_f1 < FLOORS["gold rules only"]["argument_f1"]
