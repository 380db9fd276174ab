"""Gold articles read up to where extraction begins, kept on disk between runs."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable
from pathlib import Path

from kg.annotate import Annotator
from kg.corefer import corefer
from kg.extract import Page, make_page
from kg.knowledge import Knowledge
from kg.link import link
from kg.mention import Typer, find_mentions
from kg.segment import segment
from kg.syntax import Tree, grow
from kg.training.extraction.gold import GoldArticle

Pages = list[tuple[GoldArticle, Page]]


def read_pages(articles: Iterable[GoldArticle], annotator: Annotator, knowledge: Knowledge, cache: Path) -> Pages:
    """Pages of the articles, mentions typed by knowledge alone; trees are cached by text and annotation."""
    cache.mkdir(parents=True, exist_ok=True)
    return [(a, _page(a, _tree(a, annotator, knowledge, cache), knowledge, None)) for a in articles]


def retype(pages: Pages, typer: Typer) -> Pages:
    """The same pages with mentions typed by the model, and linked anew."""
    return [(article, _page(article, page.tree, page.knowledge, typer)) for article, page in pages]


def _page(article: GoldArticle, tree: Tree, knowledge: Knowledge, typer: Typer | None) -> Page:
    mentions = find_mentions(tree, knowledge, typer)
    entities = link(tree, mentions, article.document, knowledge)
    antecedents = corefer(tree, mentions, entities, knowledge)
    return make_page(tree, mentions, entities, antecedents, knowledge)


def _tree(article: GoldArticle, annotator: Annotator, knowledge: Knowledge, cache: Path) -> Tree:
    document = article.document
    body = segment(document, knowledge.boilerplate)
    key = hashlib.sha256(f"{annotator.digest(document.lang)} {body} {document.text}".encode()).hexdigest()
    path = cache / f"{key}.pickle"
    if path.exists():
        tree: Tree = pickle.loads(path.read_bytes())
        return tree
    tree = grow(document.text, document.lang, annotator(document, body))
    path.write_bytes(pickle.dumps(tree))
    return tree
