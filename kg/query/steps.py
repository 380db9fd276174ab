"""Steps of routes as a store holds them, without their words: enough to look for ways through them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rdflib import URIRef

from kg.knowledge.ontology import Ontology, Status
from kg.model import Entity
from kg.query.portions import Portions
from kg.query.questions import ANY_TIME, Times, conditions
from kg.rdf.iri import name_iri
from kg.rdf.terms import Term
from kg.store.base import Store

# who asks for a maker or a kind asks for its goods, too; a claim may name only their kind
_GOODS = """
SELECT DISTINCT ?goods ?asked WHERE {{
  VALUES ?given {{ {} }}
  {{ ?goods (schema:isVariantOf|schema:manufacturer|schema:member)? ?given . BIND(true AS ?asked) }}
  UNION {{ ?given schema:isVariantOf ?goods . BIND(false AS ?asked) }}
}}"""
_STEPS = """
SELECT DISTINCT ?leg ?claim ?order ?from ?to ?goods ?status ?confidence ?earliest ?latest WHERE {{
  VALUES ?goods {{ {} }}
  ?claim sc:theme ?goods ; sc:status ?status ; sc:confidence ?confidence .
  ?leg sc:ofClaim ?claim ; sc:from ?from ; sc:to ?to ; sc:order ?order .
  {}
  OPTIONAL {{ ?claim sc:earliest ?earliest }} OPTIONAL {{ ?claim sc:latest ?latest }}
}}"""


@dataclass(frozen=True, slots=True)
class Step:
    """One step that one claim tells.

    asked      whether its goods are those asked for, and not only a kind that may hold them
    certainty  of its status, 0 for a denial
    """

    claim: URIRef
    order: int
    start: Entity
    end: Entity
    goods: tuple[Entity, ...]
    asked: bool
    status: str
    certainty: int
    confidence: float
    earliest: date | None
    latest: date | None


def steps(
    store: Store, ontology: Ontology, goods: Collection[str], times: Times = ANY_TIME
) -> dict[URIRef, tuple[Step, ...]]:
    """Claim → its steps in order of travel, for all claims whose goods are or may hold those asked for (ids)."""
    given = " ".join(name_iri(id, store.base).n3() for id in sorted(goods))
    named: dict[str, bool] = {}
    for name, asked in store.select(_GOODS.format(given)).rows:
        named[str(name)] = named.get(str(name), False) or str(asked) == "true"
    values = " ".join(f"<{name}>" for name in sorted(named))
    rows = store.select(_STEPS.format(values, conditions(["?claim"], times))).rows
    portions = Portions(store, ontology)
    portions.read_entities({str(row[place]) for row in rows for place in (3, 4, 5)})
    statuses = {ontology.iri + s.iri_name: s for s in ontology.statuses}
    legs: dict[str, list[tuple[Term | None, ...]]] = defaultdict(list)
    for row in rows:
        legs[str(row[0])].append(row)
    found: dict[URIRef, list[Step]] = defaultdict(list)
    for _, same in sorted(legs.items(), key=lambda leg: int(leg[0].rpartition("-")[2])):  # as the claim counts them
        step = _step(same, named, portions.entities, statuses)
        found[step.claim].append(step)
    return {claim: tuple(sorted(its, key=lambda step: step.order)) for claim, its in sorted(found.items())}


def _step(
    rows: Iterable[tuple[Term | None, ...]], named: Mapping[str, bool], entities: Mapping[str, Entity],
    statuses: Mapping[str, Status],
) -> Step:  # fmt: skip
    """Rows of one leg: they differ in their goods alone."""
    rows = sorted(rows, key=lambda row: str(row[5]))
    _, claim, order, start, end, _, status, confidence, earliest, latest = map(str, rows[0])
    return Step(
        claim=URIRef(claim), order=int(order), start=entities[start], end=entities[end],
        goods=tuple(entities[str(row[5])] for row in rows), asked=any(named[str(row[5])] for row in rows),
        status=statuses[status].name, certainty=statuses[status].certainty, confidence=float(confidence), earliest=_day(earliest), latest=_day(latest),
    )  # fmt: skip


def _day(text: str) -> date | None:
    return None if text == "None" else date.fromisoformat(text)

