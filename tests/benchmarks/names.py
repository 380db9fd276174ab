"""How many mentions of the gold's entities are found and rightly typed: by the official recognizers, and by ours.

    python -m tests.benchmarks.names [FOLDER] [--every N] [--errors N]

A gold mention is a place in the body where one of an entity's names stands, the longest first; a name has a capital or a
digit in its head word ("Trésor américain"), what has not is a description ("trois courtiers"). It is found exactly by a
mention of the same words, articles apart; by its head when the heads agree. Recognizers that know no countries, products
or rules are forgiven: a place may be either, their "miscellaneous" any of the rest. `--errors` lists names with their
right and wrong types: for the training articles, never for those on which choices are made.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.annotate import Annotator
from kg.knowledge import Knowledge, load_knowledge
from kg.mention import find_mentions
from kg.model import EntityType, Mention, MentionKind
from kg.pipeline import load_models
from kg.segment import segment
from kg.syntax import Tree, fold, grow
from kg.training.extraction.gold import GoldArticle, load_gold

ROOT = Path(__file__).resolve().parents[2]
_PLACES = frozenset({EntityType.COUNTRY, EntityType.PLACE})
_REST = frozenset({EntityType.PRODUCT, EntityType.REGULATION, EntityType.EVENT, EntityType.FACILITY})
# labels of the official recognizers (OntoNotes, WikiNER) → types that they may mean
LABELS = {
    "ORG": frozenset({EntityType.ORGANIZATION}), "PERSON": frozenset({EntityType.PERSON}),
    "PER": frozenset({EntityType.PERSON}), "GPE": _PLACES, "LOC": _PLACES | {EntityType.FACILITY},
    "NORP": frozenset({EntityType.COUNTRY}), "FAC": frozenset({EntityType.FACILITY, EntityType.PLACE}),
    "PRODUCT": frozenset({EntityType.PRODUCT}), "LAW": frozenset({EntityType.REGULATION}),
    "EVENT": frozenset({EntityType.EVENT}), "WORK_OF_ART": frozenset({EntityType.PRODUCT}), "MISC": _REST,
}  # fmt: skip


TITLES = ("head", "typed", "exact", "typed", "type")


@dataclass(frozen=True, slots=True)
class Found:
    """A mention, gold or not: tokens first..last, of one of the types."""

    first: int
    last: int
    head: int
    types: frozenset[EntityType]
    named: bool = True


Finder = Callable[[Tree], Sequence[Found]]


def main() -> None:
    """Print a table for each language, of its names and of its descriptions."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.names", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "bench" / "dev")
    parser.add_argument("--every", type=int, default=1, help="take each Nth article alone")
    parser.add_argument("--errors", type=int, default=0)
    asked = parser.parse_args()
    if not asked.folder.is_dir():
        print(f"skipped: no folder {asked.folder}")
        return
    knowledge, annotator, typer = load_knowledge(), Annotator(), load_models().typer
    finders: dict[str, Finder] = {
        "official": _official,
        "rules": lambda tree: list(_ours(tree, find_mentions(tree, knowledge))),
        "typer": lambda tree: list(_ours(tree, find_mentions(tree, knowledge, typer))),
    }
    counts: dict[tuple[str, bool, str, str], Counter[str]] = defaultdict(Counter)
    wrong: Counter[str] = Counter()
    for article in load_gold([asked.folder])[:: asked.every]:
        tree = _tree(article, annotator, knowledge)
        gold = list(_gold(tree, article))
        for system, finder in finders.items():
            by_head = defaultdict(list)
            for found in finder(tree):
                by_head[found.head].append(found)
            for mention in gold:
                scored, told = _score(tree, mention, by_head[mention.head])
                for kind in (min(mention.types).value, "all"):
                    counts[tree.lang, mention.named, system, kind].update(scored)
                if system == "typer" and not scored["head typed"]:
                    wrong[f"{'/'.join(sorted(mention.types))} not {told}: {_words(tree, mention)}"] += 1
    for lang, named in sorted({key[:2] for key in counts}, key=lambda key: (key[0], not key[1])):
        _print(lang, named, list(finders), counts)
    for line, times in wrong.most_common(asked.errors):
        print(times, line)


def _tree(article: GoldArticle, annotator: Annotator, knowledge: Knowledge) -> Tree:
    document = article.document
    return grow(document.text, document.lang, annotator(document, segment(document, knowledge.boilerplate)))


