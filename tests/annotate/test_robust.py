"""Texts as they come: agencies' datelines, lists, quotations, abbreviations, capitals, two languages, no line breaks."""

from __future__ import annotations

import time

import pytest
from readings import annotator, claims_of, document_of, knowledge

from kg.model import Span
from kg.pipeline import load_models, read_claims

# language, text (a paragraph a line), its sentences
SENTENCES = [
    # datelines
    ("en", "KYIV, Oct 14 (Reuters) - Ukraine has banned exports of titanium to Russia. The ban takes effect in May.",
     "KYIV, Oct 14 (Reuters) - Ukraine has banned exports of titanium to Russia. | The ban takes effect in May."),
    ("en", "SINGAPORE — Singapore has banned exports of chips to Iran, the trade ministry said.",
     "SINGAPORE — Singapore has banned exports of chips to Iran, the trade ministry said."),
    ("fr", "KIEV, 14 octobre (Reuters) - L'Ukraine a interdit ces exportations. La règle entre en vigueur en mai.",
     "KIEV, 14 octobre (Reuters) - L'Ukraine a interdit ces exportations. | La règle entre en vigueur en mai."),
    # titles and abbreviations
    ("en", "Acme Inc. sells turbines to Iran. Baker Corp. makes pumps in Germany, e.g. at its plant in Kiel.",
     "Acme Inc. sells turbines to Iran. | Baker Corp. makes pumps in Germany, e.g. at its plant in Kiel."),
    ("en", "Mr. Smith said that Orbel Co. Ltd. bought chips, i.e. through an intermediary. Dr. Lee denied it.",
     "Mr. Smith said that Orbel Co. Ltd. bought chips, i.e. through an intermediary. | Dr. Lee denied it."),
    ("en", "Under Order No. 3, the U.S. Commerce Dept. bans these sales. The U.S. has not commented.",
     "Under Order No. 3, the U.S. Commerce Dept. bans these sales. | The U.S. has not commented."),
    ("en", "She stayed until 10 a.m. in Washington, D.C. on Jan. 5. Then she left.",
     "She stayed until 10 a.m. in Washington, D.C. on Jan. 5. | Then she left."),
    ("fr", "M. Dupont a signé l'accord. Mme Durand et MM. Petit et Grand l'ont démenti. Le Dr. Martin aussi.",
     "M. Dupont a signé l'accord. | Mme Durand et MM. Petit et Grand l'ont démenti. | Le Dr. Martin aussi."),
    ("fr", "Acme Inc. vend des turbines à l'Iran. Le règlement No 833/2014 et l'arrêté n° 3 sont en vigueur.",
     "Acme Inc. vend des turbines à l'Iran. | Le règlement No 833/2014 et l'arrêté n° 3 sont en vigueur."),
    # quotations over several sentences
    ("en", "“Iran buys our drones. It pays in gold,” the minister said. “We deny it.”",
     '"Iran buys our drones. | It pays in gold," the minister said. | "We deny it."'),
    ("fr", "« L'Iran achète nos drones. Il paie en or », a déclaré le ministre. « Nous le démentons. »",
     '" L\'Iran achète nos drones. | Il paie en or ", a déclaré le ministre. | " Nous le démentons. "'),
    # headlines and lists
    ("en", "US bans sales of Nvidia chips to China", "US bans sales of Nvidia chips to China"),
    ("en", "- Orbel sells chips to Oman\n- Rosneft ships crude to India",
     "- Orbel sells chips to Oman | - Rosneft ships crude to India"),
    ("en", "• Orbel sells chips to Oman;\n• the United States has banned exports of gallium to Russia.",
     "• Orbel sells chips to Oman; | • the United States has banned exports of gallium to Russia."),
    ("fr", "Washington interdit la vente de puces à la Chine", "Washington interdit la vente de puces à la Chine"),
    ("fr", "• Orbel vend des puces à Oman ;\n• Rosneft expédie du brut vers l'Inde.",
     "• Orbel vend des puces à Oman ; | • Rosneft expédie du brut vers l'Inde."),
    # capitals, glued sentences, numbers
    ("en", "THE UNITED STATES HAS BANNED THESE SALES, THE COMMERCE DEPARTMENT SAID. RUSSIA SHIPS OIL TO INDIA.",
     "THE UNITED STATES HAS BANNED THESE SALES, THE COMMERCE DEPARTMENT SAID. | RUSSIA SHIPS OIL TO INDIA."),
    ("fr", "LES ÉTATS-UNIS ONT INTERDIT CES VENTES, A DIT LE MINISTÈRE. LA RUSSIE EXPÉDIE DU PÉTROLE VERS L'INDE.",
     "LES ÉTATS-UNIS ONT INTERDIT CES VENTES, A DIT LE MINISTÈRE. | LA RUSSIE EXPÉDIE DU PÉTROLE VERS L'INDE."),
    ("en", "The firm sells engines to Iran.He left.She stayed.",
     "The firm sells engines to Iran. | He left. | She stayed."),
    ("fr", "La société vend des moteurs à l'Iran.Il est parti.Elle est restée.",
     "La société vend des moteurs à l'Iran. | Il est parti. | Elle est restée."),
    ("en", "Sales rose 3.5 percent to $2.4bn in Q3 vs. Q2... Glencore shipped cobalt to China!",
     "Sales rose 3.5 percent to $2.4bn in Q3 vs. Q2... | Glencore shipped cobalt to China!"),
    ("fr", "Les ventes ont crû de 3,5 % à 2,4 Mds € au T3... Glencore expédie du cobalt vers la Chine !",
     "Les ventes ont crû de 3,5 % à 2,4 Mds € au T3... | Glencore expédie du cobalt vers la Chine !"),
    # a quotation in the other language
    ("en", "The minister said: “Nous avons interdit l'exportation de gallium.” Ukraine has banned it too.",
     'The minister said: "Nous avons interdit l\'exportation de gallium." | Ukraine has banned it too.'),
]  # fmt: skip

