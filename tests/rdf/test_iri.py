from __future__ import annotations

import pytest
from rdflib import Graph, URIRef

from kg.model import Span
from kg.rdf.iri import article_iri, graph_iri, iri_name, knowledge_graph, local_part, name_iri, span_iri, span_of
from kg.rdf.namespaces import BASE, FOLDERS, PREFIXES, Base

NAMES = [
    ("country:SG", "https://kg.example/id/country/SG"),
    ("lex:en-ship-v-carry", "https://kg.example/id/lexicon/en-ship-v-carry"),
    ("product:a/b#c?d", "https://kg.example/id/product/a%2Fb%23c%3Fd"),
    ("local:https://a.example/x%20y-3", "https://kg.example/id/local/https%3A%2F%2Fa.example%2Fx%2520y-3"),
    ("org:société générale", "https://kg.example/id/org/soci%C3%A9t%C3%A9%20g%C3%A9n%C3%A9rale"),
    ('person:<"{}|\\^`>', "https://kg.example/id/person/%3C%22%7B%7D%7C%5C%5E%60%3E"),
    ("event:a:b", "https://kg.example/id/event/a%3Ab"),
]


@pytest.mark.parametrize(("name", "iri"), NAMES)
def test_names_go_there_and_back(name: str, iri: str) -> None:
    assert name_iri(name) == URIRef(iri)
    assert iri_name(iri) == name


@pytest.mark.parametrize("name", ["country", "nokind:x", "schema:Thing", ""])
def test_other_prefixes_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no such kind"):
        name_iri(name)


@pytest.mark.parametrize("iri", ["https://elsewhere.example/country/SG", "https://kg.example/id/", str(BASE.iri)])
def test_other_iris_are_refused(iri: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        iri_name(iri)


def test_names_live_under_the_base_of_the_store() -> None:
    base = Base("https://data.example/kg/")
    assert name_iri("country:SG", base) == URIRef("https://data.example/kg/country/SG")
    assert iri_name("https://data.example/kg/country/SG", base) == "country:SG"


@pytest.mark.parametrize("iri", ["", "/", "a.example/", "https://a.example", "https://a.example/x#", "http://a b/"])
def test_a_base_that_cannot_hold_spans_is_refused(iri: str) -> None:
    with pytest.raises(ValueError, match="not a base IRI"):
        Base(iri)


@pytest.mark.parametrize("article", ["knowledge", "%6Bnowledge", "fr-01", "https://a.example/?q=é&r=1"])
def test_no_article_has_the_graph_of_the_knowledge_or_of_another(article: str) -> None:
    assert graph_iri(article) != knowledge_graph()
    assert local_part(graph_iri(article)) == article
    assert local_part(article_iri(article)) == article


def test_spans_are_named_by_code_points() -> None:
    span = span_iri("fr-01", Span(4, 16))
    assert span == URIRef("https://kg.example/id/article/fr-01#char=4,16")
    assert span_of(span) == Span(4, 16)
    with pytest.raises(ValueError, match="not a span"):
        span_of(article_iri("fr-01"))


def test_every_kind_can_be_typed_with_its_prefix() -> None:
    """A prefixed name with a percent-encoded id is legal Turtle."""
    lines = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in PREFIXES.items()]
    lines += [f"{prefix}:a%2Fb a sc:Thing ." for prefix in FOLDERS]
    graph = Graph().parse(data="\n".join(lines), format="turtle")
    assert set(graph.subjects()) == {name_iri(f"{prefix}:a/b") for prefix in FOLDERS}
