"""Who is who across articles: B³ on 33 short reports in French and English, whose names are easily mistaken.

    python tests/benchmarks/identity.py            as read; then after a person judged what `kg entities --similar` asks
    python tests/benchmarks/identity.py --errors   the mentions that are not where they belong

Mentions are those marked in tests/identity/homonyms.txt; one that the pipeline does not find is alone. The reports are
built by the whole pipeline. B³ (Bagga and Baldwin 1998): for each mention the share of its cluster that is right
(precision), and the share of its gold cluster that is there (recall), averaged.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from homonyms import Marked, b_cubed, reports  # noqa: E402

from kg.annotate import Annotator  # noqa: E402
from kg.api import Graph  # noqa: E402
from kg.batch import Settings  # noqa: E402
from kg.identity import Groups, as_read  # noqa: E402
from kg.identity.rename import swaps_of  # noqa: E402
from kg.knowledge import Knowledge  # noqa: E402
from kg.link import link  # noqa: E402
from kg.mention import find_mentions  # noqa: E402
from kg.model import Document, MentionKind  # noqa: E402
from kg.pipeline import Models  # noqa: E402
from kg.segment import segment  # noqa: E402
from kg.syntax import grow  # noqa: E402


def linked(
    document: Document, marks: list[Marked], annotator: Annotator, knowledge: Knowledge, models: Models | None
) -> list[Marked]:
    """The marks with the entity of the name that covers most of each."""
    tree = grow(document.text, document.lang, annotator(document, segment(document, knowledge.boilerplate)))
    mentions = find_mentions(tree, knowledge, models.typer if models else None)
    entities = link(tree, mentions, document, knowledge)
    found = []
    for mark in marks:
        best: tuple[float, str] = (0.0, "")
        for mention, entity in zip(mentions, entities, strict=True):
            if entity is None or mention.kind not in (MentionKind.NAME, MentionKind.NOMINAL):
                continue
            quote = tree.quote(*(mention.name or (mention.first, mention.last)))
            shared = min(quote.end, mark.end) - max(quote.start, mark.start)
            both = max(quote.end, mark.end) - min(quote.start, mark.start)
            best = max(best, (shared / both, entity.id))
        found.append(Marked(mark.article, mark.start, mark.end, mark.words, mark.cluster, best[1] if best[0] >= 0.5 else ""))
    return found


def show(title: str, marks: list[Marked], told: Mapping[Marked, str]) -> None:
    print(title)
    families = dict.fromkeys(mark.family for mark in marks)
    for family in (*families, ""):
        some = [m for m in marks if family in (m.family, "")]
        p, r, f = b_cubed({m: m.cluster for m in some}, {m: told[m] for m in some})
        print(f"  {family or 'all':<14} {len(some):4} mentions   B³ P {p:.3f}  R {r:.3f}  F1 {f:.3f}")


def errors(marks: list[Marked], told: Mapping[Marked, str]) -> None:
    """Clusters that hold several, and gold clusters that are in several."""
    by_told: dict[str, list[Marked]] = defaultdict(list)
    by_gold: dict[str, list[Marked]] = defaultdict(list)
    for mark in marks:
        by_told[told[mark]].append(mark)
        by_gold[mark.cluster].append(mark)
    for what, groups in (("wrongly one", by_told), ("wrongly apart", by_gold)):
        for name, group in sorted(groups.items()):
            kinds = {m.cluster if what == "wrongly one" else told[m] for m in group}
            if len(kinds) > 1:
                shown = ", ".join(f"{m.words} ({m.article}: {m.cluster if what == 'wrongly one' else told[m]})" for m in group)
                print(f"  {what}: {name}: {shown}")


def judged(graph: Graph, marks: list[Marked]) -> tuple[int, int, int]:
    """Answer what `kg entities --similar` asks as the gold does, pair by pair; (the same, different, not marked)."""
    same = different = 0
    unknown: set[tuple[str, str]] = set()
    while True:
        groups = Groups(graph.judgements)
        pairs = [(p.a.entity.id, p.b.entity.id) for p in graph.similar()]
        ids = next((pair for pair in pairs if pair not in unknown), None)
        if ids is None:
            return same, different, len(unknown)
        a, b = (_clusters(graph, groups, marks, id) for id in ids)
        if not a or not b:
            unknown.add(ids)
        elif max(a, key=lambda c: (a[c], c)) == max(b, key=lambda c: (b[c], c)):
            same += 1
            graph.same(*ids)
        else:
            different += 1
            graph.different(*ids)


def _clusters(graph: Graph, groups: Groups, marks: list[Marked], id: str) -> Counter[str]:
    return Counter(mark.cluster for mark, now in told_now(graph, groups, marks).items() if now == id)


def told_now(graph: Graph, groups: Groups, marks: list[Marked]) -> dict[Marked, str]:
    """Mark → the entity that it is one with, by what was judged; alone when nothing was found there."""
    moved = dict(groups.moved())
    swaps = {
        article: swaps_of(groups, moved, article, as_read(graph.store, article), graph.store.base)
        for article in {mark.article for mark in marks}
    }
    return {
        m: (swaps[m.article][m.id].id if m.id in swaps[m.article] else m.id) or f"{m.article}@{m.start}" for m in marks
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    found = reports()
    reader = Settings()()
    marks = [m for document, some in found for m in linked(document, some, reader.annotator, reader.knowledge, reader.models)]
    graph = Graph()
    graph.build(*(document for document, _ in found))
    told = told_now(graph, Groups(()), marks)
    show(f"{len(found)} reports, as read", marks, told)
    if given.errors:
        errors(marks, told)
    pairs = len(graph.similar())
    same, different, unknown = judged(graph, marks)
    told = told_now(graph, Groups(graph.judgements), marks)
    print(f"kg entities --similar: {pairs} pairs; a person says same {same}, different {different}; not marked {unknown}")
    show("after these judgements", marks, told)
    if given.errors:
        errors(marks, told)


if __name__ == "__main__":
    main()
