"""The claim classes, roles, statuses, effects and entity types that `ontologies/supply-chain.ttl` declares.

Everything here comes from that file: a claim class is added there, with no Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from kg.errors import KnowledgeError
from kg.model import EntityType

FILE = "supply-chain.ttl"
_LANGS = ("en", "fr")
_SCHEMA = Namespace("https://schema.org/")
_Python = TypeVar("_Python", bool, int, str)


@dataclass(frozen=True, slots=True)
class Named:
    """A term of the ontology.

    name        how the code calls it: "Movement", "theme", "stated"
    iri_name    its local name in the ontology's namespace: "Movement", "theme", "Stated"
    labels      language → label
    definitions language → definition
    """

    name: str
    iri_name: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Role(Named):
    """`mention`: local name of the property whose value is the words of the article ("originMention")."""

    mention: str


@dataclass(frozen=True, slots=True)
class Status(Named):
    """`certainty`: the greater the more certain; 0 for a denial alone."""

    certainty: int


@dataclass(frozen=True, slots=True)
class Effect(Named):
    """`direction`: 1 where the effect limits, -1 where it frees."""

    direction: int


@dataclass(frozen=True, slots=True)
class RoleUse:
    """A role in one claim class; `types` are those that its fillers can have."""

    name: str
    core: bool
    types: frozenset[EntityType]


@dataclass(frozen=True, slots=True)
class Edge:
    """A binary edge derived from a claim.

    strong   property for claims that are stated (and whose effect, if any, limits)
    weak     its super-property, for every status but denied (and no effect that frees)
    source   role at its start
    target   role at its end; the same as `source` for a symmetric edge between distinct fillers
    through  role whose fillers, in order, break it into steps (via), None for a direct edge
    labels   language → label of the strong property; `weak_labels` of the weak one
    """

    strong: str
    weak: str
    source: str
    target: str
    through: str | None
    labels: Mapping[str, str]
    weak_labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ClaimClass(Named):
    """A kind of claim: its roles in order, its derived edges (the principal one first), whether it has effects."""

    roles: tuple[RoleUse, ...]
    edges: tuple[Edge, ...]
    effects: bool

    @property
    def core(self) -> tuple[str, ...]:
        """Roles without any of which there is no claim."""
        return tuple(use.name for use in self.roles if use.core)

    def role(self, name: str) -> RoleUse | None:
        return next((use for use in self.roles if use.name == name), None)


@dataclass(frozen=True, slots=True)
class Ontology:
    """All tables of the ontology.

    version       "0.1.0"
    iri           namespace of its terms, "…#"; `iri + iri_name` is a term
    classes       claim classes in order
    roles         roles by name, in the order in which the classes use them
    statuses      most certain first
    effects       those that limit first
    entity_types  by name, in the order of `EntityType`
    sources       types that a claim's source can have
    turtle        the file's text: all that the tables leave out
    """

    version: str
    iri: str
    classes: Mapping[str, ClaimClass]
    roles: Mapping[str, Role]
    statuses: tuple[Status, ...]
    effects: tuple[Effect, ...]
    entity_types: Mapping[str, Named]
    sources: frozenset[EntityType]
    turtle: str

    def status(self, name: str) -> Status:
        """Raises KeyError for a name that is no status."""
        return {status.name: status for status in self.statuses}[name]

    def effect(self, name: str) -> Effect:
        """Raises KeyError for a name that is no effect."""
        return {effect.name: effect for effect in self.effects}[name]

    def edges(self, claim: str, status: str, effect: str | None) -> tuple[tuple[Edge, tuple[str, ...]], ...]:
        """Edges that a claim of this class gives, each with the properties to write: none, weak, or weak and strong."""
        certain = self.status(status).certainty
        if certain == 0 or (effect and self.effect(effect).direction < 0):
            return ()
        strong = certain == self.statuses[0].certainty
        return tuple((e, (e.weak, e.strong) if strong else (e.weak,)) for e in self.classes[claim].edges)


def load_ontology(root: Path) -> Ontology:
    """Read `root/supply-chain.ttl`. Raises KnowledgeError naming the term that is wrong."""
    path = root / FILE
    try:
        turtle = path.read_text(encoding="utf-8")
        graph = Graph().parse(data=turtle, format="turtle")
    except OSError as error:
        raise KnowledgeError(f"{path}: {error.strerror}") from error
    except BadSyntax as error:
        # "at line 5 of <>:\nBad syntax (objectList expected) at ^ in: …"
        reason = " ".join(str(error).partition(" at ^")[0].replace(" of <>", "").split())
        raise KnowledgeError(f"{path}: {reason}") from error
    return _Reader(graph, path).ontology(turtle)


class _Reader:
    """Typed tables out of the ontology's triples; every failure names its term."""

    def __init__(self, graph: Graph, path: Path) -> None:
        self.graph, self.path = graph, path
        found = sorted(graph.subjects(RDF.type, OWL.Ontology), key=str)
        if len(found) != 1:
            raise KnowledgeError(f"{path}: declares {len(found)} ontologies instead of one")
        self.sc = Namespace(str(found[0]))

    def ontology(self, turtle: str) -> Ontology:
        sc, graph = self.sc, self.graph
        types = {t.value: self.entity_type(sc[t.value]) for t in EntityType}
        classes = [self.claim_class(node) for node in self.ordered(graph.subjects(RDFS.subClassOf, sc.Claim))]
        used = {sc[use.name]: None for c in classes for use in c.roles}
        statuses = [self.status(node) for node in graph.subjects(RDF.type, sc.Status)]
        effects = [self.effect(node) for node in graph.subjects(RDF.type, sc.Effect)]
        return Ontology(
            version=str(self.value(URIRef(str(sc)), OWL.versionInfo)),
            iri=str(sc),
            classes={c.name: c for c in classes},
            roles={role.name: role for role in map(self.role, used)},
            statuses=tuple(sorted(statuses, key=lambda s: -s.certainty)),
            effects=tuple(sorted(effects, key=lambda e: (-e.direction, e.name))),
            entity_types=types,
            sources=self.types(sc.source, _SCHEMA.rangeIncludes),
            turtle=turtle,
        )

    def entity_type(self, node: Node) -> Named:
        if (node, RDFS.subClassOf, self.sc.Entity) not in self.graph:
            raise self.wrong(node, "is not declared as an entity type")
        return self.named(node, node)

    def claim_class(self, node: Node) -> ClaimClass:
        sc, named = self.sc, self.named(node, node)
        uses = tuple(self.role_use(use) for use in self.ordered(self.graph.objects(node, sc.roleUse)))
        edges = tuple(self.edge(edge) for edge in self.ordered(self.graph.subjects(sc.edgeOf, node)))
        roles = {use.name for use in uses}
        for edge in edges:
            for role in (edge.source, edge.target, edge.through):
                if role is not None and role not in roles:
                    raise self.wrong(sc[edge.strong], f"is an edge of {named.name}, which has no role {role}")
        if not any(use.core for use in uses):
            raise self.wrong(node, "has no core role")
        effects = (node, sc.hasEffects, Literal(True)) in self.graph
        return ClaimClass(named.name, named.iri_name, named.labels, named.definitions, uses, edges, effects)

    def role_use(self, node: Node) -> RoleUse:
        types = self.types(node, self.sc.fillerType)
        if not types:
            raise self.wrong(node, "has no sc:fillerType")
        return RoleUse(self.local(self.value(node, self.sc.role)), self.literal(node, self.sc.core, bool), types)

    def edge(self, strong: Node) -> Edge:
        sc = self.sc
        weak = self.value(strong, RDFS.subPropertyOf)
        through = self.graph.value(strong, sc.edgeThrough)
        return Edge(
            strong=self.local(strong),
            weak=self.local(weak),
            source=self.local(self.value(strong, sc.edgeSource)),
            target=self.local(self.value(strong, sc.edgeTarget)),
            through=None if through is None else self.local(through),
            labels=self.texts(strong, RDFS.label),
            weak_labels=self.texts(weak, RDFS.label),
        )

    def role(self, node: Node) -> Role:
        named = self.named(node, node)
        mentions = sorted(self.graph.subjects(self.sc.mentionOf, node), key=str)
        if len(mentions) != 1:
            raise self.wrong(node, f"has {len(mentions)} properties that are sc:mentionOf it instead of one")
        return Role(named.name, named.iri_name, named.labels, named.definitions, self.local(mentions[0]))

    def status(self, node: Node) -> Status:
        n = self.named(node, self.value(node, SKOS.notation))
        return Status(n.name, n.iri_name, n.labels, n.definitions, self.literal(node, self.sc.certainty, int))

    def effect(self, node: Node) -> Effect:
        n = self.named(node, self.value(node, SKOS.notation))
        return Effect(n.name, n.iri_name, n.labels, n.definitions, self.literal(node, self.sc.direction, int))

    def named(self, node: Node, name: Node) -> Named:
        called = str(name) if isinstance(name, Literal) else self.local(name)
        return Named(called, self.local(node), self.texts(node, RDFS.label), self.texts(node, SKOS.definition))

    def texts(self, node: Node, predicate: URIRef) -> dict[str, str]:
        found = {o.language: str(o) for o in self.graph.objects(node, predicate) if isinstance(o, Literal)}
        missing = [lang for lang in _LANGS if lang not in found]
        if missing:
            raise self.wrong(node, f"has no {predicate.fragment} in {', '.join(missing)}")
        return {lang: text for lang, text in sorted(found.items(), key=lambda pair: str(pair[0])) if lang}

    def types(self, node: Node, predicate: URIRef) -> frozenset[EntityType]:
        names = [self.local(o) for o in self.graph.objects(node, predicate)]
        try:
            return frozenset(EntityType(name) for name in names)
        except ValueError as error:
            raise self.wrong(node, str(error)) from error

    def ordered(self, nodes: Iterable[Node]) -> list[Node]:
        return sorted(nodes, key=lambda node: (self.literal(node, self.sc.order, int), str(node)))

    def literal(self, node: Node, predicate: URIRef, kind: type[_Python]) -> _Python:
        value = self.value(node, predicate)
        python = value.toPython() if isinstance(value, Literal) else None
        if not isinstance(python, kind):
            raise self.wrong(node, f"has a {predicate.fragment} that is no {kind.__name__}")
        return python

    def value(self, node: Node, predicate: URIRef) -> Node:
        found = sorted(self.graph.objects(node, predicate), key=str)
        if len(found) != 1:
            raise self.wrong(node, f"has {len(found)} values of {predicate.fragment or predicate} instead of one")
        return found[0]

    def local(self, node: Node) -> str:
        if not str(node).startswith(str(self.sc)) or str(node) == str(self.sc):
            raise KnowledgeError(f"{self.path}: {node} is not a term of <{self.sc}>")
        return str(node)[len(str(self.sc)) :]

    def wrong(self, node: Node, reason: str) -> KnowledgeError:
        return KnowledgeError(f"{self.path}: {str(node).removeprefix(str(self.sc))} {reason}")
