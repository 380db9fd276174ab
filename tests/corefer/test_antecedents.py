"""Which earlier mentions pronouns, possessives, relatives and descriptions stand for, and when none is the answer."""

from __future__ import annotations

import pytest
from readings import label, page_of

# what, language, text, the referring words (the last such mention), what they stand for: labels joined by " + "
LINKS = [
    ("relative", "en", "The broker, who fled, sold chips.", "who", "broker"),
    ("relative", "en", "Nvidia, which sells chips, is American.", "which", "Nvidia"),
    ("relative", "fr", "Nvidia, qui vend des puces, est américain.", "qui", "Nvidia"),
    ("possessive", "en", "Glencore closed its mine.", "its", "Glencore"),
    ("possessive", "en", "China tightened its controls.", "its", "China"),
    ("possessive", "fr", "Eramet a fermé sa mine.", "sa", "Eramet"),
    ("possessive", "fr", "La Chine a durci ses contrôles.", "ses", "Chine"),
    ("pronoun", "en", "Glencore closed the mine. It will reopen the plant in May.", "It", "Glencore"),
    ("pronoun", "fr", "Eramet a fermé la mine. Il rouvrira l'usine en mai.", "Il", "Eramet"),
    ("pronoun", "en", "China and Japan signed. They will meet in May.", "They", "China + Japan"),
    ("pronoun", "fr", "La Chine et la France ont signé. Elles se verront en mai.", "Elles", "Chine + France"),
    ("both", "en", "Singapore sells chips to Malaysia. Both deny it.", "Both", "Singapore + Malaysia"),
    ("two", "en", "Singapore sells chips to Malaysia. The two countries deny it.", "two countries", "Singapore + Malaysia"),
    ("two", "fr", "Singapour vend des puces à la Malaisie. Les deux pays démentent.", "deux pays", "Singapour + Malaisie"),
    ("kind", "en", "ASML sells machines to Taiwan. The company is Dutch.", "company", "ASML"),
    ("kind", "fr", "Eramet vend du nickel. Le groupe est français.", "groupe", "Eramet"),
    ("kind and country", "en", "ASML competes with Nikon. The Dutch firm sells machines.", "Dutch firm", "ASML"),
    ("kind and country", "fr", "Eramet rivalise avec Glencore. Le groupe français vend du nickel.", "groupe français", "Eramet"),
    ("country", "fr", "La Chine exporte du gallium. Le pays durcit ses contrôles.", "pays", "Chine"),
    ("before the name", "en", "Dutch toolmaker ASML sells machines.", "Dutch toolmaker", "ASML"),
    ("before the name", "en", "The trader Trafigura sells cobalt.", "trader", "Trafigura"),
    ("before the name", "fr", "Le fabricant néerlandais ASML vend des machines.", "fabricant néerlandais", "ASML"),
    ("adjective before the name", "fr", "Une filiale du français Eramet vend du nickel.", "français", "Eramet"),
    ("after the name", "en", "Nornickel, the Russian miner, sells nickel.", "Russian miner", "Nornickel"),
    ("after the name", "en", "Nornickel, a miner in Siberia, sells nickel.", "miner", "Nornickel"),
    ("name in apposition", "en", "One big customer, Trafigura, buys cobalt.", "One big customer", "Trafigura"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "text", "words", "meant"), [row[1:] for row in LINKS], ids=[f"{r[1]} {r[0]}: {r[3]}" for r in LINKS]
)
def test_antecedent(lang: str, text: str, words: str, meant: str) -> None:
    page = page_of(text, lang)
    found = [m for m in page.mentions if m.quote.text == words]
    assert found, [m.quote.text for m in page.mentions]
    assert page.antecedents[found[-1].index], "no antecedent"
    assert label(page, found[-1].index) == meant


# a wrong link is worse than none
NONE = [
    ("nothing before", "en", "It will reopen the plant in May.", "It"),
    ("expletive", "en", "Glencore closed the mine. It is raining.", "is"),
    ("who acts on it", "en", "Ravello sued, accusing it of fraud.", "it"),
    ("who acts on it", "en", "Ravello sold the yard and left it.", "Ravello"),
    ("means nobody", "en", "Glencore closed the mine. Nothing left the yard.", "Nothing"),
    ("means nobody", "en", "Glencore closed the mine. Everyone sold copper to Japan.", "Everyone"),
    ("means nobody", "fr", "Eramet a fermé la mine. Rien n'est sorti du port.", "Rien"),
    ("means nobody", "fr", "Eramet a fermé la mine. On exporte du nickel vers le Japon.", "On"),
    ("indefinite", "en", "ASML sells machines. A company in Japan buys them.", "company"),
    ("indefinite", "fr", "Eramet vend du nickel. Un groupe japonais en achète.", "groupe japonais"),
    ("other country", "en", "ASML sells machines. The Japanese firm buys them.", "Japanese firm"),
    ("other country", "fr", "Eramet vend du nickel. Le groupe japonais en achète.", "groupe japonais"),
    ("specified", "en", "ASML sells machines. The company that buys them is small.", "company"),
    ("too many", "en", "Singapore sells chips. The two countries deny it.", "two countries"),
    ("goods", "en", "Nvidia sells the H20. The chips are in Dubai.", "chips"),
    ("its own verb's subject", "en", "Glencore told it.", "it"),
    ("feminine", "fr", "Le ministre a parlé. Elle rouvrira l'usine.", "Elle"),
    ("singular of plural", "en", "Three brokers fled. It will reopen the plant.", "It"),
]


@pytest.mark.parametrize(
    ("lang", "text", "words"), [row[1:] for row in NONE], ids=[f"{r[1]} {r[0]}: {r[3]}" for r in NONE]
)
def test_no_antecedent(lang: str, text: str, words: str) -> None:
    page = page_of(text, lang)
    found = [m for m in page.mentions if m.quote.text == words]
    assert all(not page.antecedents[m.index] for m in found[-1:]), label(page, found[-1].index)


@pytest.mark.parametrize(("lang", "text"), sorted({(row[1], row[2]) for row in LINKS}))
def test_links_lead_to_what_refers_by_itself(lang: str, text: str) -> None:
    page = page_of(text, lang)
    for mention, links in zip(page.mentions, page.antecedents, strict=True):
        assert mention.index not in links
        assert all(page.mentions[i].refers and not page.antecedents[i] for i in links)
        if mention.kind == "name":
            assert links == ()
