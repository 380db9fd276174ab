"""What is the report and what is the page, by family of noise: texts in our own words."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.knowledge.boilerplate import load_boilerplate
from kg.knowledge.locate import ontologies
from kg.read import document_from_text
from kg.segment import LONGEST, segment

BOILERPLATE = load_boilerplate(ontologies())
HEAD = "Zambian cobalt takes the northern road"
STORY = "Lorries with cobalt hydroxide from Kolwezi now leave through Lobito instead of Durban, two forwarders said on Monday."
MORE = "The detour spares them three weeks, said Grace Banda of the haulier Kafue Freight, which runs ninety of them."
TITRE = "Le cobalt zambien prend la route du nord"
RECIT = "Les camions chargés d'hydroxyde de cobalt partent de Kolwezi vers Lobito et non plus vers Durban, disent deux transitaires."
SUITE = "Le détour leur épargne trois semaines, selon Grace Banda, du transporteur Kafue Freight, qui en aligne quatre-vingt-dix."


def kept(text: str, lang: str = "en") -> list[str]:
    spans = segment(document_from_text(text, lang=lang), BOILERPLATE)
    assert list(spans) == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    return [text[span.start : span.end] for span in spans]


TOP_EN = [
    "Home | News | Sport | Obituaries | E-paper",
    "Home > Africa > Mining",
    "Home / Mining / Cobalt",
    "Copperbelt   |   Weather 31°   |   Log in",
    "Home News Sport Business Opinion",
    "Share this: Facebook | X | WhatsApp",
    "Share on Facebook",
    "This site uses cookies to improve your visit. Accept all",
    "We value your privacy. Manage | Accept all | 98 partners",
    "Published 3 June 2025 at 08:15",
    "3 June 2025, 5:30am CAT",
    "By Jane Doe",
    "By Jane Doe in Ndola | June 3, 2025 | 3 min read",
    "NDOLA, from our special correspondent",
    "FOR IMMEDIATE RELEASE",
    "Photo: Rui Nhaca/Wire",
    "OPINION",
    "___",
]
TOP_FR = [
    "Accueil | Économie | Sports | Nécrologie",
    "Accueil > Afrique > Mines",
    "Accueil – Mines – Podcasts",
    "Une - Marchés - Tech - Opinions - Newsletters",
    "Partager sur Facebook Partager sur WhatsApp",
    "Nous et nos 98 partenaires déposons des cookies. Tout accepter - Paramétrer",
    "Publié le 3 juin 2025 à 08h15 | Mis à jour à 11h02",
    "Par Odile Roy, à Ndola | 3 juin 2025 | Lecture 2 min",
    "Temps de lecture : 4 min - Offrir l'article",
    "Article réservé aux abonnés",
    "Communiqué de presse – Lusaka, le 3 juin 2025",
    "Crédit photo : Rui Nhaca",
]
BELOW_EN = [
    "Read more: Kenya's tea finds new buyers",
    "READ NEXT: Kenya's tea | Malawi's fuel | The week in pictures",
    "Related\nKenya's tea finds new buyers\nWho pays for Malawi's fuel?",
    "MOST READ\n1. Kenya's tea finds new buyers\n2. The week in pictures",
    "More from the Courier\n09:41 Kenya's tea finds new buyers\n09:12 Fuel reaches Malawi",
    "09:41 Kenya's tea finds new buyers\n09:12 Fuel reaches Malawi",
    "You have read your 3 free articles this month. Subscribe for $1 a week.",
    "To continue reading, log in or start your free trial.\nKenya's tea finds new buyers",
    "Was this email forwarded to you? Sign up here. Unsubscribe | View in browser",
    "Sign up for our Friday newsletter",
    "© 2025 Copperbelt Courier. All rights reserved.",
    "Reporting by Jane Doe; editing by Rui Nhaca",
    "Media contact: press@kafue.example",
    "Follow us on WhatsApp",
]
BELOW_FR = [
    "À lire aussi : Le thé kényan change d'acheteurs",
    "Lire aussi Le thé kényan change d'acheteurs",
    "Sur le même sujet\nLe thé kényan change d'acheteurs\nQui paie le carburant du Malawi ?",
    "LES PLUS LUS\n1. Le thé kényan change d'acheteurs\n2. La semaine en images",
    "Dernières dépêches\n16h20 Le thé kényan change d'acheteurs\n15h58 Le carburant arrive au Malawi",
    "22/10 16h20 Le thé kényan change d'acheteurs\n22/10 15h58 Le carburant arrive au Malawi",
    "Il vous reste 62 % de cet article à lire. La suite est réservée aux abonnés.",
    "Déjà abonné ? Connectez-vous",
    "Se désabonner | Voir dans le navigateur",
    "Cet article vous a plu ? Abonnez-vous à partir de 1 euro",
    "© Le Courrier du cuivre - Tous droits réservés",
    "Contact presse : presse@kafue.example",
    "Rejoignez notre chaîne WhatsApp",
]


@pytest.mark.parametrize("noise", TOP_EN)
def test_lines_above_an_english_story(noise: str) -> None:
    assert kept("\n".join([HEAD, noise, STORY, MORE])) == [HEAD, STORY, MORE]


@pytest.mark.parametrize("noise", TOP_FR)
def test_lines_above_a_french_story(noise: str) -> None:
    assert kept("\n".join([TITRE, noise, RECIT, SUITE]), "fr") == [TITRE, RECIT, SUITE]


@pytest.mark.parametrize("noise", BELOW_EN)
def test_lines_below_an_english_story(noise: str) -> None:
    assert kept("\n".join([HEAD, STORY, MORE, noise])) == [HEAD, STORY, MORE]


@pytest.mark.parametrize("noise", BELOW_FR)
def test_lines_below_a_french_story(noise: str) -> None:
    assert kept("\n".join([TITRE, RECIT, SUITE, noise]), "fr") == [TITRE, RECIT, SUITE]


@pytest.mark.parametrize("noise", BELOW_EN[:4] + BELOW_EN[6:7])
def test_lines_inside_a_story(noise: str) -> None:
    if "?" not in noise:
        assert kept("\n".join([HEAD, STORY, noise, MORE])) == [HEAD, STORY, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "Related companies in Dubai sold the chips to Iran.",
        "Image sensors from Nagoya were shipped to Russia via Turkey.",
        "Photo-lithography machines were exported.",
        "Source code was handed to the buyer in Shenzhen.",
        "Contact lenses are made in Penang.",
        "Latest curbs hit sales in China",
        "Share of Chinese magnets in EU imports: 98%",
        "Trending down: cobalt prices in Rotterdam fell by a third.",
        "By Tuesday the ship had left Singapore for Dalian.",
        "On 14 October 2025, China banned exports of gallium.",
        "The commission fined the site, which uses cookies, and ordered it to warn its subscribers in Ghana and elsewhere.",
        "(c) Two further vendors are looked into",
        "• Stake in the Nacala terminal raised to 40 percent",
        "17:52 | Owner of the lorries breaks his silence",
        "12/05/2023: Lusaka bans exports of raw ore",
        "What became of the ore?",
        "Zambia | 12,400 | 61%",
        "1. Findings",
    ],
)
def test_lines_that_stay(line: str) -> None:
    assert kept("\n".join([HEAD, STORY, line, MORE])) == [HEAD, STORY, line, MORE]
    assert kept("\n".join([HEAD, line, STORY, MORE])) == [HEAD, line, STORY, MORE]


@pytest.mark.parametrize(
    "headline", ["Opinion | Let the ore stay", "Live: ore on the move", "Ore report, 2 December 2025"]
)
def test_headline_stays(headline: str) -> None:
    assert kept(f"{headline}\n{STORY}")[0] == headline


def test_menu_before_the_headline_goes() -> None:
    assert kept(f"Home | News | Sport | Log in\n{HEAD}\n{STORY}") == [HEAD, STORY]


def test_body_cut_in_a_sentence_stays_and_glued_ticker_goes() -> None:
    cut = "The ministry in Kinshasa has stopped all exports of cobalt for four months, in a move that traders in Zug had fea"
    ticker = "\n".join([
        "Published 23/04/2025 at 10:44:13",
        "Carmaker posts weak resultsPublished 23/04/2025 at 10:43:57",
        "Gold: « never this high »Published 23/04/2025 at 10:43:51",
        "Does the law scare anyone at all, and if it does, whom in particular?Published 23/04/2025 at 10:43:50",
        "Shanghai shows off its cars",
    ])  # fmt: skip
    assert kept(f"{HEAD}\n{STORY}\n{cut}\nRead moreLatest headlines\n{ticker}") == [HEAD, STORY, cut]
    assert kept(f"{HEAD}\n{STORY}\n{cut}Read moreLatest headlines\n{ticker}") == [HEAD, STORY, cut]


def test_live_report_is_no_ticker() -> None:
    entries = [f"1{hour}:05 | The lorries move on\n{MORE}" for hour in range(5)]
    assert len(kept("\n".join([HEAD, *entries]))) == 11


def test_chronology_is_no_ticker() -> None:
    days = [f"0{month}/10/2023 : Lusaka tightens the rules again" for month in range(1, 6)]
    assert kept("\n".join([HEAD, STORY, *days])) == [HEAD, STORY, *days]


def test_sentences_to_the_reader_go_from_a_paragraph() -> None:
    text = f"{HEAD}\n{STORY} (Read also: Kenya's tea finds new buyers.) {MORE} Subscribe now for $1 a month. Log in"
    assert kept(text) == [HEAD, STORY, MORE]


def test_text_in_one_line() -> None:
    text = f"{STORY} {MORE} This article is for subscribers. Already a subscriber? Log in"
    assert kept(text) == [f"{STORY} {MORE}"]


def test_abbreviated_months_end_no_sentence() -> None:
    line = "Le 12 févr. 2024, " + RECIT
    assert kept(f"{TITRE}\n{line}", "fr") == [TITRE, line]


@pytest.mark.parametrize(
    ("lang", "opening"),
    [
        ("en", "NDOLA, Feb 12 (Reuters) - "),
        ("en", "LUSAKA, Zambia (AP) — "),
        ("en", "Lusaka (Copperbelt News) - "),
        ("en", "DAR ES SALAAM – "),
        ("fr", "NDOLA, 12 févr. 2024 - "),
        ("fr", "Lyon, le 21 octobre 2025, 18h00 - "),
        ("fr", "SÃO TOMÉ, 1er mars (AFP) — "),
    ],
)
def test_a_dateline_is_none_of_the_story(lang: str, opening: str) -> None:
    story, head = (STORY, HEAD) if lang == "en" else (RECIT, TITRE)
    assert kept(f"{head}\n{opening}{story}", lang) == [head, story]


@pytest.mark.parametrize(
    "opening",
    ["Lorries from Kolwezi - ninety a day - now take another road. ", "Kafue Freight - a haulier - moved first. ",
     "On 3 May - a Friday - the road closed. "],
)  # fmt: skip
def test_what_only_looks_like_a_dateline_stays(opening: str) -> None:
    assert kept(f"{HEAD}\n{opening}{STORY}") == [HEAD, opening + STORY]


def test_wrapped_lines_are_one_paragraph() -> None:
    first = (
        "Lorries with cobalt hydroxide from Kolwezi now leave through\n"
        "Lobito instead of Durban, two forwarders and a customs\nbroker in Ndola said."
    )
    second = (
        "The detour spares them three weeks, said the haulier Kafue\n"
        "Freight, which runs ninety lorries between the mines and\nthe Angolan coast."
    )
    assert kept(f"{HEAD}\n\n{first}\n\n{second}\n\nShare: Facebook | X | Email\n") == [HEAD, first, second]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\r\n\r\n", "\u2028"])
def test_offsets_hold_for_any_line_end(end: str) -> None:
    assert kept(end.join([HEAD, "Home | News | Log in", f"  {STORY} ", MORE])) == [HEAD, STORY, MORE]


def test_page_without_a_story() -> None:
    assert kept("Home | News | Sport | Log in\nCookie settings | Privacy") == []
    assert kept(HEAD) == [HEAD]


def test_spans_fit_the_pipelines() -> None:
    text = "\n".join([HEAD, " ".join([MORE] * 400), "x" * (2 * LONGEST + 5)])
    parts = kept(text)
    assert all(len(part) <= LONGEST for part in parts)
    assert all(part.endswith(".") for part in parts[1:4])
    assert "".join(parts).replace(" ", "") == text.replace("\n", "").replace(" ", "")
