"""Which pairs are proposed to people, and why."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.identity import Counted, Groups, Judgement, Ref, similar
from kg.knowledge import LANGUAGES
from kg.knowledge.locate import ontologies
from kg.knowledge.spelling import Spelling, load_spelling
from kg.model import Entity, EntityType


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return load_spelling(ontologies(), LANGUAGES)


def entity(text: str, claims: int = 1) -> Counted:
    """ "Name/alias Type lang country article": local where an article stands, the gazetteer's with "!" before the name."""
    names, type, *rest = (part.strip() for part in text.split("|"))
    lang, country, article = (*rest, "", "", "")[:3]
    label, *aliases = names.lstrip("!").split("/")
    kind = EntityType(type)
    prefix = "local" if article else type.lower()
    known = names.startswith("!")
    made = Entity(
        f"{prefix}:{label.lower().replace(' ', '-')}{article}{kind}", kind, ((lang or "en", label),), tuple(aliases),
        country=f"country:{country}" if country else None,
    )  # fmt: skip
    return Counted(made, claims, 1, article or None, known)


PROPOSED = [
    ("Marc Tessier|Person|en||a", "Marc Tessier|Person|fr||b", "the same name"),
    ("Brenntal AG|Organization", "Brenntal|Organization", "the same name but for a title or a legal form"),
    ("Brenntal SARL|Organization|fr", "Brenntal Holdings Ltd.|Organization", "the same name but for a title or a legal form"),
    ("Dr. Anna Berg|Person|en||a", "Anna Berg|Person|en||b", "the same name but for a title or a legal form"),
    ("Vladimir Poutine|Person|fr||a", "Vladimir Putin|Person|en||b", "the same name in another spelling"),
    ("Kantemir Djoumabaïev|Person|fr||a", "Kantemir Dzhumabayev|Person|en||b", "the same name in another spelling"),
    ("Tchernychev|Person|fr||a", "Chernyshev|Person|en||b", "the same name in another spelling"),
    ("Severstroï|Organization|fr", "Severstroy|Organization", "the same name in another spelling"),
    ("Nordic Metals Council|Organization", "NMC|Organization", "NMC are the initials of the other"),
    ("Agence kazakhe des terres rares|Organization|fr", "AKTR|Organization", "AKTR are the initials of the other"),
    ("Capital Bank of Central Asia|Organization", "Capital Bank|Organization", "one name within the other"),
    ("Howard Lutnick|Person|en||a", "Lutnick|Person|en||b", "one name within the other"),
    ("Corvane Semiconductor/Corvane|Organization", "Corvane|Organization", "one is called as the other for short"),
    ("Corvane Chips/Corvane|Organization", "Corvane Mines/Corvane|Organization", "both are called Corvane for short"),
    ("Conseil nordique des métaux|Organization|fr||a", "Nordic Metals Council|Organization|en||b",
     "the same words in another order or language"),
    ("Banque centrale du Kazakhstan|Organization|fr", "Central Bank of Kazakhstan|Organization",
     "the same words in another order or language"),
    ("Gulf Maritime Authority|Organization", "Autorité maritime du Golfe|Organization|fr",
     "the same words in another order or language"),
    ("Lumera|Organization", "Lumera|Product", "the same name"),
    ("!Altair|Organization", "Altair Inc|Organization", "the same name but for a title or a legal form"),
]  # fmt: skip

NOT_PROPOSED = [
    ("Altair|Organization", "Vega|Organization"),
    ("!Samsung|Organization", "!Samsung SDI|Organization"),  # the gazetteer tells them apart
    ("Howard Lutnick|Person|en||a", "Lutnick|Person|en||a"),  # and so did who read the article
    ("Capital Bank of Asia|Organization||KZ", "Capital Bank|Organization||FR"),
    ("three Hong Kong brokers|Person|en||a", "three Hong Kong brokers|Person|en||b"),  # groups are never one
    ("Exporters|Organization|en||a", "Exporters|Organization|en||b"),
    ("deux courtiers|Person|fr||a", "deux courtiers|Person|fr||b"),
    ("H20|Product", "H20 servers|Product"),
    ("Iran|Country", "Iranian Oil|Organization"),
    ("Ministry of Energy|Organization", "Ministry of Finance|Organization"),
    ("KCNA|Organization", "KNA|Organization"),  # acronyms are spelt, not pronounced
    ("HBM2|Product", "HBM2E|Product"),
    ("nickel|Product", "General Nickel Company|Organization"),  # no general's title
    ("Environmental Protection Agency|Organization", "Environment Agency|Organization"),
    ("Commission fédérale d’électricité|Organization|fr", "Federal Communications Commission|Organization"),
    ("Paul Tessier|Person|en||a", "Marc Tessier|Person|en||b"),
]


@pytest.mark.parametrize(("one", "other", "reason"), PROPOSED, ids=[f"{a} {b}" for a, b, _ in PROPOSED])
def test_a_pair_is_proposed_with_its_reason(one: str, other: str, reason: str, spelling: Spelling) -> None:
    for pair in ((one, other), (other, one)):
        (found,) = similar([entity(text) for text in pair], Groups(()), spelling)
        assert found.reason == reason


@pytest.mark.parametrize(("one", "other"), NOT_PROPOSED, ids=[f"{a} {b}" for a, b in NOT_PROPOSED])
def test_a_pair_is_not_proposed(one: str, other: str, spelling: Spelling) -> None:
    assert similar([entity(one), entity(other)], Groups(()), spelling) == []


def test_what_was_judged_different_is_not_proposed_again(spelling: Spelling) -> None:
    some = [entity(text) for text in ("Altair|Organization", "Altair GmbH|Organization", "Altair|Product")]
    ids = [one.entity.id for one in some]
    assert len(similar(some, Groups(()), spelling)) == 2
    made = (Judgement(False, Ref(ids[0]), Ref(ids[1])), Judgement(True, Ref(ids[1]), Ref("org:x")))
    assert [(p.a.entity.id, p.b.entity.id) for p in similar(some, Groups(made), spelling)] == [(ids[0], ids[2])]


def test_the_likeliest_come_first(spelling: Spelling) -> None:
    some = [
        entity(text, claims)
        for text, claims in (
            ("Anna Berg|Person|en||a", 9), ("Anna Berg|Person|en||b", 1), ("Berg|Person|en||c", 3),
            ("Lumera|Organization||PL", 5), ("Lumera|Product||CN", 4),
        )
    ]  # fmt: skip
    found = similar(some, Groups(()), spelling)
    assert [pair.score for pair in found] == sorted((pair.score for pair in found), reverse=True)
    assert (found[0].a.claims, found[0].b.claims) == (9, 1)  # the better known first
    assert found[-1].reason == "the same name"  # of another type and another country


def test_many_namesakes_give_a_pair_each(spelling: Spelling) -> None:
    some = [entity(f"Anna Berg|Person|en||{n}") for n in range(300)]
    assert len(similar(some, Groups(()), spelling)) == 299


def test_a_broken_table_is_named(tmp_path: Path) -> None:
    for name in ("languages", "gazetteers"):
        shutil.copytree(ontologies() / name, tmp_path / name)
    (tmp_path / "languages" / "spellings.tsv").write_text("sh\ts\nch\n")
    with pytest.raises(KnowledgeError, match=r"spellings\.tsv:2: not two columns"):
        load_spelling(tmp_path, LANGUAGES)
