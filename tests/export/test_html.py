"""`kg export --format html`: what the page says, against a golden of its data."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from toy import ToyReader, knowledge

from kg.batch import StoreWriter
from kg.export import WRITERS, Material, format_of
from kg.knowledge.ontology import Ontology
from kg.model import Reading
from kg.query.claims import ClaimFilter
from kg.read import document_from_text
from kg.store import open_store

GOLDEN = Path(__file__).parents[1] / "goldens" / "page.json"


def said(page: str) -> str:
    found = re.search(r'<script type="application/json" id="kg-data">(.*?)</script>', page, re.S)
    assert found
    return json.dumps(json.loads(found[1]), ensure_ascii=False, indent=1) + "\n"


@pytest.fixture
def material(sample_reading: Reading, ontology: Ontology) -> Iterator[Material]:
    with open_store(None) as store:
        reader = ToyReader(knowledge())
        writer = StoreWriter(store, knowledge())  # type: ignore[arg-type]
        writer.write(sample_reading, reader.run("en"))
        french = document_from_text("Étain\n\nTin went from Chile to Norway.", id="étain 1", lang="fr")
        writer.write(reader.read(french), reader.run("fr"))
        yield Material(store, ontology)


def text(material: Material) -> str:
    return "".join(WRITERS["html"](material))


def test_golden(material: Material) -> None:
    page = json.loads(said(text(material)))
    # without the terms of the ontology, whose words change for reasons of their own
    found = json.dumps(
        {k: page[k] for k in ("entities", "articles", "sources", "claims")}, ensure_ascii=False, indent=1
    )
    if os.environ.get("KG_UPDATE_GOLDENS"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


def test_the_page_opens_in_the_language_asked_for(material: Material) -> None:
    assert format_of("x.html") == "html"
    assert '<html lang="fr">' in text(replace(material, lang="fr"))


def test_a_filter_leaves_the_rest_out(material: Material) -> None:
    denied = json.loads(said(text(replace(material, filter=ClaimFilter(statuses=("denied",))))))
    assert [claim["status"] for claim in denied["claims"]] == ["denied"]
    assert "Maputo" not in json.dumps(denied["entities"])


def test_texts_of_articles_stay_out(material: Material) -> None:
    claims = json.loads(said(text(replace(material, with_text=True))))["claims"]
    quotes = ["".join(piece["text"] for piece in claim["quote"]) for claim in claims]
    assert "Norlund has barred it from ports since 2022." in quotes
    assert not any("\n" in quote for quote in quotes)


def test_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from kg.knowledge.locate import ontologies\n"
        "from kg.knowledge.ontology import load_ontology\n"
        "from kg.view import compose, load_points, render\n"
        "print(hash('a'), file=sys.stderr)\n"
        "print(render(compose([], load_ontology(ontologies()), load_points())))\n"
    )
    root = str(Path(__file__).parents[2])
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, root], capture_output=True, text=True, encoding="utf-8", check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        )
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0].stderr != runs[1].stderr
    assert runs[0].stdout == runs[1].stdout
