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
from kg.mention import find_mentions
from kg.segment import segment
from kg.syntax import Tree, grow
from kg.training.extraction.gold import GoldArticle


def read_pages(
    articles: Iterable[GoldArticle], annotator: Annotator, knowledge: Knowledge, cache: Path
) -> list[tuple[GoldArticle, Page]]:
    """Pages of the articles; trees are cached by text and annotation, what knowledge decides is always made anew."""
    cache.mkdir(parents=True, exist_ok=True)
    found = []
    for article in articles:
        tree = _tree(article, annotator, knowledge, cache)
        mentions = find_mentions(tree, knowledge)
        entities = link(tree, mentions, article.document, knowledge)
        antecedents = corefer(tree, mentions, entities, knowledge)
        found.append((article, make_page(tree, mentions, entities, antecedents, knowledge)))
    return found


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
