"""A query that is stopped for good when its time is over: it runs in a process of its own, on the same store."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

from kg.errors import KgError, QueryError
from kg.query.sparql import Answer
from kg.store import open_store


def query_within(path: Path, sparql: str, seconds: float) -> Answer:
    """The answer, or QueryError when it takes longer; the store must not be open for writing.

    An engine's query cannot be interrupted from outside, and a thread that waits for it would go on.
    """
    context = multiprocessing.get_context("spawn")  # a copy of this process would share the database's own threads
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_answer, args=(path, sparql, theirs), daemon=True)
    worker.start()
    theirs.close()
    try:
        # the clock starts when the store is open: a slow start is not a slow query
        if not ours.recv():
            raise _failure(ours)
        if not ours.poll(seconds):
            raise QueryError(f"stopped after {seconds:g} s, which --timeout allows; ask for less, or add a LIMIT")
        answer = ours.recv()
    except EOFError:
        raise QueryError("the query ended its process; it may have needed more memory than there is") from None
    finally:
        worker.kill()
        worker.join()
        ours.close()
    if isinstance(answer, KgError):
        raise answer
    return answer  # type: ignore[no-any-return]


def _failure(ours: Connection) -> KgError:
    error = ours.recv()
    return error if isinstance(error, KgError) else QueryError(str(error))


def _answer(path: Path, sparql: str, out: Connection) -> None:
    try:
        store = open_store(path, create=False, read_only=True)
    except KgError as error:
        out.send(False)
        out.send(error)
        return
    out.send(True)
    try:
        out.send(store.query(sparql))
    except KgError as error:
        out.send(error)
    finally:
        store.close()
