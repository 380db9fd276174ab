"""The data-model page, and `python -m kg.rdf.datamodel`, which writes anew every file that the ontology gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from kg.knowledge.locate import ontologies
from kg.knowledge.ontology import ClaimClass, Edge, Named, Ontology, RoleUse, load_ontology
from kg.model import EntityType
from kg.rdf.context import context_json
from kg.rdf.namespaces import PREFIXES
from kg.rdf.shapes import shapes_turtle

EXAMPLE = "example.trig"

_INTRODUCTION = """\
# The data model

Generated from [supply-chain.ttl](supply-chain.ttl) (version {version}) by `python -m kg.rdf.datamodel`: change that
file, not this one. [shapes.ttl](shapes.ttl) and [context.jsonld](context.jsonld) come from the same table.

An *article* is one news report, press release or notice. A *claim* is one thing that it says happened, is so, may be so
or will be so. A claim is a node in the named graph of its article; its roles are its properties. Every claim carries
the words that make it: spans of the article, named by their offsets in code points.

Prefixes as `kg query` knows them:

{prefixes}
## One claim written out

[example.trig](example.trig), as the builder writes it:

```turtle
{example}```

It is found by its roles, with who says it and in which words:

```sparql
{example_query}```
"""

# asks what the example says; a test runs it
EXAMPLE_QUERY = """\
SELECT ?theme ?origin ?destination ?status ?source ?words WHERE {
  ?claim a sc:Movement ; sc:theme ?theme ; sc:origin ?origin ; sc:destination ?destination ;
    sc:status ?status ; sc:evidence/nif:anchorOf ?words .
  OPTIONAL { ?claim sc:attributedTo ?source }
}
"""

# section → a question that its terms answer
SECTION_QUERIES: Mapping[str, str] = {
    "Roles": """\
SELECT ?role ?filler ?words WHERE {
  ?claim a sc:Movement .
  ?filling sc:ofClaim ?claim ; sc:role ?role ; sc:filler ?filler ; sc:mention/nif:anchorOf ?words .
}
""",
    "Types of entities": """\
SELECT DISTINCT ?place ?label WHERE {
  ?place a sc:Place ; rdfs:label ?label .
}
""",
    "Statuses, most certain first": """\
SELECT ?status (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  ?claim sc:status ?status .
} GROUP BY ?status ORDER BY DESC(?claims)
""",
    "Effects": """\
SELECT ?claim ?authority ?theme WHERE {
  ?claim a sc:Restriction ; sc:effect ?effect .
  FILTER(?effect IN (sc:Ease, sc:Lift))
  OPTIONAL { ?claim sc:authority ?authority }
  OPTIONAL { ?claim sc:theme ?theme }
}
""",
}

_EDGES = """\
## Derived edges

For simple questions, claims also give binary edges between their fillers, in two strengths. The *strong* property is
written only for claims that are stated (and whose effect, if any, limits); the *weak* one, its super-property, for
every status but denied, and never for an effect that frees. An edge says that an article says so, not that it is so.
"""

_IDENTITY = """\
## Who is who

An organization, a product or a regulation is named by its full name, so that two reports that name it alike mean one; a
person, and what is only described, is known in one article (`local:`). What people judge beyond that (`kg same`,
`kg different`) stands in a graph of its own, `graph:identity`, as statements that are not asserted, and takes effect in
all other graphs: an entity has one IRI there, and its other names are `skos:altLabel`.

```sparql
SELECT ?one ?how ?other ?why WHERE {
  GRAPH graph:identity {
    ?judgement a rdf:Statement ; rdf:subject ?one ; rdf:predicate ?how ; rdf:object ?other .   # owl:sameAs, owl:differentFrom
    OPTIONAL { ?judgement rdfs:comment ?why }
  }
}
```

`?former dcterms:isReplacedBy ?entity` tells which IRIs gave way. The same judgements are a table for people,
`identity.csv`, in the folder of the store.
"""

_BLOCS = """\
## Blocs

`schema:member` tells who belongs to a bloc today; a `sc:Membership` in `graph:knowledge` tells since when, and until when
for those that left.

