"""A claim as triples: a node with its roles, its words, its sources, its time, and what simple queries need."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import RDF

from kg.knowledge.ontology import Ontology
from kg.model import Amount, Attribution, Claim, Filler, Interval, Quote
from kg.rdf.edges import derived_edges
from kg.rdf.iri import article_iri, claim_iri, lexicon_iri, name_iri, span_iri
from kg.rdf.namespaces import BASE, ITSRDF, NIF, SC, SCHEMA, Base
from kg.rdf.terms import Triple, day, decimal, integer, text

_CURRENCY = re.compile(r"[A-Z]{3}")


def claim_triples(claim: Claim, ontology: Ontology, base: Base = BASE) -> list[Triple]:
    """Everything that a claim holds but the description of its entities; each triple once, in a fixed order."""
    return list(dict.fromkeys(_Writer(claim, ontology, base).triples()))


class _Writer:
    """The parts of one claim."""

    def __init__(self, claim: Claim, ontology: Ontology, base: Base) -> None:
        self.claim, self.ontology, self.base = claim, ontology, base
        self.node = claim_iri(claim.id, base)

    def triples(self) -> Iterator[Triple]:
        claim, node = self.claim, self.node
        yield node, RDF.type, SC[self.ontology.classes[claim.type].iri_name]
        yield node, SC.article, article_iri(claim.article, self.base)
        yield node, SC.status, SC[self.ontology.status(claim.status).iri_name]
        yield node, SC.confidence, decimal(claim.confidence)
        yield node, SC.evokedBy, lexicon_iri(claim.evoked_by, self.base)
        if claim.effect is not None:
            yield node, SC.effect, SC[self.ontology.effect(claim.effect).iri_name]
        yield from self.words(node, SC.evidence, claim.evidence)
        yield from self.words(node, SC.trigger, claim.trigger)
        for cue in claim.cues:
            yield from self.words(node, SC.cue, cue)
        for role, fillers in claim.roles:
            for order, filler in enumerate(fillers, 1):
                yield from self.filling(role, order, filler)
        for order, attribution in enumerate(claim.attributions, 1):
            yield from self.attribution(order, attribution)
        if claim.time is not None:
            yield from self.time(claim.time)
        if claim.amount is not None:
            yield from self.amount(claim.amount)
        yield from self.legs()
        yield from self.edges()

    def filling(self, role: str, order: int, filler: Filler) -> Iterator[Triple]:
        """The plain role property, and a node with how the entity came to fill it."""
        named, part = self.ontology.roles[role], self.part(f"{role}{order}")
        entity = name_iri(filler.entity.id, self.base)
        yield self.node, SC[named.iri_name], entity
        yield from self.words(self.node, SC[named.mention], filler.mention, entity)
        yield part, RDF.type, SC.Filling
        yield part, SC.ofClaim, self.node
        yield part, SC.role, SC[named.iri_name]
        yield part, SC.order, integer(order)
        yield part, SC.filler, entity
        yield part, SC.mention, span_iri(self.claim.article, filler.mention, self.base)
        yield from self.found(part, filler)

    def attribution(self, order: int, attribution: Attribution) -> Iterator[Triple]:
        part, filler = self.part(f"by{order}"), attribution.source
        entity = name_iri(filler.entity.id, self.base)
        yield self.node, SC.attributedTo, entity
        yield self.node, SC.attribution, part
        yield part, RDF.type, SC.Attribution
        yield part, SC.ofClaim, self.node
        yield part, SC.order, integer(order)
        yield part, SC.source, entity
        yield from self.words(part, SC.sourceMention, filler.mention, entity)
        if attribution.cue is not None:
            yield from self.words(part, SC.cue, attribution.cue)
        yield from self.found(part, filler)

    def found(self, part: URIRef, filler: Filler) -> Iterator[Triple]:
        """How a filler or a source was found."""
        yield part, SC.score, decimal(filler.score)
        if filler.rule:
            yield part, SC.rule, text(filler.rule)
        if filler.antecedent is not None:
            yield from self.words(part, SC.antecedent, filler.antecedent)

    def time(self, time: Interval) -> Iterator[Triple]:
        yield self.node, SC.time, text(time.text)
        if time.earliest is not None:
            yield self.node, SC.earliest, day(time.earliest)
        if time.latest is not None:
            yield self.node, SC.latest, day(time.latest)
        if time.mention is not None:
            yield from self.words(self.node, SC.timeMention, time.mention)

    def amount(self, amount: Amount) -> Iterator[Triple]:
        yield self.node, SC.amount, text(amount.mention.text)
        yield from self.words(self.node, SC.amountMention, amount.mention)
        if amount.value is not None:
            yield self.node, SCHEMA.value, decimal(amount.value)
        if amount.unit is not None:
            unit = SCHEMA.currency if _CURRENCY.fullmatch(amount.unit) else SCHEMA.unitText
            yield self.node, unit, text(amount.unit)

    def legs(self) -> Iterator[Triple]:
        """Steps of a route, for classes that have routes; parallel ends give legs of the same order."""
        if not any(edge.through for edge in self.ontology.classes[self.claim.type].edges):
            return
        for number, leg in enumerate(self.claim.legs, 1):
            node = name_iri(f"leg:{self.claim.id}-{number}", self.base)
            yield node, RDF.type, SC.Leg
            yield node, SC.ofClaim, self.node
            yield node, SC.order, integer(leg.order)
            if leg.start is not None:
                yield node, SC["from"], name_iri(leg.start.id, self.base)
            if leg.end is not None:
                yield node, SC.to, name_iri(leg.end.id, self.base)

    def edges(self) -> Iterator[Triple]:
        for edge in derived_edges(self.claim, self.ontology):
            source, target = name_iri(edge.source, self.base), name_iri(edge.target, self.base)
            for name in edge.properties:
                yield source, SC[name], target

    def words(
        self, subject: URIRef, predicate: URIRef, quote: Quote, entity: URIRef | None = None
    ) -> Iterator[Triple]:
        """A span of the article, shared by all that use it, and the entity that it means there."""
        span = span_iri(self.claim.article, quote, self.base)
        yield subject, predicate, span
        yield span, RDF.type, NIF.RFC5147String
        yield span, NIF.referenceContext, article_iri(self.claim.article, self.base)
        yield span, NIF.beginIndex, integer(quote.start)
        yield span, NIF.endIndex, integer(quote.end)
        yield span, NIF.anchorOf, text(quote.text)
        if entity is not None:
            yield span, ITSRDF.taIdentRef, entity

    def part(self, suffix: str) -> URIRef:
        return name_iri(f"claim:{self.claim.id}-{suffix}", self.base)
