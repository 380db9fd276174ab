"""SHACL shapes out of the ontology's table: one per claim class, and those of everything that stands beside claims.

Roles are shared properties without narrow domains or ranges; what a claim class demands of them stands here.
Target classes are all named, so that a graph is validated without the ontology's subclass axioms in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rdflib import Graph

from kg.knowledge.ontology import ClaimClass, Ontology, RoleUse
from kg.model import EntityType

_HEAD = """\
# SHACL shapes, generated from supply-chain.ttl by `python -m kg.rdf.datamodel`: change that file, not this one.

@prefix shape: <{shapes}> .
@prefix sc: <{sc}> .
@prefix schema: <https://schema.org/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

# What holds of every claim, and of what claims are made of. Words in capitals are filled in.
_COMMON = """
# ── Every claim ──

shape:Claim a sh:NodeShape ;
    sh:targetClass CLAIMS ;
    sh:property shape:article, shape:status, shape:confidence, shape:evidence, shape:trigger, shape:cue, shape:evokedBy,
        shape:attributedTo, shape:attribution, shape:time, shape:timeMention, shape:earliest, shape:latest,
        shape:amount, shape:amountMention .
shape:article sh:path sc:article ; sh:minCount 1 ; sh:maxCount 1 ; sh:class schema:NewsArticle ;
    sh:message "a claim has one article" .
shape:status sh:path sc:status ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( STATUSES ) ;
    sh:message "a claim has one status, one of STATUSNAMES" .
shape:confidence sh:path sc:confidence ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:decimal ;
    sh:minInclusive 0.0 ; sh:maxInclusive 1.0 ; sh:message "a claim has one confidence, a decimal from 0 to 1" .
shape:evidence sh:path sc:evidence ; sh:minCount 1 ; sh:maxCount 1 ; sh:class nif:RFC5147String ;
    sh:message "a claim has one sentence of evidence, a span" .
shape:trigger sh:path sc:trigger ; sh:minCount 1 ; sh:maxCount 1 ; sh:class nif:RFC5147String ;
    sh:message "a claim has one trigger, a span" .
shape:cue sh:path sc:cue ; sh:class nif:RFC5147String ; sh:message "a cue is a span" .
shape:evokedBy sh:path sc:evokedBy ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ;
    sh:message "a claim is evoked by one lexicon entry or model" .
shape:attributedTo sh:path sc:attributedTo ; sh:or ( SOURCES ) ;
    sh:message "a source is a SOURCENAMES" .
shape:attribution sh:path sc:attribution ; sh:class sc:Attribution ; sh:message "an attribution is a sc:Attribution" .
shape:time sh:path sc:time ; sh:maxCount 1 ;
    sh:pattern "^((\\\\.\\\\.|[0-9]{4}(-[0-9]{2}){0,2})/)?(\\\\.\\\\.|[0-9]{4}(-[0-9]{2}){0,2})$" ;
    sh:message "a time is a year, a month, a day or two of them with / between; .. is an open end" .
shape:earliest sh:path sc:earliest ; sh:maxCount 1 ; sh:datatype xsd:date ; sh:lessThanOrEquals sc:latest ;
    sh:message "the earliest day is one date, not after the latest" .
shape:latest sh:path sc:latest ; sh:maxCount 1 ; sh:datatype xsd:date ; sh:message "the latest day is one date" .
shape:timeMention sh:path sc:timeMention ; sh:maxCount 1 ; sh:class nif:RFC5147String ;
    sh:message "the words for the time are a span" .
shape:amount sh:path sc:amount ; sh:maxCount 1 ; sh:datatype xsd:string ; sh:message "an amount is one string" .
shape:amountMention sh:path sc:amountMention ; sh:maxCount 1 ; sh:class nif:RFC5147String ;
    sh:message "the words for the amount are a span" .

# ── Fillings, legs, attributions ──

shape:Filling a sh:NodeShape ;
    sh:targetClass sc:Filling ;
    sh:property shape:filling-claim, shape:filling-role, shape:filling-order, shape:filling-filler,
        shape:filling-mention, shape:antecedent, shape:score .
shape:filling-claim sh:path sc:ofClaim ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ;
    sh:message "a filling belongs to one claim" .
shape:filling-role sh:path sc:role ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( ROLES ) ;
    sh:message "a filling has one role of the ontology" .
shape:filling-order sh:path sc:order ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 1 ;
    sh:message "a filling has one order, an integer from 1" .
shape:filling-filler sh:path sc:filler ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ;
    sh:message "a filling has one filler" .
shape:filling-mention sh:path sc:mention ; sh:minCount 1 ; sh:maxCount 1 ; sh:class nif:RFC5147String ;
    sh:message "the mention of a filling is one span" .
shape:antecedent sh:path sc:antecedent ; sh:maxCount 1 ; sh:class nif:RFC5147String ;
    sh:message "an antecedent is one span" .
shape:score sh:path sc:score ; sh:maxCount 1 ; sh:datatype xsd:decimal ; sh:minInclusive 0.0 ; sh:maxInclusive 1.0 ;
    sh:message "a score is a decimal from 0 to 1" .

shape:Leg a sh:NodeShape ;
    sh:targetClass sc:Leg ;
    sh:property shape:leg-claim, shape:leg-order, shape:leg-from, shape:leg-to, shape:leg-ends .
shape:leg-claim sh:path sc:ofClaim ; sh:minCount 1 ; sh:maxCount 1 ; sh:or ( ROUTED ) ;
    sh:message "a leg belongs to one claim of a class with routes" .
shape:leg-order sh:path sc:order ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 1 ;
    sh:message "a leg has one order, an integer from 1" .
shape:leg-from sh:path sc:from ; sh:maxCount 1 ; sh:nodeKind sh:IRI ; sh:message "a leg starts at one place" .
shape:leg-to sh:path sc:to ; sh:maxCount 1 ; sh:nodeKind sh:IRI ; sh:message "a leg ends at one place" .
shape:leg-ends sh:path [ sh:alternativePath ( sc:from sc:to ) ] ; sh:minCount 1 ;
    sh:message "a leg starts or ends somewhere" .

shape:Attribution a sh:NodeShape ;
    sh:targetClass sc:Attribution ;
    sh:property shape:attribution-order, shape:attribution-source, shape:attribution-mention, shape:attribution-cue,
        shape:antecedent, shape:score .
shape:attribution-order sh:path sc:order ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 1 ;
    sh:message "an attribution has one order, an integer from 1" .
shape:attribution-source sh:path sc:source ; sh:minCount 1 ; sh:maxCount 1 ; sh:or ( SOURCES ) ;
    sh:message "an attribution has one source, a SOURCENAMES" .
shape:attribution-mention sh:path sc:sourceMention ; sh:maxCount 1 ; sh:class nif:RFC5147String ;
    sh:message "the mention of a source is one span" .
shape:attribution-cue sh:path sc:cue ; sh:maxCount 1 ; sh:class nif:RFC5147String ; sh:message "a cue is one span" .

# ── Spans, articles, entities ──

shape:Span a sh:NodeShape ;
    sh:targetClass nif:RFC5147String ;
    sh:pattern "#char=[0-9]+,[0-9]+$" ; sh:message "a span is named by its offsets, #char=BEGIN,END" ;
    sh:property shape:span-article, shape:span-begin, shape:span-end, shape:span-anchor .
shape:span-article sh:path nif:referenceContext ; sh:minCount 1 ; sh:maxCount 1 ; sh:class schema:NewsArticle ;
    sh:message "a span lies in one article" .
shape:span-begin sh:path nif:beginIndex ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 0 ;
    sh:lessThan nif:endIndex ; sh:message "a span begins at one offset, from 0, before its end" .
shape:span-end sh:path nif:endIndex ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ;
    sh:message "a span ends at one offset" .
shape:span-anchor sh:path nif:anchorOf ; sh:minCount 1 ; sh:maxCount 1 ; sh:minLength 1 ;
    sh:message "a span has its words" .

shape:Article a sh:NodeShape ;
    sh:targetClass schema:NewsArticle ;
    sh:property shape:headline, shape:language, shape:published, shape:digest, shape:sketch .
shape:sketch sh:path sc:sketch ; sh:maxCount 1 ; sh:datatype xsd:string ; sh:message "an article has one sketch" .
shape:Version a sh:NodeShape ; sh:targetClass sc:Version ; sh:property shape:published, shape:digest .
shape:digest sh:path sc:digest ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ;
    sh:message "an article has one digest" .
shape:headline sh:path schema:headline ; sh:minCount 1 ; sh:maxCount 1 ; sh:message "an article has one headline" .
shape:language sh:path schema:inLanguage ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "^[a-z]{2,3}$" ;
    sh:message "an article has one language, an ISO 639 code" .
shape:published sh:path schema:datePublished ; sh:maxCount 1 ; sh:datatype xsd:date ;
    sh:message "an article has one day of publication, a date" .

shape:Entity a sh:NodeShape ;
    sh:targetClass ENTITYTYPES ;
    sh:property shape:label .
shape:label sh:path rdfs:label ; sh:minCount 1 ;
    sh:message "an entity has a label" .
shape:Country a sh:NodeShape ; sh:targetClass sc:Country ; sh:property shape:iso .
shape:iso sh:path sc:iso ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "^[A-Z]{2}$" ;
    sh:message "a country has one ISO 3166-1 alpha-2 code" .

shape:Membership a sh:NodeShape ;
    sh:targetClass sc:Membership ;
    sh:property shape:bloc, shape:member, shape:period, shape:begins, shape:ends .
shape:bloc sh:path sc:bloc ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ; sh:message "a membership is of one bloc" .
shape:member sh:path sc:member ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ;
    sh:message "a membership is that of one member" .
shape:period sh:path sc:period ; sh:maxCount 1 ; sh:datatype xsd:string ;
    sh:message "a membership has one period" .
shape:begins sh:path schema:startDate ; sh:maxCount 1 ; sh:datatype xsd:date ; sh:lessThanOrEquals schema:endDate ;
    sh:message "a membership begins on one date, not after its end" .
shape:ends sh:path schema:endDate ; sh:maxCount 1 ; sh:datatype xsd:date ; sh:message "a membership ends on one date" .
"""


