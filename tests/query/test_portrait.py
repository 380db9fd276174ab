"""What is known of one entity: its names and why they are one, its claims, its neighbours, its articles."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from story import ENTITIES, fill, read_story

from kg.identity import Groups, Judgement, Ref
from kg.knowledge.gazetteer import Gazetteer, load_gazetteer
from kg.knowledge.locate import ontologies
from kg.knowledge.ontology import Ontology
from kg.model import Claim, Document, Entity, EntityType, Filler, Quote, Reading, Span, claim_id
from kg.query.articles import article_note, stored_articles
from kg.query.naming import Seen
from kg.query.portrait import Portrait, portrait, read_as
from kg.rdf.articles import Version, reading_quads
from kg.rdf.iri import graph_iri
from kg.rdf.knowledge import knowledge_quads
from kg.store import Store, open_store

STORY = """
Alpha 2025-01-05 en | Movement alleged theme=h100 origin=SG via=MY destination=CN by=US
Alpha 2025-01-05 en | Transfer stated supplier=nvidia recipient=huawei theme=h100 same
Beta 2025-01-06 fr | Movement stated theme=h100 origin=SG destination=CN by=nvidia
Beta 2025-01-06 fr | Movement denied theme=h20 origin=SG destination=CN same
Gamma 2025-01-07 en | Ownership stated owner=huawei owned=smic confidence=0.3
"""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(ontologies())


@pytest.fixture(scope="module")
def store(ontology: Ontology) -> Iterator[Store]:
    with open_store(None) as opened:
        fill(opened, read_story(STORY, ontology), ontology)
        yield opened


def shown(store: Store, ontology: Ontology, gazetteer: Gazetteer, id: str, lang: str = "en") -> Portrait:
    return portrait(store, ontology, gazetteer, Groups(()), id, lang)


def test_claims_by_class_and_status_with_roles(store: Store, ontology: Ontology, gazetteer: Gazetteer) -> None:
    chips = shown(store, ontology, gazetteer, "product:nvidia-h100")
    assert chips.claims == {"Movement": {"stated": 1, "alleged": 1}, "Transfer": {"stated": 1}}
    assert (chips.roles, chips.confidences, chips.says) == ({"theme": 3}, (0.8, 0.8, 0.8), {})
    assert chips.facts[0][0] == "maker"
    assert [(how, other.label) for how, other in chips.facts][:2] == [("maker", "Nvidia"), ("kind of", "Nvidia AI chips")]


def test_what_it_says_is_told_apart_from_what_is_said_of_it(
    store: Store, ontology: Ontology, gazetteer: Gazetteer
) -> None:
    nvidia = shown(store, ontology, gazetteer, "org:nvidia")
    assert (nvidia.claims, nvidia.says) == ({"Transfer": {"stated": 1}}, {"Movement": {"stated": 1}})
    assert nvidia.total == 2
    assert {r.article.publisher: r.claims for r in nvidia.articles} == {"Alpha": 1, "Beta": 1}


def test_neighbours_by_number_of_claims(store: Store, ontology: Ontology, gazetteer: Gazetteer) -> None:
    china = shown(store, ontology, gazetteer, "country:CN", "fr")
    assert [(n.entity.label, n.claims, n.classes) for n in china.neighbours] == [
        ("Singapour", 3, {"Movement": 3}), ("H100", 2, {"Movement": 2}), ("Malaisie", 1, {"Movement": 1}),
        ("H20", 1, {"Movement": 1}),
    ]  # fmt: skip
    assert china.label == "Chine"


def test_what_nobody_speaks_of(store: Store, ontology: Ontology, gazetteer: Gazetteer) -> None:
    found = shown(store, ontology, gazetteer, "country:JP")
    assert (found.label, found.known, found.total) == ("Japan", True, 0)
    assert (found.names, found.neighbours, found.articles) == ((), (), ())


def test_members_with_their_times_from_both_sides(store: Store, ontology: Ontology, gazetteer: Gazetteer) -> None:
    union = shown(store, ontology, gazetteer, "org:eu")
    assert [(b.how, b.entity.label, b.since, b.until) for b in union.belongs] == [
        ("member", "Germany", "1958-01-01", ""), ("member", "France", "1958-01-01", ""),
        ("member", "Netherlands", "1958-01-01", ""), ("member", "United Kingdom", "1973-01-01", "2020-01-31"),
    ]  # fmt: skip
    britain = shown(store, ontology, gazetteer, "country:GB", "fr")
    assert [(b.how, b.entity.label, b.until) for b in britain.belongs] == [("member of", "Union européenne", "2020-01-31")]
    assert shown(store, ontology, gazetteer, "org:nvidia").belongs == ()


# words, as an entity of the article "a" → why they are its
_TEXT = "Nordic Metals Council (NMC) and the Council said that it sells to Pékin, China, chinoise, Metals and N-M-C GmbH."
_COUNCIL = Entity(
    "org:nordic-metals-council", EntityType.ORGANIZATION, (("en", "Nordic Metals Council"),),
    aliases=("Council", "NMC", "N-M-C GmbH"),
)  # fmt: skip
_CHINA = ENTITIES["CN"]


def naming(
    uses: list[tuple[Entity, str, str | None]], ontology: Ontology, gazetteer: Gazetteer, groups: Groups,
    text: str = _TEXT, with_text: bool = True,
) -> tuple[Seen, ...]:  # fmt: skip
    """How the first of these entities is seen in an article whose claim has these words for them."""

    def quote(words: str) -> Quote:
        start = text.index(words)
        return Span(start, start + len(words)).of(text)

    trigger = quote("sells")
    fillers = tuple(Filler(entity, quote(words), quote(back) if back else None) for entity, words, back in uses)
    claim = Claim(
        id=claim_id("a", "Transfer", None, False, text, "sells", 0), article="a", type="Transfer", status="stated",
        roles=(("supplier", fillers),), evidence=quote(text), trigger=trigger, evoked_by="hand", confidence=0.9,
    )  # fmt: skip
    document = Document("a", text, "fr" if "chinoise" in text else "en", "t", "d", "a")
    reading = Reading(document, (claim,), (Span(0, len(text)),))
    with open_store(None) as opened:
        knowledge = knowledge_quads(ontology, [_CHINA], base=opened.base)
        opened.replace(knowledge[0][3], knowledge)
        quads = reading_quads(reading, ontology, "run", with_text, known={_CHINA.id})
        opened.replace(graph_iri("a", opened.base), quads)
        return portrait(opened, ontology, gazetteer, groups, uses[0][0].id).names


@pytest.mark.parametrize(
    ("entity", "words", "back", "why"),
    [
        (_COUNCIL, "Nordic Metals Council", None, "its name"),
        (_COUNCIL, "NMC", None, "introduced in brackets, initials of “Nordic Metals Council”"),
        (_COUNCIL, "the Council", None, "short for “Nordic Metals Council”"),
        (_COUNCIL, "N-M-C GmbH", None, "another name of it there"),
        (_COUNCIL, "it", "Nordic Metals Council", "refers back to “Nordic Metals Council”"),
        (_COUNCIL, "Nordic Metals Council (NMC) and the Council", None, "holds its name “Nordic Metals Council”"),
        (_COUNCIL, "sells", None, "described so there"),
        (_CHINA, "China", None, "its name"),
        (_CHINA, "Pékin", None, "its capital, for its government"),
        (_CHINA, "chinoise", None, "its adjective"),
    ],
)
def test_why_words_are_its_names(
    entity: Entity, words: str, back: str | None, why: str, ontology: Ontology, gazetteer: Gazetteer
) -> None:
    (found,) = naming([(entity, words, back)], ontology, gazetteer, Groups(()))
    assert (found.words, found.count, found.articles, found.why) == (words, 1, 1, why)
    assert found.name == (back is None and words != "sells")


def test_initials_without_a_text_to_look_in(ontology: Ontology, gazetteer: Gazetteer) -> None:
    (found,) = naming([(_COUNCIL, "NMC", None)], ontology, gazetteer, Groups(()), with_text=False)
    assert found.why == "initials of “Nordic Metals Council”"


def test_names_that_people_judged_one(ontology: Ontology, gazetteer: Gazetteer) -> None:
    groups = Groups([Judgement(True, Ref(_COUNCIL.id, "Nordic Metals Council"), Ref("org:metals", "Metals"), "one seat")])
    (found,) = naming([(_COUNCIL, "Metals", None)], ontology, gazetteer, groups)
    assert found.why == "people judged org:metals to be the same"


def test_judgements_are_told(store: Store, ontology: Ontology, gazetteer: Gazetteer) -> None:
    groups = Groups([
        Judgement(True, Ref("org:huawei", "Huawei"), Ref("org:hua-wei", "Hua Wei"), "annual report"),
        Judgement(False, Ref("org:huawei", "Huawei"), Ref("org:smic", "SMIC")),
        Judgement(False, Ref("org:amd", "AMD"), Ref("org:smic", "SMIC")),
    ])  # fmt: skip
    found = portrait(store, ontology, gazetteer, groups, "org:huawei")
    assert found.judgements == ("org:huawei is the same as org:hua-wei: annual report", "org:huawei is not org:smic")


def test_names_are_counted_each_place_once(store: Store, ontology: Ontology, gazetteer: Gazetteer) -> None:
    names = {s.words: (s.count, s.articles) for s in shown(store, ontology, gazetteer, "country:SG").names}
    assert names == {"Singapore": (1, 1), "Singapour": (2, 1)}


def test_what_words_stand_for(store: Store) -> None:
    assert [(other.id, n) for other, n in read_as(store, "Singapour", [])] == [("country:SG", 2)]
    assert read_as(store, "Singapour", ["country:SG"]) == []
    assert read_as(store, 'no "such" words', []) == []


def test_an_article_with_its_versions_and_copies(ontology: Ontology) -> None:
    first, second = read_story(
        "Alpha 2025-01-05 en | Movement stated theme=h100 origin=SG destination=CN\n"
        "Beta 2025-01-06 en | Movement stated theme=h100 origin=SG destination=CN",
        ontology,
    )
    with open_store(None) as opened:
        for reading, history in ((first, ()), (second, (Version("d1", None), Version("d2", first.document.published)))):
            quads = reading_quads(reading, ontology, "run", history=history)
            opened.replace(graph_iri(reading.document.id, opened.base), quads)
        assert [a.id for a in stored_articles(opened, ontology)] == ["Alpha-0", "Beta-1"]
        found = article_note(opened, ontology, "Beta-1")
        assert found is not None
        assert found.versions == (Version("d1", None), Version("d2", first.document.published))
        assert [copy.id for copy in found.copies] == ["Alpha-0"]
        assert found.claims == {"Movement": {"stated": 1}}
        assert article_note(opened, ontology, "Gamma") is None