```sparql
SELECT ?member ?since WHERE {
  ?membership a sc:Membership ; sc:bloc org:eu ; sc:member ?member .
  OPTIONAL { ?membership schema:startDate ?since }
  OPTIONAL { ?membership schema:endDate ?until }
  FILTER(COALESCE(?since, "2019-06-01"^^xsd:date) <= "2019-06-01"^^xsd:date)
  FILTER(COALESCE(?until, "2019-06-01"^^xsd:date) >= "2019-06-01"^^xsd:date)
} ORDER BY ?member
```
"""


def data_model(ontology: Ontology, example: str) -> str:
    """The page as Markdown; `example` is a claim in TriG. The same ontology and example give the same bytes."""
    graph = Graph().parse(data=ontology.turtle, format="turtle")
    prefixes = _table(("prefix", "namespace"), ((f"`{p}:`", f"`{iri}`") for p, iri in sorted(PREFIXES.items())))
    sections = [
        _INTRODUCTION.format(version=ontology.version, prefixes=prefixes, example=example, example_query=EXAMPLE_QUERY),
        "## Claim classes\n\n" + _overview(ontology),
        *(_claim_class(claim) for claim in ontology.classes.values()),
        _section("Roles", _roles(ontology)),
        _section("Types of entities", _named(ontology.entity_types.values())),
        _section("Statuses, most certain first", _named(ontology.statuses)),
        _section("Effects", _named(ontology.effects)),
        _EDGES + "\n" + _edges(ontology),
        _IDENTITY,
        _BLOCS,
        "## What else is said of claims, words, sources, articles and entities\n\n" + _properties(graph, ontology),
        "## Published vocabularies\n\n" + _alignments(graph, ontology),
    ]
    return "\n".join(sections)


def class_query(claim: ClaimClass) -> str:
    """A question about every claim of a class: its fillers, its status and its words."""
    variables = " ".join(f"?{use.name}" for use in claim.roles)
    lines = [f"  OPTIONAL {{ ?claim sc:{use.name} ?{use.name} }}" for use in claim.roles]
    if claim.effects:
        lines.append("  OPTIONAL { ?claim sc:effect ?effect }")
        variables += " ?effect"
    return "\n".join([
        f"SELECT {variables} ?status ?words WHERE {{",
        f"  ?claim a sc:{claim.name} ; sc:status ?status ; sc:evidence/nif:anchorOf ?words .",
        *lines,
        "}",
    ]) + "\n"  # fmt: skip


def edge_query(edge: Edge) -> str:
    """What is said to stand in an edge's relation, and whether any article states it as a fact."""
    target = edge.target if edge.target != edge.source else f"other_{edge.target}"
    return (
        f"SELECT DISTINCT ?{edge.source} ?{target} ?stated WHERE {{\n"
        f"  ?{edge.source} sc:{edge.weak} ?{target} .\n"
        f"  BIND(EXISTS {{ ?{edge.source} sc:{edge.strong} ?{target} }} AS ?stated)\n"
        "}\n"
    )


def generated(ontology: Ontology, example: str) -> Mapping[str, Callable[[], str]]:
    """The files of `ontologies/` that the ontology gives, each with what makes its text."""
    return {
        "shapes.ttl": lambda: shapes_turtle(ontology),
        "context.jsonld": lambda: context_json(ontology),
        "README.md": lambda: data_model(ontology, example),
    }


def _overview(ontology: Ontology) -> str:
    rows = (
        (f"[{c.name}](#{c.name.lower()})", c.labels["fr"], c.definitions["en"], ", ".join(map(_role, c.roles)))
        for c in ontology.classes.values()
    )
    return _table(("class", "en français", "says that", "roles (* = core)"), rows) + (
        "\nWithout any core role there is no claim. Fillers of `via` keep the order of travel: in a Movement as legs.\n"
    )


