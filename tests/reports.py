"""Pairs of texts, labelled by hand, for tests and benchmarks of copies; `query/copies.txt` tells how they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "query"
# the second was written when thresholds stood
FILES = ("copies.txt", "copies_unseen.txt")


@dataclass(frozen=True, slots=True)
class CopiedPair:
    """`copy`: one text is a copy of the other; `missed`: known to be judged wrong."""

    copy: bool
    missed: bool
    why: str
    one: str
    other: str


@cache
def reports() -> Mapping[str, Sequence[str]]:
    """Name → paragraphs."""
    found = {}
    for file in FILES:
        for block in _blocks(file):
            head, *paragraphs = block.splitlines()
            if head.startswith("## "):
                found[head.removeprefix("## ")] = paragraphs
    return found


def copied_pairs(file: str) -> list[CopiedPair]:
    found = []
    for block in _blocks(file):
        head, _, texts = block.partition("\n")
        if head.startswith("= "):
            label, _, why = head.removeprefix("= ").partition(": ")
            one, other = texts.split("\n--\n")
            found.append(CopiedPair(label.startswith("copy"), "missed" in label, why, whole(one), whole(other)))
    return found


def whole(text: str) -> str:
    """With the paragraphs that "@name 2-4" stands for."""
    lines: list[str] = []
    for line in text.splitlines():
        named = re.fullmatch(r"@(\w+) (\d+)(?:-(\d+))?", line)
        lines += reports()[named[1]][int(named[2]) - 1 : int(named[3] or named[2])] if named else [line]
    return "\n".join(lines)


def _blocks(file: str) -> list[str]:
    return [block.strip() for block in (_FOLDER / file).read_text("utf-8").split("\n\n")]
