"""What people call things → what the graph calls them: "Chine", "CN", "puces Nvidia", "mouvement", "2025-03"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from rdflib import Literal

from kg.errors import QueryError
from kg.knowledge.locate import LANGUAGES
from kg.knowledge.names import normal, singular
from kg.knowledge.ontology import Ontology
from kg.rdf.iri import entity_id, name_iri
from kg.rdf.namespaces import Base
from kg.store.base import Store

# labels and aliases of entities, and the codes of countries
_NAMED = "{ ?entity rdfs:label ?name } UNION { ?entity skos:altLabel ?name } UNION { ?entity sc:iso ?name }"
_NAMES = "SELECT DISTINCT ?entity ?name WHERE { " + _NAMED + " FILTER(isIRI(?entity)) }"


class Names:
    """Names of the entities in a store: looked up as they are spelt, or all read once, where that finds nothing."""

    def __init__(self, store: Store) -> None:
        self._store, self._base = store, store.base

    def ids(self, name: str) -> tuple[str, ...]:
        """Ids of the entities that have this name (label, alias or country code, in the singular or the plural), or
        this id or IRI; sorted.

        Raises QueryError with near names when there is none.
        """
        return self._own(name) or self._spelt(name) or self._every.ids(name)

    def _own(self, name: str) -> tuple[str, ...]:
        """For the id or the IRI of an entity."""
        id = name if ":" in name and " " not in name else ""
        with suppress(ValueError):
            id = entity_id(id, self._base)
        with suppress(ValueError, QueryError):
            if id and self._store.ask(f"ASK {{ {name_iri(id, self._base).n3()} rdfs:label ?label }}"):
                return (id,)
        return ()

    def _spelt(self, name: str) -> tuple[str, ...]:
        """Those that everybody knows by this name, letter by letter or in another case."""
        spelt = sorted({name, name.lower(), name.upper(), name.title(), name[:1].upper() + name[1:]})
        terms = " ".join(Literal(form, lang=lang).n3() for form in spelt for lang in (None, *LANGUAGES))
        rows = self._store.select(f"SELECT DISTINCT ?entity WHERE {{ VALUES ?name {{ {terms} }} {_NAMED} }}").rows
        found = {id for row in rows if (id := _id(str(row[0]), self._base)) is not None}
        return tuple(sorted(found)) if any(not id.startswith("local:") for id in found) else ()

    @cached_property
    def _every(self) -> _Every:
        return _Every(self._store)


class _Every:
    """Every name of every entity in a store."""

    def __init__(self, store: Store) -> None:
        self._base = store.base
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._stems: dict[str, set[str]] = defaultdict(set)
        self._written: dict[str, str] = {}
        for entity, name in store.select(_NAMES).rows:
            if (found := _id(str(entity), store.base)) is not None:
                folded = normal(str(name))
                self._ids[folded].add(found)
                self._stems[_stem(folded)].add(found)
                self._written[folded] = min(str(name), self._written.get(folded, str(name)))
        self._known = {i for ids in self._ids.values() for i in ids}

    def ids(self, name: str) -> tuple[str, ...]:
        """See `Names.ids`."""
        own = _id(name, self._base) or name
        if own in self._known:
            return (own,)
        folded = normal(name)
        ids = self._ids.get(folded, set())
        # "Nvidia chips", as an article calls them, are also what everybody knows as an Nvidia chip
        if all(i.startswith("local:") for i in ids):
            ids = ids | self._stems.get(_stem(folded), set())
        if ids:
            return tuple(sorted(ids))
        raise QueryError(f"nothing here is called {name!r}{did_you_mean(folded, self._written)}")


def _stem(folded: str) -> str:
    return " ".join(map(singular, folded.split(" ")))


def _id(iri: str, base: Base) -> str | None:
    try:
        return entity_id(iri, base)
    except ValueError:
        return None


def claim_class(ontology: Ontology, name: str) -> str:
    """Name of a claim class from its name or label in any language, any case. Raises QueryError."""
    return _named("claim class", name, {n: c.labels.values() for n, c in ontology.classes.items()})


def entity_type(ontology: Ontology, name: str) -> str:
    """Name of an entity type from its name or label in any language, any case. Raises QueryError."""
    return _named("entity type", name, {n: t.labels.values() for n, t in ontology.entity_types.items()})


def status(ontology: Ontology, name: str) -> str:
    """Name of a status from its name or label in any language, any case. Raises QueryError."""
    return _named("status", name, {s.name: s.labels.values() for s in ontology.statuses})


def _named(kind: str, name: str, labels: Mapping[str, Iterable[str]]) -> str:
    known = {normal(label): n for n, others in labels.items() for label in (n, *others)}
    folded = normal(name)
    if folded in known:
        return known[folded]
    raise QueryError(f"no {kind} {name!r}{did_you_mean(folded, known) or '; there are ' + ', '.join(labels)}")


def did_you_mean(name: str, known: Mapping[str, str]) -> str:
    """A question that ends a message: up to three things (key → how it is written) whose key is near; or nothing."""
    near = dict.fromkeys(repr(known[key]) for key in get_close_matches(name, list(known), n=3, cutoff=0.6))
    return f"; did you mean {', '.join(near)}?" if near else ""


def day(text: str) -> date:
    """ "2025", "2025-03" or "2025-03-28" → its first day. Raises QueryError."""
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        with suppress(ValueError):
            return date.fromisoformat(text + "-01" * (2 - text.count("-")))
    raise QueryError(f"not a date: {text!r}; write 2025, 2025-03 or 2025-03-28")
