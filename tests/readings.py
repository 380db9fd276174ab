"""Sentences read by the real pipelines and knowledge, loaded once, with lexicon and rules alone."""

from __future__ import annotations

from functools import cache

from kg.annotate import Annotator
from kg.corefer import corefer
from kg.extract import Page, extract, make_page
from kg.knowledge import Knowledge, load_knowledge
from kg.link import link
from kg.mention import find_mentions
from kg.model import Claim, Document, Frame, Span
from kg.pipeline import read_claims
from kg.syntax import Tree, grow


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


@cache
def annotator() -> Annotator:
    return Annotator()


def document_of(text: str, lang: str) -> Document:
    return Document("test-1", text, lang, "", "digest", "test")


@cache
def tree_of(text: str, lang: str) -> Tree:
    """One paragraph a line."""
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return grow(text, lang, annotator()(document_of(text, lang), spans))


@cache
def page_of(text: str, lang: str) -> Page:
    tree = tree_of(text, lang)
    mentions = find_mentions(tree, knowledge())
    entities = link(tree, mentions, document_of(text, lang), knowledge())
    return make_page(tree, mentions, entities, corefer(tree, mentions, entities, knowledge()), knowledge())


@cache
def frames_of(text: str, lang: str) -> tuple[Frame, ...]:
    page = page_of(text, lang)
    return extract(page.tree, page.mentions, page.entities, page.antecedents, knowledge())


def claims_of(text: str, lang: str) -> tuple[Claim, ...]:
    return read_claims(document_of(text, lang), annotator(), knowledge()).claims


def label(page: Page, index: int) -> str:
    """What a mention stands for: labels in the language of the page, several joined by " + "; "?" for nobody."""
    return " + ".join(e.label(page.tree.lang) for e in page.resolved(page.mentions[index])) or "?"


def roles_of(page: Page, frame: Frame) -> dict[str, list[str]]:
    return {role: [label(page, a.mention) for a in arguments] for role, arguments in frame.roles}


def told(text: str, lang: str, claim: str) -> list[dict[str, list[str]]]:
    """Roles of all frames of a class."""
    page = page_of(text, lang)
    return [roles_of(page, f) for f in frames_of(text, lang) if f.claim == claim]
