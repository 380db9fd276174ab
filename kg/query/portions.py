"""Stored claims turned back into values: a few SELECTs for a whole portion of them, none for a single one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypedDict, TypeVar

from rdflib import URIRef

from kg.knowledge.ontology import Ontology
from kg.model import Amount, Attribution, Claim, Entity, Filler, Interval, Quote
from kg.rdf.entities import entity_from
from kg.rdf.iri import local_part, span_of
from kg.rdf.namespaces import ONTOLOGY
from kg.rdf.terms import Term, Triple
from kg.store.base import Store

_CLAIMS = """
SELECT ?claim ?article ?class ?status ?effect ?confidence ?evokedBy ?evidence ?evidenceText ?trigger ?triggerText
       ?time ?earliest ?latest ?when ?whenText ?amount ?amountText ?value ?unit WHERE {
  VALUES ?claim { %s }
  VALUES ?class { %s }
  ?claim a ?class ; sc:article ?article ; sc:status ?status ; sc:confidence ?confidence ; sc:evokedBy ?evokedBy ;
    sc:evidence ?evidence ; sc:trigger ?trigger .
  ?evidence nif:anchorOf ?evidenceText .
  ?trigger nif:anchorOf ?triggerText .
  OPTIONAL { ?claim sc:effect ?effect }
  OPTIONAL { ?claim sc:time ?time }
  OPTIONAL { ?claim sc:earliest ?earliest }
  OPTIONAL { ?claim sc:latest ?latest }
  OPTIONAL { ?claim sc:timeMention ?when . ?when nif:anchorOf ?whenText }
  OPTIONAL { ?claim sc:amountMention ?amount . ?amount nif:anchorOf ?amountText }
  OPTIONAL { ?claim schema:value ?value }
  OPTIONAL { ?claim schema:currency|schema:unitText ?unit }
}"""

_FILLINGS = """
SELECT ?claim ?role ?order ?entity ?mention ?mentionText ?antecedent ?antecedentText ?rule ?score WHERE {
  VALUES ?claim { %s }
  ?part sc:ofClaim ?claim ; sc:filler ?entity ; sc:role ?role ; sc:order ?order ; sc:mention ?mention ;
    sc:score ?score .
  ?mention nif:anchorOf ?mentionText .
  OPTIONAL { ?part sc:antecedent ?antecedent . ?antecedent nif:anchorOf ?antecedentText }
  OPTIONAL { ?part sc:rule ?rule }
}"""

_ATTRIBUTIONS = """
SELECT ?claim ?cue ?cueText ?order ?entity ?mention ?mentionText ?antecedent ?antecedentText ?rule ?score WHERE {
  VALUES ?claim { %s }
  ?claim sc:attribution ?part .
  ?part sc:source ?entity ; sc:order ?order ; sc:sourceMention ?mention ; sc:score ?score .
  ?mention nif:anchorOf ?mentionText .
  OPTIONAL { ?part sc:cue ?cue . ?cue nif:anchorOf ?cueText }
  OPTIONAL { ?part sc:antecedent ?antecedent . ?antecedent nif:anchorOf ?antecedentText }
  OPTIONAL { ?part sc:rule ?rule }
}"""

_CUES = "SELECT ?claim ?cue ?text WHERE { VALUES ?claim { %s } ?claim sc:cue ?cue . ?cue nif:anchorOf ?text }"

_ENTITIES = """
SELECT ?entity ?property ?value ?sequence WHERE {
  VALUES ?entity { %s }
  { VALUES ?property { rdf:type rdfs:label skos:altLabel sc:iso sc:country schema:manufacturer schema:isVariantOf
                       schema:member skos:exactMatch }
    ?entity ?property ?value }
  UNION
  { VALUES ?sequence { sc:kindsInOrder sc:membersInOrder }
    ?entity ?sequence ?list . ?list ?property ?value }
}"""

_ARTICLES = """
SELECT ?article ?id ?title ?lang ?digest ?published ?publisher ?author ?url WHERE {
  VALUES ?article { %s }
  ?article schema:identifier ?id ; schema:headline ?title ; schema:inLanguage ?lang ; sc:digest ?digest .
  OPTIONAL { ?article schema:datePublished ?published }
  OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?article schema:author ?author }
  OPTIONAL { ?article schema:url ?url }
}"""

_Row = dict[str, Term | None]
_Item = TypeVar("_Item")


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


class Portions:
    """Reads portions of one store; entities are read once and kept."""

    def __init__(self, store: Store, ontology: Ontology) -> None:
        self.store, self.ontology = store, ontology
        self.entities: dict[str, Entity] = {}
        self.classes = {ONTOLOGY + c.iri_name: c for c in ontology.classes.values()}
        self.statuses = {ONTOLOGY + s.iri_name: s.name for s in ontology.statuses}
        self.effects = {ONTOLOGY + e.iri_name: e.name for e in ontology.effects}
        self.roles = {ONTOLOGY + r.iri_name: r.name for r in ontology.roles.values()}

    def claims(self, names: Sequence[URIRef]) -> dict[URIRef, Claim]:
        """Claims by their IRIs."""
        chosen = _values(names)
        fillings = self.rows(_FILLINGS % chosen)
        attributions = self.rows(_ATTRIBUTIONS % chosen)
        self.read_entities({str(row["entity"]) for row in (*fillings, *attributions)})
        roles: dict[str, dict[str, dict[int, Filler]]] = defaultdict(lambda: defaultdict(dict))
        for row in fillings:
            roles[str(row["claim"])][self.roles[str(row["role"])]][_number(row["order"])] = self.filler(row)
        sources: dict[str, dict[int, Attribution]] = defaultdict(dict)
        for row in attributions:
            sources[str(row["claim"])][_number(row["order"])] = Attribution(self.filler(row), _quote(row, "cue"))
        cues: dict[str, set[Quote]] = defaultdict(set)
        for row in self.rows(_CUES % chosen):
            cues[str(row["claim"])].add(_words(row["cue"], row["text"]))
        classes = _values(map(URIRef, self.classes))
        return {
            URIRef(name): self.claim(row, roles[name], _in_order(sources[name]), tuple(sorted(cues[name])))
            for row in self.rows(_CLAIMS % (chosen, classes))
            if (name := str(row["claim"]))
        }

    def claim(
        self,
        row: _Row,
        roles: dict[str, dict[int, Filler]],
        attributions: tuple[Attribution, ...],
        cues: tuple[Quote, ...],
    ) -> Claim:
        kind, base, time = self.classes[str(row["class"])], self.store.base, row["time"]
        amount = _quote(row, "amount")
        return Claim(
            id=local_part(str(row["claim"]), base),
            article=local_part(str(row["article"]), base),
            type=kind.name,
            roles=tuple((use.name, _in_order(roles[use.name])) for use in kind.roles if use.name in roles),
            status=self.statuses[str(row["status"])],
            evidence=_words(row["evidence"], row["evidenceText"]),
            trigger=_words(row["trigger"], row["triggerText"]),
            evoked_by=local_part(str(row["evokedBy"]), base),
            confidence=float(str(row["confidence"])),
            effect=None if row["effect"] is None else self.effects[str(row["effect"])],
            attributions=attributions,
            time=None
            if time is None
            else Interval(str(time), _day(row["earliest"]), _day(row["latest"]), _quote(row, "when")),
            amount=None if amount is None else Amount(amount, _text(row["value"]), _text(row["unit"])),
            cues=cues,
        )

    def articles(self, names: Iterable[URIRef]) -> dict[URIRef, ArticleFields]:
        """What is told of articles, by their IRIs."""
        return {
            URIRef(str(row["article"])): ArticleFields(
                id=str(row["id"]),
                title=str(row["title"]),
                lang=str(row["lang"]),
                published=_day(row["published"]),
                publisher=_text(row["publisher"]),
                author=_text(row["author"]),
                url=_text(row["url"]),
                digest=str(row["digest"]),
            )
            for row in self.rows(_ARTICLES % _values(names))
        }

    def read_entities(self, names: set[str]) -> None:
        new = sorted(names - self.entities.keys())
        values: dict[str, dict[Term, set[Term]]] = defaultdict(lambda: defaultdict(set))
        sequences: dict[str, dict[Term, set[Triple]]] = defaultdict(lambda: defaultdict(set))
        for name, predicate, value, sequence in self.store.select(_ENTITIES % _values(map(URIRef, new))).rows:
            if predicate is None or value is None:
                continue
            if sequence is None:
                values[str(name)][predicate].add(value)
            else:
                sequences[str(name)][sequence].add((URIRef(str(name)), URIRef(str(predicate)), value))
        for entity in new:
            self.entities[entity] = entity_from(URIRef(entity), values[entity], sequences[entity], self.store.base)

    def filler(self, row: _Row) -> Filler:
        return Filler(
            entity=self.entities[str(row["entity"])],
            mention=_words(row["mention"], row["mentionText"]),
            antecedent=_quote(row, "antecedent"),
            rule=_text(row["rule"]) or "",
            score=float(str(row["score"])),
        )

    def rows(self, sparql: str) -> list[_Row]:
        table = self.store.select(sparql)
        return [dict(zip(table.variables, row, strict=True)) for row in table.rows]


def _values(names: Iterable[URIRef]) -> str:
    return " ".join(name.n3() for name in names)


def _in_order(items: dict[int, _Item]) -> tuple[_Item, ...]:
    return tuple(items[order] for order in sorted(items))


def _words(span: Term | None, text: Term | None) -> Quote:
    place = span_of(str(span))
    return Quote(place.start, place.end, str(text))


def _quote(row: _Row, name: str) -> Quote | None:
    return None if row[name] is None else _words(row[name], row[f"{name}Text"])


def _number(value: Term | None) -> int:
    return int(str(value))


def _day(value: Term | None) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


def _text(value: Term | None) -> str | None:
    return None if value is None else str(value)
