"""Linking on sentences of both languages: names, governments, short forms, goods, groups."""

from __future__ import annotations

import pickle

import pytest

from kg.model import Entity, EntityType, MentionKind

from .conftest import Linked, Reader


def entities(linked: Linked, words: str) -> list[Entity | None]:
    return [entity for mention, entity in linked if mention.quote.text.rstrip(".") == words.rstrip(".")]


def entity(linked: Linked, words: str) -> Entity:
    found = entities(linked, words)
    assert found, (words, [m.quote.text for m, _ in linked])
    assert found[-1] is not None, words
    return found[-1]


@pytest.mark.parametrize(
    ("lang", "text", "words", "id"),
    [
        # countries: names, adjectives, capitals, governments
        ("en", "The U.S. restricted exports to China.", "U.S.", "country:US"),
        ("en", "Beijing rejected the measure.", "Beijing", "country:CN"),
        ("fr", "Pékin a rejeté la mesure.", "Pékin", "country:CN"),
        ("en", "Dutch machines were sold.", "Dutch", "country:NL"),
        ("fr", "Des machines néerlandaises ont été vendues.", "néerlandaises", "country:NL"),
        ("en", "The Chinese government protested.", "Chinese government", "country:CN"),
        ("fr", "Le gouvernement malaisien a protesté.", "gouvernement malaisien", "country:MY"),
        ("fr", "Les Etats-Unis ont protesté.", "Etats-Unis", "country:US"),
        # an administration or a department that is named is an organization
        ("en", "The Trump administration tightened the rules.", "Trump administration", "org:us-trump-administration"),
        ("fr", "L'administration Trump durcit les règles.", "administration Trump", "org:us-trump-administration"),
        ("en", "The Commerce Department tightened the rules.", "Commerce Department", "org:us-commerce"),
        ("fr", "La Maison-Blanche durcit les règles.", "Maison-Blanche", "org:us-white-house"),
        ("fr", "Bruxelles prépare un règlement.", "Bruxelles", "org:eu"),
        # a capital as the place where something happens
        ("en", "Two men were arrested in Moscow.", "Moscow", "place:moscow"),
        # companies, media, agencies
        ("en", "Rosneft Corp. sells oil.", "Rosneft Corp.", "org:rosneft"),
        ("fr", "Selon Bloomberg, les ventes baissent.", "Bloomberg", "org:bloomberg"),
        ("en", "Taiwan Semiconductor Manufacturing Company stopped.", "Taiwan Semiconductor Manufacturing Company", "org:tsmc"),
        ("en", "General Motors sells trucks.", "General Motors", "org:general-motors"),
        # goods
        ("en", "H20 chips were shipped to Beijing.", "H20 chips", "product:nvidia-h20"),
        ("en", "The firm sells rare earth magnets.", "rare earth magnets", "product:rare-earth-magnet"),
        ("fr", "La société vend des terres rares.", "terres rares", "product:rare-earths"),
        ("en", "The firm sells two drones.", "two drones", "product:drone"),
        # places named by their kind
        ("en", "The cargo left the port of Mersin.", "port", "place:mersin"),
        ("fr", "La cargaison a quitté le port de Mersin.", "port", "place:mersin"),
    ],
)  # fmt: skip
def test_known(linked: Reader, lang: str, text: str, words: str, id: str) -> None:
    assert entity(linked(text, lang), words).id == id


@pytest.mark.parametrize(
    ("lang", "text", "name", "company"),
    [
        ("fr", "M. Dupont a vendu des pompes.", "Dupont", "org:dupont"),
        ("en", "Mr Shell sold pumps.", "Shell", "org:shell"),
        ("en", "Governor Ford sold pumps.", "Ford", "org:ford"),
    ],
)
def test_a_title_tells_a_person_from_a_company(linked: Reader, lang: str, text: str, name: str, company: str) -> None:
    found = [e for m, e in linked(text, lang) if name in m.quote.text and e is not None]
    assert found
    assert all(e.id != company for e in found)
    assert any(e is not None and e.id == company for _, e in linked(f"{name} sold pumps.", "en"))


def test_pronouns_have_no_entity(linked: Reader) -> None:
    found = linked("Huawei said it would sell its chips, which we bought.", "en")
    silent = (MentionKind.PRONOUN, MentionKind.POSSESSIVE, MentionKind.RELATIVE, MentionKind.SPEAKER)
    assert {m.kind for m, _ in found} >= {MentionKind.PRONOUN, MentionKind.POSSESSIVE}
    assert all(e is None for m, e in found if m.kind in silent)


def test_short_form_after_a_long_one(linked: Reader) -> None:
    found = linked("Silver Bank of Upper Asia was fined.\nSilver Bank denied it.", "en")
    long, short = entity(found, "Silver Bank of Upper Asia"), entity(found, "Silver Bank")
    assert short is long
    assert long.id == "org:silver-bank-of-upper-asia"
    assert long.label("en") == "Silver Bank of Upper Asia"
    assert long.aliases == ("Silver Bank",)


def test_a_headline_has_the_short_form_first(linked: Reader) -> None:
    found = linked("Nordhav refuses to pay\nThe Nordhav Shipping Group, of Bergen, was fined.", "en")
    assert entities(found, "Nordhav")[0] is entity(found, "Nordhav Shipping Group")


