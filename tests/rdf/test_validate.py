from __future__ import annotations

import re

import pytest
from rdflib import Dataset, Graph

from kg.knowledge.locate import ontologies
from kg.knowledge.ontology import Ontology, load_ontology
from kg.rdf.namespaces import PREFIXES
from kg.rdf.validate import validate

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
TEXT = "Le groupe Orsel aurait expédié du gallium d'Anvers à Tanger via Cadix en mars 2024, selon Madrid."
KNOWLEDGE = """
graph:knowledge {
    country:ES a sc:Country ; rdfs:label "Espagne"@fr ; sc:iso "ES" .
    place:anvers a sc:Place ; rdfs:label "Anvers"@fr .
    place:tanger a sc:Place ; rdfs:label "Tanger"@fr .
    place:cadix a sc:Place ; rdfs:label "Cadix"@fr .
    product:gallium a sc:Product ; rdfs:label "gallium"@fr .
}
"""
ARTICLE = """
    graph:a1 prov:wasDerivedFrom article:a1 .
    article:a1 a schema:NewsArticle ; schema:headline "Du gallium à Tanger"@fr ; schema:inLanguage "fr" ;
        schema:datePublished "2024-04-02"^^xsd:date ; sc:digest "00" .
    org:orsel a sc:Organization ; rdfs:label "Orsel"@fr .
"""
CLAIM = """
    claim:c1 a sc:Movement ;
        sc:article article:a1 ;
        sc:theme product:gallium ; sc:themeMention SPAN(gallium) ;
        sc:origin place:anvers ; sc:originMention SPAN(Anvers) ;
        sc:via place:cadix ; sc:viaMention SPAN(Cadix) ;
        sc:destination place:tanger ; sc:destinationMention SPAN(Tanger) ;
        sc:agent org:orsel ; sc:agentMention SPAN(Orsel) ;
        sc:status sc:Alleged ; sc:cue SPAN(aurait) ;
        sc:confidence 0.8 ;
        sc:time "2024-03" ; sc:earliest "2024-03-01"^^xsd:date ; sc:latest "2024-03-31"^^xsd:date ;
        sc:evidence SPAN(Le groupe Orsel) ; sc:trigger SPAN(expédié) ; sc:evokedBy lex:fr-ship-v-expédier ;
        sc:attributedTo country:ES ; sc:attribution claim:c1-by1 .
    leg:c1-1 a sc:Leg ; sc:ofClaim claim:c1 ; sc:order 1 ; sc:from place:anvers ; sc:to place:cadix .
    leg:c1-2 a sc:Leg ; sc:ofClaim claim:c1 ; sc:order 2 ; sc:from place:cadix ; sc:to place:tanger .
    claim:c1-by1 a sc:Attribution ; sc:order 1 ; sc:source country:ES ; sc:sourceMention SPAN(Madrid) ;
        sc:cue SPAN(selon) .
    claim:c1-theme1 a sc:Filling ; sc:ofClaim claim:c1 ; sc:role sc:theme ; sc:order 1 ; sc:filler product:gallium ;
        sc:mention SPAN(gallium) ; sc:score 0.9 .
    claim:c2 a sc:Restriction ;
        sc:article article:a1 ;
        sc:authority country:ES ; sc:authorityMention SPAN(Madrid) ;
        sc:effect sc:Impose ; sc:status sc:Planned ; sc:confidence 0.5 ;
        sc:evidence SPAN(Le groupe Orsel) ; sc:trigger SPAN(selon) ; sc:evokedBy lex:model .
"""
REFERS = {
    "gallium": "product:gallium", "Anvers": "place:anvers", "Cadix": "place:cadix", "Tanger": "place:tanger",
    "Orsel": "org:orsel", "Madrid": "country:ES",
}  # fmt: skip


def span(words: str, article: str = "a1") -> tuple[str, str]:
    """IRI and description of the span of some words of TEXT."""
    begin = TEXT.index(words)
    iri = f"<{PREFIXES['article']}{article}#char={begin},{begin + len(words)}>"
    refers = f" ; itsrdf:taIdentRef {REFERS[words]}" if words in REFERS else ""
    return iri, (
        f"{iri} a nif:RFC5147String ; nif:referenceContext article:{article} ; nif:beginIndex {begin} ;"
        f' nif:endIndex {begin + len(words)} ; nif:anchorOf "{words}"{refers} .\n'
    )


