"""How well status, time and sources are read off, given the gold trigger.

    python tests/benchmarks/qualify.py [--confusion]

Reads ../shared/bench: `train`, whose gold names the trigger, and `dev`, where the topmost predicate of the quote stands
in for it. For each language it prints

    status   share of claims with the gold's status
    time     share of the claims whose gold has a time (as `score.py` compares times: the start, where one end is open)
    by       precision, recall and F1 of the sources, by their names

Parsed articles are kept in the folder for temporary files.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kg.annotate import Annotator
from kg.corefer import corefer
from kg.knowledge import Knowledge, load_knowledge
from kg.link import link
from kg.mention import find_mentions
from kg.model import Document, Frame, Span
from kg.qualify.attribution import Sources
from kg.qualify.status import status_among
from kg.qualify.time import time_of
from kg.syntax import Tree, grow

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
STATUSES = ("stated", "alleged", "possible", "planned", "denied", "questioned")


@dataclass
class Tally:
    claims: int = 0
    status: int = 0
    timed: int = 0
    time: int = 0
    untimed: int = 0
    extra: int = 0
    sources: int = 0
    found: int = 0
    given: int = 0
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)

    def row(self) -> str:
        precision, recall = self.found / max(self.given, 1), self.found / max(self.sources, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return (
            f"{self.claims:7}{self.status / max(self.claims, 1):9.1%}{self.time / max(self.timed, 1):8.1%}"
            f"{self.extra / max(self.untimed, 1):12.1%}{precision:8.1%}{recall:8.1%}{f1:8.1%}"
        )


def document_of(article: dict[str, Any]) -> Document:
    published = date.fromisoformat(article["published"]) if article.get("published") else None
    return Document(
        article["id"], article["text"], article["lang"], article["title"], "", article["id"], published=published
    )


def tree_of(document: Document, annotator: Annotator) -> Tree:
    key = hashlib.sha256((annotator.digest(document.lang) + document.text).encode()).hexdigest()
    cached = Path(tempfile.gettempdir()) / "kg-qualify-benchmark" / f"{key}.pickle"
    if cached.exists():
        return pickle.loads(cached.read_bytes())  # type: ignore[no-any-return]
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", document.text)]
    tree = grow(document.text, document.lang, annotator(document, spans))
    cached.parent.mkdir(exist_ok=True)
    cached.write_bytes(pickle.dumps(tree))
    return tree


def frame_of(claim: dict[str, Any], tree: Tree) -> Frame | None:
    """The gold claim with its trigger alone; None when its words are not in the parsed text."""
    start = tree.text.find(claim["quote"])
    words = claim.get("trigger") or claim["quote"]
    start += claim["quote"].find(words)
    tokens = [
        t for t in range(len(tree))
        if tree.starts[t] < start + len(words) and tree.ends[t] > start and tree.pos[t] not in ("PUNCT", "SPACE")
    ]  # fmt: skip
    if not tokens:
        return None
    content = [t for t in tokens if tree.pos[t] in ("VERB", "NOUN", "ADJ", "PROPN")] or tokens
    head = min(content, key=lambda t: (len(tree.ancestors(t)), t))
    return Frame(claim["type"], head, tuple(tokens) if claim.get("trigger") else (head,), (), "gold", 1.0)


def measure(split: str, annotator: Annotator, knowledge: Knowledge) -> dict[str, Tally]:
    sys.path.insert(0, str(BENCH))
    from score import matched, same_time  # type: ignore[import-not-found]  # noqa: PLC0415

    tallies: dict[str, Tally] = {}
    for article in articles(split):
        document = document_of(article)
        tree = tree_of(document, annotator)
        cues, language = knowledge.cues[tree.lang], knowledge.languages[tree.lang]
        mentions = find_mentions(tree, knowledge)
        entities = link(tree, mentions, document, knowledge)
        antecedents = corefer(tree, mentions, entities, knowledge)
        sources = Sources(tree, mentions, entities, antecedents, cues, language.weekdays)
        gold_entities = {e["id"]: e for e in article["entities"]}
        tally = tallies.setdefault(tree.lang, Tally())
        for claim in article["claims"]:
            frame = frame_of(claim, tree)
            if frame is None:
                continue
            hits = sources.hits[tree.sentence[frame.trigger]]
            status, _ = status_among(tree, frame, hits)
            tally.claims += 1
            tally.status += status == claim["status"]
            tally.confusion[claim["status"], status] += 1
            time = time_of(tree, frame, document.published, language, status, hits)
            tally.timed += claim["time"] is not None
            tally.untimed += claim["time"] is None
            tally.time += claim["time"] is not None and time is not None and same_time(claim["time"], time.text)
            tally.extra += claim["time"] is None and time is not None
            given = [
                {"label": a.source.entity.label(tree.lang), "text": a.source.mention.text, "iso": a.source.entity.iso}
                for a in sources.of(frame)
            ]
            tally.given += len(given)
            tally.sources += len(claim["by"])
            tally.found += len(matched(claim["by"], given, gold_entities))
    return tallies


def articles(split: str) -> Iterator[dict[str, Any]]:
    for path in sorted((BENCH / split).glob("*.json")):
        yield json.loads(path.read_text("utf-8"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--confusion", action="store_true", help="print gold statuses against those found")
    arguments = parser.parse_args()
    annotator, knowledge = Annotator(), load_knowledge()
    print(f"{'':10}{'claims':>7}{'status':>9}{'time':>8}{'time extra':>12}{'by P':>8}{'by R':>8}{'by F1':>8}")
    for split in ("train", "dev"):
        for lang, tally in sorted(measure(split, annotator, knowledge).items()):
            print(f"{split + ' ' + lang:10}{tally.row()}", flush=True)
            if arguments.confusion:
                print(f"{'gold':12}" + "".join(f"{s:>12}" for s in STATUSES))
                for gold in STATUSES:
                    print(f"{gold:12}" + "".join(f"{tally.confusion[gold, found]:12}" for found in STATUSES))


if __name__ == "__main__":
    main()
