"""One entity as the graph knows it: its names and why they are one, its claims, its neighbours, its articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kg.identity import Groups
from kg.knowledge.gazetteer import Gazetteer
from kg.knowledge.ontology import Ontology
from kg.model import Entity
from kg.query.articles import by_class
from kg.query.claims import Article
from kg.query.copies import first_copies
from kg.query.labels import labels
from kg.query.naming import Seen, judgements_about, seen
from kg.query.portions import Portions
from kg.rdf.iri import iri_name, name_iri
from kg.rdf.terms import Term, text
from kg.store.base import Store

_ABOUT = """
SELECT DISTINCT ?claim ?class ?status ?article ?confidence ?role {{
  {{ SELECT DISTINCT ?claim ?role {{ ?part sc:filler {0} ; sc:ofClaim ?claim ; sc:role ?role }} }}
  UNION {{ SELECT DISTINCT ?claim {{ ?claim sc:attributedTo {0} }} }}
  ?claim a ?class ; sc:status ?status ; sc:article ?article ; sc:confidence ?confidence
}}"""
_BESIDE = """
SELECT ?other ?class (COUNT(DISTINCT ?claim) AS ?n) {{
  {{ SELECT DISTINCT ?claim {{ ?part sc:filler {0} ; sc:ofClaim ?claim }} }}
  ?claim a ?class . ?other_part sc:ofClaim ?claim ; sc:filler ?other FILTER(?other != {0})
}} GROUP BY ?other ?class"""
_ALSO = """
SELECT ?entity (COUNT(DISTINCT ?span) AS ?n) {{
  ?span nif:anchorOf {} ; itsrdf:taIdentRef ?entity
}} GROUP BY ?entity ORDER BY DESC(?n) ?entity"""
_BELONGS = """
SELECT ?bloc ?member ?period ?since ?until {{
  {{ VALUES ?bloc {{ {0} }} ?node sc:bloc ?bloc }} UNION {{ VALUES ?member {{ {0} }} ?node sc:member ?member }}
  ?node sc:bloc ?bloc ; sc:member ?member
  OPTIONAL {{ ?node sc:period ?period }} OPTIONAL {{ ?node schema:startDate ?since }} OPTIONAL {{ ?node schema:endDate ?until }}
}} ORDER BY (!BOUND(?since)) ?since ?until ?bloc ?member"""
# role of a claim that only cites the entity: none is bound
_SAID = str(None)


@dataclass(frozen=True, slots=True)
class Related:
    """Another entity: `id` and what it is called."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Belongs:
    """A member of a bloc, or a bloc that something is a member of.

    how    "member" or "member of"
    since  first day, as precisely as it is known ("1973-01-01", "2012-06"); "" when it is not
    until  last day; "" while it lasts
    """

    how: str
    entity: Related
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Who else fills a role of the same claims; `classes`: class → number of claims, the most frequent first."""

    entity: Related
    claims: int
    classes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reported:
    """An article with claims on the entity; `first`: id of the article that printed the same report before it."""

    article: Article
    claims: int
    first: str | None


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that is known of an entity.

    known       whether the gazetteer describes it
    facts       ("country", who), ("maker", …), ("kind of", …), ("member", …)
    belongs     members of a bloc with their times, those that left too; or the blocs that it is a member of
    names       words that stand for it in claims, with the reason
    judgements  what people judged of it, in words
    claims      class → status → number of claims in which it fills a role; confidences: of each, the surest first
    roles       role → number of these claims
    says        class → status → number of claims that are attributed to it
    """

    entity: Entity
    label: str
    known: bool
    facts: tuple[tuple[str, Related], ...]
    belongs: tuple[Belongs, ...]
    names: tuple[Seen, ...]
    judgements: tuple[str, ...]
    claims: Mapping[str, Mapping[str, int]]
    confidences: tuple[float, ...]
    roles: Mapping[str, int]
    says: Mapping[str, Mapping[str, int]]
    neighbours: tuple[Neighbour, ...]
    articles: tuple[Reported, ...]

    @property
    def total(self) -> int:
        """Claims in which it fills a role, and those attributed to it."""
        return len(self.confidences) + sum(n for statuses in self.says.values() for n in statuses.values())


