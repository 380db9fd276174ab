"""`ontologies/` loaded once into typed tables, and passed in."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.knowledge.locate import LANGUAGES

if TYPE_CHECKING:
    from kg.knowledge.boilerplate import Boilerplate
    from kg.knowledge.cues import Cues
    from kg.knowledge.gazetteer import Gazetteer
    from kg.knowledge.language import Language
    from kg.knowledge.lexicon import Lexicon
    from kg.knowledge.load import Knowledge, load_knowledge
    from kg.knowledge.ontology import Ontology

# loaded at first use: who only asks where the files are, or which version they have, need not wait for rdflib
_LAZY = {
    "Boilerplate": "boilerplate", "Cues": "cues", "Gazetteer": "gazetteer", "Knowledge": "load", "Language": "language",
    "Lexicon": "lexicon", "Ontology": "ontology", "load_knowledge": "load",
}  # fmt: skip

__all__ = [
    "LANGUAGES", "Boilerplate",
    "Cues", "Gazetteer", "Knowledge", "Language", "Lexicon", "Ontology", "load_knowledge",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'kg.knowledge' has no attribute {name!r}")
    return getattr(import_module(f"kg.knowledge.{_LAZY[name]}"), name)
