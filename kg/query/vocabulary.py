"""Terms of the ontology that a SPARQL query misspells: it would find nothing, and say nothing."""

from __future__ import annotations

import re

from kg.errors import QueryError
from kg.knowledge.ontology import Ontology
from kg.query.names import did_you_mean

_DECLARED = re.compile(r"\bPREFIX\s+sc:", re.IGNORECASE)
_NOT_NAMES = re.compile(r"""<[^<>\s]*>|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|#[^\n]*""")
_TERM = re.compile(r"(?<![\w?$:.%-])sc:([\w-]+)")
_DEFINED = re.compile(r"^sc:([\w-]+) a ", re.MULTILINE)  # uses of roles ("sc:Movement-via") among them


def check_terms(sparql: str, ontology: Ontology) -> None:
    """Raises QueryError for the first `sc:` name that the ontology does not have; a prefix of one's own is one's own."""
    if not ontology.turtle or _DECLARED.search(sparql):
        return
    known = set(_DEFINED.findall(ontology.turtle))
    for name in _TERM.findall(_NOT_NAMES.sub(" ", sparql)):
        if name not in known:
            kinds = ontology.classes if name[0].isupper() else ontology.roles
            near = did_you_mean(f"sc:{name}", {f"sc:{other}": f"sc:{other}" for other in sorted(known) if "-" not in other})
            listed = f"; there are {', '.join(f'sc:{other}' for other in kinds)}"
            raise QueryError(f"the ontology has no sc:{name}{near or listed}")
