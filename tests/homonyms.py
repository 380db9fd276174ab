"""Short reports whose names are easily taken for each other, with who is who, and the measure of how well that is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.model import Document
from kg.read import document_from_text

FILE = Path(__file__).with_name("identity") / "homonyms.txt"
_MARKED = re.compile(r"\[([^\]|]+)\|([^\]|]+)\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention with its gold cluster ("firms/altair-chips"); `id`: the entity that it was read as, "" for none."""

    article: str
    start: int
    end: int
    words: str
    cluster: str
    id: str = ""

    @property
    def family(self) -> str:
        return self.article.partition("-")[0]


def reports() -> list[tuple[Document, list[Marked]]]:
    found = []
    for block in re.split(r"^== ", FILE.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        head, _, body = block.partition("\n")
        name, lang = head.split()
        text, marks, last = "", [], 0
        title, _, rest = body.strip().partition("\n")
        raw = f"{title}\n\n{rest}"
        for mark in _MARKED.finditer(raw):
            text += raw[last : mark.start()]
            marks.append(Marked(name, len(text), len(text) + len(mark[1]), mark[1], mark[2]))
            text, last = text + mark[1], mark.end()
        text += raw[last:]
        found.append((document_from_text(text, id=name, lang=lang), marks))
    return found


def b_cubed(gold: Mapping[object, str], told: Mapping[object, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of clusters: mention → its cluster, in the gold and as told."""
    shared = Counter((gold[m], told[m]) for m in gold)
    wanted, given = Counter(gold.values()), Counter(told[m] for m in gold)
    precision = sum(shared[gold[m], told[m]] / given[told[m]] for m in gold) / len(gold)
    recall = sum(shared[gold[m], told[m]] / wanted[gold[m]] for m in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)
