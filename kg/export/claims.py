"""Claims, one JSON object a line: for people who work with tables, and for the score against annotated articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.export.encode import encode
from kg.export.material import Material
from kg.model import Entity, Filler, Quote
from kg.query.claims import StoredClaim
from kg.rdf.iri import claim_iri, entity_iri
from kg.rdf.namespaces import BASE, Base


def write_claims(material: Material) -> Iterator[str]:
    base, known = material.store.base, _Known()
    for said in material.claims():
        yield encode(claim_record(said, base, known)) + "\n"


# id and language of an entity → its label and IRI, which come again in many claims of one store
_Known = dict[tuple[str, str], tuple[str, str]]


def claim_record(said: StoredClaim, base: Base = BASE, known: _Known | None = None) -> dict[str, Any]:
    """One claim as plain data. `label` is what a filler is called, `text` the article's words; offsets are code
    points into the article's text, half-open. `known` keeps what many records of one store have in common."""
    claim, article = said.claim, said.article
    known = {} if known is None else known
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
        "roles": {role: [_filler(f, article.lang, base, known) for f in fillers] for role, fillers in claim.roles if fillers},
        "by": [
            {**_filler(a.source, article.lang, base, known), "cue": _quote(a.cue) if a.cue else None}
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


def _filler(filler: Filler, lang: str, base: Base, known: _Known) -> dict[str, Any]:
    entity, mention = filler.entity, filler.mention
    label, iri = known.get((entity.id, lang)) or _called(entity, lang, base, known)
    return {
        "label": label,
        "text": mention.text,
        "iso": entity.iso,
        "iri": iri,
        "type": entity.type.value,
        "start": mention.start,
        "end": mention.end,
        "antecedent": _quote(filler.antecedent) if filler.antecedent else None,
    }


def _called(entity: Entity, lang: str, base: Base, known: _Known) -> tuple[str, str]:
    known[entity.id, lang] = found = entity.label(lang), str(entity_iri(entity.id, base))
    return found


def _quote(quote: Quote) -> dict[str, Any]:
    return {"start": quote.start, "end": quote.end, "text": quote.text}


def _day(day: object) -> str | None:
    return str(day) if day is not None else None