def _claim_class(claim: ClaimClass) -> str:
    rows = ((f"`sc:{u.name}`", "core" if u.core else "", ", ".join(_types(u))) for u in claim.roles)
    edges = "\n".join(
        f"- `sc:{e.strong}` ⊑ `sc:{e.weak}`: {e.source} → {f'{e.through} → ' if e.through else ''}{e.target}"
        for e in claim.edges
    )
    queries = [class_query(claim), *(edge_query(edge) for edge in claim.edges[:1])]
    code = "\n".join(f"```sparql\n{query}```\n" for query in queries)
    return (
        f"### {claim.name}\n\n{claim.definitions['en']}\n\n*{claim.labels['fr']}* : {claim.definitions['fr']}\n\n"
        f"{_table(('role', '', 'filled by'), rows)}\nDerived edges:\n\n{edges}\n\n{code}"
    )


def _section(name: str, table: str) -> str:
    return f"## {name}\n\n{table}\n```sparql\n{SECTION_QUERIES[name]}```\n"


def _roles(ontology: Ontology) -> str:
    rows = (
        (
            f"`sc:{role.name}`", role.labels["fr"], role.definitions["en"], f"`sc:{role.mention}`",
            ", ".join(c.name for c in ontology.classes.values() if c.role(role.name)),
        )
        for role in ontology.roles.values()
    )  # fmt: skip
    return _table(("role", "en français", "filler", "its words", "in"), rows)


def _named(terms: Iterable[Named]) -> str:
    rows = ((f"`sc:{t.iri_name}`", t.labels["en"], t.labels["fr"], t.definitions["en"]) for t in terms)
    return _table(("term", "in English", "en français", "definition"), rows)


def _edges(ontology: Ontology) -> str:
    rows = (
        (f"`sc:{e.strong}`", f"`sc:{e.weak}`", e.labels["fr"], f"{e.source} → {e.target}", claim.name)
        for claim in ontology.classes.values()
        for e in claim.edges
    )
    return _table(("strong", "weak", "en français", "from → to", "of"), rows)


def _properties(graph: Graph, ontology: Ontology) -> str:
    """Properties of the data that are neither roles, nor words of roles, nor edges."""
    edges = {name for c in ontology.classes.values() for e in c.edges for name in (e.strong, e.weak)}
    mentions = {role.mention for role in ontology.roles.values()}
    rows = []
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for node in sorted(graph.subjects(RDF.type, kind), key=str):
            name = str(node).removeprefix(ontology.iri)
            if name not in edges and name not in mentions and name not in ontology.roles:
                value = graph.value(node, RDFS.range)
                english = (_text(graph, node, SKOS.definition), f"`{_short(value)}`" if value else "")
                rows.append((f"`sc:{name}`", _text(graph, node, RDFS.label, "fr"), *english))
    return _table(("property", "en français", "value", "type"), rows)


def _alignments(graph: Graph, ontology: Ontology) -> str:
    words = {RDFS.subClassOf: "is a", RDFS.subPropertyOf: "is a", RDFS.seeAlso: "see also"}
    own = Namespace(ontology.iri)
    rows = sorted(
        (f"`{_short(s)}`", words[p], f"`{_short(o)}`")
        for p in words
        for s, o in graph.subject_objects(p)
        if isinstance(o, URIRef) and not o.startswith(own)
    )
    return _table(("term", "", "published term"), rows)


def _role(use: RoleUse) -> str:
    return use.name + ("*" if use.core else "")


def _types(use: RoleUse) -> list[str]:
    return [t.value for t in EntityType if t in use.types]


def _text(graph: Graph, node: Node, predicate: URIRef, lang: str = "en") -> str:
    texts = (o for o in graph.objects(node, predicate) if isinstance(o, Literal) and o.language == lang)
    return str(next(texts, ""))


def _short(node: Node) -> str:
    return next(
        (f"{p}:{str(node).removeprefix(iri)}" for p, iri in PREFIXES.items() if str(node).startswith(iri)), str(node)
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main() -> None:
    """Write the generated files beside the ontology."""
    root = ontologies()
    example = (root / EXAMPLE).read_text(encoding="utf-8")
    for name, make in generated(load_ontology(root), example).items():
        Path(root / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
