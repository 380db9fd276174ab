"""Binary edges that claims give: what simple queries and graph algorithms use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.knowledge.ontology import Edge, Ontology
from kg.model import Claim


@dataclass(frozen=True, slots=True)
class DerivedEdge:
    """From one entity to another, by their ids.

    properties  names to write: the weak one, and after it the strong one when the claim is certain enough
    order       step of the route, from 1; 1 for an edge without steps
    """

    source: str
    target: str
    properties: tuple[str, ...]
    kind: Edge
    order: int = 1


def derived_edges(claim: Claim, ontology: Ontology) -> tuple[DerivedEdge, ...]:
    """Edges of a claim in the ontology's order: none when it is denied, or its effect frees.

    The strong property is left out unless the claim is stated and, where its class has effects, its effect limits.
    """
    return tuple(
        DerivedEdge(source, target, properties, edge, order)
        for edge, properties in edge_properties(claim, ontology)
        for source, target, order in entity_pairs(claim, edge)
        if source != target
    )


def edge_properties(claim: Claim, ontology: Ontology) -> tuple[tuple[Edge, tuple[str, ...]], ...]:
    """Edges that a claim of this class, status and effect gives, each with the properties to write."""
    effectless = ontology.classes[claim.type].effects and claim.effect is None
    found = ontology.edges(claim.type, claim.status, claim.effect)
    return tuple((edge, (edge.weak,) if effectless else properties) for edge, properties in found)


def entity_pairs(claim: Claim, edge: Edge) -> Iterator[tuple[str, str, int]]:
    """Distinct (source id, target id, order) that an edge joins in a claim, whatever its status.

    A route goes leg by leg, and never from its start straight to its end.
    """
    if edge.through is not None:
        pairs = [(leg.start.id, leg.end.id, leg.order) for leg in claim.legs if leg.start and leg.end]
    else:
        ends = [filler.entity.id for filler in claim.role(edge.target)]
        pairs = [(filler.entity.id, end, 1) for filler in claim.role(edge.source) for end in ends]
    yield from dict.fromkeys(pairs)
