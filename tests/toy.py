"""A reader that understands one sentence, for tests of everything around the reading of articles.

"GOODS went from A to B." gives one Movement; a text with the word CRASH makes it raise, DIE ends its process, and STOP
is a failure that ends the run.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from kg.batch import StoreWriter
from kg.errors import KnowledgeError
from kg.knowledge.locate import ontologies
from kg.knowledge.ontology import Ontology, load_ontology
from kg.model import Claim, Document, Entity, EntityType, Filler, Membership, Reading, Span, claim_id
from kg.rdf.runs import Run
from kg.read import document_from_text
from kg.store import Store

SENTENCE = re.compile(r"(\w+) went from (\w+) to (\w+)(?: through (\w+))?\.")
COUNTRIES = {
    "Norway": Entity("country:NO", EntityType.COUNTRY, (("en", "Norway"), ("fr", "Norvège")), iso="NO"),
    "Chile": Entity("country:CL", EntityType.COUNTRY, (("en", "Chile"), ("fr", "Chili")), iso="CL"),
    "Peru": Entity("country:PE", EntityType.COUNTRY, (("en", "Peru"), ("fr", "Pérou")), iso="PE"),
    "Japan": Entity("country:JP", EntityType.COUNTRY, (("en", "Japan"), ("fr", "Japon")), ("Nippon",), iso="JP"),
}


@dataclass(frozen=True, slots=True)
class ToyGazetteer:
    entities: Mapping[str, Entity] = field(default_factory=lambda: {e.id: e for e in COUNTRIES.values()})
    memberships: Mapping[str, tuple[Membership, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ToyKnowledge:
    """What a writer looks at."""

    ontology: Ontology
    gazetteer: ToyGazetteer
    digest: str


@cache
def knowledge(digest: str = "k1") -> ToyKnowledge:
    # without the ontology's own triples, which take longer to write than everything else
    return ToyKnowledge(replace(load_ontology(ontologies()), turtle=""), ToyGazetteer(), digest)


@dataclass(frozen=True, slots=True)
class ToyReader:
    knowledge: ToyKnowledge
    log: Path | None = None

    def read(self, document: Document) -> Reading:
        if self.log is not None:
            with self.log.open("a") as log:
                log.write(f"{document.id}\n")
        if "CRASH" in document.text:
            raise RuntimeError("two\nlines")
        if "DIE" in document.text:
            os._exit(9)
        if "STOP" in document.text:
            raise KnowledgeError("toy: cannot go on")
        claims = tuple(self._claim(document, match) for match in SENTENCE.finditer(document.text))
        return Reading(document, claims, (Span(0, len(document.text)),))

    def run(self, lang: str) -> Run:
        return Run("0", "0", self.knowledge.digest, ((lang, "toy"),))

    def _claim(self, document: Document, match: re.Match[str]) -> Claim:
        evidence = Span(*match.span()).of(document.text)
        trigger = Span(match.start() + len(match[1]) + 1, match.start() + len(match[1]) + 5).of(document.text)
        fillers = {
            role: (Filler(_entity(match[group]), Span(*match.span(group)).of(document.text)),)
            for role, group in (("theme", 1), ("origin", 2), ("via", 4), ("destination", 3))
            if match[group]
        }
        return Claim(
            id=claim_id(document.id, "Movement", None, False, evidence.text, trigger.text, 0), article=document.id,
            type="Movement", roles=tuple(fillers.items()), status="stated", evidence=evidence, trigger=trigger,
            evoked_by="toy", confidence=0.9,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToySettings:
    """Stands in for `kg.batch.Settings`: a picklable maker of readers; `log` is a file that names what was read."""

    pipelines: tuple[tuple[str, str], ...] = ()
    gazetteers: tuple[Path, ...] = ()
    rules_only: bool = False
    log: Path | None = None
    digest: str = "k1"

    def __call__(self) -> ToyReader:
        return ToyReader(knowledge(self.digest), self.log)


def _entity(name: str) -> Entity:
    slug = name.lower()
    return COUNTRIES.get(name) or Entity(f"product:{slug}", EntityType.PRODUCT, (("en", slug),))


def fill(store: Store, reading: Reading) -> None:
    """Two articles: one that is given, and one in French of one sentence."""
    reader = ToyReader(knowledge())
    writer = StoreWriter(store, knowledge())  # type: ignore[arg-type]
    writer.write(reading, reader.run("en"))
    french = document_from_text("Étain\n\nTin went from Chile to Norway.\x0b", id="étain 1", lang="fr")
    writer.write(reader.read(french), reader.run("fr"))
