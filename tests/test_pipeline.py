"""The whole journey, from text to claims: what every reading must hold, whatever it says."""

from __future__ import annotations

import pytest
from readings import annotator, claims_of, document_of, knowledge

from kg.pipeline import read_claims

TEXTS = {
    "en": (
        "China curbs gallium exports\n"
        "China on Friday banned exports of gallium to Japan, which buys the metal from Glencore.\n"
        "The cobalt was bought in Kolwezi, trucked through Zambia to Durban, and shipped from there to Ningbo, "
        "according to Reuters. Glencore denied that it had shipped cobalt to North Korea."
    ),
    "fr": (
        "La Chine restreint le gallium\n"
        "La Chine a interdit vendredi les exportations de gallium vers le Japon, qui achète ce métal à Glencore.\n"
        "Des puces achetées à Singapour auraient été acheminées en Malaisie, selon Reuters. "
        "Nvidia a démenti avoir vendu des puces à la Corée du Nord."
    ),
}


@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_claims_lie_in_the_text(lang: str) -> None:
    text, claims = TEXTS[lang], claims_of(TEXTS[lang], lang)
    assert claims
    for claim in claims:
        quotes = [claim.evidence, claim.trigger, *claim.cues]
        quotes += [q for _, fillers in claim.roles for f in fillers for q in (f.mention, f.antecedent) if q is not None]
        for quote in quotes:
            assert text[quote.start : quote.end] == quote.text
        assert claim.evidence.start <= claim.trigger.start <= claim.trigger.end <= claim.evidence.end


@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_claims_obey_the_ontology(lang: str) -> None:
    ontology = knowledge().ontology
    for claim in claims_of(TEXTS[lang], lang):
        kind = ontology.classes[claim.type]
        uses = {use.name: use for use in kind.roles}
        order = [use.name for use in kind.roles]
        assert [role for role, _ in claim.roles] == sorted((r for r, _ in claim.roles), key=order.index)
        assert any(role in kind.core for role, _ in claim.roles)
        assert (claim.effect is not None) == kind.effects
        assert 0 <= claim.confidence <= 1
        for role, fillers in claim.roles:
            assert len({f.entity.id for f in fillers}) == len(fillers)
            assert all(f.entity.type in uses[role].types for f in fillers)


def test_classes_told() -> None:
    types = {lang: {c.type for c in claims_of(text, lang)} for lang, text in TEXTS.items()}
    assert {"Restriction", "Movement", "Transfer"} <= types["en"]
    assert {"Restriction", "Movement", "Transfer"} <= types["fr"]


@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_same_document_same_claims(lang: str) -> None:
    document = document_of(TEXTS[lang], lang)
    once = read_claims(document, annotator(), knowledge())
    assert once == read_claims(document, annotator(), knowledge())
    assert len({c.id for c in once.claims}) == len(once.claims)


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("text", ["", "\n\n", "…", "12.5%", "→ → →", "Glencore", "( ( (", "a" * 5000, "🚢 🚢"])
def test_nothing_said(text: str, lang: str) -> None:
    assert claims_of(text, lang) == ()


def test_body_spans_cover_the_evidence() -> None:
    reading = read_claims(document_of(TEXTS["en"], "en"), annotator(), knowledge())
    for claim in reading.claims:
        assert any(s.start <= claim.evidence.start and claim.evidence.end <= s.end for s in reading.body)
