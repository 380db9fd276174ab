"""More lines than should be held in memory, in order."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import groupby, islice

# lines that are sorted at once: about a hundred megabytes
RUN = 300_000


def in_order(lines: Iterator[str], run: int = RUN) -> Iterator[str]:
    """Lines, each with its end, by code points and each once: `run` at a time in memory, all of them on disk."""
    some = sorted(islice(lines, run))
    if len(some) < run:
        yield from (line for line, _ in groupby(some))
        return
    with ExitStack() as held:
        runs = []
        while some:
            spool = held.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))
            spool.writelines(some)
            spool.seek(0)
            runs.append(spool)
            some = sorted(islice(lines, run))
        yield from (line for line, _ in groupby(merge(*runs)))
