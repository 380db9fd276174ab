"""The whole journey of an article, from its text to its claims, in one function."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.annotate import Annotator
from kg.corefer import corefer
from kg.extract import Model, Page, extract, load_model, make_page
from kg.knowledge import Knowledge
from kg.knowledge.vectors import load_vectors
from kg.link import link
from kg.mention import Typer, find_mentions, load_typer
from kg.model import Claim, Document, Frame, Reading, Span
from kg.qualify import Qualifier, load_qualifier, qualify
from kg.segment import segment
from kg.syntax import grow
from kg.versions import WEIGHTS, weights_digest


@dataclass(frozen=True, slots=True)
class Models:
    """What was learned from annotated articles. `digest`: sha256 (hex) of the files."""

    typer: Typer
    extraction: Model
    qualification: Qualifier
    digest: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the stages made of a document: the spans of the report, its words and mentions, frames, claims."""

    body: tuple[Span, ...]
    page: Page
    frames: tuple[Frame, ...]
    claims: tuple[Claim, ...]


def load_models(folder: Path = WEIGHTS) -> Models:
    """The shipped models, or those of another folder. Raises KnowledgeError when a file is missing or broken."""
    vectors = load_vectors(folder)
    qualifier = load_qualifier(folder)
    return Models(load_typer(folder, vectors), load_model(folder, vectors), qualifier, weights_digest(folder))


def read_claims(
    document: Document, annotator: Annotator, knowledge: Knowledge, models: Models | None = None
) -> Reading:
    """What the document says, as claims with their evidence; same document, knowledge and models, same claims.

    Without models lexicon and rules alone extract. Raises KnowledgeError when the pipeline of the document's language
    cannot be loaded.
    """
    analysis = analyse(document, annotator, knowledge, models)
    return Reading(document, analysis.claims, analysis.body)


def analyse(
    document: Document, annotator: Annotator, knowledge: Knowledge, models: Models | None = None
) -> Analysis:
    """As `read_claims`, with what the stages saw on their way."""
    typer, extraction, qualification = (
        (models.typer, models.extraction, models.qualification) if models else (None, None, None)
    )
    body = segment(document, knowledge.boilerplate)  # spans of the report: no navigation, tickers, notices
    paragraphs = annotator(document, body)  # tokens, lemmas, Universal Dependencies, named entities
    tree = grow(document.text, document.lang, paragraphs)
    mentions = find_mentions(tree, knowledge, typer)  # spans that may be entities
    entities = link(tree, mentions, document, knowledge)  # "Pékin" → China
    antecedents = corefer(tree, mentions, entities, knowledge)  # "les deux pays" → Singapore, Malaysia
    frames = extract(tree, mentions, entities, antecedents, knowledge, extraction)  # who did what to whom
    claims = qualify(  # status, sources, time
        document, tree, mentions, entities, antecedents, frames, knowledge, qualification
    )
    return Analysis(body, make_page(tree, mentions, entities, antecedents, knowledge), frames, claims)