def shapes_turtle(ontology: Ontology) -> str:
    """The shapes as Turtle; the same ontology gives the same bytes."""
    parts = [_HEAD.format(shapes=_namespace(ontology), sc=ontology.iri), "\n# ── Types of fillers ──\n"]
    parts += [f"shape:is-{name} a sh:NodeShape ; sh:class sc:{name} ." for name in ontology.entity_types]
    routed = [c for c in ontology.classes.values() if any(e.through for e in c.edges)]
    parts += [f"shape:is-{c.name} a sh:NodeShape ; sh:class sc:{c.name} ." for c in routed]
    parts += ["\n# ── Words of fillers ──\n"]
    parts += [
        f"shape:{role.mention} sh:path sc:{role.mention} ; sh:class nif:RFC5147String ;\n"
        f'    sh:message "the words for the {name} are spans" .'
        for name, role in ontology.roles.items()
    ]
    parts += ["\n# ── Claim classes ──"]
    parts += [_claim_class(c, ontology) for c in ontology.classes.values()]
    parts += [_common(ontology, routed)]
    return "\n".join(parts)


def shapes_graph(ontology: Ontology) -> Graph:
    return Graph().parse(data=shapes_turtle(ontology), format="turtle")


def _namespace(ontology: Ontology) -> str:
    """ "https://kg.example/ontology#" → "https://kg.example/shapes#" """
    return ontology.iri.rpartition("/")[0] + "/shapes#"


