"""A dependency tree as plain arrays: what mention, extract, qualify and corefer read."""

from kg.syntax.arguments import RELATIVE, SUBJECT, Dependent, argument_edges, counted_noun, is_passive, undergoing
from kg.syntax.tree import Paragraph, Tree, fold, grow

__all__ = [
    "RELATIVE",
    "SUBJECT",
    "Dependent",
    "Paragraph",
    "Tree",
    "argument_edges",
    "counted_noun",
    "fold",
    "grow",
    "is_passive",
    "undergoing",
]
