"""Copies of reports measured: pairs of tests/query/copies.txt, and of copies_unseen.txt, which were written later.

    python tests/benchmarks/duplicates.py                    precision, recall, and how far the two kinds lie apart
    python tests/benchmarks/duplicates.py --articles 10000   and how long a store of so many takes
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from reports import FILES, copied_pairs  # noqa: E402

from kg.query.claims import Article  # noqa: E402
from kg.query.copies import copies  # noqa: E402
from kg.rdf.sketch import copied, likeness, sketch  # noqa: E402


def measure_pairs(file: str) -> None:
    counts: Counter[tuple[bool, bool]] = Counter()
    for pair in copied_pairs(file):
        one, other = sketch(pair.one), sketch(pair.other)
        resemblance, containment = likeness(one, other)
        found = copied(one, other)
        counts[pair.copy, found] += 1
        sign = " " if found == pair.copy else "!"
        print(f"{sign} {'copy ' if pair.copy else 'apart'} {resemblance:.2f} {containment:.2f}  {pair.why}")
    right, wrong, missed = counts[True, True], counts[False, True], counts[True, False]
    print(f"{file}: {counts.total()} pairs, precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}")


def measure_speed(number: int, seed: int = 1) -> None:
    """Each tenth article is a copy, cut and edited; words are as unevenly common as they are in news. Processor time."""
    chance = random.Random(seed)
    vocabulary = [f"word{rank}" for rank in range(1, 20001)]
    weights = list(accumulate(1 / rank for rank in range(1, len(vocabulary) + 1)))
    texts: list[list[str]] = []
    for n in range(number):
        if n % 10 == 9:
            texts.append([w for w in chance.choice(texts[-9:])[: chance.randint(250, 400)] if chance.random() > 0.02])
        else:
            texts.append(chance.choices(vocabulary, cum_weights=weights, k=400))
    made = time.process_time()
    articles = [Article(f"{n:06}", "", "en", None, None, None, None, "", str(sketch(" ".join(t)))) for n, t in enumerate(texts)]
    sketched = time.process_time()
    groups = copies(articles)
    found = time.process_time()
    print(f"{number} articles: {(sketched - made) / number * 1e3:.2f} ms to sketch each, {found - sketched:.2f} s to find "
          f"{len(groups)} groups of {number // 10}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=0)
    options = parser.parse_args()
    for file in FILES:
        measure_pairs(file)
    if options.articles:
        measure_speed(options.articles)


if __name__ == "__main__":
    main()
