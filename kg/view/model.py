"""What a page shows, as plain values: ready to be written as JSON, the same for a file and for a server.

Entities, articles, origins and claims refer to each other by their index in the page's tuples. Labels are by language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Term:
    """A claim class, role, status, effect or entity type. `title` is its definition."""

    name: str
    labels: Labels
    title: Labels


@dataclass(frozen=True, slots=True)
class EntityView:
    """`point` is (longitude, latitude) in degrees; `exact` is false where it is only that of its country."""

    id: str
    type: str
    labels: Labels
    aliases: tuple[str, ...]
    country: str | None
    point: tuple[float, float] | None
    exact: bool


@dataclass(frozen=True, slots=True)
class ArticleView:
    """`published` is an ISO date; `url` only when it leads to a web page; articles of one `report` are copies."""

    id: str
    title: str
    lang: str
    published: str | None
    publisher: str | None
    author: str | None
    url: str | None
    report: str | None


@dataclass(frozen=True, slots=True)
class SourceView:
    """Who can be named as saying something: an entity or, where no entity has its name, a publisher."""

    labels: Labels
    entity: int | None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a quotation. `marks`: "trigger", "cue", "source", "time", "amount" and names of roles, outermost first."""

    text: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FillerView:
    """`words` as the article has them; `antecedent` are the words that they refer back to."""

    entity: int
    words: str
    antecedent: str | None


@dataclass(frozen=True, slots=True)
class RoleView:
    role: str
    fillers: tuple[FillerView, ...]


@dataclass(frozen=True, slots=True)
class SaidView:
    """One link of the chain of sources, nearest first. `cue` are the words that attribute."""

    source: int
    words: str
    cue: str | None


@dataclass(frozen=True, slots=True)
class EdgeView:
    """A claim as an arrow between two entities; `mutual` without a direction."""

    source: int
    target: int
    roles: tuple[str, str]
    mutual: bool


@dataclass(frozen=True, slots=True)
class LegView:
    """A step of a route, `order` from 1; None where the article leaves an end open."""

    order: int
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim.

    quote           the sentence; `beyond` are words outside of it that the claim also stands on
    start, end      ISO dates between which it holds, None for open; `time` as the annotation guidelines write it
    origin          index of the source that it goes back to; `party` when this source is one of those that it is about
    by              sources that it is attributed to; `publisher` the index of the article's own
    agree, deny     indexes of claims on the same matter that say so too, or the contrary
    """

    id: str
    type: str
    status: str
    effect: str | None
    article: int
    confidence: float
    quote: tuple[Piece, ...]
    beyond: tuple[Piece, ...]
    roles: tuple[RoleView, ...]
    edges: tuple[EdgeView, ...]
    legs: tuple[LegView, ...]
    start: str | None
    end: str | None
    time: str | None
    amount: str | None
    origin: int
    party: bool
    by: tuple[SaidView, ...]
    publisher: int
    agree: tuple[int, ...]
    deny: tuple[int, ...]
    found_by: str


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page knows. `ease`: names of the effects that free instead of limiting."""

    classes: tuple[Term, ...]
    roles: tuple[Term, ...]
    statuses: tuple[Term, ...]
    effects: tuple[Term, ...]
    ease: tuple[str, ...]
    types: tuple[Term, ...]
    entities: tuple[EntityView, ...]
    articles: tuple[ArticleView, ...]
    sources: tuple[SourceView, ...]
    claims: tuple[ClaimView, ...]