def trig(claims: str = CLAIM, article: str = ARTICLE, extra: str = "", knowledge: str = KNOWLEDGE) -> str:
    """A valid article's graph beside the knowledge graph; `extra` goes into the article's graph."""
    words = sorted(set(re.findall(r"SPAN\((.*?)\)", CLAIM)))
    claims = re.sub(r"SPAN\((.*?)\)", lambda m: span(m[1])[0], claims)
    spans = "".join(span(w)[1] for w in words)
    return f"{HEAD}{knowledge}graph:a1 {{{article}{claims}{spans}{extra}}}"


def dataset(text: str) -> Dataset:
    data = Dataset(default_union=True)
    data.parse(data=text, format="trig")
    return data


def union(text: str) -> Graph:
    graph = Graph()
    for quad in dataset(text).quads():
        graph.add(quad[:3])
    return graph


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology(ontologies())


def lines(text: str, ontology: Ontology) -> list[str]:
    return [str(v) for v in validate(dataset(text), ontology)]


def test_a_valid_article(ontology: Ontology) -> None:
    assert lines(trig(), ontology) == []


def test_the_spans_of_the_fixture_are_those_of_its_text(ontology: Ontology) -> None:
    for claim in re.findall(r"SPAN\((.*?)\)", CLAIM):
        assert claim in TEXT


def every_class(ontology: Ontology, *, with_roles: bool) -> str:
    """A claim of each class, with all its roles filled by a type that they take, or with none."""
    text = ""
    for name, claim in ontology.classes.items():
        effect = "sc:effect sc:Lift ;" if claim.effects else ""
        roles = ""
        for use in claim.roles if with_roles else ():
            entity = f"local:{name}-{use.name}"
            text += f'{entity} a sc:{min(use.types).value} ; rdfs:label "x" ; sc:iso "XX" .\n'
            words = f"<{PREFIXES['article']}a1#char=84,89>"
            text += f"{words} itsrdf:taIdentRef {entity} .\n"
            roles += f"sc:{use.name} {entity} ; sc:{ontology.roles[use.name].mention} {words} ; "
        text += (
            f"claim:{name} a sc:{name} ; sc:article article:a1 ; sc:status sc:Stated ; sc:confidence 1.0 ; {effect}"
            f" {roles} sc:evidence SPAN(Le groupe Orsel) ; sc:trigger SPAN(selon) ; sc:evokedBy lex:x .\n"
        )
    return text


def test_a_claim_of_every_class(ontology: Ontology) -> None:
    assert lines(trig(every_class(ontology, with_roles=True)), ontology) == []


def test_a_claim_of_every_class_without_roles(ontology: Ontology) -> None:
    found = lines(trig(every_class(ontology, with_roles=False)), ontology)
    assert found == sorted(
        f"claim:{name}: a {name} has a core role: {', '.join(claim.core)} (graph:a1)"
        if len(claim.core) > 1
        else f"claim:{name} sc:{claim.core[0]}: a {name} has a core role: {claim.core[0]} (graph:a1)"
        for name, claim in ontology.classes.items()
    )


