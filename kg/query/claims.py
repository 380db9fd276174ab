"""Claims read back from a store: which ones, in which order, and in portions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from rdflib import URIRef

from kg.knowledge.ontology import Ontology
from kg.model import Claim
from kg.query.portions import Portions
from kg.rdf.iri import article_iri, local_part, name_iri, span_of
from kg.rdf.namespaces import SC
from kg.rdf.terms import Term, day, decimal, text
from kg.store.base import Store

_PORTION = 1000  # claims read at once: a few queries each, a few megabytes


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it is stored, without its text; `sketch` is the literal that `kg.rdf.sketch` reads."""

    id: str
    title: str
    lang: str
    published: date | None
    publisher: str | None
    author: str | None
    url: str | None
    digest: str
    sketch: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class StoredClaim:
    claim: Claim
    article: Article


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to read: all conditions hold; within one condition any value does. Empty or None: no condition.

    types             names of claim classes ("Movement")
    entities          ids of entities in any role ("country:SG")
    statuses          "stated", "alleged", …
    sources           ids of entities that the claim is attributed to
    publisher         publisher of the article, case aside
    published_after   on this day or later; published_before: earlier than this day
    valid_on          holds on this day: from its first day (where no time is told, from its publication) to its last
    min_confidence    0..1
    article           id of one article
    """

    types: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    publisher: str | None = None
    published_after: date | None = None
    published_before: date | None = None
    valid_on: date | None = None
    min_confidence: float | None = None
    article: str | None = None


EVERYTHING = ClaimFilter()


def stored_claims(store: Store, ontology: Ontology, filter: ClaimFilter = EVERYTHING) -> list[StoredClaim]:
    """Claims that pass the filter, by publication day (undated last), article, place of evidence and trigger, id."""
    return list(iter_claims(store, ontology, filter))


def iter_claims(store: Store, ontology: Ontology, filter: ClaimFilter = EVERYTHING) -> Iterator[StoredClaim]:
    """The same, read in portions, for sets that should not be held in memory at once."""
    names = iter(claim_names(store, ontology, filter))
    portions = Portions(store, ontology)
    articles: dict[URIRef, Article] = {}
    while portion := list(islice(names, _PORTION)):
        new = dict.fromkeys(article for _, article in portion if article not in articles)
        articles.update({node: Article(**fields) for node, fields in portions.articles(new).items()})
        claims = portions.claims([claim for claim, _ in portion])
        yield from (StoredClaim(claims[claim], articles[article]) for claim, article in portion)


def claims_named(store: Store, ontology: Ontology, names: Sequence[URIRef]) -> list[StoredClaim]:
    """These claims, in this order."""
    portions = Portions(store, ontology)
    found: list[StoredClaim] = []
    articles: dict[URIRef, Article] = {}
    for start in range(0, len(names), _PORTION):
        claims = portions.claims(names[start : start + _PORTION])
        nodes = {name: article_iri(claim.article, store.base) for name, claim in claims.items()}
        new = dict.fromkeys(node for node in nodes.values() if node not in articles)
        articles.update({node: Article(**fields) for node, fields in portions.articles(new).items()})
        found += [StoredClaim(claims[n], articles[nodes[n]]) for n in names[start : start + _PORTION] if n in claims]
    return found


def claim_names(
    store: Store, ontology: Ontology, filter: ClaimFilter, some: Sequence[URIRef] | None = None
) -> list[tuple[URIRef, URIRef]]:
    """Claims with their articles, in order; of `some` alone, when they are given."""
    wanted = [""] if some is None else [_any("claim", some[n : n + _PORTION]) for n in range(0, len(some), _PORTION)]
    rows = [row for values in wanted for row in store.select(_selection(store, ontology, filter, values)).rows]

    def key(row: Sequence[Term | None]) -> tuple[object, ...]:
        claim, article, published, evidence, trigger = row
        return (
            published is None, str(published), local_part(str(article), store.base), span_of(str(evidence)).start,
            span_of(str(trigger)).start, str(claim),
        )  # fmt: skip

    # a graph of the user's own may repeat a triple, and the union of graphs then repeats the row
    pairs = {URIRef(str(row[0])): URIRef(str(row[1])) for row in sorted(rows, key=key)}
    return list(pairs.items())


def _selection(store: Store, ontology: Ontology, filter: ClaimFilter, claims: str) -> str:
    """One SELECT for all conditions; the narrowest stand first."""
    base = store.base
    lines = [claims]
    if filter.article is not None:
        lines.append(f"?claim sc:article {article_iri(filter.article, base).n3()} .")
    if filter.entities:
        lines.append(f"{{ SELECT DISTINCT ?claim {{ {_any('filler', (name_iri(e, base) for e in filter.entities))}")
        lines.append("?filling sc:filler ?filler ; sc:ofClaim ?claim } }")
    if filter.sources:
        lines.append(f"{{ SELECT DISTINCT ?claim {{ {_any('source', (name_iri(e, base) for e in filter.sources))}")
        lines.append("?claim sc:attributedTo ?source } }")
    if filter.types:
        lines.append(_any("class", (SC[ontology.classes[name].iri_name] for name in filter.types)))
        lines.append("?claim a ?class .")
    if filter.statuses:
        lines.append(_any("status", (SC[ontology.status(name).iri_name] for name in filter.statuses)))
        lines.append("?claim sc:status ?status .")
    lines.append("?claim sc:article ?article ; sc:evidence ?evidence ; sc:trigger ?trigger .")
    if filter.min_confidence is not None:
        lines.append(f"?claim sc:confidence ?confidence . FILTER(?confidence >= {decimal(filter.min_confidence).n3()})")
    if filter.publisher is not None:
        lines.append("?article schema:publisher ?publisher .")
        lines.append(f"FILTER(LCASE(STR(?publisher)) = LCASE({text(filter.publisher).n3()}))")
    lines.append("OPTIONAL { ?article schema:datePublished ?published }")
    if filter.published_after is not None:
        lines.append(f"FILTER(?published >= {day(filter.published_after).n3()})")
    if filter.published_before is not None:
        lines.append(f"FILTER(?published < {day(filter.published_before).n3()})")
    if filter.valid_on is not None:
        lines.append(holds_on("?claim", "?published", filter.valid_on))
    return "SELECT ?claim ?article ?published ?evidence ?trigger WHERE {\n" + "\n".join(lines) + "\n}"


def holds_on(claim: str, published: str, when: date) -> str:
    """Pattern that leaves the claims which hold on a day; `published` is bound, where there is a day, before it."""
    first, last, on = f"{claim}First", f"{claim}Last", day(when).n3()
    return (
        f"OPTIONAL {{ {claim} sc:earliest {first} }} OPTIONAL {{ {claim} sc:latest {last} }}\n"
        f"FILTER(COALESCE({first}, IF(BOUND({last}), {on}, {published}), {on}) <= {on} && COALESCE({last}, {on}) >= {on})"
    )


def _any(variable: str, terms: Iterable[URIRef]) -> str:
    return f"VALUES ?{variable} {{ {' '.join(term.n3() for term in terms)} }}"
