"""The files that the ontology gives are current, and what the page shows is true."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from rdflib import Dataset
from rdflib.plugins.sparql import prepareQuery

from kg.knowledge.locate import ontologies
from kg.knowledge.ontology import Ontology
from kg.model import (
    Attribution,
    Claim,
    Document,
    Entity,
    EntityType,
    Filler,
    Interval,
    Quote,
    Reading,
    Span,
    claim_id,
)
from kg.query.vocabulary import check_terms
from kg.rdf.articles import reading_quads
from kg.rdf.context import context
from kg.rdf.datamodel import EXAMPLE, EXAMPLE_QUERY, SECTION_QUERIES, class_query, edge_query, generated
from kg.rdf.namespaces import PREFIXES
from kg.rdf.terms import Quad
from kg.rdf.validate import validate

TEXT = "Du gallium aurait quitté Anvers pour Tanger en passant par Cadix en mars 2024, selon Madrid."


def quote(words: str) -> Quote:
    start = TEXT.index(words)
    return Span(start, start + len(words)).of(TEXT)


def filler(id: str, type_: EntityType, words: str, **rest: str) -> Filler:
    label = rest.pop("label", words)
    return Filler(Entity(id, type_, (("fr", label),), **rest), quote(words), rule="obl", score=0.9)


def example_reading() -> Reading:
    """One sentence with everything that a claim has."""
    evidence, trigger = quote(TEXT), quote("quitté")
    movement = Claim(
        id=claim_id("tanger", "Movement", None, False, TEXT, trigger.text, 0),
        article="tanger",
        type="Movement",
        roles=(
            ("theme", (filler("product:gallium", EntityType.PRODUCT, "gallium"),)),
            ("origin", (filler("place:anvers", EntityType.PLACE, "Anvers"),)),
            ("via", (filler("place:cadix", EntityType.PLACE, "Cadix"),)),
            ("destination", (filler("place:tanger", EntityType.PLACE, "Tanger"),)),
        ),
        status="alleged",
        evidence=evidence,
        trigger=trigger,
        evoked_by="fr-leave-v-quitter",
        confidence=0.82,
        attributions=(
            Attribution(filler("country:ES", EntityType.COUNTRY, "Madrid", label="Espagne", iso="ES"), quote("selon")),
        ),
        time=Interval("2024-03", date(2024, 3, 1), date(2024, 3, 31), quote("mars 2024")),
        cues=(quote("aurait"),),
    )
    document = Document(
        "tanger", TEXT, "fr", TEXT, digest="5f" * 32, source="tanger.txt", published=date(2024, 4, 2),
        publisher="Le Courrier du détroit",
    )  # fmt: skip
    return Reading(document, (movement,), (evidence,))


def example_quads(ontology: Ontology) -> list[Quad]:
    return reading_quads(example_reading(), ontology, "4c1e", with_text=False)


@pytest.fixture(scope="module")
def example() -> str:
    return (ontologies() / EXAMPLE).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def dataset(example: str) -> Dataset:
    data = Dataset(default_union=True)
    data.parse(data=example, format="trig")
    return data


@pytest.mark.parametrize("name", ["shapes.ttl", "context.jsonld", "README.md"])
def test_the_file_is_current(ontology: Ontology, example: str, name: str) -> None:
    """`python -m kg.rdf.datamodel` writes it anew."""
    assert (ontologies() / name).read_text(encoding="utf-8") == generated(ontology, example)[name]()


def test_the_example_is_what_the_builder_writes(ontology: Ontology, dataset: Dataset) -> None:
    assert set(dataset.quads()) == set(example_quads(ontology))


def test_the_example_is_valid(ontology: Ontology, dataset: Dataset) -> None:
    assert validate(dataset, ontology) == ()


def test_the_example_answers_its_question(dataset: Dataset) -> None:
    rows = [[str(value).rpartition("/")[2] for value in row] for row in dataset.query(EXAMPLE_QUERY, initNs=PREFIXES)]
    assert rows == [["gallium", "anvers", "tanger", "ontology#Alleged", "ES", TEXT]]


def test_class_questions_find_claims_and_their_status(ontology: Ontology, dataset: Dataset) -> None:
    (row,) = dataset.query(class_query(ontology.classes["Movement"]), initNs=PREFIXES)
    assert str(row["via"]) == PREFIXES["place"] + "cadix"
    assert str(row["words"]) == TEXT
    assert row["agent"] is None
    assert not list(dataset.query(class_query(ontology.classes["Transfer"]), initNs=PREFIXES))


def test_edge_questions_follow_the_route_and_tell_what_is_stated(ontology: Ontology, dataset: Dataset) -> None:
    edge = ontology.classes["Movement"].edges[0]
    rows = dataset.query(edge_query(edge), initNs=PREFIXES)
    found = sorted((str(r["origin"]), str(r["destination"]), bool(r["stated"])) for r in rows)
    place = PREFIXES["place"]
    assert found == [(place + "anvers", place + "cadix", False), (place + "cadix", place + "tanger", False)]


@pytest.mark.parametrize(
    ("section", "rows"), [("Roles", 4), ("Types of entities", 3), ("Statuses, most certain first", 1), ("Effects", 0)]
)
def test_questions_of_sections_find_what_the_example_has(dataset: Dataset, section: str, rows: int) -> None:
    assert len(list(dataset.query(SECTION_QUERIES[section], initNs=PREFIXES))) == rows


def test_questions_of_sections_ask_for_terms_that_there_are(ontology: Ontology) -> None:
    for query in SECTION_QUERIES.values():
        check_terms(query, ontology)


def test_every_query_of_the_page_parses(ontology: Ontology) -> None:
    page = (ontologies() / "README.md").read_text(encoding="utf-8")
    queries = re.findall(r"```sparql\n(.*?)```", page, re.DOTALL)
    assert len(queries) == 3 + 2 * len(ontology.classes) + len(SECTION_QUERIES)
    for query in queries:
        prepareQuery(query, initNs=PREFIXES)


def test_the_page_names_every_class_role_type_status_and_effect(ontology: Ontology) -> None:
    page = (ontologies() / "README.md").read_text(encoding="utf-8")
    for term in (*ontology.statuses, *ontology.effects, *ontology.entity_types.values(), *ontology.roles.values()):
        assert f"| `sc:{term.iri_name}` |" in page
    for claim in ontology.classes.values():
        assert f"\n### {claim.name}\n\n{claim.definitions['en']}\n\n*{claim.labels['fr']}*" in page


def test_a_compacted_document_expands_to_the_same_quads(ontology: Ontology, dataset: Dataset) -> None:
    compact = dataset.serialize(format="json-ld", context=context(ontology), auto_compact=True)
    again = Dataset()
    again.parse(data=compact, format="json-ld")
    assert set(again.quads()) == set(dataset.quads())


def test_a_compacted_claim_is_short(ontology: Ontology, dataset: Dataset) -> None:
    compact = json.loads(dataset.serialize(format="json-ld", context=context(ontology), auto_compact=True))
    claim = next(node for node in compact["@graph"] if node.get("@type") == "sc:Movement")
    assert claim["@id"].startswith("claim:")
    assert claim["sc:theme"] == "product:gallium"
    assert claim["sc:status"] == "sc:Alleged"
    assert claim["sc:earliest"] == "2024-03-01"
    assert claim["sc:confidence"] == "0.82"


def test_the_sample_of_the_other_tests_is_valid(ontology: Ontology, sample_reading: Reading) -> None:
    """Every field of the model in use; its entities' types stand in the article's own graph."""
    data = Dataset(default_union=True)
    for s, p, o, g in reading_quads(sample_reading, ontology, "4c1e"):
        data.graph(g).add((s, p, o))
    assert [str(v) for v in validate(data, ontology)] == []
