"""Whether a graph keeps to the shapes, one readable line for each place where it does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import pyshacl
from rdflib import Dataset, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.knowledge.ontology import Ontology
from kg.rdf.namespaces import ITSRDF, NIF, PREFIXES
from kg.rdf.shapes import shapes_graph

# triples that are validated together: fixed costs of a run weigh little, and a large store never lies in memory whole
_BATCH = 50_000


@dataclass(frozen=True, slots=True)
class Violation:
    """A node that breaks a shape.

    graph    the named graph that describes it, "" when there is none
    path     property that is wrong, value its value; "" when the node itself is
    """

    graph: str
    node: str
    path: str
    value: str
    message: str

    def __str__(self) -> str:
        where = " ".join(part for part in (self.node, self.path, self.value) if part)
        return f"{where}: {self.message}" + (f" ({self.graph})" if self.graph else "")


def validate(graph: Graph, ontology: Ontology, prefixes: Mapping[str, str] = PREFIXES) -> tuple[Violation, ...]:
    """Everything in a graph, or in the named graphs of a Dataset, that breaks the ontology's shapes; sorted.

    In a Dataset an entity's type may stand in another graph than the claim (the gazetteer's do); a Graph must hold all.
    Some 9 ms a claim.
    """
    shapes, found, short = _flat(shapes_graph(ontology)), set[Violation](), partial(_short, prefixes=prefixes)
    for batch, owners in _batches(graph, ontology):
        _, report, _ = pyshacl.validate(batch, shacl_graph=shapes, inplace=True)
        for node, path, value, message in (*_results(report), *_broken_words(batch, ontology)):
            # a node without owner came along for its type, and is reported with its own graph
            if node in owners:
                found.add(Violation(short(owners[node]), short(node), short(path), short(value), message))
    return tuple(sorted(found, key=lambda v: (v.graph, v.node, v.path, v.value, v.message)))


def _flat(shapes: Graph) -> Graph:
    """The same shapes with the targets of a node shape at its property shapes.

    pySHACL checks a targeted property shape once for all its nodes, one under a node shape once for each.
    """
    for node, part in list(shapes.subject_objects(SH.property)):
        shapes.remove((node, SH.property, part))
        for target in shapes.objects(node, SH.targetClass):
            shapes.add((part, SH.targetClass, target))
    return shapes


def _batches(graph: Graph, ontology: Ontology) -> Iterator[tuple[Graph, dict[Node, Node | None]]]:
    """Graphs to validate at once, with the named graph that each of their subjects is described in."""
    if not isinstance(graph, Dataset):
        yield graph, dict.fromkeys(graph.subjects())
        return
    sc = Namespace(ontology.iri)
    types: dict[Node, set[Node]] = {}
    for name in ontology.entity_types:
        for node, _, type_, _ in graph.quads((None, RDF.type, sc[name], None)):
            types.setdefault(node, set()).add(type_)
    batch, owners = Graph(), dict[Node, Node | None]()
    for named in sorted(graph.graphs(), key=lambda g: str(g.identifier)):
        for triple in named.triples((None, None, None)):
            batch.add(triple)
            owners.setdefault(triple[0], named.identifier)
        if len(batch) >= _BATCH:
            yield _typed(batch, types), owners
            batch, owners = Graph(), {}
    yield _typed(batch, types), owners


def _typed(batch: Graph, types: Mapping[Node, Iterable[Node]]) -> Graph:
    """The batch with the types of the entities that it speaks of and does not describe."""
    untyped = {o for o in batch.objects(unique=True) if o in types and (o, RDF.type, None) not in batch}
    for node in untyped:
        for type_ in types[node]:
            batch.add((node, RDF.type, type_))
    return batch


_Result = tuple[Node, Node | None, Node | None, str]


def _results(report: Graph) -> Iterator[_Result]:
    """Focus node, path, value and message of each result in a SHACL report."""
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
        message = min((str(m) for m in report.objects(result, SH.resultMessage)), default="breaks a shape")
        if node is not None:
            yield node, path if isinstance(path, URIRef) else None, report.value(result, SH.value), message


def _broken_words(graph: Graph, ontology: Ontology) -> Iterator[_Result]:
    """Spans whose words have another length than their offsets say, and fillers of a role without words.

    SHACL can say both only as a SPARQL query for each span and claim, a hundred times slower.
    """
    sc = Namespace(ontology.iri)
    for span, words in graph.subject_objects(NIF.anchorOf):
        begin, end = (_integer(graph.value(span, p)) for p in (NIF.beginIndex, NIF.endIndex))
        if begin is not None and end is not None and len(str(words)) != end - begin:
            yield span, NIF.anchorOf, words, "the words of a span are as long as its offsets say"
    for role in ontology.roles.values():
        for claim, filler in graph.subject_objects(sc[role.iri_name]):
            spans = graph.objects(claim, sc[role.mention])
            if not any((span, ITSRDF.taIdentRef, filler) in graph for span in spans):
                message = f"the filler has its words, a span of {role.mention} that refers to it"
                yield claim, sc[role.iri_name], filler, message


def _integer(term: Node | None) -> int | None:
    value = term.toPython() if isinstance(term, Literal) else None
    return value if isinstance(value, int) else None


def _short(term: Node | None, prefixes: Mapping[str, str]) -> str:
    """ "claim:9b1f" for an IRI under a known prefix, the words of a literal, "" for nothing."""
    if not isinstance(term, URIRef):
        return "" if term is None else str(term)
    prefix, namespace = max(prefixes.items(), key=lambda p: len(p[1]) if term.startswith(p[1]) else -1)
    return f"{prefix}:{term.removeprefix(namespace)}" if term.startswith(namespace) else f"<{term}>"