def portrait(
    store: Store, ontology: Ontology, gazetteer: Gazetteer, groups: Groups, id: str, lang: str = "en"
) -> Portrait:
    """The portrait of the entity with this id; names of others in `lang`."""
    node, portions = name_iri(id, store.base), Portions(store, ontology)
    portions.read_entities({str(node)})
    entity = portions.entities[str(node)]
    rows = [tuple(map(str, row)) for row in store.select(_ABOUT.format(node.n3())).rows]
    fills = {claim: (kind, status) for claim, kind, status, _, _, role in rows if role != _SAID}
    says = {claim: (kind, status) for claim, kind, status, _, _, role in rows if role == _SAID}
    sure = {claim: float(confidence) for claim, _, _, _, confidence, _ in rows if claim in fills}
    roles = Counter(role for *_, role in rows)
    return Portrait(
        entity=entity,
        label=entity.label(lang),
        known=gazetteer.entity(id) is not None,
        facts=_facts(store, entity, lang),
        belongs=_belongs(store, node, lang),
        names=tuple(seen(store, entity, gazetteer, groups)),
        judgements=tuple(judgements_about(groups, id)),
        claims=_counted(ontology, fills),
        confidences=tuple(sorted(sure.values(), reverse=True)),
        roles={r.name: roles[ontology.iri + r.iri_name] for r in ontology.roles.values() if ontology.iri + r.iri_name in roles},
        says=_counted(ontology, says),
        neighbours=_neighbours(store, ontology, node, lang),
        articles=_articles(portions, Counter(article for _, article in {(row[0], row[3]) for row in rows})),
    )


def _counted(ontology: Ontology, claims: Mapping[str, tuple[str, str]]) -> dict[str, dict[str, int]]:
    return by_class(ontology, [(kind, status, number) for (kind, status), number in Counter(claims.values()).items()])


def read_as(store: Store, name: str, known: Iterable[str], lang: str = "en") -> list[tuple[Related, int]]:
    """Other entities that claims have these very words for, and how often: "Pékin" for China."""
    own = {name_iri(id, store.base) for id in known}
    rows = [row for row in store.select(_ALSO.format(text(name).n3())).rows if row[0] not in own]
    return list(zip(_related(store, [row[0] for row in rows], lang), (int(str(n)) for _, n in rows), strict=True))


def _facts(store: Store, entity: Entity, lang: str) -> tuple[tuple[str, Related], ...]:
    told = [
        *(("country", id) for id in (entity.country,) if id and id != entity.id),
        *(("maker", id) for id in (entity.maker,) if id),
        *(("kind of", id) for id in entity.kinds),
        *(("member", id) for id in entity.members),
    ]
    others = _related(store, [name_iri(id, store.base) for _, id in told], lang)
    return tuple((how, other) for (how, _), other in zip(told, others, strict=True))


def _belongs(store: Store, node: URIRef, lang: str) -> tuple[Belongs, ...]:
    """In the order of their beginnings; those whose beginning is not known come last."""
    rows = store.select(_BELONGS.format(node.n3())).rows
    others = _related(store, [member if bloc == node else bloc for bloc, member, *_ in rows], lang)
    found = []
    for other, (bloc, _, period, *_) in zip(others, rows, strict=True):
        since, _, until = (str(period) if period is not None else "").replace("..", "").partition("/")
        found.append(Belongs("member" if bloc == node else "member of", other, since, until))
    return tuple(found)


def _neighbours(store: Store, ontology: Ontology, node: URIRef, lang: str) -> tuple[Neighbour, ...]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    names = {ontology.iri + kind.iri_name: name for name, kind in ontology.classes.items()}
    for other, kind, number in store.select(_BESIDE.format(node.n3())).rows:
        found[str(other)][names[str(kind)]] += int(str(number))
    ranked = sorted(found.items(), key=lambda item: (-item[1].total(), item[0]))
    others = _related(store, [URIRef(name) for name, _ in ranked], lang)
    return tuple(
        Neighbour(other, classes.total(), dict(sorted(classes.items(), key=lambda item: (-item[1], item[0]))))
        for other, (_, classes) in zip(others, ranked, strict=True)
    )


def _articles(portions: Portions, counted: Mapping[str, int]) -> tuple[Reported, ...]:
    """By number of claims, the most first; copies behind the one that they copy."""
    nodes = portions.articles(map(URIRef, counted))
    articles = {str(node): Article(**fields) for node, fields in nodes.items()}
    first = first_copies(articles.values())
    found = [
        Reported(one, counted[node], first.get(one.id) if first.get(one.id) != one.id else None)
        for node, one in articles.items()
    ]
    most: dict[str, int] = defaultdict(int)
    for one in found:
        most[one.first or one.article.id] = max(most[one.first or one.article.id], one.claims)
    return tuple(sorted(found, key=lambda one: (
        -most[one.first or one.article.id], one.first or one.article.id, one.first is not None, one.article.id,
    )))  # fmt: skip


def _related(store: Store, nodes: Sequence[Term | None], lang: str) -> list[Related]:
    called = labels(store, nodes, lang)
    ids = [iri_name(str(node), store.base) for node in nodes]
    return [Related(id, called.get(n, id.partition(":")[2])) for id, n in zip(ids, nodes, strict=True) if n is not None]

