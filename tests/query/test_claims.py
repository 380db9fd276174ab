from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rdflib import URIRef

from kg.knowledge.ontology import Ontology
from kg.model import (
    Amount,
    Attribution,
    Claim,
    Document,
    Entity,
    EntityType,
    Filler,
    Interval,
    Quote,
    Reading,
    claim_id,
)
from kg.query.claims import ClaimFilter, StoredClaim, iter_claims, stored_claims
from kg.rdf.articles import reading_quads
from kg.rdf.entities import entity_triples
from kg.rdf.iri import claim_iri, graph_iri, knowledge_graph
from kg.rdf.namespaces import Base
from kg.store import Store, open_store

_PLACES = tuple(
    Entity(f"country:{code}", EntityType.COUNTRY, (("en", code), ("fr", code.lower())), iso=code)
    for code in ("AA", "BB", "CC", "DD", "EE")
)
_GOODS = (
    Entity("product:p1", EntityType.PRODUCT, (("en", "p one"),), ("P1", "Pé 1"), maker="org:o", kinds=("product:p2",)),
    Entity("product:p2", EntityType.PRODUCT, (("en", "p two"),), kinds=("product:z", "product:a", "product:m")),
)
ENTITIES = (*_PLACES, *_GOODS)


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_store(None if request.param == "memory" else tmp_path / "store") as opened:
        yield opened


def write(store: Store, ontology: Ontology, *readings: Reading, known: tuple[Entity, ...] = ()) -> None:
    knowledge = knowledge_graph(store.base)
    store.replace(knowledge, [(*t, knowledge) for entity in known for t in entity_triples(entity, store.base)])
    for reading in readings:
        quads = reading_quads(reading, ontology, "r", known={entity.id for entity in known}, base=store.base)
        store.replace(graph_iri(reading.document.id, store.base), quads)


def made_up(ontology: Ontology, seed: int, claims: int = 8) -> Reading:
    """Claims of every class with every part there or not, by chance; all the same for the same seed."""
    chance = random.Random(seed)
    text = "".join(chance.choice("abcdé 𝒳«»\"'\\\n{}?$<>") for _ in range(2000))
    article = f"article {seed}/é#%{seed}"

    def quote() -> Quote:
        start = chance.randrange(1900)
        end = start + chance.randrange(1, 60)
        return Quote(start, end, text[start:end])

    def maybe(made: object) -> object:
        return made if chance.random() < 0.5 else None

    def score() -> float:
        return round(chance.random(), chance.randrange(18))  # 18 places are what a store compares

    def filler() -> Filler:
        local = Entity(f"local:{article}-{chance.randrange(9)}", EntityType.ORGANIZATION, (("fr", "x"),))
        entity = chance.choice((*ENTITIES, local))
        return Filler(entity, quote(), maybe(quote()), chance.choice(("", "obl:from", 'a "rule"')), score())

    def claim(number: int) -> Claim:
        kind = chance.choice(list(ontology.classes.values()))
        names = [use.name for use in kind.roles if chance.random() < 0.7] or [kind.roles[0].name]
        status = chance.choice(ontology.statuses).name
        effect = chance.choice(ontology.effects).name if kind.effects else None
        evidence, trigger = quote(), quote()
        begin, end = maybe(date(2022, 1, 31)), maybe(date(2024, 12, 1))
        return Claim(
            id=claim_id(article, kind.name, effect, status == "denied", evidence.text, trigger.text, number),
            article=article,
            type=kind.name,
            roles=tuple((name, tuple(filler() for _ in range(chance.randint(1, 3)))) for name in names),
            status=status,
            evidence=evidence,
            trigger=trigger,
            evoked_by=chance.choice(("en-ship-v-carry", "model/é:1")),
            confidence=score(),
            effect=effect,
            attributions=tuple(Attribution(filler(), maybe(quote())) for _ in range(chance.randrange(4))),
            time=maybe(Interval("2022-01-31/..", begin, end, maybe(quote()))),
            amount=maybe(Amount(quote(), maybe(str(chance.randrange(10**9))), maybe(chance.choice(("USD", "t"))))),
            cues=tuple(sorted({quote() for _ in range(chance.randrange(3))})),
        )

    document = Document(
        article, text, chance.choice(("en", "fr")), maybe("T é") or "", f"{seed:064x}", "s",
        maybe(date(2024, 1 + seed % 12, 5)), maybe("P"), maybe("A"), maybe("http://a b"),
    )  # fmt: skip
    return Reading(document, tuple(claim(number) for number in range(claims)), ())


