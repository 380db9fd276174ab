from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.errors import KnowledgeError
from kg.knowledge.locate import ontologies
from kg.knowledge.ontology import FILE, Ontology, load_ontology
from kg.model import EntityType

SCHEMA = Namespace("https://schema.org/")

# the table of the annotation guidelines: roles in order, * = core
GUIDELINES = {
    "Movement": "theme* origin* via* destination* agent",
    "Transfer": "supplier* recipient* theme* via",
    "Restriction": "authority* theme* target* instrument",
    "Sanction": "authority* target* instrument",
    "Evasion": "agent* instrument* theme",
    "Investigation": "authority* target* theme",
    "Enforcement": "authority* target* theme place",
    "Pressure": "agent* target*",
    "Production": "producer* theme* place",
    "Use": "user* theme*",
    "Ownership": "owner* owned*",
    "Investment": "agent* theme* place",
    "Dependence": "dependent* supplier* theme*",
    "Disruption": "cause* theme* place",
    "Partnership": "party*",
    "Presence": "party* place*",
}


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology(ontologies())


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(ontologies() / FILE)


@pytest.fixture(scope="module")
def sc(ontology: Ontology) -> Namespace:
    return Namespace(ontology.iri)


def test_classes_and_roles_are_those_of_the_guidelines(ontology: Ontology) -> None:
    assert list(ontology.classes) == list(GUIDELINES)
    for name, roles in GUIDELINES.items():
        found = [use.name + "*" * use.core for use in ontology.classes[name].roles]
        assert found == roles.split(), name


def test_only_restrictions_have_effects(ontology: Ontology) -> None:
    assert [c.name for c in ontology.classes.values() if c.effects] == ["Restriction"]
    assert [(e.name, e.iri_name, e.direction) for e in ontology.effects] == [
        ("impose", "Impose", 1), ("tighten", "Tighten", 1), ("ease", "Ease", -1), ("lift", "Lift", -1),
    ]  # fmt: skip


def test_statuses_from_most_to_least_certain(ontology: Ontology) -> None:
    names = [s.name for s in ontology.statuses]
    assert names == ["stated", "alleged", "planned", "possible", "questioned", "denied"]
    assert [s.iri_name.lower() for s in ontology.statuses] == names
    assert [s.name for s in ontology.statuses if s.certainty == 0] == ["denied"]


def test_entity_types_are_those_of_the_model(ontology: Ontology) -> None:
    assert list(ontology.entity_types) == [t.value for t in EntityType]


@pytest.mark.parametrize(
    ("claim", "role", "type_"),
    [
        ("Movement", "theme", EntityType.PRODUCT),
        ("Movement", "via", EntityType.COUNTRY),
        ("Movement", "via", EntityType.PLACE),
        ("Transfer", "via", EntityType.ORGANIZATION),
        ("Restriction", "authority", EntityType.COUNTRY),
        ("Dependence", "supplier", EntityType.PLACE),
        ("Disruption", "cause", EntityType.EVENT),
        ("Evasion", "instrument", EntityType.REGULATION),
        ("Partnership", "party", EntityType.COUNTRY),
    ],
)
def test_roles_take_types(ontology: Ontology, claim: str, role: str, type_: EntityType) -> None:
    use = ontology.classes[claim].role(role)
    assert use is not None
    assert type_ in use.types


def test_roles_refuse_types(ontology: Ontology) -> None:
    movement = ontology.classes["Movement"].role("theme")
    assert movement is not None
    assert EntityType.COUNTRY not in movement.types
    assert ontology.classes["Movement"].role("authority") is None


def test_every_class_has_an_edge_and_no_edge_belongs_to_two(ontology: Ontology) -> None:
    properties = [p for c in ontology.classes.values() for e in c.edges for p in (e.strong, e.weak)]
    assert all(c.edges for c in ontology.classes.values())
    assert len(properties) == len(set(properties))


def test_a_movement_edge_follows_its_route(ontology: Ontology) -> None:
    edge = ontology.classes["Movement"].edges[0]
    assert (edge.strong, edge.weak) == ("shipsTo", "saidToShipTo")
    assert (edge.source, edge.through, edge.target) == ("origin", "via", "destination")


@pytest.mark.parametrize(
    ("status", "effect", "properties"),
    [
        ("stated", "impose", ("saidToRestrict", "restricts")),
        ("stated", "tighten", ("saidToRestrict", "restricts")),
        ("stated", None, ("saidToRestrict", "restricts")),
        ("planned", "impose", ("saidToRestrict",)),
        ("questioned", "impose", ("saidToRestrict",)),
        ("denied", "impose", None),
        ("stated", "ease", None),
        ("alleged", "lift", None),
    ],
)
def test_edges_do_not_lie(
    ontology: Ontology, status: str, effect: str | None, properties: tuple[str, ...] | None
) -> None:
    found = ontology.edges("Restriction", status, effect)
    assert (found[0][1] if found else None) == properties


def test_it_travels_to_worker_processes(ontology: Ontology) -> None:
    assert pickle.loads(pickle.dumps(ontology)) == ontology


