"""The whole journey of an article, from its text to its claims, in one function."""

from __future__ import annotations

from kg.annotate import Annotator
from kg.corefer import corefer
from kg.extract import Model, extract
from kg.knowledge import Knowledge
from kg.link import link
from kg.mention import find_mentions
from kg.model import Document, Reading
from kg.qualify import qualify
from kg.segment import segment
from kg.syntax import grow


def read_claims(document: Document, annotator: Annotator, knowledge: Knowledge, model: Model | None = None) -> Reading:
    """What the document says, as claims with their evidence; same document, knowledge and model, same claims.

    Without a model lexicon and rules alone extract.

    Raises KnowledgeError when the pipeline of the document's language cannot be loaded.
    """
    body = segment(document, knowledge.boilerplate)  # spans of the report: no navigation, tickers, notices
    paragraphs = annotator(document, body)  # tokens, lemmas, Universal Dependencies, named entities
    tree = grow(document.text, document.lang, paragraphs)
    mentions = find_mentions(tree, knowledge)  # spans that may be entities
    entities = link(tree, mentions, document, knowledge)  # "Pékin" → China
    antecedents = corefer(tree, mentions, entities, knowledge)  # "les deux pays" → Singapore, Malaysia
    frames = extract(tree, mentions, entities, antecedents, knowledge, model)  # who did what to whom
    claims = qualify(document, tree, mentions, entities, antecedents, frames, knowledge)  # status, sources, time
    return Reading(document, claims, body)
