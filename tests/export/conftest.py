from __future__ import annotations

from collections.abc import Iterator

import pytest
from toy import fill

from kg.export import Material
from kg.knowledge.ontology import Ontology
from kg.model import Reading
from kg.store import Store, open_store


@pytest.fixture(scope="module")
def store(sample_reading: Reading) -> Iterator[Store]:
    with open_store(None) as opened:
        fill(opened, sample_reading)
        yield opened


@pytest.fixture(scope="module")
def material(store: Store, ontology: Ontology) -> Material:
    return Material(store, ontology)
