"""The triples of a graph with other names for entities, and the way back to what was read.

Claims, legs and edges take the new name; what described the old one becomes another name of the new one. What went and
what came is written down in the graph itself, so that every judgement can be taken back.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from kg.identity.groups import Groups, Target
from kg.identity.judgement import Ref
from kg.knowledge.names import normal
from kg.rdf.entities import TYPE_OF_PREFIX
from kg.rdf.iri import iri_name, name_iri
from kg.rdf.namespaces import ITSRDF, NIF, SC, SCHEMA, Base
from kg.rdf.terms import Term, Triple, text

# carries the patch of a graph; for the store's own use
PATCH = SKOS.changeNote

_NAMES = frozenset({RDFS.label, SKOS.altLabel})
# what names the sequence of an entity's kinds or members, after its own name
ORDERS = ("#kinds", "#members")
_ORDERS = frozenset({SC.kindsInOrder, SC.membersInOrder})
_DESCRIPTIONS = frozenset(
    {SC.iso, SC.country, SCHEMA.manufacturer, SCHEMA.isVariantOf, SCHEMA.member, SKOS.exactMatch}
)

Swaps = Mapping[str, Target]  # id as it was read → what it becomes


@dataclass(frozen=True, slots=True)
class Patch:
    """What went out of a graph and what came in, for the sake of these swaps (id → id)."""

    swaps: Mapping[str, str]
    out: frozenset[Triple]
    into: frozenset[Triple]

    def note(self, graph: URIRef) -> Triple:
        """The patch as a triple of the graph."""
        parts = {
            "swaps": dict(sorted(self.swaps.items())),
            "out": sorted(map(_packed, self.out), key=str),
            "in": sorted(map(_packed, self.into), key=str),
        }
        return graph, PATCH, Literal(json.dumps(parts, ensure_ascii=False))


def read_patch(note: str) -> Patch:
    parts = json.loads(note)
    out, into = (frozenset(map(_unpacked, parts[side])) for side in ("out", "in"))
    return Patch(parts["swaps"], out, into)


def swaps_of(groups: Groups, moved: Swaps, article: str | None, triples: Collection[Triple], base: Base) -> Swaps:
    """What becomes of the ids in a graph, as it was read: `moved` of all graphs, and what was judged of this article."""
    scoped = groups.scoped(article) if article is not None else ()
    if not scoped:
        return moved
    found, called = dict(moved), _Called(triples, base)
    for ref in scoped:
        target = groups.target(ref.id)
        for id in called.ids(ref):
            found[id] = target
    return {id: target for id, target in found.items() if id != target.id}


def renamed(triples: Collection[Triple], swaps: Swaps, base: Base) -> Patch | None:
    """What changes in a graph, as it was read; None when nothing does."""
    targets: dict[Term, Target] = {name_iri(id, base): target for id, target in swaps.items()}
    out: set[Triple] = set()
    into: set[Triple] = set()
    used: dict[str, Target] = {}
    for triple in triples:
        olds = [term for term in (_owner(triple[0]), triple[2]) if term in targets]
        if olds:
            out.add(triple)
            into.update(_written(triple, targets, base))
            used |= {iri_name(str(old), base): targets[old] for old in olds if isinstance(old, URIRef)}
    if not out:
        return None
    stays = set(triples) - out
    described = {subject for subject, verb, _ in stays if verb == RDFS.label}
    for target in used.values():
        node = name_iri(target.id, base)
        if not target.known and node not in described:
            into.add((node, RDF.type, SC[TYPE_OF_PREFIX[target.id.partition(":")[0]].value]))
            into.add((node, RDFS.label, text(target.label)))
    return Patch({id: target.id for id, target in used.items()}, frozenset(out), frozenset(into - stays))


def _written(triple: Triple, targets: Mapping[Term, Target], base: Base) -> Iterator[Triple]:
    subject, verb, value = triple
    target = targets.get(subject)
    if target is None:
        if subject == _owner(subject):
            new = name_iri(targets[value].id, base)
            if new != subject:
                yield subject, verb, new
        elif value in targets and _owner(subject) not in targets:  # in the order of another's kinds or members
            yield subject, verb, name_iri(targets[value].id, base)
        return
    node = name_iri(target.id, base)
    if verb in _NAMES:
        if str(value) != target.label or target.known:
            yield node, SKOS.altLabel, text(str(value))
    elif verb == RDF.type or verb in _ORDERS or (target.known and verb in _DESCRIPTIONS):
        return
    else:
        new_value = name_iri(targets[value].id, base) if value in targets else value
        if new_value != node:
            yield node, verb, new_value


def _owner(node: URIRef) -> URIRef:
    """The entity that a sequence of kinds or members belongs to; of any other node, itself."""
    part = next((part for part in ORDERS if node.endswith(part)), "")
    return URIRef(node.removesuffix(part)) if part else node


class _Called:
    """What an article calls its entities."""

    def __init__(self, triples: Iterable[Triple], base: Base) -> None:
        self._types: dict[str, str] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._words: dict[str, set[str]] = defaultdict(set)
        anchors: dict[Term, str] = {}
        spans: list[tuple[Term, Term]] = []
        for subject, verb, value in triples:
            if verb in _NAMES and (id := _id(subject, base)):
                self._names[normal(str(value))].add(id)
            elif verb == RDF.type and (id := _id(subject, base)):
                self._types[id] = str(value).removeprefix(str(SC))
            elif verb == NIF.anchorOf:
                anchors[subject] = str(value)
            elif verb == ITSRDF.taIdentRef:
                spans.append((subject, value))
        for span, entity in spans:
            if id := _id(entity, base):
                self._names[id].add(id)
                if span in anchors:
                    self._words[normal(anchors[span])].add(id)

    def ids(self, ref: Ref) -> list[str]:
        """The entities that are meant: by id, by name, else by the words that stand for them; of several, those of
        the right type."""
        found = self._names.get(ref.name) or self._names.get(normal(ref.name)) or self._words.get(normal(ref.name), set())
        kind = TYPE_OF_PREFIX[ref.id.partition(":")[0]].value
        fit = {id for id in found if self._type(id) == kind}
        return sorted(fit or found)

    def _type(self, id: str) -> str:
        prefix = id.partition(":")[0]
        return TYPE_OF_PREFIX[prefix].value if prefix in TYPE_OF_PREFIX else self._types.get(id, "")


def ids_called(name: str, triples: Iterable[Triple], base: Base) -> list[str]:
    """Ids, as they were read, of what an article calls by this name, or by this id."""
    called = _Called(triples, base)
    return sorted({id for kind in TYPE_OF_PREFIX for id in called.ids(Ref(f"{kind}:", name))})


def _id(node: Term, base: Base) -> str | None:
    try:
        id = iri_name(str(node), base)
    except ValueError:
        return None
    return id if id.partition(":")[0] in TYPE_OF_PREFIX or id.startswith("local:") else None


def _packed(triple: Triple) -> list[Any]:
    subject, verb, value = triple
    if not isinstance(value, Literal):
        return [str(subject), str(verb), str(value)]
    return [str(subject), str(verb), [str(value), value.language, value.datatype and str(value.datatype)]]


def _unpacked(parts: list[Any]) -> Triple:
    subject, verb, value = parts
    if isinstance(value, str):
        return URIRef(subject), URIRef(verb), URIRef(value)
    words, lang, datatype = value
    literal = Literal(words, lang=lang, datatype=datatype and URIRef(datatype), normalize=False)
    return URIRef(subject), URIRef(verb), literal
