"""Articles that are one report: wire copy that several outlets print, a version under another address.

Found by their sketches when a question is asked, since each article's graph knows that article alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from kg.query.claims import Article
from kg.rdf.sketch import Sketch, copied, read_sketch

# of the least hashes so many lead to candidates; copies share three times as many of them as candidates must
_LEADS, _SHARED = 64, 0.2
# a run of words that so many articles have (a notice, a standing phrase) leads nowhere
_COMMON = 200


def copies(articles: Iterable[Article]) -> list[tuple[Article, ...]]:
    """Groups of articles that are one report, two at least in each, the first published first (undated last)."""
    found: dict[str, list[Article]] = defaultdict(list)
    for one, first in _firsts(articles):
        found[first].append(one)
    return [tuple(group) for group in found.values() if len(group) > 1]


def first_copies(articles: Iterable[Article]) -> dict[str, str]:
    """Id of an article → id of the one that first printed the same report, for those that are copies and for it."""
    return {one.id: group[0].id for group in copies(articles) for one in group}


def _firsts(articles: Iterable[Article]) -> list[tuple[Article, str]]:
    """Each article with the id of the first of its group, in order."""
    known: list[tuple[Sketch, str]] = []  # one of each text, with the first of its group
    same: dict[Sketch, str] = {}
    leads: dict[int, list[int]] = defaultdict(list)
    found: list[tuple[Article, str]] = []
    for one in sorted({a.id: a for a in articles}.values(), key=lambda a: (a.published or date.max, a.id)):
        mine = read_sketch(one.sketch) if one.sketch else Sketch(0, ())
        first = same.get(mine) or _first_like(mine, known, leads) or one.id
        found.append((one, first))
        if mine.size and mine not in same:
            same[mine] = first
            for lead in mine.least[:_LEADS]:
                if len(leads[lead]) < _COMMON:
                    leads[lead].append(len(known))
            known.append((mine, first))
    return found


def _first_like(mine: Sketch, known: list[tuple[Sketch, str]], leads: dict[int, list[int]]) -> str | None:
    """The first of the group of the earliest article that is the same report."""
    shared: Counter[int] = Counter()
    for lead in mine.least[:_LEADS]:
        shared.update(leads.get(lead, ()))
    few = 1 if mine.size < _LEADS else 2  # most articles of a large store share one run with some other
    for n in sorted(n for n, number in shared.items() if number >= few):
        other, first = known[n]
        shorter, longer = sorted((mine.size, other.size))
        if shared[n] * longer >= _SHARED * min(_LEADS, longer) * shorter and copied(mine, other):
            return first
    return None
