"""Closed classes of French and English."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.knowledge.language import SLOTS, Language, Pronoun, load_language

ROOT = Path(__file__).resolve().parents[2] / "ontologies"


@pytest.fixture(scope="module")
def languages() -> dict[str, Language]:
    return {lang: load_language(ROOT, lang) for lang in ("en", "fr")}


@pytest.mark.parametrize(
    ("lang", "case", "slots"),
    [
        ("en", "from", ("from",)),
        ("en", "through", ("via", "by")),
        ("en", "by_way_of", ("via",)),
        ("en", "out_of", ("from",)),
        ("en", "into", ("into", "to")),
        ("en", "according_to", ()),
        ("en", "unheard_of", ("of", "from")),  # the known part of an unknown chain
        ("en", "", ()),
        ("fr", "en_provenance_de", ("from",)),
        ("fr", "à_destination_de", ("to",)),
        ("fr", "par_l'intermédiaire_de", ("via", "by")),
        ("fr", "vers", ("to",)),
        ("fr", "à", ("to", "at", "from", "into")),
        ("fr", "selon", ()),
    ],
)
def test_slots(languages: dict[str, Language], lang: str, case: str, slots: tuple[str, ...]) -> None:
    assert languages[lang].slots_of(case) == slots


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_tables_are_whole(languages: dict[str, Language], lang: str) -> None:
    language = languages[lang]
    assert set(language.months.values()) == set(range(1, 13))
    assert set(language.weekdays.values()) == set(range(1, 8))
    assert set(range(13)) <= set(language.numbers.values())
    assert {group.count for group in language.groups} == {0, 2, 3, 4}
    assert {slot for slots in language.slots.values() for slot in slots} <= SLOTS


@pytest.mark.parametrize(
    ("lang", "form", "pronoun"),
    [
        ("en", "it", Pronoun(3, "Sing", "Neut")),
        ("en", "they", Pronoun(3, "Plur")),
        ("en", "we", Pronoun(1, "Plur")),
        ("fr", "elles", Pronoun(3, "Plur", "Fem")),
        ("fr", "-t-il", Pronoun(3, "Sing", "Masc")),
        ("fr", "nous", Pronoun(1, "Plur")),
    ],
)
def test_pronouns(languages: dict[str, Language], lang: str, form: str, pronoun: Pronoun) -> None:
    assert languages[lang].pronouns[form] == pronoun


def test_groups_count(languages: dict[str, Language]) -> None:
    counts = {(lang, " ".join(g.words)): g.count for lang, language in languages.items() for g in language.groups}
    assert counts["en", "both"] == counts["en", "the duo"] == counts["fr", "les deux"] == 2
    assert counts["fr", "le trio"] == 3


def test_a_noun_can_describe_several_types(languages: dict[str, Language]) -> None:
    assert languages["fr"].kinds["petrolier"] == {"Organization", "Facility"}


@pytest.mark.parametrize("text", ["lang = ", "lang = 'xx'"])
def test_broken_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "xx.toml").write_text(text)
    with pytest.raises(KnowledgeError, match=r"xx\.toml"):
        load_language(tmp_path, "xx")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"xx\.toml"):
        load_language(tmp_path, "xx")