# language, text, a claim that lexicon and rules find: class, status, role=filler
CLAIMS = [
    ("en", SENTENCES[0][1], "Restriction stated authority=Ukraine theme=titanium target=Russia"),
    ("fr", "KIEV, 14 octobre (Reuters) - L'Ukraine a interdit les exportations de titane vers la Russie.",
     "Restriction stated authority=Ukraine theme=titane target=Russie"),
    ("en", SENTENCES[3][1], "Production stated producer=Baker Corp. theme=pump place=Germany"),
    ("fr", "Acme Inc. vend des turbines à Oman. Sibelco S.A. extrait du sable en Belgique, p. ex. à Mol.",
     "Production stated producer=Sibelco S.A. theme=sable place=Belgique"),
    ("en", SENTENCES[9][1], "Transfer stated recipient=Iran theme=drone"),
    ("fr", SENTENCES[10][1], "Transfer stated recipient=Iran theme=drone"),
    ("en", SENTENCES[13][1], "Restriction stated authority=United States theme=gallium target=Russia"),
    ("fr", SENTENCES[15][1], "Movement stated theme=pétrole brut destination=Inde agent=Rosneft"),
    ("en", SENTENCES[11][1], "Restriction stated authority=United States theme=Nvidia AI chips target=China"),
    ("fr", SENTENCES[17][1], "Movement stated origin=Russie destination=Inde"),
    ("fr", SENTENCES[21][1], "Movement stated theme=cobalt destination=Chine agent=Glencore"),
    ("en", "The minister said: “Nous avons interdit l'exportation de gallium.” Ukraine has banned titanium exports to Iran.",
     "Restriction stated authority=Ukraine target=Iran"),
    ("fr", "Le ministre a dit : “We have banned gallium exports.” L'Ukraine a interdit l'exportation de titane vers l'Iran.",
     "Restriction stated authority=Ukraine theme=titane target=Iran"),
]  # fmt: skip

NOISE = [
    "", " ", "\n\n\n", "-", "…", "« »", '"', "(((((", "🙂 🙂", "\u200b\ufeff", "=====", "A", "1. 2. 3.", "•\n•\n•",
    "M.", "Inc.", "No 3", "e.g.", "https://example.org/a?b=c", "|a|b|\n|-|-|\n|1|2|", "HELLO WORLD " * 40, "的是不了" * 60,
    "word" * 2_000, "a-" * 500, "'" * 500, "( " * 500, "Iran, " * 200,
]  # fmt: skip


def cut(text: str, lang: str) -> str:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    docs = [paragraph.doc for paragraph in annotator()(document_of(text, lang), spans)]
    return " | ".join(sentence.text.strip() for doc in docs for sentence in doc.sents)


@pytest.mark.parametrize(("lang", "text", "sentences"), SENTENCES)
def test_sentences(lang: str, text: str, sentences: str) -> None:
    assert cut(text, lang) == sentences


@pytest.mark.parametrize(("lang", "text", "claim"), CLAIMS)
def test_claims(lang: str, text: str, claim: str) -> None:
    kind, status, wanted = claim.split(" ", 2)
    told = [
        {f"{role}={filler.entity.label(lang)}" for role, fillers in found.roles for filler in fillers}
        for found in claims_of(text, lang)
        if (found.type, found.status) == (kind, status)
    ]
    assert any(_pairs(wanted) <= pairs for pairs in told), told


def _pairs(wanted: str) -> set[str]:
    """ "theme=pétrole brut agent=Rosneft" → its pairs, whose values may have blanks."""
    pairs: list[str] = []
    for word in wanted.split(" "):
        if "=" in word:
            pairs.append(word)
        else:
            pairs[-1] += f" {word}"
    return set(pairs)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_noise_is_survived(lang: str) -> None:
    models = load_models()
    for text in NOISE:
        read = read_claims(document_of(text, lang), annotator(), knowledge(), models)
        assert read.claims == (), text


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Japan has suspended the sale of gallium to a Chinese group since May 2025."),
        ("fr", "Le Japon a suspendu la vente de gallium à un groupe chinois depuis mai 2025."),
    ],
)
def test_a_line_of_3000_words_costs_what_its_words_cost(lang: str, sentence: str) -> None:
    count = 3_000 // len(sentence.split()) + 1
    line, lines = f"{sentence} " * count, f"{sentence}\n" * count
    cut(sentence, lang)

    def seconds(text: str) -> float:
        start = time.process_time()
        assert cut(text.strip(), lang).count(" | ") == count - 1
        return time.process_time() - start

    assert seconds(line) < 4 * seconds(lines)


@pytest.mark.parametrize(("lang", "text"), [("en", SENTENCES[0][1]), ("fr", SENTENCES[2][1])])
def test_the_text_of_the_other_language_is_survived(lang: str, text: str) -> None:
    """Detection may err, and a user may insist."""
    other = "fr" if lang == "en" else "en"
    assert cut(text, other)
    read_claims(document_of(text, other), annotator(), knowledge())