@pytest.mark.parametrize(
    ("lang", "text", "name", "surname"),
    [
        ("en", "Marek Dolinski sold the parts.\nDolinski was arrested.", "Marek Dolinski", "Dolinski"),
        ("fr", "Claire Fontanel a vendu les pièces.\nMme Fontanel a été arrêtée.", "Claire Fontanel", "Fontanel"),
    ],
)
def test_surname(linked: Reader, lang: str, text: str, name: str, surname: str) -> None:
    found = linked(text, lang)
    person = entity(found, name)
    assert person.type is EntityType.PERSON
    assert person.id.startswith("local:")
    assert next(e for m, e in found if m.quote.text.endswith(surname) and m.quote.text != name) is person


@pytest.mark.parametrize(
    ("lang", "text", "long", "short"),
    [
        ("en", "The Office of Harbour Works (OHW) closed it.\nOHW gave no reason.", "Office of Harbour Works", "OHW"),
        ("fr", "L'Agence des pêches lointaines (APL) l'a fermé.\nL'APL se tait.", "Agence des pêches lointaines", "APL"),
    ],
)
def test_acronym_in_brackets(linked: Reader, lang: str, text: str, long: str, short: str) -> None:
    found = linked(text, lang)
    last = [e for m, e in found if m.quote.text.endswith(short)][-1]
    assert last is not None
    assert last is next(e for m, e in found if m.quote.text.endswith(long))


def test_translated_name_is_found_by_its_acronym(linked: Reader) -> None:
    found = linked("Le Bureau pour l'industrie et la sécurité (BIS) l'a inscrite.\nLe BIS se tait.", "fr")
    assert {e.id for m, e in found if e is not None and m.quote.text.endswith(("BIS", "sécurité"))} == {"org:us-bis"}


def test_a_dateline_introduces_no_acronym(linked: Reader) -> None:
    found = linked("DUBAI (AP) — Two ships left.", "en")
    assert entity(found, "AP").id == "org:ap"


def test_goods_of_a_maker(linked: Reader) -> None:
    found = linked("The US restricts sales of Nvidia's most powerful chips.", "en")
    chips = entity(found, "Nvidia's most powerful chips")
    assert chips.maker == "org:nvidia"
    assert chips.kinds == ("product:nvidia-ai-chips", "product:ai-accelerator", "product:semiconductor")
    assert chips.id.startswith("local:")


def test_goods_of_a_maker_without_more_words_have_one_id_everywhere(linked: Reader) -> None:
    english = entity(linked("ASML machines were sold.", "en", "a"), "ASML machines")
    assert (english.id, english.maker, english.kinds) == ("product:asml-machinery", "org:asml", ("product:machinery",))


@pytest.mark.parametrize(
    ("lang", "text", "words", "country"),
    [
        ("en", "Singaporean firms shipped chips.", "Singaporean firms", "country:SG"),
        ("en", "Three Hong Kong brokers were fined.", "Three Hong Kong brokers", "country:HK"),
        ("fr", "Trois courtiers singapouriens ont livré des puces.", "Trois courtiers singapouriens", "country:SG"),
        ("en", "Russian gold was sold.", "Russian gold", "country:RU"),
    ],
)
def test_groups_are_local_and_have_a_country(linked: Reader, lang: str, text: str, words: str, country: str) -> None:
    group = entity(linked(text, lang), words)
    assert group.id.startswith("local:")
    assert group.country == country


def test_same_words_same_entity_and_other_article_other_entity(linked: Reader) -> None:
    text = "Chinese refiners bought ore.\nChinese refiners paid in yuan."
    one, two = entities(linked(text, "en", "a"), "Chinese refiners")
    assert one is two
    assert entity(linked(text, "en", "b"), "Chinese refiners") != one


def test_local_numbers_follow_the_text(linked: Reader) -> None:
    found = linked("Two brokers paid three smugglers.\nA warehouse burned.", "en")
    numbers = [e.id.rpartition("-")[2] for _, e in found if e is not None and e.id.startswith("local:")]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]


def test_ids_are_safe_in_an_iri(linked: Reader) -> None:
    found = linked("Two brokers were fined.", "en", "https://news.example/a b?c=é#d")
    assert entity(found, "Two brokers").id.isascii()
    assert not set(entity(found, "Two brokers").id) & set("/?#% ")


def test_ministry_of_a_country(linked: Reader) -> None:
    found = linked("China's Ministry of Commerce opened an inquiry. The Iranian Ministry of Fisheries did too.", "en")
    ids = {m.quote.text: e.id for m, e in found if e is not None and "Ministry" in m.quote.text}
    assert "org:cn-mofcom" in ids.values()
    assert not any(id == "org:ministry-of-fisheries" for id in ids.values())  # each country has one


def test_ambiguous_adjective_follows_the_country_that_is_named(linked: Reader) -> None:
    one = linked("Brazzaville sold oil. Congolese oil left the Republic of the Congo.", "en")
    assert entity(one, "Congolese").id == "country:CG"
    assert entity(linked("Congolese cobalt was sold.", "en"), "Congolese").id == "country:CD"


def test_entities_pickle(linked: Reader) -> None:
    found = [e for _, e in linked("Singaporean firms shipped H20 chips to Beijing.", "en")]
    assert pickle.loads(pickle.dumps(found)) == found
