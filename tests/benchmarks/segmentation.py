"""How well segmentation tells the report from the page around it: `python tests/benchmarks/segmentation.py [GOLD_DIR]`.

Two measures. Quotes: each gold claim's words must survive, in all articles. Lines: 120 articles whose other lines were
labelled by hand (segmentation.tsv); a line is the report's when a quote touches it or it is not labelled as noise.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from kg.knowledge.boilerplate import load_boilerplate
from kg.knowledge.locate import ontologies
from kg.model import Span
from kg.read import document_from_text
from kg.segment import segment

HERE = Path(__file__).parent
TRAIN = HERE.parents[2] / "shared" / "bench" / "train"


def load_labels() -> dict[str, frozenset[int]]:
    """Article → numbers of its noise lines."""
    rows = (line.partition("\t") for line in (HERE / "segmentation.tsv").read_text("utf-8").splitlines())
    return {article: frozenset(map(int, numbers.split())) for article, _, numbers in rows if article[0] != "#"}


def spans_of(article: dict[str, Any]) -> tuple[Span, ...]:
    document = document_from_text(article["text"], id=article["id"], lang=article["lang"], title=article["title"])
    return segment(document, load_boilerplate(ontologies()))


def kept(start: int, end: int, spans: tuple[Span, ...]) -> int:
    """Characters of text[start:end] that lie in the spans."""
    return sum(max(0, min(end, span.end) - max(start, span.start)) for span in spans)


def count_quotes(article: dict[str, Any], spans: tuple[Span, ...]) -> Counter[str]:
    """A quote survives when nine tenths of it do: line ends inside it belong to no span."""
    counts: Counter[str] = Counter()
    for claim in article["claims"]:
        start = article["text"].find(claim["quote"])
        if start >= 0:
            length = len(claim["quote"])
            counts["quotes"] += 1
            counts["quotes kept"] += kept(start, start + length, spans) >= 0.9 * length
    return counts


def count_lines(article: dict[str, Any], spans: tuple[Span, ...], noise: frozenset[int]) -> Counter[str]:
    counts: Counter[str] = Counter()
    start = 0
    for number, line in enumerate(article["text"].split("\n")):
        end = start + len(line)
        if line.strip():
            is_kept = kept(start, end, spans) >= 0.5 * len(line.strip())
            counts[f"{'noise' if number in noise else 'report'} {'kept' if is_kept else 'dropped'}"] += 1
        start = end + 1
    return counts


def measure(folder: Path) -> Counter[str]:
    labels = load_labels()
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.json")):
        article = json.loads(path.read_text("utf-8"))
        spans = spans_of(article)
        counts += count_quotes(article, spans)
        if article["id"] in labels:
            counts += count_lines(article, spans, labels[article["id"]])
    return counts


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TRAIN
    if not folder.is_dir():
        print(f"skipped: {folder.name}/ of the benchmark is not here")
        return
    found = measure(folder)
    print(f"quotes: {found['quotes kept']} of {found['quotes']} kept, {found['quotes kept'] / found['quotes']:.2%}")
    report, noise = found["report kept"] + found["report dropped"], found["noise kept"] + found["noise dropped"]
    if report:
        share = report / (report + noise)
        print(f"lines: {report} of the report, {noise} of the page (keeping all would give a precision of {share:.1%})")
        print(f"  report: precision {found['report kept'] / (found['report kept'] + found['noise kept']):.1%}, "
              f"recall {found['report kept'] / report:.1%}")  # fmt: skip
        print(f"  page:   precision {found['noise dropped'] / (found['noise dropped'] + found['report dropped']):.1%}, "
              f"recall {found['noise dropped'] / noise:.1%}")  # fmt: skip


if __name__ == "__main__":
    main()
