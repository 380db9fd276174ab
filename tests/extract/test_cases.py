"""Every row of `tests/cases` through lexicon and rules alone, from text to claims.

A row marked as a known failure may fail, and fails nothing when it passes; every other row must pass.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from readings import claims_of

from kg.model import Claim, Filler
from kg.syntax import fold

CASES = Path(__file__).parents[1] / "cases"
EMPTY = frozenset("le la les l un une des du de d et the a an of and or to in for s its his her their".split())


def rows() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            marks = pytest.mark.xfail(reason="known failure") if row["known_failure"] else ()
            found.append(pytest.param(row, id=row["id"], marks=marks))
    return found


def content(name: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]+", fold(name))
    return frozenset(w[:-1] if len(w) > 3 and w[-1] in "sx" else w for w in words if w not in EMPTY)


def is_named(filler: Filler, words: str) -> bool:
    """Whether at least half of the words agree, as the benchmark judges too."""
    wanted = content(words)
    forms = [filler.mention.text, *(name for _, name in filler.entity.labels), *filler.entity.aliases]
    if filler.antecedent is not None:
        forms.append(filler.antecedent.text)
    return any(2 * len(wanted & own) >= len(wanted | own) for own in map(content, forms))


def says(claim: Claim, row: dict[str, Any]) -> bool:
    """Class, status, effect, and all fillers of the roles that the row names, no more and no fewer."""
    if (claim.type, claim.status, claim.effect) != (row["type"], row["status"], row.get("effect")):
        return False
    return all(
        len(claim.role(role)) == len(names) and all(any(is_named(f, n) for f in claim.role(role)) for n in names)
        for role, names in row["roles"].items()
    ) and in_order(claim, row["roles"].get("via", []))


def in_order(claim: Claim, via: list[str]) -> bool:
    return all(is_named(f, name) for f, name in zip(claim.role("via"), via, strict=False))


@pytest.mark.parametrize("row", rows())
def test_case(row: dict[str, Any]) -> None:
    claims = claims_of(row["text"], row["id"][:2])
    assert any(says(c, row) for c in claims), [
        (c.type, c.status, c.effect, {r: [f.mention.text for f in fs] for r, fs in c.roles}) for c in claims
    ]
