"""The lexicon loads, says what is wrong with a line, and fits the ontology."""

from __future__ import annotations

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
FORMS = """[verb]
p = "ps pped pping"
hip = "hipt"
"""


@pytest.fixture(scope="module")
def root() -> Path:
    return ontologies()


@pytest.fixture(scope="module")
def lexicons(root: Path) -> dict[str, Lexicon]:
    return {lang: load_lexicon(root, lang) for lang in ("en", "fr")}


@pytest.fixture(params=["en", "fr"])
def lexicon(request: pytest.FixtureRequest, lexicons: dict[str, Lexicon]) -> Lexicon:
    return lexicons[request.param]


def write(folder: Path, rows: str, valency: str = VALENCY, header: str = HEADER) -> Path:
    (folder / "lexicon" / "en").mkdir(parents=True)
    (folder / "lexicon" / "valency.toml").write_text(valency, encoding="utf8")
    (folder / "lexicon" / "en" / "triggers.tsv").write_text(header + rows, encoding="utf8")
    (folder / "lexicon" / "en" / "forms.toml").write_text(FORMS, encoding="utf8")
    return folder


def test_a_line_becomes_an_entry(tmp_path: Path) -> None:
    rows = (
        "# exports\n\nexport\tverb\t\texport\n"
        "spigot\tnoun\t^turn|shut off =to_the|to_a <at_the\tban\ttighten\tplanned\n"
    )
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


def test_a_form_that_is_no_lemma_is_looked_up_as_its_verb(tmp_path: Path) -> None:
    lexicon = load_lexicon(write(tmp_path, "ship\tverb\t\texport\nsnap\tverb\tup\texport\nsnaps\tverb\t\tban\n"), "en")
    assert [e.lemma for e in lexicon.entries("snapped", "verb")] == ["snap"]
    assert [e.lemma for e in lexicon.entries("shipt", "verb")] == ["ship"]
    assert [e.lemma for e in lexicon.entries("snaps", "verb")] == ["snaps"]  # a lemma of its own
    assert lexicon.entries("shipped", "verb") == ()  # the longer ending holds
    assert lexicon.entries("snapped", "noun") == ()


@pytest.mark.parametrize(
    ("lang", "form", "lemma"),
    [
        ("fr", "réclame", "réclamer"),
        ("fr", "basée", "baser"),
        ("fr", "achète", "acheter"),
        ("fr", "cédèrent", "céder"),
        ("fr", "cède", "céder"),
        ("fr", "achèteraient", "acheter"),
        ("fr", "appelle", "appeler"),
        ("fr", "exigeait", "exiger"),
        ("fr", "lança", "lancer"),
        ("fr", "paie", "payer"),
        ("fr", "durcit", "durcir"),
        ("fr", "sortent", "sortir"),
        ("fr", "répartissent", "répartir"),
        ("fr", "ouvertes", "ouvrir"),
        ("fr", "détient", "détenir"),
        ("fr", "requis", "requérir"),
        ("fr", "vendues", "vendre"),
        ("fr", "entreprend", "entreprendre"),
        ("fr", "soumises", "soumettre"),
        ("fr", "enfreint", "enfreindre"),
        ("fr", "reçoivent", "recevoir"),
        ("fr", "construit", "construire"),
        ("en", "sanctioned", "sanction"),
        ("en", "banned", "ban"),
        ("en", "sold", "sell"),
        ("en", "supplies", "supply"),
        ("en", "based", "base"),
    ],
)
def test_forms_lead_to_their_verbs(lexicons: dict[str, Lexicon], lang: str, form: str, lemma: str) -> None:
    assert lemma in {e.lemma for e in lexicons[lang].entries(form, "verb")}


@pytest.mark.parametrize("text", ["verb = 1", "[verb]\na = 2", "x = ", "[noun]"])
def test_a_broken_table_of_forms_is_named(tmp_path: Path, text: str) -> None:
    root = write(tmp_path, "ship\tverb\t\texport\n")
    (root / "lexicon" / "en" / "forms.toml").write_text(text, encoding="utf8")
    with pytest.raises(KnowledgeError, match=r"forms\.toml: no table \[verb\]"):
        load_lexicon(root, "en")


