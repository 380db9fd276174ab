from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.knowledge.ontology import Ontology
from kg.query.vocabulary import check_terms


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?c a sc:Movement ; sc:origin ?o ; sc:saidToShipTo ?x }",
        'SELECT * { ?c sc:time "sc:nothing" } # sc:nothing',
        "PREFIX sc: <https://other.example/> SELECT * { ?c a sc:Thing }",
        "SELECT * { ?c <https://kg.example/ontology#nothing> ?x }",
    ],
)
def test_what_is_known(query: str, ontology: Ontology) -> None:
    check_terms(query, ontology)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { ?c a sc:Movment }", "the ontology has no sc:Movment; did you mean 'sc:Movement'"),
        ("SELECT * { ?c sc:orgin ?o }", "the ontology has no sc:orgin; did you mean 'sc:origin'"),
        ("SELECT * { ?c sc:zzzz ?o }", "the ontology has no sc:zzzz; there are sc:theme, sc:origin"),
        ("SELECT * { ?c a sc:Zzzz }", "the ontology has no sc:Zzzz; there are sc:Movement, sc:Transfer"),
    ],
)
def test_what_is_not(query: str, message: str, ontology: Ontology) -> None:
    with pytest.raises(QueryError) as error:
        check_terms(query, ontology)
    assert str(error.value).startswith(message)
