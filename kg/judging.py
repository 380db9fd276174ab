"""What people judge of entities, as a part of `kg.Graph`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kg.errors import QueryError
from kg.identity import Candidate, Counted, Groups, Judgement, entities, judge, judgements, similar, stale, sync
from kg.knowledge import LANGUAGES
from kg.knowledge.locate import ontologies
from kg.knowledge.spelling import Spelling, load_spelling
from kg.query.names import Names
from kg.query.referents import judged, taken_back
from kg.rdf.namespaces import Base
from kg.store import Store, open_store


class Judging:
    """Names are what people call things, ids, or "NAME@ARTICLE" for what one article alone calls so."""

    store: Store
    _names: Names | None

    def names(self) -> Names:
        raise NotImplementedError

    def entities(self) -> list[Counted]:
        """All that claims are about or come from, those with the most claims first."""
        return entities(self.store)

    def similar(self) -> list[Candidate]:
        """Pairs of entities that may be one, with the reason, the likeliest first; none that was judged."""
        return similar(self.entities(), Groups(self.judgements), _spelling())

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What people judged, in the order in which they did."""
        return judgements(self.store)

    def same(self, *names: str, note: str = "", undo: bool = False) -> list[Judgement]:
        """Judge that these are one, from now on, in everything that is asked and exported, and in what is built later.

        The gazetteer's id stays, else that of the first. One name is enough where several bear it, as persons do who
        are known in an article alone. `undo` takes a judgement back. Returns the judgements that were made, or taken
        back; none where all of it was known. Raises QueryError, and changes nothing, for an unknown name, for one that
        things of several kinds bear, and for what was judged different.
        """
        return self._judge(names, note, same=True, undo=undo)

    def different(self, *names: str, note: str = "", undo: bool = False) -> list[Judgement]:
        """Judge that these are not one: they are never proposed, nor counted, as one again.

        `graph.different("Altair@ARTICLE-1", "Altair@ARTICLE-2")` parts what the reports call alike: the second gets an
        id of its own. Otherwise as `same`.
        """
        return self._judge(names, note, same=False, undo=undo)

    def _judge(self, names: Sequence[str], note: str, *, same: bool, undo: bool) -> list[Judgement]:
        if not names:
            raise QueryError("nobody is named")
        known = self.judgements
        groups = Groups(known)
        if undo:
            found = taken_back(self.store, self.names(), groups, names, same=same)
            made = [one for one in known if one not in found]
        else:
            found = judged(self.store, self.names(), groups, names, same=same, note=note)
            made = [*known, *found]
            if (why := Groups(made).contradiction()) is not None:
                chain = " = ".join(map(str, why.chain))
                judged_so, not_now = ("different", "the same") if same else ("the same", "different")
                raise QueryError(f"{why.a} and {why.b} were judged {judged_so}; they cannot be {not_now} ({chain})")
        if found:
            judge(self.store, made)
            self._names = None
        return found


def open_judged(path: Path | None, *, create: bool, read_only: bool, base: Base | None = None) -> Store:
    """As `open_store`, with what people wrote into the table of judgements put into effect. Raises StoreError."""
    store = open_store(path, create=create, read_only=read_only, base=base)
    try:
        if not stale(store):
            return store
        if not read_only:
            sync(store)
            return store
    except BaseException:
        store.close()
        raise
    store.close()
    with open_store(path, create=False) as writable:
        sync(writable)
    return open_store(path, create=False, read_only=True)


@cache
def _spelling() -> Spelling:
    return load_spelling(ontologies(), LANGUAGES)
