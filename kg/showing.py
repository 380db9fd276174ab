"""What a graph knows of one thing, as a part of `kg.Graph`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kg.batch import Settings
from kg.errors import QueryError
from kg.identity import Groups, Judgement
from kg.knowledge.gazetteer import Gazetteer, load_gazetteer
from kg.knowledge.locate import ontologies
from kg.knowledge.ontology import Ontology
from kg.query.articles import ArticleNote, article_note
from kg.query.names import Names, did_you_mean
from kg.query.portrait import Portrait, Related, portrait, read_as
from kg.store import Store


class Showing:
    """Names are what people call things, or ids."""

    store: Store
    _settings: Settings

    @property
    def ontology(self) -> Ontology:
        raise NotImplementedError

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        raise NotImplementedError

    def names(self) -> Names:
        raise NotImplementedError

    def show(self, name: str, lang: str = "en") -> list[Portrait]:
        """Everything that bears a name, that with the most claims first: its names as seen and why they are one, its
        claims, its neighbours, its articles; names of others in `lang`. Raises QueryError for an unknown name."""
        groups, gazetteer = Groups(self.judgements), _gazetteer(self._settings.gazetteers)
        ids = [groups.canonical(id) for id in self.names().ids(name)]
        found = [portrait(self.store, self.ontology, gazetteer, groups, id, lang) for id in dict.fromkeys(ids)]
        return sorted(found, key=lambda one: (-one.total, one.entity.id))

    def read_as(self, name: str, lang: str = "en") -> list[tuple[Related, int]]:
        """What else reports mean by this very word, and how often: "Pékin", which is a city, for China."""
        try:
            known: Sequence[str] = self.names().ids(name)
        except QueryError:
            known = ()
        return read_as(self.store, name, known, lang)

    def article(self, id: str) -> ArticleNote:
        """An article by its id, with its earlier versions and the copies of it. Raises QueryError for an unknown one."""
        found = article_note(self.store, self.ontology, id)
        if found is None:
            raise QueryError(f"no article {id!r} here{did_you_mean(id, {name: name for name in self.store.digests()})}")
        return found


@cache
def _gazetteer(own: tuple[Path, ...]) -> Gazetteer:
    return load_gazetteer(ontologies(), own)
