"""Readings → a store, an article in one transaction."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kg.identity import Renamer, refresh
from kg.model import Reading
from kg.rdf.articles import Version, reading_quads
from kg.rdf.iri import article_iri, graph_iri, knowledge_graph, local_part, run_iri
from kg.rdf.knowledge import knowledge_quads
from kg.rdf.runs import Run, run_quads
from kg.rdf.terms import text
from kg.store.base import Store

if TYPE_CHECKING:
    from kg.knowledge import Knowledge

# articles between two flushes: an unflushed long build would make the next opening slow
FLUSH = 200

_KNOWN = """
SELECT ?id ?digest ?run ?text WHERE {
  GRAPH ?graph {
    ?graph prov:wasDerivedFrom ?article ; prov:wasGeneratedBy ?run .
    ?article schema:identifier ?id ; sc:digest ?digest
    BIND(EXISTS { ?article schema:articleBody ?body } AS ?text)
  }
}"""
_VERSIONS = """
SELECT ?digest ?published WHERE {
  GRAPH ?graph {
    { ?article prov:wasRevisionOf ?version . ?version sc:order ?order } UNION { ?graph prov:wasDerivedFrom ?version }
    ?version sc:digest ?digest
    OPTIONAL { ?version schema:datePublished ?published }
  }
} ORDER BY (!BOUND(?order)) ?order"""
_STALE = "ASK { GRAPH ?graph { ?graph sc:digest ?digest } }"


class StoreWriter:
    """Writes to a store that it first brings up to date with the knowledge. `with_text` keeps the articles' texts."""

    def __init__(self, store: Store, knowledge: Knowledge, *, with_text: bool = True) -> None:
        self._store, self._ontology, self._with_text = store, knowledge.ontology, with_text
        self._gazetteer = frozenset(knowledge.gazetteer.entities)
        self._runs: set[str] = set()
        self._digests = dict(store.digests())
        self._written = 0
        graph = knowledge_graph(store.base)
        if not store.ask(_STALE, {"graph": graph, "digest": text(knowledge.digest)}):
            entities = knowledge.gazetteer.entities.values()
            memberships = knowledge.gazetteer.memberships
            quads = knowledge_quads(
                knowledge.ontology, entities, knowledge.digest, memberships=memberships, base=store.base
            )
            store.replace(graph, quads)
            refresh(store)
        self._renamed = Renamer(store)

    def known(self) -> dict[str, tuple[str, str]]:
        rows = self._store.select(_KNOWN).rows
        return {
            str(article): (str(digest), local_part(str(run), self._store.base))
            for article, digest, run, has_text in rows
            if (str(has_text) == "true") == self._with_text
        }

    def write(self, reading: Reading, run: Run) -> None:
        store, document = self._store, reading.document
        if run.id not in self._runs:
            store.replace(run_iri(run.id, store.base), run_quads(run, store.base))
            self._runs.add(run.id)
        quads = reading_quads(
            reading, self._ontology, run.id, self._with_text,
            known=self._gazetteer, history=self._history(document.id, document.digest), base=store.base,
        )  # fmt: skip
        store.replace(graph_iri(document.id, store.base), self._renamed(quads, document.id))
        self._digests[document.id] = document.digest
        self._written += 1
        if self._written % FLUSH == 0:
            store.flush()

    def _history(self, article: str, digest: str) -> list[Version]:
        """Versions before this one, oldest first; the stored one counts unless the article is the same."""
        if article not in self._digests:
            return []
        base = self._store.base
        names = {"graph": graph_iri(article, base), "article": article_iri(article, base)}
        versions = [
            Version(str(old), date.fromisoformat(str(published)) if published else None)
            for old, published in self._store.select(_VERSIONS, names).rows
        ]
        return versions[:-1] if self._digests[article] == digest else versions
