"""Spans and kinds of mentions, on sentences that the real pipelines parse."""

from __future__ import annotations

import pytest
from readings import page_of

from kg.model import EntityType, Mention, MentionKind

NAME, NOMINAL, ADJECTIVE = MentionKind.NAME, MentionKind.NOMINAL, MentionKind.ADJECTIVE
PRONOUN, POSSESSIVE, RELATIVE = MentionKind.PRONOUN, MentionKind.POSSESSIVE, MentionKind.RELATIVE
SPEAKER = MentionKind.SPEAKER

# language, text, the mention's words, kind, type (None: not judged)
MENTIONS = [
    ("en", "Nvidia shipped advanced chips to Singapore.", "Nvidia", NAME, EntityType.ORGANIZATION),
    ("en", "Nvidia shipped advanced chips to Singapore.", "advanced chips", NOMINAL, EntityType.PRODUCT),
    ("en", "Nvidia shipped advanced chips to Singapore.", "Singapore", NAME, EntityType.COUNTRY),
    ("en", "The H20 is sold in Dubai.", "H20", NAME, EntityType.PRODUCT),
    ("en", "Chinese buyers wait.", "Chinese", ADJECTIVE, EntityType.COUNTRY),
    ("en", "Three Hong Kong brokers were arrested.", "Three Hong Kong brokers", NOMINAL, None),
    ("en", "The firm sold its mine.", "its", POSSESSIVE, None),
    ("en", "The firm said it would close.", "it", PRONOUN, None),
    ("en", "The broker who fled is Swiss.", "who", RELATIVE, None),
    ("en", "We closed our mine.", "We", SPEAKER, None),
    ("en", "We closed our mine.", "our", SPEAKER, None),
    ("en", "The Ministry of Commerce of China banned gallium.", "gallium", NOMINAL, EntityType.PRODUCT),
    ("fr", "Nvidia a livré des puces avancées à Singapour.", "Nvidia", NAME, EntityType.ORGANIZATION),
    ("fr", "Nvidia a livré des puces avancées à Singapour.", "puces avancées", NOMINAL, EntityType.PRODUCT),
    ("fr", "Nvidia a livré des puces avancées à Singapour.", "Singapour", NAME, EntityType.COUNTRY),
    ("fr", "Les acheteurs chinois attendent.", "chinois", ADJECTIVE, EntityType.COUNTRY),
    ("fr", "La firme a vendu sa mine.", "sa", POSSESSIVE, None),
    ("fr", "La firme affirme qu'elle fermera.", "elle", PRONOUN, None),
    ("fr", "Le courtier qui a fui est suisse.", "qui", RELATIVE, None),
    ("fr", "Nous avons fermé notre mine.", "Nous", SPEAKER, None),
    # the bare noun that says of what kind something is belongs to it; what has an article of its own does not
    ("fr", "L'Indonésie exporte de l'huile de palme.", "huile de palme", NOMINAL, EntityType.PRODUCT),
    ("fr", "Bruxelles impose des droits de douane.", "droits de douane", NOMINAL, EntityType.REGULATION),
    ("fr", "Le groupe ferme la mine de l'île.", "mine", NOMINAL, EntityType.FACILITY),
    # goods are described, not named, by where they come from
    ("fr", "Des camions transportent du coltan de Goma vers Kigali.", "Goma", NAME, EntityType.PLACE),
    ("fr", "Des camions transportent du coltan de Goma vers Kigali.", "coltan", NOMINAL, EntityType.PRODUCT),
    # names do not run across arrows
    ("fr", "Le minerai : Goma → Kigali → Dar es Salaam.", "Goma", NAME, EntityType.PLACE),
    ("fr", "Le minerai : Goma → Kigali → Dar es Salaam.", "Kigali", NAME, None),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "words", "kind", "type"), MENTIONS)
def test_mention(lang: str, text: str, words: str, kind: MentionKind, type: EntityType | None) -> None:
    mentions = page_of(text, lang).mentions
    found = [m for m in mentions if m.quote.text == words]
    assert len(found) == 1, [m.quote.text for m in mentions]
    assert found[0].kind is kind
    if type is not None:
        assert found[0].type is type


# words that are part of a mention, or none at all, but no mention of their own
NONE = [
    ("en", "It rained in Lima.", "rained"),
    ("en", "There is a mine in Peru.", "There"),
    ("en", "Hong Kong brokers sold chips.", "Hong"),
    ("fr", "Il faut que la mine ferme.", "faut"),
    ("fr", "La firme s'installe à Lima.", "s'"),
    ("fr", "La Corée du Sud exporte des puces.", "Corée"),
]


@pytest.mark.parametrize(("lang", "text", "words"), NONE)
def test_no_mention(lang: str, text: str, words: str) -> None:
    assert words not in [m.quote.text for m in page_of(text, lang).mentions]


@pytest.mark.parametrize(("lang", "text"), sorted({(row[0], row[1]) for row in MENTIONS}))
def test_mentions_are_well_formed(lang: str, text: str) -> None:
    mentions = page_of(text, lang).mentions
    assert [m.index for m in mentions] == list(range(len(mentions)))
    assert [m.head for m in mentions] == sorted({m.head for m in mentions})  # in order, one for each head
    for mention in mentions:
        assert mention.first <= mention.head <= mention.last <= mention.outer[1]
        assert mention.outer[0] == mention.first
        assert text[mention.quote.start : mention.quote.end] == mention.quote.text
        assert (mention.name is not None) == (mention.kind is NAME)
        assert refers(mention) == mention.refers


def refers(mention: Mention) -> bool:
    return mention.kind in (NAME, NOMINAL, ADJECTIVE)


def test_names_do_not_overlap() -> None:
    names = [
        m.name for m in page_of("South Korea's SK Hynix and New York's JPMorgan Chase met.", "en").mentions if m.name
    ]
    taken = [t for first, last in names for t in range(first, last + 1)]
    assert len(taken) == len(set(taken))


def test_outer_span_takes_complements() -> None:
    text = "The ban on exports of gallium to Japan stands."
    page = page_of(text, "en")
    ban = next(m for m in page.mentions if m.quote.text == "ban")
    assert page.tree.quote(*ban.outer).text == "ban on exports of gallium to Japan"
