"""A dependency tree as plain arrays: what mention, extract, qualify and corefer read."""

from kg.syntax.arguments import Dependent, argument_edges
from kg.syntax.tree import Paragraph, Tree, grow

__all__ = ["Dependent", "Paragraph", "Tree", "argument_edges", "grow"]