def by_id(found: list[StoredClaim]) -> dict[str, Claim]:
    return {stored.claim.id: stored.claim for stored in found}


def test_the_sample_comes_back_whole(store: Store, ontology: Ontology, sample_reading: Reading) -> None:
    write(store, ontology, sample_reading)
    found = stored_claims(store, ontology)
    assert [stored.claim for stored in found] == list(sample_reading.claims)
    article, document = found[0].article, sample_reading.document
    for field in ("id", "title", "lang", "published", "publisher", "author", "url", "digest"):
        assert getattr(article, field) == getattr(document, field)


@pytest.mark.parametrize("seed", range(25))
def test_whatever_a_claim_holds_comes_back(ontology: Ontology, seed: int) -> None:
    reading = made_up(ontology, seed)
    with open_store(None) as store:
        write(store, ontology, reading, known=ENTITIES)
        found = stored_claims(store, ontology)
        assert by_id(found) == {claim.id: claim for claim in reading.claims}
        assert {stored.article.published for stored in found} == {reading.document.published}
        assert {stored.article.title for stored in found} == {reading.document.title}


def test_claims_come_back_under_another_base(ontology: Ontology, sample_reading: Reading) -> None:
    with open_store(None, base=Base("https://data.example/x/")) as store:
        write(store, ontology, sample_reading)
        assert [stored.claim for stored in stored_claims(store, ontology)] == list(sample_reading.claims)
        assert all(str(graph).startswith("https://data.example/x/") for graph in store.graphs())


def test_claims_stand_by_day_article_and_place(store: Store, ontology: Ontology) -> None:
    readings = [made_up(ontology, seed, 5) for seed in range(6)]
    write(store, ontology, *readings, known=ENTITIES)
    found = stored_claims(store, ontology)
    keys = [
        (
            s.article.published is None, s.article.published or date.min, s.article.id, s.claim.evidence.start,
            s.claim.trigger.start, s.claim.id,
        )
        for s in found
    ]  # fmt: skip
    assert len(found) == 30
    assert keys == sorted(keys)
    assert any(undated for undated, *_ in keys)
    again = open_store(None)
    write(again, ontology, *reversed(readings), known=ENTITIES)
    assert stored_claims(again, ontology) == found


def test_portions_do_not_show(store: Store, ontology: Ontology, monkeypatch: pytest.MonkeyPatch) -> None:
    write(store, ontology, *(made_up(ontology, seed, 5) for seed in range(4)), known=ENTITIES)
    whole = stored_claims(store, ontology)
    monkeypatch.setattr("kg.query.claims._PORTION", 3)
    assert list(iter_claims(store, ontology)) == whole


