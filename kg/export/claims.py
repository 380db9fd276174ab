"""Claims, one JSON object a line: for people who work with tables, and for the score against annotated articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.export.encode import encode
from kg.export.material import Material
from kg.model import Filler, Quote
from kg.query.claims import StoredClaim
from kg.rdf.iri import claim_iri, entity_iri
from kg.rdf.namespaces import BASE, Base


def write_claims(material: Material) -> Iterator[str]:
    base = material.store.base
    for said in material.claims():
        yield encode(claim_record(said, base)) + "\n"


def claim_record(said: StoredClaim, base: Base = BASE) -> dict[str, Any]:
    """One claim as plain data. `label` is what a filler is called, `text` the article's words; offsets are code
    points into the article's text, half-open."""
    claim, article = said.claim, said.article
    return {
        "id": str(claim_iri(claim.id, base)),
        "article": article.id,
        "type": claim.type,
        "status": claim.status,
        "effect": claim.effect,
        "time": claim.time.text if claim.time else None,
        "earliest": _day(claim.time.earliest if claim.time else None),
        "latest": _day(claim.time.latest if claim.time else None),
        "amount": claim.amount.mention.text if claim.amount else None,
        "value": claim.amount.value if claim.amount else None,
        "unit": claim.amount.unit if claim.amount else None,
        "roles": {role: [_filler(f, article.lang, base) for f in fillers] for role, fillers in claim.roles if fillers},
        "by": [
            {**_filler(a.source, article.lang, base), "cue": _quote(a.cue) if a.cue else None}
            for a in claim.attributions
        ],
        "evidence": _quote(claim.evidence),
        "trigger": _quote(claim.trigger),
        "cues": [_quote(cue) for cue in claim.cues],
        "evoked_by": claim.evoked_by,
        "confidence": claim.confidence,
        "title": article.title,
        "lang": article.lang,
        "published": _day(article.published),
        "publisher": article.publisher,
        "url": article.url,
    }


def _filler(filler: Filler, lang: str, base: Base) -> dict[str, Any]:
    entity = filler.entity
    return {
        "label": entity.label(lang),
        "text": filler.mention.text,
        "iso": entity.iso,
        "iri": str(entity_iri(entity.id, base)),
        "type": str(entity.type),
        "start": filler.mention.start,
        "end": filler.mention.end,
        "antecedent": _quote(filler.antecedent) if filler.antecedent else None,
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {"start": quote.start, "end": quote.end, "text": quote.text}


def _day(day: object) -> str | None:
    return str(day) if day is not None else None
