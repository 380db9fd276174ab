"""Documents → readings (here or in a pool of processes) → one writer → Report.

Each article is one transaction, written in the order of the input, so the store is the same whatever the number of
processes, and whole after an interruption.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice
from multiprocessing import get_context
from typing import Protocol

from kg.errors import DocumentError, KgError
from kg.model import Document, Reading
from kg.rdf.runs import Run

# fewer documents than this are read here: two processes take longer to load their models than to read them
SMALL_BATCH = 40
# readings that a process may be ahead of the writer
AHEAD = 8


class Reader(Protocol):
    """Reads documents; `run` tells what it reads a language with: of the same run, the same claims."""

    def read(self, document: Document) -> Reading: ...

    def run(self, lang: str) -> Run: ...


# a picklable value that makes a reader; dear at the first call in a process alone
MakeReader = Callable[[], Reader]


class Writer(Protocol):
    """Where readings go. `known` tells article id → (digest, id of its run) of what need not be written again."""

    def known(self) -> dict[str, tuple[str, str]]: ...

    def write(self, reading: Reading, run: Run) -> None: ...


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: articles kept (read and written), unchanged (not read again) and skipped, and the claims of
    the articles kept."""

    kept: int = 0
    unchanged: int = 0
    claims: int = 0
    skipped: tuple[DocumentError, ...] = ()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A document that stands in the store as it would be read now."""

    document: Document


Item = Document | DocumentError | Unchanged
Outcome = Reading | DocumentError | Unchanged


def build(
    documents: Iterable[Document | DocumentError],
    make_reader: MakeReader,
    writer: Writer,
    *,
    workers: int = 1,
    progress: Callable[[Report], None] = lambda report: None,
) -> Report:
    """Read what is new or has changed, and write it. `progress` is called after every article.

    Raises RunError (knowledge, pipeline or store cannot be used); a document that fails is in `Report.skipped`.
    """
    run = cache(make_reader().run)
    report = Report()
    for outcome in _outcomes(_news(documents, writer.known(), run), make_reader, workers):
        match outcome:
            case DocumentError():
                report = replace(report, skipped=(*report.skipped, outcome))
            case Unchanged():
                report = replace(report, unchanged=report.unchanged + 1)
            case Reading():
                writer.write(outcome, run(outcome.document.lang))
                report = replace(report, kept=report.kept + 1, claims=report.claims + len(outcome.claims))
        progress(report)
    return report


def _news(
    documents: Iterable[Document | DocumentError], known: dict[str, tuple[str, str]], run: Callable[[str], Run]
) -> Iterator[Item]:
    seen: dict[str, str] = {}  # the same article twice in one batch is read once
    for document in documents:
        if isinstance(document, DocumentError):
            yield document
            continue
        digest, stored = seen.get(document.id), known.get(document.id)
        # what reads it is asked last: the answer may need the language's model
        unchanged = digest == document.digest or (
            digest is None and stored is not None and stored == (document.digest, run(document.lang).id)
        )
        yield Unchanged(document) if unchanged else document
        seen[document.id] = document.digest


def _outcomes(items: Iterator[Item], make_reader: MakeReader, workers: int) -> Iterator[Outcome]:
    """In the order of the input, whoever reads."""
    first = list(islice(items, SMALL_BATCH)) if workers > 1 else []
    if len(first) == SMALL_BATCH:
        return _pooled(chain(first, items), make_reader, workers)
    return (_attempt(make_reader, i) if isinstance(i, Document) else i for i in chain(first, items))


def _attempt(make_reader: MakeReader, document: Document) -> Reading | DocumentError:
    try:
        return make_reader().read(document)
    except DocumentError as error:
        return error
    except KgError:
        raise
    except Exception as error:  # whatever breaks in one article must not lose the others
        reason = " ".join(str(error).split()) or "no reason given"
        return DocumentError(document.source, f"reading failed: {type(error).__name__}: {reason[:200]}")


def _pooled(items: Iterator[Item], make_reader: MakeReader, workers: int) -> Iterator[Outcome]:
    """Read ahead in `workers` processes; a process that dies costs the one document that it dies of."""
    pool = _pool(workers)
    waiting: deque[tuple[Document, Future[Reading | DocumentError]] | DocumentError | Unchanged] = deque()

    def first() -> Outcome:
        item = waiting.popleft()
        if not isinstance(item, tuple):
            return item
        document, future = item
        try:
            return future.result()
        except BrokenProcessPool:
            return _alone(make_reader, document)

    try:
        for item in items:
            if isinstance(item, Document):
                try:
                    future = pool.submit(_attempt, make_reader, item)
                except BrokenProcessPool:
                    pool = _pool(workers)
                    future = pool.submit(_attempt, make_reader, item)
                waiting.append((item, future))
            else:
                waiting.append(item)
            if len(waiting) > workers * AHEAD:
                yield first()
        while waiting:
            yield first()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _alone(make_reader: MakeReader, document: Document) -> Reading | DocumentError:
    """Once more in a process of its own: when a pool dies, all that it was reading is lost, not only the culprit."""
    with _pool(1) as pool:
        try:
            return pool.submit(_attempt, make_reader, document).result()
        except BrokenProcessPool:
            return DocumentError(document.source, "reading failed: its process died (out of memory?)")


def _pool(workers: int) -> ProcessPoolExecutor:
    # spawned, not forked: the store's threads and locks must not be copied into the readers
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_calm)


def _calm() -> None:
    """One thread a process, and an interrupt is the parent's business."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