def _gold(tree: Tree, article: GoldArticle) -> Iterator[Found]:
    """Places of the entities' names; a name of two entities is a mention of either."""
    types: dict[str, set[EntityType]] = defaultdict(set)
    for entity in article.entities.values():
        for name in entity.names:
            types[name].add(EntityType(entity.type))
    taken = [False] * len(tree)
    first_at = {start: token for token, start in enumerate(tree.starts)}
    last_at = {end: token for token, end in enumerate(tree.ends)}
    for name in sorted(types, key=lambda name: (-len(name), name)):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", tree.text):
            first, last = first_at.get(match.start()), last_at.get(match.end())
            if first is None or last is None or any(taken[first : last + 1]):
                continue
            taken[first : last + 1] = [True] * (last + 1 - first)
            first = _bare(tree, first, last)
            head = _head(tree, first, last)
            yield Found(first, last, head, frozenset(types[name]), _proper(tree.words[head]))


def _official(tree: Tree) -> list[Found]:
    found = []
    token = 0
    while token < len(tree):
        last = token
        while tree.ents[token] and last + 1 < len(tree) and tree.ents[last + 1] and not tree.ent_first[last + 1]:
            last += 1
        if tree.ents[token] in LABELS:
            first = _bare(tree, token, last)
            found.append(Found(first, last, _head(tree, first, last), LABELS[tree.ents[token]]))
        token = last + 1
    return found


def _ours(tree: Tree, mentions: Sequence[Mention]) -> Iterator[Found]:
    """The name or core span of each mention, and the span with its complements."""
    for mention in mentions:
        if mention.refers and mention.type is not None:
            named = mention.kind is not MentionKind.NOMINAL
            for first, last in dict.fromkeys([(mention.first, mention.last), mention.outer]):
                yield Found(_bare(tree, first, last), last, mention.head, frozenset({mention.type}), named)


def _bare(tree: Tree, first: int, last: int) -> int:
    while first < last and tree.pos[first] in ("DET", "ADP", "PUNCT", "SPACE"):
        first += 1
    return first


def _head(tree: Tree, first: int, last: int) -> int:
    """The highest token; where the parser left several, the one that our names are headed by."""
    tops = [t for t in range(first, last + 1) if not first <= tree.heads[t] <= last or tree.is_root(t)]
    nouns = [t for t in tops if tree.pos[t] in ("PROPN", "NOUN")] or tops
    return nouns[0] if tree.lang == "fr" else nouns[-1]


def _proper(word: str) -> bool:
    return word[:1].isupper() or any(c.isdigit() for c in word)


def _score(tree: Tree, gold: Found, found: Sequence[Found]) -> tuple[Counter[str], str]:
    exact = [f for f in found if (f.first, f.last) == (gold.first, gold.last)]
    told = sorted({kind for f in found for kind in f.types})
    return Counter({
        "gold": 1, "head": bool(found), "head typed": any(f.types & gold.types for f in found),
        "exact": bool(exact), "exact typed": any(f.types & gold.types for f in exact),
    }), "/".join(told) or "found"  # fmt: skip


def _words(tree: Tree, mention: Found) -> str:
    return fold(tree.quote(mention.first, mention.last).text)


def _print(lang: str, named: bool, systems: list[str], counts: dict[tuple[str, bool, str, str], Counter[str]]) -> None:
    """Shares of the gold's mentions in per cent: found by head, and typed; found exactly, and typed."""
    print(f"\n{lang} {'names' if named else 'descriptions'}, shares in per cent")
    print(" " * 20 + "".join(f"  {system:36}" for system in systems))
    print(f"{'type':14}{'gold':>6}" + ("  " + "".join(f"{title:>7}" for title in TITLES) + " ") * len(systems))
    for kind in [*(kind.value for kind in EntityType), "all"]:
        row = [counts[lang, named, system, kind] for system in systems]
        if row[0]["gold"]:
            print(f"{kind:14}{row[0]['gold']:6}{''.join(map(_cells, row))}")


def _cells(count: Counter[str]) -> str:
    """Of the gold's mentions: found by head, and typed; found exactly, and typed; of those found by head, typed."""
    shares = [100 * count[key] / count["gold"] for key in ("head", "head typed", "exact", "exact typed")]
    shares.append(100 * count["head typed"] / max(1, count["head"]))
    return "  " + "".join(f"{share:7.1f}" for share in shares) + " "


if __name__ == "__main__":
    main()
