"""Stored claims → what a page shows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Generic, TypeVar
from urllib.parse import SplitResult, urlsplit

from kg.knowledge import LANGUAGES
from kg.knowledge.names import normal
from kg.knowledge.ontology import Named, Ontology
from kg.model import Claim, Entity
from kg.query.claims import Article, StoredClaim
from kg.query.compatible import matter
from kg.query.copies import copies
from kg.query.matters import Matters
from kg.rdf.edges import entity_pairs
from kg.view.model import (
    ArticleView,
    ClaimView,
    EdgeView,
    EntityView,
    FillerView,
    LegView,
    Page,
    RoleView,
    SaidView,
    SourceView,
    Term,
)
from kg.view.points import Point, point_of
from kg.view.quote import beyond, quoted

_Value = TypeVar("_Value")


class _Table(Generic[_Value]):
    """Values in the order in which they were first needed."""

    def __init__(self) -> None:
        self._index: dict[Hashable, int] = {}
        self.values: list[_Value] = []

    def index(self, key: Hashable, value: _Value) -> int:
        if key not in self._index:
            self._index[key] = len(self.values)
            self.values.append(value)
        return self._index[key]


def compose(claims: Iterable[StoredClaim], ontology: Ontology, points: Mapping[str, Point]) -> Page:
    """The view model of a page; claims keep their order."""
    said = list(claims)
    matters = Matters([matter(s.claim, ontology) for s in said])
    composer = _Composer(said, ontology, points)
    views = tuple(composer.claim(s, _by_denial(said, n, matters.peers(n))) for n, s in enumerate(said))
    return Page(
        classes=_terms(ontology.classes.values()),
        roles=_terms(ontology.roles.values()),
        statuses=_terms(ontology.statuses),
        effects=_terms(ontology.effects),
        ease=tuple(effect.name for effect in ontology.effects if effect.direction < 0),
        types=_terms(ontology.entity_types.values()),
        entities=tuple(composer.entities.values),
        articles=tuple(composer.articles.values),
        sources=tuple(composer.sources.values),
        claims=views,
    )


def _by_denial(said: Sequence[StoredClaim], own: int, others: Sequence[int]) -> tuple[list[int], list[int]]:
    """Claims on the same matter that say so too, and those that say the contrary."""
    agree: list[int] = []
    deny: list[int] = []
    for other in others:
        same = (said[other].claim.status == "denied") == (said[own].claim.status == "denied")
        (agree if same else deny).append(other)
    return agree, deny


class _Composer:
    def __init__(self, said: Sequence[StoredClaim], ontology: Ontology, points: Mapping[str, Point]) -> None:
        self.ontology, self.points = ontology, points
        self.entities: _Table[EntityView] = _Table()
        self.articles: _Table[ArticleView] = _Table()
        self.sources: _Table[SourceView] = _Table()
        # "Reuters" as a publisher and as a source of another article are the same
        named = (a.source.entity for s in said for a in s.claim.attributions)
        self._sources = {normal(label): e for e in sorted(named, key=lambda e: e.id) for _, label in e.labels}
        self._printed = {one.id: group[0] for group in copies(s.article for s in said) for one in group}

    def claim(self, said: StoredClaim, matter: tuple[list[int], list[int]]) -> ClaimView:
        claim, article = said.claim, said.article
        publisher = self.publisher(article)
        by = tuple(
            SaidView(self.source(a.source.entity), a.source.mention.text, a.cue.text if a.cue else None)
            for a in claim.attributions
        )
        # a report that several outlets print goes back to who printed it first
        origin = by[-1].source if by else self.publisher(self._printed.get(article.id, article))
        about = {filler.entity.id for _, fillers in claim.roles for filler in fillers}
        return ClaimView(
            id=claim.id,
            type=claim.type,
            status=claim.status,
            effect=claim.effect,
            article=self.article(article),
            confidence=round(claim.confidence, 2),
            quote=quoted(claim),
            beyond=beyond(claim),
            roles=tuple(self.role(name, claim) for name, fillers in claim.roles if fillers),
            edges=self.edges(claim),
            legs=tuple(
                LegView(
                    leg.order, self.entity(leg.start) if leg.start else None, self.entity(leg.end) if leg.end else None
                )
                for leg in claim.legs
            ),
            start=_day(claim.time.earliest) if claim.time else None,
            end=_day(claim.time.latest) if claim.time else None,
            time=claim.time.text if claim.time else None,
            amount=claim.amount.mention.text if claim.amount else None,
            origin=origin,
            party=bool(claim.attributions) and claim.attributions[-1].source.entity.id in about,
            by=by,
            publisher=publisher,
            agree=tuple(matter[0]),
            deny=tuple(matter[1]),
            found_by=claim.evoked_by,
        )

    def role(self, name: str, claim: Claim) -> RoleView:
        return RoleView(name, tuple(
            FillerView(self.entity(f.entity), f.mention.text, f.antecedent.text if f.antecedent else None)
            for f in claim.role(name)
        ))  # fmt: skip

    def edges(self, claim: Claim) -> tuple[EdgeView, ...]:
        """Arrows between different entities, each pair once: that of the ontology's first edge that joins it."""
        ids = {f.entity.id: f.entity for _, fillers in claim.roles for f in fillers}
        found: dict[tuple[str, str], EdgeView] = {}
        for edge in self.ontology.classes[claim.type].edges:
            mutual = edge.source == edge.target
            for source, target, _ in entity_pairs(claim, edge):
                seen = (source, target) in found or (mutual and (target, source) in found)
                if source != target and not seen:
                    ends = self.entity(ids[source]), self.entity(ids[target])
                    found[source, target] = EdgeView(*ends, (edge.source, edge.target), mutual)
        return tuple(found.values())

    def entity(self, entity: Entity) -> int:
        point, exact = point_of(entity, self.points)
        labels = _labels(entity)
        aliases = tuple(alias for alias in entity.aliases if alias not in labels.values())
        country = entity.country if entity.country != entity.id else None
        return self.entities.index(
            entity.id, EntityView(entity.id, str(entity.type), labels, aliases, country, point, exact)
        )

    def article(self, article: Article) -> int:
        return self.articles.index(article.id, ArticleView(
            article.id, article.title, article.lang, _day(article.published), article.publisher, article.author,
            _web(article.url), first.id if (first := self._printed.get(article.id)) else None,
        ))  # fmt: skip

    def source(self, entity: Entity) -> int:
        return self.sources.index(entity.id, SourceView(_labels(entity), self.entity(entity)))

    def publisher(self, article: Article) -> int:
        """Who publishes the article; where nobody is named, its site or else the article itself stands for it."""
        name = article.publisher or _split(article.url or article.id).hostname or article.title or article.id
        entity = self._sources.get(normal(name))
        if entity is not None and article.publisher:
            return self.source(entity)
        return self.sources.index(("publisher", normal(name)), SourceView(dict.fromkeys(LANGUAGES, name), None))


def _labels(entity: Entity) -> dict[str, str]:
    return {lang: entity.label(lang) for lang in LANGUAGES}


def _terms(named: Iterable[Named]) -> tuple[Term, ...]:
    return tuple(Term(n.name, dict(n.labels), dict(n.definitions)) for n in named)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _web(url: str | None) -> str | None:
    """The address when a browser may follow it: never "javascript:" or "data:"."""
    return url if url is not None and _split(url).scheme in ("http", "https") else None


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:  # an article may be named by anything: "http://[draft"
        return urlsplit("")