def _claim_class(claim: ClaimClass, ontology: Ontology) -> str:
    name = claim.name
    foreign = [role for role in ontology.roles if claim.role(role) is None]
    properties = [
        f"shape:{name}-core sh:path {_any_of(claim.core)} ; sh:minCount 1 ;\n"
        f'    sh:message "a {name} has a core role: {", ".join(claim.core)}" .',
        f"shape:{name}-foreign sh:maxCount 0 ;\n"
        f"    sh:path {_any_of(foreign)} ;\n"
        f'    sh:message "a {name} has only these roles: {", ".join(use.name for use in claim.roles)}" .',
        _effect(claim, ontology),
    ]
    properties += [_role(claim, use) for use in claim.roles]
    shapes = [p.split(" ", 1)[0] for p in properties]
    shapes += [f"shape:{ontology.roles[use.name].mention}" for use in claim.roles]
    listed = ",\n        ".join(shapes)
    node = f"\nshape:{name} a sh:NodeShape ;\n    sh:targetClass sc:{name} ;\n    sh:property {listed} ."
    return "\n".join([node, *properties])


def _role(claim: ClaimClass, use: RoleUse) -> str:
    types = _names(use.types)
    return (
        f"shape:{claim.name}-{use.name} sh:path sc:{use.name} ; sh:nodeKind sh:IRI ; sh:or ( {_is(types)} ) ;\n"
        f'    sh:message "the {use.name} of a {claim.name} is a {_either(types)}" .'
    )


def _effect(claim: ClaimClass, ontology: Ontology) -> str:
    path = f"shape:{claim.name}-effect sh:path sc:effect ;"
    if not claim.effects:
        return f'{path} sh:maxCount 0 ; sh:message "a {claim.name} has no effect" .'
    names = [effect.iri_name for effect in ontology.effects]
    return (
        f"{path} sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {_terms(names)} ) ;\n"
        f'    sh:message "a {claim.name} has one effect, one of {_either(names)}" .'
    )


def _common(ontology: Ontology, routed: Iterable[ClaimClass]) -> str:
    statuses, sources = [s.iri_name for s in ontology.statuses], _names(ontology.sources)
    # longer marks first: STATUSES would cut STATUSNAMES otherwise
    marks = {
        "ENTITYTYPES": ", ".join(f"sc:{name}" for name in ontology.entity_types),
        "STATUSNAMES": _either(statuses), "STATUSES": _terms(statuses),
        "SOURCENAMES": _either(sources), "SOURCES": _is(sources),
        "CLAIMS": ", ".join(f"sc:{name}" for name in ontology.classes),
        "ROLES": _terms(ontology.roles),
        "ROUTED": _is(c.name for c in routed),
    }  # fmt: skip
    text = _COMMON
    for mark, value in marks.items():
        text = text.replace(mark, value)
    return text


def _any_of(properties: Sequence[str]) -> str:
    """A path that takes any of the properties; SHACL has no alternative of one."""
    return f"sc:{properties[0]}" if len(properties) == 1 else f"[ sh:alternativePath ( {_terms(properties)} ) ]"


def _names(types: frozenset[EntityType]) -> list[str]:
    return [t.value for t in EntityType if t in types]


def _terms(names: Iterable[str]) -> str:
    return " ".join(f"sc:{name}" for name in names)


def _is(names: Iterable[str]) -> str:
    return " ".join(f"shape:is-{name}" for name in names)


def _either(names: list[str]) -> str:
    return ", ".join(names[:-1]) + " or " + names[-1] if len(names) > 1 else names[0]
