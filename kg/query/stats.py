"""What a store holds, in figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.knowledge.ontology import Ontology
from kg.query.articles import stored_articles
from kg.query.copies import copies
from kg.store.base import Store

# publishers and entities worth a line
MOST = 10


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of what articles say; what the gazetteer knows besides is not counted.

    classes, statuses      by name, in the ontology's order; those without claims are left out
    languages, publishers  of articles, most first
    named                  (label, type, claims) of the entities that most claims name
    first, last            days of publication, None when no article has one
    copies                 ids of articles that print one report, who printed it first first
    revised                id → number of earlier versions, of articles that replaced some
    """

    articles: int
    claims: int
    entities: int
    classes: Mapping[str, int]
    statuses: Mapping[str, int]
    languages: Mapping[str, int]
    publishers: Mapping[str, int]
    named: tuple[tuple[str, str, int], ...]
    first: str | None
    last: str | None
    copies: tuple[tuple[str, ...], ...] = ()
    revised: Mapping[str, int] = field(default_factory=dict)


def stats(store: Store, ontology: Ontology, lang: str = "en") -> Stats:
    """Figures of a store; entities are labelled in `lang`, else as they are called."""
    classes = _counts(store, "?claim a ?key ; sc:status ?status", "?claim")
    statuses = _counts(store, "?claim sc:status ?key", "?claim")
    articles = "?article a schema:NewsArticle"
    languages = _counts(store, f"{articles} ; schema:inLanguage ?key", "?article")
    entities = _counts(store, "?claim sc:status ?status . ?part sc:ofClaim ?claim ; sc:filler ?key", "?claim")
    dates = f"{articles} ; schema:datePublished ?day"
    days = store.select(f"SELECT (MIN(?day) AS ?first) (MAX(?day) AS ?last) {{ {dates} }}").rows
    first, last = (str(day) if day is not None else None for day in days[0]) if days else (None, None)
    return Stats(
        articles=sum(languages.values()),
        claims=sum(statuses.values()),
        entities=len(entities),
        classes={n: classes[iri] for n, c in ontology.classes.items() if (iri := ontology.iri + c.iri_name) in classes},
        statuses={s.name: statuses[iri] for s in ontology.statuses if (iri := ontology.iri + s.iri_name) in statuses},
        languages=languages,
        publishers=dict(list(_counts(store, f"{articles} ; schema:publisher ?key", "?article").items())[:MOST]),
        named=tuple((*_called(store, iri, lang), count) for iri, count in list(entities.items())[:MOST]),
        first=first,
        last=last,
        copies=tuple(tuple(one.id for one in group) for group in copies(stored_articles(store, ontology))),
        revised=_counts(store, "?article prov:wasRevisionOf ?version ; schema:identifier ?key", "?version"),
    )


def _counts(store: Store, pattern: str, counted: str) -> dict[str, int]:
    """Value of ?key → how many distinct things have it, most first."""
    query = f"SELECT ?key (COUNT(DISTINCT {counted}) AS ?n) {{ {pattern} }} GROUP BY ?key ORDER BY DESC(?n) ?key"
    return {str(key): int(str(n)) for key, n in store.select(query).rows}


def _called(store: Store, iri: str, lang: str) -> tuple[str, str]:
    """Label and type of an entity."""
    order = f"DESC(LANG(?label) = '{lang}') ?label ?type"
    rows = store.select(f"SELECT ?label ?type {{ <{iri}> rdfs:label ?label ; a ?type }} ORDER BY {order}").rows
    label, kind = rows[0] if rows else (iri, "")
    return str(label), str(kind).rpartition("#")[2]