def test_no_blank_nodes(graph: Graph) -> None:
    assert not [t for triple in graph for t in triple if isinstance(t, BNode)]


def test_every_term_is_labelled_and_defined_in_both_languages(graph: Graph, sc: Namespace) -> None:
    terms = {s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(sc) and s != URIRef(sc)}
    uses = set(graph.subjects(RDF.type, sc.RoleUse))
    for term in sorted(terms - uses):
        for predicate in (RDFS.label, SKOS.definition):
            langs = sorted(getattr(o, "language", "") for o in graph.objects(term, predicate))
            assert langs == ["en", "fr"], f"{term} {predicate}"


def test_every_term_used_is_declared(graph: Graph, sc: Namespace) -> None:
    declared = set(graph.subjects(RDF.type))
    used = {t for triple in graph for t in triple if isinstance(t, URIRef) and t.startswith(sc)}
    assert sorted(used - declared) == []


def test_roles_are_shared_properties(graph: Graph, sc: Namespace, ontology: Ontology) -> None:
    """A narrow domain or range would let a reasoner make every Movement a Transfer too."""
    for name, role in ontology.roles.items():
        users = {c.name: c.role(name) for c in ontology.classes.values() if c.role(name)}
        types = {t.value for use in users.values() if use for t in use.types}
        assert list(graph.objects(sc[name], RDFS.domain)) == [sc.Claim]
        assert list(graph.objects(sc[name], RDFS.range)) == []
        assert set(graph.objects(sc[name], SCHEMA.domainIncludes)) == {sc[c] for c in users}
        assert set(graph.objects(sc[name], SCHEMA.rangeIncludes)) == {sc[t] for t in types}
        assert (sc[role.mention], sc.mentionOf, sc[name]) in graph


def test_it_is_versioned(graph: Graph, ontology: Ontology) -> None:
    version = graph.value(URIRef(ontology.iri), OWL.versionIRI)
    assert str(version) == f"{ontology.iri.rstrip('#')}/{ontology.version}"


CLASS = """
sc:Rent a owl:Class ; rdfs:subClassOf sc:Claim ; sc:order 17 ; sc:roleUse sc:Rent-agent, sc:Rent-theme ;
    rdfs:label "rent"@en, "location"@fr ; skos:definition "Goods are rented."@en, "Des biens sont loués."@fr .
sc:Rent-agent a sc:RoleUse ; sc:role sc:agent ; sc:order 2 ; sc:core true ; sc:fillerType sc:Organization .
sc:Rent-theme a sc:RoleUse ; sc:role sc:theme ; sc:order 1 ; sc:core false ; sc:fillerType sc:Product .
sc:rents a owl:ObjectProperty ; rdfs:subPropertyOf sc:saidToRent ; sc:edgeOf sc:Rent ; sc:order 1 ;
    sc:edgeSource sc:agent ; sc:edgeTarget sc:theme ; rdfs:label "rents"@en, "loue"@fr .
sc:saidToRent a owl:ObjectProperty ; rdfs:label "is said to rent"@en, "louerait"@fr .
"""


def with_class(folder: Path, extra: str) -> Path:
    text = (ontologies() / FILE).read_text(encoding="utf-8")
    (folder / FILE).write_text(text + extra, encoding="utf-8")
    return folder


def test_a_claim_class_is_added_in_the_file_alone(tmp_path: Path) -> None:
    rent = load_ontology(with_class(tmp_path, CLASS)).classes["Rent"]
    assert [use.name for use in rent.roles] == ["theme", "agent"]
    assert rent.core == ("agent",)
    assert rent.edges[0].strong == "rents"
    assert rent.labels == {"en": "rent", "fr": "location"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"rent"@en, "location"@fr ;', '"rent"@en ;', "Rent has no label in fr"),
        ("sc:fillerType sc:Product", "sc:fillerType sc:Gadget", "Rent-theme 'Gadget' is not a valid EntityType"),
        ("; sc:fillerType sc:Product", "", "Rent-theme has no sc:fillerType"),
        ("sc:core true", "sc:core false", "Rent has no core role"),
        ("sc:core true", 'sc:core "perhaps"', "Rent-agent has a core that is no bool"),
        ("sc:edgeSource sc:agent", "sc:edgeSource sc:owner", "rents is an edge of Rent, which has no role owner"),
        ("sc:edgeSource sc:agent ;", "", "rents has 0 values of edgeSource instead of one"),
        ("sc:agent", "sc:tenant", "tenant has no label in en, fr"),
        ("sc:role sc:agent", "sc:role schema:agent", "https://schema.org/agent is not a term of"),
        ("sc:Rent a owl:Class", "sc:Rent a", "at line 1"),
    ],
)
def test_a_broken_file_is_one_clear_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in CLASS
    with pytest.raises(KnowledgeError) as caught:
        load_ontology(with_class(tmp_path, CLASS.replace(old, new)))
    assert message in str(caught.value)
    assert str(tmp_path / FILE) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=FILE):
        load_ontology(tmp_path)
