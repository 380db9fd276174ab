"""Spans of a document → spaCy Docs in Universal Dependencies, whatever scheme the pipeline speaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.annotate.normalise import normalise
from kg.annotate.pipelines import DEFAULTS, Pipeline, load_pipeline
from kg.errors import KnowledgeError, UnsupportedError
from kg.model import Document, Span
from kg.syntax import Paragraph

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["DEFAULTS", "Annotator", "normalise"]

# a parser's memory grows with the length of a text: longer spans are cut at white space
LONGEST = 100_000
# words at a time are what pays on one core; more spans than this bring nothing
BATCH = 64


class Annotator:
    """Pipelines by language, each loaded when its first document comes.

    `pipelines` names an installed package or a folder for a language, used as it is instead of the default one
    (`{"fr": "fr_core_news_lg"}`).
    """

    def __init__(self, pipelines: Mapping[str, str] | None = None) -> None:
        self._names = dict(pipelines or {})
        self._pipelines = {**DEFAULTS, **{lang: Pipeline(lang, name) for lang, name in self._names.items()}}
        self._loaded: dict[str, tuple[Language, str]] = {}

    def __reduce__(self) -> tuple[type[Annotator], tuple[dict[str, str]]]:
        # a worker process loads its own: a pipeline does not travel
        return type(self), (self._names,)

    def __call__(self, document: Document, body: Sequence[Span]) -> tuple[Paragraph, ...]:
        """One parsed Doc for each span, in order; empty spans are left out, enormous ones cut.

        Raises UnsupportedError for a language without a pipeline, KnowledgeError for a pipeline that cannot be used.
        """
        if document.lang not in self._pipelines:
            raise UnsupportedError(document.source, f"no pipeline for language {document.lang!r}")
        nlp = self.pipeline(document.lang)
        pieces = [piece for span in body for piece in _cut(document.text, span)]
        texts = (normalise(document.text[piece.start : piece.end]) for piece in pieces)
        docs = nlp.pipe(texts, batch_size=BATCH)
        return tuple(Paragraph(piece.start, doc) for piece, doc in zip(pieces, docs, strict=True))

    def pipeline(self, lang: str) -> Language:
        """The loaded spaCy pipeline of a language. Raises KnowledgeError when it cannot be used."""
        return self._load(lang)[0]

    def digest(self, lang: str) -> str:
        """sha256 (hex) over versions and files: tells with which annotation a model was trained."""
        return self._load(lang)[1]

    def _load(self, lang: str) -> tuple[Language, str]:
        if lang not in self._loaded:
            if lang not in self._pipelines:
                raise KnowledgeError(f"language {lang!r}: no pipeline; have {', '.join(sorted(self._pipelines))}")
            self._loaded[lang] = load_pipeline(self._pipelines[lang])
        return self._loaded[lang]


def _cut(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONGEST:
        blank = text.rfind(" ", start + 1, start + LONGEST)
        end = blank if blank > start else start + LONGEST
        yield Span(start, end)
        start = end
    if start < span.end:
        yield Span(start, span.end)
