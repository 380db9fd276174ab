"""Gold articles: who annotated what, and which mentions of a page name which gold entity."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.extract import Page
from kg.model import Document, Mention, Span
from kg.syntax import fold

GOLD = Path(__file__).parents[1] / "gold"
# words that say nothing about which entity is meant
EMPTY = frozenset(
    "le la les l un une des du de d et ou au aux en the a an of and or to in for s its his her their ses son sa leur "
    "leurs cette ce ces cet this these that those some certain certains certaines".split()
)


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """`forms`: content words of every wording that a system may give."""

    id: str
    type: str
    iso: str | None
    names: tuple[str, ...]
    forms: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One annotated claim; `roles` maps role → entity ids; `by` the sources, nearest first."""

    type: str
    roles: dict[str, tuple[str, ...]]
    by: tuple[str, ...]
    status: str
    effect: str | None
    time: str | None
    quote: Span
    trigger: Span | None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    document: Document
    entities: dict[str, GoldEntity]
    claims: tuple[GoldClaim, ...]


def load_gold(sources: Iterable[Path]) -> list[GoldArticle]:
    """Articles of JSONL files, or of folders with one JSON file an article, in order of their ids."""
    found: list[GoldArticle] = []
    for source in sources:
        paths = sorted(source.glob("*.json")) if source.is_dir() else [source]
        for path in paths:
            lines = path.read_text("utf-8").splitlines() if path.suffix == ".jsonl" else [path.read_text("utf-8")]
            found.extend(_article(json.loads(line)) for line in lines)
    return sorted(found, key=lambda a: a.document.id)


def _article(data: dict[str, Any]) -> GoldArticle:
    text = data["text"]
    published = date.fromisoformat(data["published"]) if data.get("published") else None
    document = Document(data["id"], text, data["lang"], data["title"], "", data["id"], published, data.get("publisher"))
    entities = {
        e["id"]: GoldEntity(
            e["id"], e["type"], e.get("iso"), tuple(e["names"]), tuple(w for n in e["names"] if (w := name_words(n)))
        )
        for e in data["entities"]
    }
    return GoldArticle(document, entities, tuple(_claim(c, text) for c in data["claims"]))


def _claim(data: dict[str, Any], text: str) -> GoldClaim:
    start = text.index(data["quote"])
    word: str = data.get("trigger") or ""
    inside = data["quote"].find(word) if word else -1
    trigger = Span(start + inside, start + inside + len(word)) if inside >= 0 else None
    return GoldClaim(
        data["type"], {r: tuple(ids) for r, ids in data["roles"].items()}, tuple(data.get("by", ())), data["status"],
        data.get("effect"), data.get("time"), Span(start, start + len(data["quote"])), trigger,
    )  # fmt: skip


@lru_cache(maxsize=100_000)
def name_words(name: str) -> frozenset[str]:
    """Content words of a name, folded, plurals stripped lightly."""
    words = re.findall(r"[a-z0-9]+", fold(name).encode("ascii", "ignore").decode())
    return frozenset(w[:-1] if len(w) > 3 and w[-1] in "sx" else w for w in words if w not in EMPTY)


EXACT, CLOSE = 2, 1


def names(page: Page, mention: Mention, entity: GoldEntity) -> int:
    """How well a mention by its own words names the entity: EXACT, CLOSE (half of the words shared) or 0."""
    if not mention.refers:
        return 0
    own = page.entities[mention.index]
    if entity.iso and own is not None and own.iso:
        return EXACT if own.iso == entity.iso else 0
    best = 0
    for words in mention_forms(page, mention):
        for form in entity.forms:
            if words == form:
                return EXACT
            if 2 * len(words & form) >= len(words | form):
                best = CLOSE
    return best


def mention_forms(page: Page, mention: Mention) -> list[frozenset[str]]:
    """Content words of the mention's core, of its outer span and of its entity's label."""
    texts = [mention.quote.text, page.tree.quote(*mention.outer).text]
    return [w for t in texts if (w := name_words(t))]


def stands_for(page: Page, mention: Mention, entity: GoldEntity) -> int:
    """As `names`, through antecedents too: CLOSE for a pronoun that was linked to a mention of the entity."""
    best = names(page, mention, entity)
    if best == 0 and any(names(page, page.mentions[i], entity) for i in page.antecedents[mention.index]):
        return CLOSE
    return best
