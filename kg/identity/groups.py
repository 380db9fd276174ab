"""Which ids stand for one entity, and under which of them it goes."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.identity.judgement import Judgement, Ref
from kg.knowledge.names import normal


@dataclass(frozen=True, slots=True)
class Target:
    """What an id becomes. `known`: the gazetteer describes it; else `label` is what it is called."""

    id: str
    label: str
    known: bool


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two that were judged different, and the chain of judgements by which they are the same."""

    a: Ref
    b: Ref
    chain: tuple[Ref, ...]

    def __str__(self) -> str:
        return f"{self.a} and {self.b} were judged different, and the same: {' = '.join(map(str, self.chain))}"


class Groups:
    """Judgements, joined: sameness is symmetric and transitive, and holds for difference as well.

    Of the ids of one entity the gazetteer's stays; else the one that was named first, before those that are good
    for one article alone. `known`: ids that the gazetteer describes.
    """

    def __init__(self, judgements: Iterable[Judgement], known: Collection[str] = ()) -> None:
        self.judgements, self._known = tuple(judgements), frozenset(known)
        self._refs: dict[str, Ref] = {}
        self._near: dict[str, list[str]] = {}
        self._scoped: dict[str, list[Ref]] = {}
        for one in self.judgements:
            for ref in (one.a, one.b):
                self._add(ref)
            if one.same:
                self._near[one.a.id].append(one.b.id)
                self._near[one.b.id].append(one.a.id)
        self._group: dict[str, tuple[str, ...]] = {}
        for id in self._refs:
            if id not in self._group:
                members = self._reached(id)
                self._group.update(dict.fromkeys(members, members))

    def __bool__(self) -> bool:
        return bool(self.judgements)

    def _add(self, ref: Ref) -> None:
        self._refs.setdefault(ref.id, ref)
        self._near.setdefault(ref.id, [])
        if ref.article and ref not in self._scoped.setdefault(ref.article, []):
            self._scoped[ref.article].append(ref)

    def _reached(self, id: str) -> tuple[str, ...]:
        """All that are the same, the one that stays first."""
        seen, edge = {id}, deque([id])
        while edge:
            for other in self._near[edge.popleft()]:
                if other not in seen:
                    seen.add(other)
                    edge.append(other)
        order = {id: n for n, id in enumerate(self._refs)}
        return tuple(sorted(seen, key=lambda i: (i not in self._known, bool(self._refs[i].article), order[i])))

    def canonical(self, id: str) -> str:
        return self._group[id][0] if id in self._group else id

    def members(self, id: str) -> tuple[str, ...]:
        """All ids of an entity, the one that stays first; of an id that nobody judged, itself."""
        return self._group.get(id, (id,))

    def same(self, a: str, b: str) -> bool:
        return a == b or b in self.members(a)

    def differ(self, a: str, b: str) -> bool:
        """Whether people said that they are not one, of these ids or of others of theirs."""
        return any(
            {self.canonical(one.a.id), self.canonical(one.b.id)} == {self.canonical(a), self.canonical(b)}
            for one in self.judgements
            if not one.same
        )

    def contradiction(self) -> Contradiction | None:
        """Why the judgements cannot hold together; None when they can."""
        for one in self.judgements:
            if not one.same and self.same(one.a.id, one.b.id):
                return Contradiction(one.a, one.b, tuple(self._refs[id] for id in self._chain(one.a.id, one.b.id)))
        for refs in self._scoped.values():
            for n, ref in enumerate(refs):
                for other in refs[:n]:
                    if normal(ref.name) == normal(other.name) and not self.same(ref.id, other.id):
                        return Contradiction(Ref(other.id), Ref(ref.id), (ref,))
        return None

    def _chain(self, start: str, end: str) -> list[str]:
        """The shortest way from one to the other over what was judged the same."""
        before: dict[str, str] = {start: start}
        edge = deque([start])
        while edge and end not in before:
            here = edge.popleft()
            for other in self._near[here]:
                if other not in before:
                    before[other] = here
                    edge.append(other)
        way = [end]
        while way[-1] != start:
            way.append(before[way[-1]])
        return way[::-1]

    @property
    def refs(self) -> Mapping[str, Ref]:
        """Everything that was judged, by id, in the order in which it was named."""
        return self._refs

    @property
    def articles(self) -> Collection[str]:
        """Articles of which something was judged apart."""
        return self._scoped.keys()

    def scoped(self, article: str) -> Collection[Ref]:
        """What was judged of this article apart."""
        return self._scoped.get(article, ())

    def moved(self) -> Iterator[tuple[str, Target]]:
        """Ids that give way in all articles, with what they become."""
        for id, members in self._group.items():
            if id != members[0] and not self._refs[id].article:
                yield id, self.target(id)

    def target(self, id: str) -> Target:
        id = self.canonical(id)
        ref = self._refs[id]
        return Target(id, ref.name or id.partition(":")[2], id in self._known)