ONE_STATUS = "a claim has one status, one of Stated, Alleged, Planned, Possible, Questioned or Denied (graph:a1)"
ONE_EFFECT = "a Restriction has one effect, one of Impose, Tighten, Ease or Lift (graph:a1)"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param(
            "sc:authority country:ES ; sc:authorityMention SPAN(Madrid) ;", "",
            "claim:c2: a Restriction has a core role: authority, theme, target (graph:a1)", id="no core role",
        ),
        pytest.param(
            "sc:authority country:ES ;", "sc:authority place:cadix ;",
            "claim:c2 sc:authority place:cadix: the authority of a Restriction is a Country, Organization or Person "
            "(graph:a1)", id="wrong type of filler",
        ),
        pytest.param(
            "sc:agent org:orsel", "sc:agent org:unknown",
            "claim:c1 sc:agent org:unknown: the agent of a Movement is a Country, Organization, Person, Product or "
            "Facility (graph:a1)", id="filler without a type",
        ),
        pytest.param(
            "sc:agent org:orsel", 'sc:agent "Orsel"',
            "claim:c1 sc:agent Orsel: the agent of a Movement is a Country, Organization, Person, Product or Facility "
            "(graph:a1)", id="filler that is words",
        ),
        pytest.param(
            "sc:agent org:orsel ;", "sc:authority country:ES ;",
            "claim:c1: a Movement has only these roles: theme, origin, via, destination, agent (graph:a1)",
            id="role of another class",
        ),
        pytest.param(
            "sc:status sc:Alleged", "sc:status sc:Rumoured", f"claim:c1 sc:status sc:Rumoured: {ONE_STATUS}",
            id="unknown status",
        ),
        pytest.param("sc:status sc:Alleged ;", "", f"claim:c1 sc:status: {ONE_STATUS}", id="no status"),
        pytest.param(
            "sc:status sc:Alleged", "sc:status sc:Alleged, sc:Denied", f"claim:c1 sc:status: {ONE_STATUS}",
            id="two statuses",
        ),
        pytest.param(
            "sc:status sc:Alleged", "sc:status sc:Alleged ; sc:effect sc:Ease",
            "claim:c1 sc:effect: a Movement has no effect (graph:a1)", id="effect on a movement",
        ),
        pytest.param("sc:effect sc:Impose ;", "", f"claim:c2 sc:effect: {ONE_EFFECT}", id="no effect"),
        pytest.param(
            "sc:Impose", "sc:Stated", f"claim:c2 sc:effect sc:Stated: {ONE_EFFECT}", id="status for effect"
        ),
        pytest.param(
            "sc:confidence 0.8", "sc:confidence 1.2",
            "claim:c1 sc:confidence 1.2: a claim has one confidence, a decimal from 0 to 1 (graph:a1)", id="confidence",
        ),
        pytest.param(
            'sc:time "2024-03"', 'sc:time "March 2024"',
            "claim:c1 sc:time March 2024: a time is a year, a month, a day or two of them with / between; .. is an "
            "open end (graph:a1)", id="time in words",
        ),
        pytest.param(
            '"2024-03-31"^^xsd:date', '"2024-02-01"^^xsd:date',
            "claim:c1 sc:earliest 2024-03-01: the earliest day is one date, not after the latest (graph:a1)",
            id="latest before earliest",
        ),
        pytest.param(
            "sc:evidence SPAN(Le groupe Orsel) ; sc:trigger SPAN(expédié)", "sc:trigger SPAN(expédié)",
            "claim:c1 sc:evidence: a claim has one sentence of evidence, a span (graph:a1)", id="no evidence",
        ),
        pytest.param(
            "sc:originMention SPAN(Anvers) ;", "",
            "claim:c1 sc:origin place:anvers: the filler has its words, a span of originMention that refers to it "
            "(graph:a1)", id="filler without words",
        ),
        pytest.param(
            "sc:originMention SPAN(Anvers)", "sc:originMention SPAN(Tanger)",
            "claim:c1 sc:origin place:anvers: the filler has its words, a span of originMention that refers to it "
            "(graph:a1)", id="filler with another's words",
        ),
        pytest.param(
            "sc:order 2 ; sc:from", "sc:from", "leg:c1-2 sc:order: a leg has one order, an integer from 1 (graph:a1)",
            id="leg without order",
        ),
        pytest.param(
            "sc:from place:cadix ; sc:to place:tanger", "rdfs:label \"step\"",
            "leg:c1-2: a leg starts or ends somewhere (graph:a1)", id="leg without ends",
        ),
        pytest.param(
            "leg:c1-2 a sc:Leg ; sc:ofClaim claim:c1", "leg:c1-2 a sc:Leg ; sc:ofClaim claim:c2",
            "leg:c1-2 sc:ofClaim claim:c2: a leg belongs to one claim of a class with routes (graph:a1)",
            id="leg of a restriction",
        ),
        pytest.param(
            "sc:source country:ES", "sc:source product:gallium",
            "claim:c1-by1 sc:source product:gallium: an attribution has one source, a Country, Organization, Person or "
            "Regulation (graph:a1)", id="goods that speak",
        ),
        pytest.param(
            "sc:filler product:gallium ;", "", "claim:c1-theme1 sc:filler: a filling has one filler (graph:a1)",
            id="empty filling",
        ),
        pytest.param(
            "sc:role sc:theme", "sc:role sc:status",
            "claim:c1-theme1 sc:role sc:status: a filling has one role of the ontology (graph:a1)", id="not a role",
        ),
    ],
)  # fmt: skip
def test_a_broken_claim_is_one_readable_line(ontology: Ontology, old: str, new: str, line: str) -> None:
    assert old in CLAIM
    assert line in lines(trig(CLAIM.replace(old, new)), ontology)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "nif:beginIndex 0 ; nif:endIndex 15", "nif:beginIndex 15 ; nif:endIndex 0",
            "article:a1#char=0,15 nif:beginIndex 15: a span begins at one offset, from 0, before its end (graph:a1)",
        ),
        (
            "nif:endIndex 15", "nif:endIndex 16",
            "article:a1#char=0,15 nif:anchorOf Le groupe Orsel: the words of a span are as long as its offsets say "
            "(graph:a1)",
        ),
        (
            'nif:anchorOf "Le groupe Orsel"', "rdfs:seeAlso article:a1",
            "article:a1#char=0,15 nif:anchorOf: a span has its words (graph:a1)",
        ),
        (
            "nif:beginIndex 0 ;", 'nif:beginIndex "0" ;',
            "article:a1#char=0,15 nif:beginIndex 0: a span begins at one offset, from 0, before its end (graph:a1)",
        ),
        (
            'sc:digest "00"', 'sc:digest "00", "01"',
            "article:a1 sc:digest: an article has one digest (graph:a1)",
        ),
        (
            'schema:inLanguage "fr"', 'schema:inLanguage "French"',
            "article:a1 schema:inLanguage French: an article has one language, an ISO 639 code (graph:a1)",
        ),
        (
            'org:orsel a sc:Organization ; rdfs:label "Orsel"@fr .', "org:orsel a sc:Organization .",
            "org:orsel rdfs:label: an entity has a label (graph:a1)",
        ),
        (
            'sc:iso "ES"', 'sc:iso "ESP"',
            "country:ES sc:iso ESP: a country has one ISO 3166-1 alpha-2 code (graph:knowledge)",
        ),
    ],
)  # fmt: skip
def test_what_stands_beside_claims(ontology: Ontology, old: str, new: str, line: str) -> None:
    text = trig()
    assert old in text
    assert line in lines(text.replace(old, new), ontology)


