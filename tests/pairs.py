"""Pairs of claims that were labelled by hand, and what the rules say of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from story import read_story, said

from kg.knowledge.ontology import Ontology
from kg.query.agreement import Agreement, Index

FILE = Path(__file__).parent / "query" / "pairs.txt"
UNSEEN = FILE.with_name("pairs_unseen.txt")


@dataclass(frozen=True, slots=True)
class Pair:
    """`missed`: the rules are known to get it wrong."""

    label: str
    missed: bool
    why: str
    story: str


def pairs(file: Path = FILE) -> Iterator[Pair]:
    for block in file.read_text("utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            head, _, why = lines[0].partition(": ")
            label, _, missed = head.partition(", ")
            yield Pair(label, bool(missed), why, "\n".join(lines[1:]))


def judged(pair: Pair, ontology: Ontology) -> str:
    """The rules' label of a pair, which must not depend on which claim comes first."""
    claims = said(read_story(pair.story, ontology))
    labels = {_label(Index(order, ontology).agreement(0)) for order in (claims, claims[::-1])}
    assert len(labels) == 1, pair
    return labels.pop()


def _label(found: Agreement) -> str:
    if found.deny:
        return "contradict"
    return "agree" if sum(len(voice.claims) for voice in found.agree) > 1 else "none"
