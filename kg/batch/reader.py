"""What reads the documents of a build: the pipeline of stages, with its knowledge and its language models."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg._version import __version__
from kg.model import Document, Reading
from kg.rdf.runs import Run

if TYPE_CHECKING:
    from kg.annotate import Annotator
    from kg.knowledge import Knowledge
    from kg.pipeline import Analysis, Models


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read: a value that travels to the processes of a pool, each of which makes its own reader of it.

    pipelines   (language, installed spaCy pipeline or its folder) pairs that replace the default ones
    gazetteers  a user's own files of names
    rules_only  extract by lexicon and rules alone, without the learned models
    """

    pipelines: tuple[tuple[str, str], ...] = ()
    gazetteers: tuple[Path, ...] = ()
    rules_only: bool = False

    def __call__(self) -> PipelineReader:
        """Raises KnowledgeError for files that cannot be read; the models load with the first document."""
        return _load(self)


@dataclass(frozen=True, slots=True)
class PipelineReader:
    knowledge: Knowledge
    annotator: Annotator
    models: Models | None

    def read(self, document: Document) -> Reading:
        from kg.pipeline import read_claims  # noqa: PLC0415 (who only asks a graph need not wait for the stages)

        return read_claims(document, self.annotator, self.knowledge, self.models)

    def analyse(self, document: Document) -> Analysis:
        """As `read`, with what the stages saw on their way."""
        from kg.pipeline import analyse  # noqa: PLC0415

        return analyse(document, self.annotator, self.knowledge, self.models)

    def run(self, lang: str) -> Run:
        return Run(
            version=__version__,
            ontology=self.knowledge.ontology.version,
            knowledge=self.knowledge.digest,
            pipelines=((lang, self.annotator.digest(lang)), *self._models()),
        )

    def _models(self) -> tuple[tuple[str, str], ...]:
        return () if self.models is None else (("extraction", self.models.digest),)


@cache
def _load(settings: Settings) -> PipelineReader:
    from kg.annotate import Annotator  # noqa: PLC0415
    from kg.knowledge import load_knowledge  # noqa: PLC0415
    from kg.pipeline import load_models  # noqa: PLC0415

    models = None if settings.rules_only else load_models()
    return PipelineReader(load_knowledge(settings.gazetteers), Annotator(dict(settings.pipelines)), models)
