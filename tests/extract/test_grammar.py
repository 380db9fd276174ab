"""What grammar settles: who undergoes, which way goods went, and that a question claims nothing."""

from __future__ import annotations

import pytest
from readings import annotator, document_of, knowledge, page_of

from kg.extract.grammar import settle
from kg.model import Argument, Claim, Frame
from kg.pipeline import Models, load_models, read_claims


@pytest.fixture(scope="module")
def models() -> Models:
    return load_models()


def claims(text: str, lang: str, models: Models | None) -> tuple[Claim, ...]:
    return read_claims(document_of(text, lang), annotator(), knowledge(), models).claims


def labels(claim: Claim, role: str, lang: str) -> list[str]:
    return [f.entity.label(lang) for f in claim.role(role)]


UNDERGO = [
    ("fr", "Oman fait l'objet de restrictions japonaises sur le titane depuis 2021.", "Restriction", "target", "Oman"),
    ("fr", "Depuis mai, le Kenya est la cible de pressions de la Norvège.", "Pressure", "target", "Kenya"),
    ("en", "Halmar Marine is the target of an investigation by Dutch prosecutors.", "Investigation", "target", "Halmar Marine"),
    ("fr", "La Serbie subit des pressions de la Finlande.", "Pressure", "target", "Serbie"),
    ("en", "Kenya has come under pressure from Norway to close two yards.", "Pressure", "target", "Kenya"),
]


@pytest.mark.parametrize(("lang", "text", "kind", "role", "name"), UNDERGO)
def test_who_undergoes_it(lang: str, text: str, kind: str, role: str, name: str) -> None:
    found = [c for c in claims(text, lang, None) if c.type == kind]
    assert any(name in labels(c, role, lang) for c in found)
    assert all(name not in labels(c, actor, lang) for c in found for actor in ("authority", "agent"))


@pytest.mark.parametrize(
    ("lang", "text", "kind", "target", "authority"),
    [
        ("en", "Hanoi is subject to American restrictions on the fastest routers.", "Restriction", "Vietnam", "Vietnam"),
        ("en", "Turkey has come under intense pressure from Brussels to close two yards.", "Pressure", "Turkey", "Turkey"),
        ("fr", "L'Inde fait l'objet, depuis mai, d'une vive pression du Japon.", "Pressure", "Inde", "Inde"),
    ],
)
def test_who_undergoes_it_for_the_models(
    models: Models, lang: str, text: str, kind: str, target: str, authority: str
) -> None:
    found = [c for c in claims(text, lang, models) if c.type == kind]
    assert [labels(c, "target", lang) for c in found] == [[target]]
    assert all(authority not in labels(c, actor, lang) for c in found for actor in ("authority", "agent"))


def test_who_puts_goods_under_control_undergoes_nothing() -> None:
    found = claims("The cabinet of Norway put chrome ore under sanctions.", "en", None)
    assert all("Norway" not in labels(c, "target", "en") for c in found)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Did Lumora ship cobalt from Lubumbashi to Antwerp?"),
        ("fr", "« Le Japon a-t-il interdit l'exportation de gallium vers la Chine ? »"),
    ],
)
def test_a_question_claims_nothing(models: Models, lang: str, text: str) -> None:
    assert claims(text, lang, models) == ()
    assert claims(text, lang, None) == ()


def test_a_route_keeps_its_order(models: Models) -> None:
    text = (
        "Copper buyers look east\n"
        "The copper was trucked from Kolwezi to Ndola, then shipped to Durban, before landing in Shanghai, traders said."
    )
    routes = [c for c in claims(text, "en", models) if c.type == "Movement"]
    assert routes
    longest = max(routes, key=lambda c: len(c.legs))
    stops = [labels(longest, role, "en") for role in ("origin", "via", "destination")]
    assert stops == [["Kolwezi"], ["Ndola", "Durban"], ["Shanghai"]]


def test_participles_of_a_series_share_the_mood() -> None:
    text = "Les lingots seraient achetés par des négociants turcs, acheminés ensuite en Géorgie, pour finir en Russie."
    routes = [c for c in claims(text, "fr", None) if c.type == "Movement"]
    assert routes
    assert {c.status for c in routes} == {"alleged"}


def test_examples_share_the_role(models: Models) -> None:
    text = "Sanctions bite\nThe Treasury sanctioned banks such as Sberbank on Tuesday."
    found = [c for c in claims(text, "en", models) if c.type == "Sanction"]
    assert any("Sberbank" in labels(c, "target", "en") for c in found)


@pytest.mark.parametrize(("doubt", "left"), [(0.5, ["supplier"]), (0.88, ["supplier", "recipient"])])
def test_nobody_deals_with_himself(doubt: float, left: list[str]) -> None:
    page = page_of("Glencore sold cobalt, and Glencore shipped it.", "en")
    first, second = (m for m in page.mentions if m.quote.text == "Glencore")
    trigger = page.tree.words.index("sold")
    roles = (("supplier", (Argument(first.index, 0.95, ""),)), ("recipient", (Argument(second.index, doubt, ""),)))
    (frame,) = settle(page, [Frame("Transfer", trigger, (trigger,), roles, "model", 0.8)], [])
    assert [role for role, _ in frame.roles] == left


def test_what_is_told_together_shares_a_role() -> None:
    page = page_of("Iran bought pumps via Dubai and Oman.", "en")
    named = {m.quote.text: m.index for m in page.mentions}
    trigger = page.tree.words.index("bought")
    roles = (
        ("supplier", (Argument(named["Oman"], 0.5, ""),)), ("recipient", (Argument(named["Iran"], 0.9, ""),)),
        ("via", (Argument(named["Dubai"], 0.9, ""),)),
    )  # fmt: skip
    (frame,) = settle(page, [Frame("Transfer", trigger, (trigger,), roles, "model", 0.8)], [])
    assert [a.mention for a in frame.role("via")] == [named["Dubai"], named["Oman"]]
    assert frame.role("supplier") == ()


@pytest.mark.parametrize("word", ["objet", "mois"])
def test_who_bears_it_and_when_fill_no_role(word: str) -> None:
    page = page_of("Oman fait l'objet de pressions du Japon depuis deux mois.", "fr")
    trigger = page.tree.words.index("pressions")
    filler = next(m.index for m in page.mentions if page.tree.words[m.head] == word)
    roles = (("agent", (Argument(filler, 0.9, ""),)),)
    (frame,) = settle(page, [Frame("Pressure", trigger, (trigger,), roles, "model", 0.8)], [])
    assert all(a.mention != filler for _, found in frame.roles for a in found)


@pytest.mark.parametrize(("ends", "left"), [(["Oman", "Peru"], ["Peru"]), (["Oman"], ["Oman"])])
def test_who_speaks_of_a_route_is_none_of_its_ends(ends: list[str], left: list[str]) -> None:
    page = page_of("Oman said that pumps were shipped to Peru.", "en")
    named = {m.quote.text: m.index for m in page.mentions}
    trigger = page.tree.words.index("shipped")
    roles = (("destination", tuple(Argument(named[name], 0.8, "") for name in ends)),)
    (frame,) = settle(page, [Frame("Movement", trigger, (trigger,), roles, "model", 0.8)], [])
    assert [page.mentions[a.mention].quote.text for a in frame.role("destination")] == left
