"""Entities as triples, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from kg.model import Entity, EntityType, Membership
from kg.rdf.iri import iri_name, name_iri
from kg.rdf.namespaces import BASE, SC, SCHEMA, Base
from kg.rdf.terms import Term, Triple, day, text

_TYPES: Mapping[Term, EntityType] = {SC[t.value]: t for t in EntityType}
# what an entity is when only its name is left: the gazetteer that described it has been replaced by one without it
TYPE_OF_PREFIX = {
    "country": EntityType.COUNTRY, "place": EntityType.PLACE, "org": EntityType.ORGANIZATION,
    "person": EntityType.PERSON, "product": EntityType.PRODUCT, "rule": EntityType.REGULATION,
    "facility": EntityType.FACILITY, "event": EntityType.EVENT,
}  # fmt: skip


def entity_triples(entity: Entity, base: Base = BASE) -> list[Triple]:
    """Everything that an `Entity` holds."""
    node = name_iri(entity.id, base)
    triples: list[Triple] = [(node, RDF.type, SC[entity.type.value])]
    triples += [(node, RDFS.label, text(name, lang)) for lang, name in entity.labels]
    triples += [(node, SKOS.altLabel, text(name)) for name in entity.aliases]
    if entity.iso:
        triples.append((node, SC.iso, text(entity.iso)))
    if entity.country:
        triples.append((node, SC.country, name_iri(entity.country, base)))
    if entity.maker:
        triples.append((node, SCHEMA.manufacturer, name_iri(entity.maker, base)))
    kinds = [name_iri(kind, base) for kind in entity.kinds]
    members = [name_iri(member, base) for member in entity.members]
    triples += _links(node, SCHEMA.isVariantOf, SC.kindsInOrder, "kinds", kinds)
    triples += _links(node, SCHEMA.member, SC.membersInOrder, "members", members)
    triples += [(node, SKOS.exactMatch, URIRef(iri)) for iri in entity.same_as]
    return triples


def membership_triples(bloc: str, memberships: Sequence[Membership], base: Base = BASE) -> list[Triple]:
    """Who belonged to a bloc and when: a node each, since `schema:member` tells only who belongs to it today."""
    triples: list[Triple] = []
    times: Counter[str] = Counter()
    for membership in memberships:
        local = membership.member.partition(":")[2]
        times[local] += 1
        again = f"-{times[local]}" if times[local] > 1 else ""
        node = URIRef(f"{name_iri(bloc, base)}#member-{local}{again}")
        triples += [
            (node, RDF.type, SC.Membership),
            (node, SC.bloc, name_iri(bloc, base)),
            (node, SC.member, name_iri(membership.member, base)),
        ]
        if membership.time:
            triples.append((node, SC.period, text(membership.time)))
        if membership.earliest is not None:
            triples.append((node, SCHEMA.startDate, day(membership.earliest)))
        if membership.latest is not None:
            triples.append((node, SCHEMA.endDate, day(membership.latest)))
    return triples


def _links(
    node: URIRef, link: URIRef, order: URIRef, name: str, targets: Sequence[URIRef]
) -> list[Triple]:
    """One triple a target, and an rdf:Seq where their order is not the alphabetical one, which RDF would lose."""
    triples: list[Triple] = [(node, link, target) for target in targets]
    if list(targets) != sorted(targets):
        sequence = URIRef(f"{node}#{name}")
        triples += [(node, order, sequence), (sequence, RDF.type, RDF.Seq)]
        triples += [(sequence, RDF[f"_{n}"], target) for n, target in enumerate(targets, 1)]
    return triples


def entity_from(
    node: URIRef, values: Mapping[Term, Iterable[Term]], sequences: Mapping[Term, Iterable[Triple]], base: Base = BASE
) -> Entity:
    """The entity that a node's values (predicate → objects) and its sequences (order property → triples) describe.

    A node with no values at all gives an entity that is known by its name alone.
    """
    name = iri_name(node, base)
    prefix, _, local = name.partition(":")

    def ids(link: URIRef, order: URIRef) -> tuple[str, ...]:
        ranked = sorted((int(p.removeprefix(f"{RDF}_")), o) for _, p, o in sequences.get(order, ()) if p != RDF.type)
        return tuple(iri_name(o, base) for o in [o for _, o in ranked] or sorted(values.get(link, ())))

    def one(predicate: URIRef) -> Term | None:
        return min(values.get(predicate, ()), default=None)

    types = [_TYPES[t] for t in sorted(values.get(RDF.type, ())) if t in _TYPES]
    labels = {(label.language or "", str(label)) for label in values.get(RDFS.label, ()) if isinstance(label, Literal)}
    iso, country, maker = one(SC.iso), one(SC.country), one(SCHEMA.manufacturer)
    return Entity(
        id=name,
        type=types[0] if types else TYPE_OF_PREFIX.get(prefix, EntityType.ORGANIZATION),
        labels=tuple(sorted(labels)) or (("", local),),
        aliases=tuple(sorted(str(alias) for alias in values.get(SKOS.altLabel, ()))),
        iso=None if iso is None else str(iso),
        country=None if country is None else iri_name(country, base),
        maker=None if maker is None else iri_name(maker, base),
        kinds=ids(SCHEMA.isVariantOf, SC.kindsInOrder),
        members=ids(SCHEMA.member, SC.membersInOrder),
        same_as=tuple(sorted(str(iri) for iri in values.get(SKOS.exactMatch, ()))),
    )