def test_few_questions_are_asked_for_many_claims(ontology: Ontology, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(None)
    write(store, ontology, *(made_up(ontology, seed, 10) for seed in range(20)), known=ENTITIES)
    asked: list[str] = []
    select = store.select
    monkeypatch.setattr(store, "select", lambda sparql, bindings=None: asked.append(sparql) or select(sparql, bindings))
    assert len(stored_claims(store, ontology)) == 200
    assert len(asked) < 10


FILTERS = [
    (ClaimFilter(types=("Movement",)), lambda s: s.claim.type == "Movement"),
    (ClaimFilter(types=("Movement", "Use")), lambda s: s.claim.type in ("Movement", "Use")),
    (ClaimFilter(statuses=("denied",)), lambda s: s.claim.status == "denied"),
    (ClaimFilter(statuses=("stated", "alleged")), lambda s: s.claim.status in ("stated", "alleged")),
    (ClaimFilter(entities=("country:AA",)), lambda s: "country:AA" in entities(s.claim)),
    (ClaimFilter(entities=("country:AA", "product:p2")), lambda s: {"country:AA", "product:p2"} & entities(s.claim)),
    (ClaimFilter(sources=("country:BB",)), lambda s: "country:BB" in sources(s.claim)),
    (ClaimFilter(publisher="p"), lambda s: s.article.publisher == "P"),
    (ClaimFilter(publisher='"q\\'), lambda _: False),
    (ClaimFilter(published_after=date(2024, 4, 5)), lambda s: s.article.published and s.article.published.month >= 4),
    (ClaimFilter(published_before=date(2024, 4, 5)), lambda s: s.article.published and s.article.published.month < 4),
    (ClaimFilter(min_confidence=0.5), lambda s: s.claim.confidence >= 0.5),
    (ClaimFilter(article="article 3/é#%3"), lambda s: s.article.id == "article 3/é#%3"),
    (ClaimFilter(article="none"), lambda _: False),
    (
        ClaimFilter(statuses=("stated", "planned"), entities=("product:p1",), min_confidence=0.2),
        lambda s: (
            s.claim.status in ("stated", "planned")
            and "product:p1" in entities(s.claim)
            and s.claim.confidence >= 0.2
        ),
    ),
]


def entities(claim: Claim) -> set[str]:
    return {filler.entity.id for _, fillers in claim.roles for filler in fillers}


def sources(claim: Claim) -> set[str]:
    return {attribution.source.entity.id for attribution in claim.attributions}


@pytest.fixture(scope="module")
def filled(ontology: Ontology) -> Store:
    store = open_store(None)
    write(store, ontology, *(made_up(ontology, seed, 20) for seed in range(12)), known=ENTITIES)
    return store


@pytest.mark.parametrize(("filter", "passes"), FILTERS, ids=[str(n) for n in range(len(FILTERS))])
def test_filters(filled: Store, ontology: Ontology, filter: ClaimFilter, passes: object) -> None:
    whole = stored_claims(filled, ontology)
    expected = [stored for stored in whole if passes(stored)]  # type: ignore[operator]
    assert stored_claims(filled, ontology, filter) == expected
    assert len(expected) < len(whole)


def test_a_graph_beside_does_not_double_claims(store: Store, ontology: Ontology, sample_reading: Reading) -> None:
    write(store, ontology, sample_reading)
    before = stored_claims(store, ontology)
    store.update("INSERT { GRAPH graph:mine { ?s ?p ?o } } WHERE { ?s ?p ?o }")
    assert stored_claims(store, ontology) == before


def test_an_entity_that_left_the_gazetteer_keeps_its_name(
    store: Store, ontology: Ontology, sample_reading: Reading
) -> None:
    claim = sample_reading.claims[1]
    authority = claim.role("authority")[0].entity
    write(store, ontology, sample_reading, known=(authority,))
    store.replace(knowledge_graph(), [])
    found = by_id(stored_claims(store, ontology))[claim.id].role("authority")[0].entity
    assert found == Entity(authority.id, EntityType.COUNTRY, (("", "NO"),))


def test_a_replaced_article_gives_new_claims_alone(store: Store, ontology: Ontology, sample_reading: Reading) -> None:
    write(store, ontology, sample_reading)
    kept = sample_reading.claims[1]
    write(store, ontology, replace(sample_reading, claims=(kept,)))
    assert [stored.claim for stored in stored_claims(store, ontology)] == [kept]
    assert not store.ask("ASK { ?leg sc:ofClaim ?claim }", {"claim": claim_iri(sample_reading.claims[0].id)})


def test_an_empty_store_has_no_claims(store: Store, ontology: Ontology) -> None:
    assert stored_claims(store, ontology) == []
    assert stored_claims(store, ontology, ClaimFilter(entities=("country:AA",))) == []
    assert URIRef("x") not in store.graphs()
