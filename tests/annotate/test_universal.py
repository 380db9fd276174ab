"""ClearNLP → Universal Dependencies, construction by construction."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import Annotator
from kg.annotate.universal import COMPONENT, scheme
from kg.errors import KnowledgeError


@pytest.fixture(scope="module")
def nlp() -> Language:
    return Annotator().pipeline("en")


# (construction, sentence, (dependent, relation, head), …)
CONSTRUCTIONS = [
    ("preposition of a verb", "Chips moved from Taiwan to Mexico.",
     [("Taiwan", "obl", "moved"), ("from", "case", "Taiwan"), ("Mexico", "obl", "moved"), ("to", "case", "Mexico")]),
    ("preposition of a noun", "The export of gallium fell.",
     [("gallium", "nmod", "export"), ("of", "case", "gallium"), ("export", "nsubj", "fell")]),
    ("nested prepositions", "Smoke came from inside the factory.",
     [("factory", "obl", "came"), ("from", "case", "factory"), ("inside", "case", "factory")]),
    ("coordinated prepositional phrases", "The firm sells in Japan and in Korea.",
     [("Japan", "obl", "sells"), ("Korea", "conj", "Japan"), ("in", "case", "Korea"), ("and", "cc", "Korea")]),
    ("preposition with a gerund", "The firm grew by buying rivals.",
     [("buying", "advcl", "grew"), ("by", "mark", "buying"), ("rivals", "obj", "buying")]),
    ("gerund of a noun", "The idea of selling chips upset Beijing.",
     [("selling", "acl", "idea"), ("of", "mark", "selling")]),
    ("fixed preposition", "Output fell because of the strike.",
     [("strike", "obl", "fell"), ("because", "case", "strike"), ("of", "fixed", "because")]),
    ("according to", "According to Reuters, output fell.",
     [("Reuters", "obl", "fell"), ("According", "case", "Reuters"), ("to", "fixed", "According")]),
    ("stranded preposition", "They closed the port the ship sailed from.",
     [("from", "obl", "sailed"), ("sailed", "acl:relcl", "port")]),
    ("nominal copula", "Nvidia is a chipmaker.",
     [("Nvidia", "nsubj", "chipmaker"), ("is", "cop", "chipmaker"), ("chipmaker", "root", "chipmaker")]),
    ("adjectival copula", "The rule may be illegal.",
     [("rule", "nsubj", "illegal"), ("be", "cop", "illegal"), ("may", "aux", "illegal")]),
    ("prepositional copula", "The plant is in Arizona.",
     [("plant", "nsubj", "Arizona"), ("is", "cop", "Arizona"), ("in", "case", "Arizona")]),
    ("clausal copula", "The problem is that exports stopped.",
     [("problem", "nsubj:outer", "stopped"), ("is", "cop", "stopped"), ("exports", "nsubj", "stopped")]),
    ("copula within a clause", "Officials said the rule was illegal.",
     [("illegal", "ccomp", "said"), ("was", "cop", "illegal"), ("rule", "nsubj", "illegal")]),
    ("existential", "There is a shortage of chips.",
     [("There", "expl", "is"), ("shortage", "nsubj", "is")]),
    ("other linking verbs", "Prices remain high.",
     [("high", "xcomp", "remain"), ("Prices", "nsubj", "remain")]),
    ("extraposition", "It is important to protect suppliers.",
     [("It", "expl", "important"), ("protect", "csubj", "important"), ("to", "mark", "protect")]),
    ("passive with agent", "The sale was blocked by Washington.",
     [("sale", "nsubj:pass", "blocked"), ("was", "aux:pass", "blocked"), ("Washington", "obl:agent", "blocked"),
      ("by", "case", "Washington")]),
    ("perfect passive", "The chips have been seized.",
     [("chips", "nsubj:pass", "seized"), ("been", "aux:pass", "seized"), ("have", "aux", "seized")]),
    ("particle", "The group set up a factory.",
     [("up", "compound:prt", "set"), ("factory", "obj", "set")]),
    ("relative", "China, which makes gallium, reacted.",
     [("makes", "acl:relcl", "China"), ("which", "nsubj", "makes"), ("gallium", "obj", "makes")]),
    ("reduced relative", "Goods shipped by Huawei arrived.",
     [("shipped", "acl", "Goods"), ("Huawei", "obl:agent", "shipped")]),
    ("free relative", "What they built failed.",
     [("What", "nsubj", "failed"), ("built", "acl:relcl", "What")]),
    ("coordination of three", "Japan, Korea and Taiwan agreed.",
     [("Korea", "conj", "Japan"), ("Taiwan", "conj", "Japan"), ("and", "cc", "Taiwan"), (",", "punct", "Korea")]),
    ("coordinated verbs", "The firm bought and sold chips.",
     [("sold", "conj", "bought"), ("and", "cc", "sold")]),
    ("infinitive complement", "Apple plans to leave China.",
     [("leave", "xcomp", "plans"), ("to", "mark", "leave")]),
    ("infinitive of a noun", "The decision to ban exports surprised analysts.",
     [("ban", "acl", "decision"), ("to", "mark", "ban")]),
    ("purpose", "The firm borrowed money in order to survive.",
     [("survive", "advcl", "borrowed"), ("in", "mark", "survive"), ("order", "fixed", "in")]),
    ("raised object", "The law makes exporters obtain licences.",
     [("exporters", "obj", "makes"), ("obtain", "xcomp", "makes"), ("licences", "obj", "obtain")]),
    ("complement clause", "Beijing said that it would retaliate.",
     [("retaliate", "ccomp", "said"), ("that", "mark", "retaliate")]),
    ("speech first", "The plant will close, the company said.",
     [("close", "ccomp", "said"), ("company", "nsubj", "said")]),
    ("person's name", "Jensen Huang resigned.",
     [("Huang", "flat", "Jensen"), ("Jensen", "nsubj", "resigned")]),
    ("title before a name", "President Joe Biden signed the order.",
     [("President", "nmod:desc", "Joe"), ("Biden", "flat", "Joe"), ("Joe", "nsubj", "signed")]),
    ("compound", "The export ban ended.",
     [("export", "compound", "ban")]),
    ("possessive noun", "China's exports rose.",
     [("China", "nmod:poss", "exports"), ("'s", "case", "China")]),
    ("possessive pronoun", "Its exports rose.",
     [("Its", "nmod:poss", "exports")]),
    ("number", "The firm sold 500 chips.",
     [("500", "nummod", "chips")]),
    ("amount of money", "The firm paid $ 5 million.",
     [("$", "obj", "paid"), ("million", "nummod", "$"), ("5", "compound", "million")]),
    ("approximate number", "About 500 chips vanished.",
     [("About", "advmod", "500"), ("500", "nummod", "chips")]),
    ("indirect object", "Washington gave them money.",
     [("them", "iobj", "gave"), ("money", "obj", "gave")]),
    ("dative phrase", "The firm gave licences to Huawei.",
     [("Huawei", "obl", "gave"), ("to", "case", "Huawei")]),
    ("unmarked time", "The plant closed last week.",
     [("week", "obl:unmarked", "closed")]),
    ("object predicate", "The deal was considered dead.",
     [("dead", "xcomp", "considered")]),
    ("negation", "The firm does not export gallium.",
     [("not", "advmod", "export"), ("does", "aux", "export")]),
    ("predeterminer", "All the chips were seized.",
     [("All", "det:predet", "chips")]),
    ("apposition", "Huawei, a Chinese company, denied it.",
     [("company", "appos", "Huawei"), (",", "punct", "company")]),
    ("fronted adverbial", "In 2020, exports fell.",
     [("2020", "obl", "fell"), (",", "punct", "2020"), (".", "punct", "fell")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"), [row[1:] for row in CONSTRUCTIONS], ids=[row[0] for row in CONSTRUCTIONS]
)
def test_construction(nlp: Language, sentence: str, expected: list[tuple[str, str, str]]) -> None:
    found = triples(nlp(sentence))
    assert [triple for triple in expected if triple not in found] == [], sorted(found)


def triples(doc: Doc) -> set[tuple[str, str, str]]:
    return {(t.text, "root" if t.head.i == t.i else t.dep_, t.head.text) for t in doc}


TEXT = (
    'On Tuesday, the U.S. Commerce Department, which oversees exports, said it is "weighing" new rules. '
    "There were, according to two people, shipments of AI chips (worth $2.5 billion) to Malaysia and Singapore! "
    "Why? Nvidia's Jensen Huang, the chief executive, told us that what matters is trust - and, in time, growth. "
    "KYIV, Oct 14 (Reuters) - Ukraine's grain left Odesa; Romania's did not. ..."
)


def test_trees_are_whole(nlp: Language) -> None:
    """The conversion neither moves a sentence boundary nor makes a cycle, and leaves no label behind."""
    with nlp.select_pipes(disable=[COMPONENT]):
        before = [(s.start, s.end) for s in nlp(TEXT).sents]
    doc = nlp(TEXT)
    assert [(s.start, s.end) for s in doc.sents] == before
    for sentence in doc.sents:
        assert [t for t in sentence if t.head.i == t.i] == [sentence.root]
        assert all(sentence.root in (t, *t.ancestors) for t in sentence)
    left = {
        "prep",
        "pobj",
        "pcomp",
        "dobj",
        "nsubjpass",
        "auxpass",
        "attr",
        "acomp",
        "agent",
        "poss",
        "relcl",
        "npadvmod",
    }
    assert {t.dep_ for t in doc} & left == set()


def test_names_survive(nlp: Language) -> None:
    assert {"Malaysia", "Singapore"} <= {e.text for e in nlp(TEXT).ents}


def test_be_is_an_auxiliary_unless_it_exists(nlp: Language) -> None:
    assert [t.pos_ for t in nlp("The plant is big.") if t.lemma_ == "be"] == ["AUX"]
    assert [t.pos_ for t in nlp("There is a plant.") if t.lemma_ == "be"] == ["VERB"]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["nsubj", "dobj", "prep", "pobj", "mark", "case"], "clear"),
        (["nsubj", "obj", "obl", "case", "mark"], "universal"),
        (["sb", "oa", "mo", "nk"], None),
    ],
)
def test_scheme(labels: list[str], expected: str | None) -> None:
    assert scheme(labels) == expected


def test_pipeline_in_universal_dependencies_is_untouched() -> None:
    assert COMPONENT not in Annotator({"fr": "fr_core_news_md"}).pipeline("fr").pipe_names


def test_unknown_scheme_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("tiger")
    other = spacy.blank("en")
    parser = other.add_pipe("parser")
    for label in ("sb", "oa", "mo", "ROOT"):
        parser.add_label(label)
    other.initialize()
    other.to_disk(folder)
    with pytest.raises(KnowledgeError, match="neither Universal Dependencies nor ClearNLP"):
        Annotator({"en": str(folder)}).digest("en")
