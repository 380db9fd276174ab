"""The lexicon loads, says what is wrong with a line, and fits the ontology."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.knowledge.lexicon import Companion, Lexicon, load_lexicon, load_valencies
from kg.knowledge.locate import ontologies
from kg.knowledge.ontology import load_ontology
from kg.model import EntityType

HEADER = "lemma\tpos\twords\tclass\teffect\tstatus\n"
VALENCY = """version = "7"
[export]
claim = "Movement"
subject = ["origin:Country|Place", "agent"]
object = ["theme"]
[ban]
claim = "Restriction"
effect = "impose"
subject = ["authority"]
"""


@pytest.fixture(scope="module")
def root() -> Path:
    return ontologies()


@pytest.fixture(scope="module", params=["en", "fr"])
def lexicon(request: pytest.FixtureRequest, root: Path) -> Lexicon:
    return load_lexicon(root, request.param)


def write(folder: Path, rows: str, valency: str = VALENCY, header: str = HEADER) -> Path:
    (folder / "lexicon" / "en").mkdir(parents=True)
    (folder / "lexicon" / "valency.toml").write_text(valency, encoding="utf8")
    (folder / "lexicon" / "en" / "triggers.tsv").write_text(header + rows, encoding="utf8")
    return folder


def test_a_line_becomes_an_entry(tmp_path: Path) -> None:
    rows = "# exports\n\nexport\tverb\t\texport\nspigot\tnoun\t^turn|shut off =to_the|to_a <at_the\tban\ttighten\tplanned\n"
    lexicon = load_lexicon(write(tmp_path, rows), "en")
    assert lexicon.version == "7"
    assert len(lexicon) == 2
    assert [e.id for e in lexicon] == ["en-export-verb-export", "en-spigot-noun-ban-turn-off-to_the-at_the"]
    export, spigot = lexicon
    assert export.valency.slots == {"subject": ("origin", "agent"), "object": ("theme",)}
    assert export.valency.admits("subject", "origin", EntityType.PLACE)
    assert not export.valency.admits("subject", "origin", EntityType.PERSON)
    assert export.valency.admits("subject", "agent", EntityType.PERSON)
    assert (export.effect, export.status) == (None, None)
    assert (spigot.effect, spigot.status) == ("tighten", "planned")
    assert spigot.words == ("^turn|shut", "off", "=to_the|to_a", "<at_the")
    assert spigot.companions == (
        Companion("governor", (("turn",), ("shut",))),
        Companion("near", (("off",),)),
        Companion("after", (("to", "the"), ("to", "a"))),
        Companion("before", (("at", "the"),)),
    )


def test_the_effect_of_the_class_holds_where_the_line_says_none(tmp_path: Path) -> None:
    (entry,) = load_lexicon(write(tmp_path, "bar\tverb\t\tban\n"), "en")
    assert entry.effect == "impose"


def test_lookup_is_by_head_and_part_of_speech_and_the_longest_idiom_comes_first(tmp_path: Path) -> None:
    lexicon = load_lexicon(write(tmp_path, "ship\tverb\t\texport\nship\tverb\tout\tban\nship\tnoun\t\tban\n"), "en")
    assert [e.words for e in lexicon.entries("ship", "verb")] == [("out",), ()]
    assert [e.pos for e in lexicon.entries("ship", "noun")] == ["noun"]
    assert lexicon.entries("ship", "adverb") == ()


@pytest.mark.parametrize(
    ("rows", "valency", "header", "message"),
    [
        ("ship\tverb\t\tsail\n", VALENCY, HEADER, "triggers.tsv:2: no valency class 'sail'"),
        ("ship\tverb\t\texport\nship\tverb\t\texport\n", VALENCY, HEADER, "triggers.tsv:3: en-ship-verb-export is there"),
        ("ship\tv\t\texport\n", VALENCY, HEADER, "triggers.tsv:2: no part of speech 'v'"),
        ("Ship\tverb\t\texport\n", VALENCY, HEADER, "triggers.tsv:2: 'Ship' is no lower-case lemma"),
        ("ship\tverb\n", VALENCY, HEADER, "triggers.tsv:2: 2 columns"),
        ("bar\tverb\t\tban\tharden\n", VALENCY, HEADER, "triggers.tsv:2: 'harden' is none of"),
        ("bar\tverb\t\tban\t\tsure\n", VALENCY, HEADER, "triggers.tsv:2: 'sure' is none of"),
        ("bar\tverb\t^\tban\n", VALENCY, HEADER, "triggers.tsv:2: '^' has an empty part"),
        ("bar\tverb\tin_the\tban\n", VALENCY, HEADER, "triggers.tsv:2: 'in_the': a sequence needs"),
        ("", VALENCY, "lemma\tclass\n", "triggers.tsv:1: the header is not"),
        ("", VALENCY + 'under = ["authority"]\n', HEADER, "[ban]: no slot 'under'"),
        ("", VALENCY + 'on = ["theme:Ship"]\n', HEADER, "[ban]: on: 'Ship'"),
        ("", VALENCY + 'on = "theme"\n', HEADER, "[ban]: on is no list"),
        ("", VALENCY + '[x]\nsubject = ["agent"]\n', HEADER, "[x]: no claim class"),
        ("", "[x]\n", HEADER, "no version"),
        ("", "[x\n", HEADER, "valency.toml: "),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, rows: str, valency: str, header: str, message: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        load_lexicon(write(tmp_path, rows, valency, header), "en")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_language_without_lexicon_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"triggers\.tsv"):
        load_lexicon(write(tmp_path, ""), "de")


def test_valency_classes_fit_the_ontology(root: Path) -> None:
    ontology = load_ontology(root)
    wrong = []
    for valency in load_valencies(root)[1].values():
        claim = ontology.classes.get(valency.claim)
        if claim is None:
            wrong.append(f"{valency.name}: no claim class {valency.claim}")
            continue
        uses = {use.name: use for use in claim.roles}
        for slot, roles in valency.slots.items():
            wrong += [f"{valency.name}.{slot}: {r}" for r in roles if r not in uses]
            wrong += [
                f"{valency.name}.{slot}: {r} can be no {kind}"
                for r in roles if r in uses
                for kind in sorted(valency.narrowed.get((slot, r), frozenset()) - uses[r].types)
            ]  # fmt: skip
        if (valency.effect is not None) != claim.effects:
            wrong.append(f"{valency.name}: effect {valency.effect}")
    assert wrong == []


def test_every_claim_class_has_words_of_each_kind(lexicon: Lexicon, root: Path) -> None:
    kinds = {(e.valency.claim, e.pos) for e in lexicon}
    missing = [(c, p) for c in load_ontology(root).classes for p in ("verb", "noun") if (c, p) not in kinds]
    assert missing == []


def test_no_valency_class_is_without_words(root: Path) -> None:
    used = {e.valency.name for lang in ("en", "fr") for e in load_lexicon(root, lang)}
    assert sorted(set(load_valencies(root)[1]) - used) == []


def test_only_restrictions_have_effects(lexicon: Lexicon) -> None:
    assert [e.id for e in lexicon if (e.effect is not None) != (e.valency.claim == "Restriction")] == []


def test_loading_is_fast(root: Path) -> None:
    began = time.process_time()
    for lang in ("en", "fr"):
        load_lexicon(root, lang)
    assert time.process_time() - began < 0.5  # 0.2 s alone; a busy machine takes more