def test_each_break_is_told_once(ontology: Ontology) -> None:
    broken = trig(CLAIM.replace("sc:order 2 ; sc:from", "sc:from"))
    assert len(lines(broken, ontology)) == 1


def test_types_come_from_another_graph_of_a_dataset(ontology: Ontology) -> None:
    line = "claim:c1 sc:theme product:gallium: the theme of a Movement is a Product (graph:a1)"
    assert line in lines(trig(knowledge=""), ontology)


def test_a_plain_graph(ontology: Ontology) -> None:
    graph = union(trig())
    assert validate(graph, ontology) == ()
    graph.update("DELETE WHERE { ?claim <https://kg.example/ontology#confidence> ?c }")
    found = validate(graph, ontology)
    assert [(v.graph, v.node) for v in found] == [("", "claim:c1"), ("", "claim:c2")]


def test_a_plain_graph_is_left_as_it_was(ontology: Ontology) -> None:
    graph = union(trig())
    before = set(graph)
    validate(graph, ontology)
    assert set(graph) == before


def test_many_graphs_in_several_batches(ontology: Ontology, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.rdf.validate._BATCH", 100)
    broken = CLAIM.replace("sc:confidence 0.8", "sc:confidence 8.0")
    data = dataset(trig())
    for n in range(2, 6):
        text = trig(broken, knowledge="")
        for name in ("article:a1", "graph:a1", "article/a1"):
            text = text.replace(name, f"{name[:-1]}{n}")
        data.parse(data=re.sub(r"\b(claim|leg):c", rf"\1:a{n}-c", text), format="trig")
    found = [(v.graph, v.path, v.value) for v in validate(data, ontology)]
    assert found == [(f"graph:a{n}", "sc:confidence", "8.0") for n in range(2, 6)]
