"""All of `ontologies/` as one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.knowledge.boilerplate import Boilerplate, load_boilerplate
from kg.knowledge.cues import Cues, load_cues
from kg.knowledge.gazetteer import Gazetteer, load_gazetteer
from kg.knowledge.language import Language, load_language
from kg.knowledge.lexicon import Lexicon, load_lexicon
from kg.knowledge.locate import LANGUAGES, knowledge_digest, ontologies
from kg.knowledge.ontology import Ontology, load_ontology


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the stages know beforehand. `digest` is the sha256 (hex) of the files that it came from."""

    ontology: Ontology
    gazetteer: Gazetteer
    lexicons: Mapping[str, Lexicon]
    cues: Mapping[str, Cues]
    languages: Mapping[str, Language]
    boilerplate: Boilerplate
    digest: str


def load_knowledge(gazetteers: Sequence[Path] = ()) -> Knowledge:
    """Ontology, lexicons and gazetteers of the package, and a user's own gazetteer files, which win over ours.

    Raises KnowledgeError naming the file and line that cannot be read.
    """
    root = ontologies()
    return Knowledge(
        ontology=load_ontology(root),
        gazetteer=load_gazetteer(root, gazetteers),
        lexicons={lang: load_lexicon(root, lang) for lang in LANGUAGES},
        cues={lang: load_cues(root, lang) for lang in LANGUAGES},
        languages={lang: load_language(root, lang) for lang in LANGUAGES},
        boilerplate=load_boilerplate(root),
        digest=knowledge_digest(root, gazetteers),
    )
