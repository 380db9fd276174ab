"""Why a question has no answer: nobody speaks of what was asked for, not at that time, or not of all of it together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.rdf.iri import name_iri
from kg.store.base import Store

# claims in which a thing fills a role or is a source, or another of its kind, of its make or of its members does
_ABOUT = """
SELECT (COUNT(DISTINCT ?claim) AS ?n) WHERE {{
  {{ SELECT DISTINCT ?thing WHERE {{
    VALUES ?asked {{ {} }}
    ?thing (schema:isVariantOf|schema:manufacturer|schema:member)? ?asked .
  }} }}
  {{ ?part sc:filler ?thing ; sc:ofClaim ?claim }} UNION {{ ?claim sc:attributedTo ?thing }}
}}"""


def why_nothing(store: Store, asked: Mapping[str, Sequence[str]], at_any_time: int = 0) -> str:
    """One line, without a full stop.

    asked        what people wrote → ids of the entities that it names
    at_any_time  how many answers there are without the conditions on time
    """
    if at_any_time:
        return f"{at_any_time} without the conditions on time"
    about = {name: _claims(store, ids) for name, ids in asked.items()}
    if silent := [name for name, claims in about.items() if not claims]:
        return f"known, but no claim names {' or '.join(silent)}"
    told = [f"{claims} name{'s' if claims == 1 else ''} {name}" for name, claims in about.items()]
    return f"of the claims, {' and '.join(told)}, but none answers this" if told else "no claim answers this"


def _claims(store: Store, ids: Sequence[str]) -> int:
    terms = " ".join(name_iri(id, store.base).n3() for id in ids)
    return int(str(store.select(_ABOUT.format(terms)).rows[0][0]))
