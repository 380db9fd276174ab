"""What terms of a store are called."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Literal, URIRef

from kg.rdf.terms import Term
from kg.store.base import Store

_LABELS = "SELECT DISTINCT ?term ?label WHERE {{ VALUES ?term {{ {} }} ?term rdfs:label ?label }}"


def labels(store: Store, terms: Iterable[Term | None], lang: str) -> dict[Term, str]:
    """Term → its label in `lang`, else in any language; terms without a label are left out."""
    asked = " ".join(term.n3() for term in sorted({t for t in terms if isinstance(t, URIRef)}))
    rows = store.select(_LABELS.format(asked)).rows if asked else []
    ranked = sorted((_language(label) != lang, str(label), term) for term, label in rows if term is not None)
    return {term: label for _, label, term in reversed(ranked)}


def _language(label: Term | None) -> str:
    return (label.language if isinstance(label, Literal) else None) or ""