@pytest.mark.parametrize(
    ("rows", "valency", "header", "message"),
    [
        ("ship\tverb\t\tsail\n", VALENCY, HEADER, "triggers.tsv:2: no valency class 'sail'"),
        ("ship\tverb\t\texport\nship\tverb\t\texport\n", VALENCY, HEADER, "triggers.tsv:3: en-ship-verb-export is"),
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


def test_no_valency_class_is_without_words(root: Path, lexicons: dict[str, Lexicon]) -> None:
    used = {e.valency.name for lexicon in lexicons.values() for e in lexicon}
    assert sorted(set(load_valencies(root)[1]) - used) == []


@pytest.mark.parametrize(
    ("lang", "lemma", "pos", "claim", "effect", "slot", "role"),
    [
        ("en", "export", "verb", "Movement", None, "subject", "origin"),
        ("en", "import", "verb", "Movement", None, "subject", "destination"),
        ("en", "transit", "verb", "Movement", None, "via", "via"),
        ("en", "buy", "verb", "Transfer", None, "from", "supplier"),
        ("en", "supplier", "noun", "Transfer", None, "self", "supplier"),
        ("en", "curb", "noun", "Restriction", "impose", "on", "theme"),
        ("en", "tighten", "verb", "Restriction", "tighten", "object", "instrument"),
        ("en", "waiver", "noun", "Restriction", "ease", "for", "theme"),
        ("en", "repeal", "verb", "Restriction", "lift", "object", "instrument"),
        ("en", "delist", "verb", "Restriction", "lift", "object", "target"),
        ("en", "blacklist", "verb", "Sanction", None, "object", "target"),
        ("en", "circumvent", "verb", "Evasion", None, "object", "instrument"),
        ("en", "probe", "noun", "Investigation", None, "into", "target"),
        ("en", "indict", "verb", "Enforcement", None, "object", "target"),
        ("en", "seizure", "noun", "Enforcement", None, "of", "theme"),
        ("en", "subsidiary", "noun", "Ownership", None, "of", "owner"),
        ("en", "reliant", "adjective", "Dependence", None, "on", "supplier"),
        ("en", "shortage", "noun", "Disruption", None, "of", "theme"),
        ("en", "headquarter", "verb", "Presence", None, "at", "place"),
        ("fr", "expédier", "verb", "Movement", None, "to", "destination"),
        ("fr", "acheter", "verb", "Transfer", None, "to", "supplier"),
        ("fr", "interdire", "verb", "Restriction", "impose", "object", "theme"),
        ("fr", "durcissement", "noun", "Restriction", "tighten", "of", "instrument"),
        ("fr", "assouplir", "verb", "Restriction", "ease", "object", "instrument"),
        ("fr", "abroger", "verb", "Restriction", "lift", "object", "instrument"),
        ("fr", "sanctionner", "verb", "Sanction", None, "object", "target"),
        ("fr", "contourner", "verb", "Evasion", None, "object", "instrument"),
        ("fr", "enquête", "noun", "Investigation", None, "on", "target"),
        ("fr", "condamner", "verb", "Enforcement", None, "object", "target"),
        ("fr", "exhorter", "verb", "Pressure", None, "object", "target"),
        ("fr", "fabricant", "noun", "Production", None, "self", "producer"),
        ("fr", "utiliser", "verb", "Use", None, "object", "theme"),
        ("fr", "filiale", "noun", "Ownership", None, "self", "owned"),
        ("fr", "agrandir", "verb", "Investment", None, "object", "theme"),
        ("fr", "tributaire", "adjective", "Dependence", None, "of", "supplier"),
        ("fr", "paralyser", "verb", "Disruption", None, "subject", "cause"),
        ("fr", "partenariat", "noun", "Partnership", None, "with", "party"),
        ("fr", "siège", "noun", "Presence", None, "at", "place"),
    ],
)
def test_words_of_trade_and_control_fill_their_roles(
    lexicons: dict[str, Lexicon], lang: str, lemma: str, pos: str, claim: str, effect: str | None, slot: str, role: str
) -> None:
    found = [e for e in lexicons[lang].entries(lemma, pos) if e.valency.claim == claim and not e.companions]
    assert any(role in e.valency.slots.get(slot, ()) and e.effect == effect for e in found)


@pytest.mark.parametrize(
    ("lang", "lemma", "pos", "words", "claim"),
    [
        ("en", "snap", "verb", ("up",), "Transfer"),
        ("en", "rein", "verb", ("in",), "Restriction"),
        ("en", "choke", "verb", ("off",), "Restriction"),
        ("en", "pour", "verb", ("into",), "Investment"),
        ("en", "account", "verb", ("for",), "Dependence"),
        ("fr", "serrer", "verb", ("=la_vis", "=le_robinet"), "Restriction"),
        ("fr", "tordre", "verb", ("=le_bras",), "Pressure"),
        ("fr", "faire", "verb", ("=main_basse",), "Transfer"),
        ("fr", "ouvrir", "verb", ("=les_vannes",), "Restriction"),
        ("fr", "merci", "noun", ("<à_la",), "Dependence"),
    ],
)
def test_idioms_need_their_other_words(
    lexicons: dict[str, Lexicon], lang: str, lemma: str, pos: str, words: tuple[str, ...], claim: str
) -> None:
    wanted = {tuple(w.lstrip("=<").split("_")) for w in words}
    assert any(
        e.valency.claim == claim and e.companions and wanted & set(e.companions[0].options)
        for e in lexicons[lang].entries(lemma, pos)
    )


def test_the_lexicon_is_broad(lexicon: Lexicon) -> None:
    assert len(lexicon) >= 1800
    assert len({(e.lemma, e.pos) for e in lexicon}) >= 1800


def test_only_restrictions_have_effects(lexicon: Lexicon) -> None:
    assert [e.id for e in lexicon if (e.effect is not None) != (e.valency.claim == "Restriction")] == []
