from __future__ import annotations

from kg.knowledge.ontology import Ontology
from kg.model import Reading
from kg.query.stats import stats
from kg.rdf.articles import reading_quads
from kg.rdf.iri import graph_iri
from kg.store import open_store


def test_figures_of_one_article(ontology: Ontology, sample_reading: Reading) -> None:
    with open_store(None) as store:
        store.replace(graph_iri(sample_reading.document.id), reading_quads(sample_reading, ontology, "4c1e"))
        figures = stats(store, ontology, "fr")
    assert (figures.articles, figures.claims, figures.entities) == (1, 3, 6)
    assert figures.classes == {"Movement": 2, "Restriction": 1}
    assert list(figures.statuses.items()) == [("stated", 1), ("alleged", 1), ("denied", 1)]
    assert (figures.languages, figures.publishers) == ({"en": 1}, {"Basalt Weekly": 1})
    assert ("graphite sphérique", "Product", 3) in figures.named
    assert (figures.first, figures.last) == ("2023-06-02", "2023-06-02")


def test_an_empty_store_has_none(ontology: Ontology) -> None:
    with open_store(None) as store:
        figures = stats(store, ontology)
    assert (figures.articles, figures.claims, figures.named, figures.first) == (0, 0, (), None)
