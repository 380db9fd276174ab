"""Values for the variables of a question.

Oxigraph substitutes in a SELECT only variables that it projects, so there the values are joined in by the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.rdf.terms import Term
from kg.store.terms import to_ox

# whatever a brace or a keyword inside must not be taken for the query's own
_TOKEN = re.compile(
    r"""<[^<>"{}|^`\\\s]*> | '''(?:\\.|[^\\])*?''' | \"""(?:\\.|[^\\])*?\""" | '(?:\\.|[^'\\\n])*' | "(?:\\.|[^"\\\n])*"
    | \#[^\n]* | [?$]\w+ | \w*:[\w.%-]* | \w+ | [{}()]""",
    re.VERBOSE | re.DOTALL,
)


def bind(sparql: str, bindings: Mapping[str, Term]) -> str | None:
    """A SELECT with the values joined in at the start of its outermost pattern; None for the other forms.

    Raises ValueError for a value that no store can hold.
    """
    select, depth = False, 0
    for token in _TOKEN.finditer(sparql):
        word = token[0].upper()
        if word in ("ASK", "CONSTRUCT", "DESCRIBE"):
            return None
        select = select or word == "SELECT"
        depth += (word == "(") - (word == ")")
        if word == "{" and select and depth == 0:
            values = " ".join(f"VALUES ?{name} {{ {to_ox(term)} }}" for name, term in bindings.items())
            return f"{sparql[: token.end()]} {values} {sparql[token.end() :]}"
    return None
