"""Stored claims turned back into values: a few plain SELECTs for a whole portion of them, none for a single one.

Each SELECT lists all that some nodes have, which costs Oxigraph a third of what naming each property does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypedDict

from rdflib import URIRef
from rdflib.namespace import RDF

from kg.knowledge.ontology import Ontology
from kg.model import Amount, Attribution, Claim, Entity, Filler, Interval, Quote
from kg.rdf.entities import entity_from
from kg.rdf.iri import local_part, span_of
from kg.rdf.namespaces import ONTOLOGY, SC, SCHEMA
from kg.rdf.terms import Term, Triple
from kg.store.base import Store

_NODES = "SELECT ?node ?property ?value WHERE {{ VALUES ?node {{ {} }} ?node ?property ?value }}"
_PARTS = """
SELECT ?part ?property ?value WHERE {{ VALUES ?claim {{ {} }} ?part sc:ofClaim ?claim . ?part ?property ?value }}"""
_WORDS = "SELECT ?span ?text WHERE {{ VALUES ?span {{ {} }} ?span nif:anchorOf ?text }}"
_ARTICLES = """
SELECT ?article ?property ?value WHERE {{
  VALUES ?article {{ {} }} ?article ?property ?value FILTER(?property != schema:articleBody)
}}"""
_SEQUENCES = """
SELECT ?entity ?order ?property ?value WHERE {{
  VALUES ?entity {{ {} }} VALUES ?order {{ sc:kindsInOrder sc:membersInOrder }}
  ?entity ?order ?sequence . ?sequence ?property ?value
}}"""
_SPANS = (
    SC.evidence, SC.trigger, SC.cue, SC.timeMention, SC.amountMention, SC.mention, SC.sourceMention, SC.antecedent,
)  # fmt: skip

_Node = Mapping[Term, Sequence[Term]]  # property → values
_Nodes = Mapping[str, _Node]


class ArticleFields(TypedDict):
    """Fields of `kg.query.claims.Article`."""

    id: str
    title: str
    lang: str
    published: date | None
    publisher: str | None
    author: str | None
    url: str | None
    digest: str
    sketch: str | None


class Portions:
    """Reads portions of one store; entities are read once and kept."""

    def __init__(self, store: Store, ontology: Ontology) -> None:
        self.store = store
        self.entities: dict[str, Entity] = {}
        self.classes = {ONTOLOGY + c.iri_name: c for c in ontology.classes.values()}
        self.statuses = {ONTOLOGY + s.iri_name: s.name for s in ontology.statuses}
        self.effects = {ONTOLOGY + e.iri_name: e.name for e in ontology.effects}
        self.roles = {ONTOLOGY + r.iri_name: r.name for r in ontology.roles.values()}

    def articles(self, names: Iterable[URIRef]) -> dict[URIRef, ArticleFields]:
        """What is told of articles, by their IRIs."""
        return {
            URIRef(name): ArticleFields(
                id=_one(node, SCHEMA.identifier),
                title=_one(node, SCHEMA.headline),
                lang=_one(node, SCHEMA.inLanguage),
                published=_day(_any(node, SCHEMA.datePublished)),
                publisher=_any(node, SCHEMA.publisher),
                author=_any(node, SCHEMA.author),
                url=_any(node, SCHEMA.url),
                digest=_one(node, SC.digest),
                sketch=_any(node, SC.sketch),
            )
            for name, node in self.nodes(_ARTICLES, names).items()
        }

    def claims(self, names: Iterable[URIRef]) -> dict[URIRef, Claim]:
        """Claims by their IRIs."""
        claims = self.nodes(_NODES, names)
        parts: dict[str, list[_Node]] = defaultdict(list)
        for part in self.nodes(_PARTS, map(URIRef, claims)).values():
            parts[_one(part, SC.ofClaim)].append(part)
        every = [part for of_claim in parts.values() for part in of_claim]
        self.read_entities({str(e) for part in every for e in (*part.get(SC.filler, ()), *part.get(SC.source, ()))})
        words = self.words([*claims.values(), *every])
        return {URIRef(name): _Claim(self, node, parts[name], words).claim(name) for name, node in claims.items()}

    def words(self, nodes: Iterable[_Node]) -> dict[str, Quote]:
        """The quotes that nodes name, by the IRIs of their spans."""
        spans = dict.fromkeys(span for node in nodes for name in _SPANS for span in node.get(name, ()))
        rows = self.store.select(_WORDS.format(_values(map(URIRef, spans)))).rows
        return {str(span): _quote(str(span), str(text)) for span, text in rows}

    def read_entities(self, names: set[str]) -> None:
        new = sorted(names - self.entities.keys())
        nodes = self.nodes(_NODES, map(URIRef, new))
        sequences: dict[str, dict[Term, list[Triple]]] = defaultdict(lambda: defaultdict(list))
        for entity, order, item, value in self.store.select(_SEQUENCES.format(_values(map(URIRef, new)))).rows:
            if order is not None and value is not None:
                sequences[str(entity)][order].append((URIRef(str(entity)), URIRef(str(item)), value))
        for name in new:
            self.entities[name] = entity_from(URIRef(name), nodes.get(name, {}), sequences[name], self.store.base)

    def nodes(self, sparql: str, names: Iterable[URIRef]) -> _Nodes:
        """Node → property → values, each once: a graph of a user's own may repeat a triple."""
        found: dict[str, dict[Term, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for node, name, value in self.store.select(sparql.format(_values(names))).rows:
            if name is not None and value is not None and value not in found[str(node)][name]:
                found[str(node)][name].append(value)
        return found


class _Claim:
    """One claim, out of its node, its parts and the words that they name."""

    def __init__(self, portions: Portions, node: _Node, parts: Sequence[_Node], words: Mapping[str, Quote]) -> None:
        self.portions, self.node, self.words = portions, node, words
        self.parts = sorted(parts, key=lambda part: int(_one(part, SC.order)))

    def claim(self, name: str) -> Claim:
        node, portions, base = self.node, self.portions, self.portions.store.base
        kind = next(portions.classes[str(t)] for t in node[RDF.type] if str(t) in portions.classes)
        roles: dict[str, list[Filler]] = defaultdict(list)
        for part in self.parts:
            if SC.filler in part:
                roles[portions.roles[_one(part, SC.role)]].append(self.filler(part, SC.filler, SC.mention))
        effect = _any(node, SC.effect)
        return Claim(
            id=local_part(name, base),
            article=local_part(_one(node, SC.article), base),
            type=kind.name,
            roles=tuple((use.name, tuple(roles[use.name])) for use in kind.roles if use.name in roles),
            status=portions.statuses[_one(node, SC.status)],
            evidence=self.words[_one(node, SC.evidence)],
            trigger=self.words[_one(node, SC.trigger)],
            evoked_by=local_part(_one(node, SC.evokedBy), base),
            confidence=float(_one(node, SC.confidence)),
            effect=None if effect is None else portions.effects[effect],
            attributions=tuple(
                Attribution(self.filler(part, SC.source, SC.sourceMention), self.quote(part, SC.cue))
                for part in self.parts
                if SC.source in part
            ),
            time=self.time(),
            amount=self.amount(),
            cues=tuple(sorted(self.words[str(span)] for span in node.get(SC.cue, ()))),
        )

    def filler(self, part: _Node, entity: URIRef, mention: URIRef) -> Filler:
        return Filler(
            entity=self.portions.entities[_one(part, entity)],
            mention=self.words[_one(part, mention)],
            antecedent=self.quote(part, SC.antecedent),
            rule=_any(part, SC.rule) or "",
            score=float(_one(part, SC.score)),
        )

    def time(self) -> Interval | None:
        node, text = self.node, _any(self.node, SC.time)
        if text is None:
            return None
        earliest, latest = _day(_any(node, SC.earliest)), _day(_any(node, SC.latest))
        return Interval(text, earliest, latest, self.quote(node, SC.timeMention))

    def amount(self) -> Amount | None:
        node, mention = self.node, self.quote(self.node, SC.amountMention)
        if mention is None:
            return None
        unit = _any(node, SCHEMA.currency) or _any(node, SCHEMA.unitText)
        return Amount(mention, _any(node, SCHEMA.value), unit)

    def quote(self, node: _Node, name: URIRef) -> Quote | None:
        span = _any(node, name)
        return None if span is None else self.words[span]


def _values(names: Iterable[URIRef]) -> str:
    return " ".join(f"<{name}>" for name in names)


def _one(node: _Node, name: URIRef) -> str:
    return str(node[name][0])


def _any(node: _Node, name: URIRef) -> str | None:
    return str(node[name][0]) if name in node else None


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _quote(span: str, text: str) -> Quote:
    place = span_of(span)
    return Quote(place.start, place.end, text)
