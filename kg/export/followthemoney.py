"""FollowTheMoney, for Aleph and OpenSanctions' tools: one JSON entity a line, each id once.

Articles, the parties, and links between them that have status, dates, words and the article as proof. What is stated, and
surely read, to be a sanction of a party or an ownership is one; whatever is less than that is an UnknownLink whose role
names its status, so that nobody ends on a list by hearsay. A claim that relates no two parties links its own to the article.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from kg.export.encode import encode
from kg.export.graph import Parts
from kg.export.material import Material
from kg.model import Entity, EntityType
from kg.query.claims import Article, StoredClaim
from kg.rdf.iri import claim_iri

_T = EntityType
_SCHEMATA = {
    _T.COUNTRY: "PublicBody", _T.PLACE: "Address", _T.ORGANIZATION: "Organization", _T.PERSON: "Person",
    _T.PRODUCT: "Asset", _T.REGULATION: "Document", _T.FACILITY: "Address", _T.EVENT: "Event",
}  # fmt: skip
_OWNERS = (_T.COUNTRY, _T.ORGANIZATION, _T.PERSON)
_OWNED = (_T.ORGANIZATION, _T.PRODUCT)
# relation of the ontology → schema, property of its source, property of its target
_STRONG = {"owns": ("Ownership", "owner", "asset"), "sanctions": ("Sanction", "", "entity")}
_LISTED = (_T.ORGANIZATION, _T.PERSON)
# confidence that a claim needs to become a Sanction or an Ownership, which other tools act upon
_SURE = 0.8
_LANGUAGES = {"en": "eng", "fr": "fra"}
_ID = re.compile(r"[0-9a-zA-Z](?:[0-9a-zA-Z.-]*[0-9a-zA-Z])?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_WIKIDATA = re.compile(r"https?://www\.wikidata\.org/entity/(Q\d+)")

_Properties = dict[str, list[str]]
_Record = dict[str, Any]


def write_followthemoney(material: Material) -> Iterator[str]:
    writer = _Writer(material)
    for said in material.claims():
        for record in writer.of(said):
            yield encode(record) + "\n"
    for record in writer.parties():
        yield encode(record) + "\n"


class _Writer:
    """Parties come last: an organization turns out to be a company where somebody owns it."""

    def __init__(self, material: Material) -> None:
        self._material, self._lang, self._base = material, material.lang, material.store.base
        self._parts = Parts(material.ontology, "edges", material.lang, self._base)
        self._roles = {role.name: role.labels[self._lang] for role in material.ontology.roles.values()}
        self._entities: dict[str, Entity] = {}
        self._owned: set[str] = set()
        self._articles: set[str] = set()

    def of(self, said: StoredClaim) -> Iterator[_Record]:
        article = _id(f"article:{said.article.id}")
        if article not in self._articles:
            self._articles.add(article)
            yield self._article(article, said.article)
        mine = [f.entity for _, fillers in said.claim.roles for f in fillers]
        self._entities |= {entity.id: entity for entity in mine}
        pairs, about = self._parts.pairs(said.claim), self._about(said, article)
        for (source, target), (roles, relations) in pairs.items():
            schema, ends = self._link(said, self._entities[source], self._entities[target], roles, relations)
            yield _link(said, schema, f"{source} {target}", ends, about)
        for entity in {} if pairs else dict.fromkeys(mine):
            ends = {"document": [article], "entity": [_id(entity.id)], "role": [self._parts.label(said)]}
            yield _link(said, "Documentation", entity.id, ends, about)

    def parties(self) -> Iterator[_Record]:
        for entity in self._entities.values():
            yield self._party(entity)

    def _link(
        self, said: StoredClaim, source: Entity, target: Entity, roles: list[str], relations: list[str]
    ) -> tuple[str, _Properties]:
        """Schema and ends of a link."""
        strong = relations if said.claim.confidence >= _SURE else ()
        schema, from_, to = next((_STRONG[r] for r in strong if r in _STRONG), ("", "", ""))
        label = self._parts.label(said)
        if schema == "Ownership" and source.type in _OWNERS and target.type in _OWNED:
            self._owned.add(target.id)
            return schema, {from_: [_id(source.id)], to: [_id(target.id)], "role": [label]}
        if schema == "Sanction" and target.type in _LISTED:
            program = [filler.entity.label(self._lang) for filler in said.claim.role("instrument")]
            authority = {"authority": [source.label(self._lang)], "country": _country(source), "program": program}
            return schema, {to: [_id(target.id)], **authority}
        played = "; ".join(" → ".join(self._roles[name] for name in pair.split(">")) for pair in roles)
        return "UnknownLink", {"subject": [_id(source.id)], "object": [_id(target.id)], "role": [f"{label}: {played}"]}

    def _about(self, said: StoredClaim, article: str) -> _Properties:
        """What all links of a claim say."""
        claim, told, time = said.claim, said.article, said.claim.time
        by = [a.source.entity.label(self._lang) for a in claim.attributions]
        return _told({
            "status": [claim.status],
            "startDate": [str(time.earliest)] if time and time.earliest else [],
            "endDate": [str(time.latest)] if time and time.latest else [],
            "date": [str(told.published)] if told.published else [],
            "summary": [claim.evidence.text],
            "description": [f"{claim.type}, {claim.status}, {claim.confidence:.2f}" + (f"; {', '.join(by)}" if by else "")],
            "recordId": [str(claim_iri(claim.id, self._base))],
            "publisher": [told.publisher] if told.publisher else [],
            "sourceUrl": _web(told.url),
            "proof": [article],
        })  # fmt: skip

    def _article(self, id: str, article: Article) -> _Record:
        body = self._material.body(article.id)
        return _record(id, "Article", {
            "title": [article.title], "author": [article.author] if article.author else [],
            "publisher": [article.publisher] if article.publisher else [],
            "publishedAt": [str(article.published)] if article.published else [],
            "language": [_LANGUAGES[article.lang]] if article.lang in _LANGUAGES else [],
            "sourceUrl": _web(article.url), "bodyText": [body] if body else [],
        })  # fmt: skip

    def _party(self, entity: Entity) -> _Record:
        schema = "Company" if entity.id in self._owned and entity.type is _T.ORGANIZATION else _SCHEMATA[entity.type]
        label = entity.label(self._lang)
        others = dict.fromkeys([*(name for _, name in entity.labels), *entity.aliases])
        wikidata = [found[1] for iri in entity.same_as if (found := _WIKIDATA.fullmatch(iri))]
        return _record(_id(entity.id), schema, {
            "name": [label], "alias": [name for name in others if name != label], "country": _country(entity),
            "wikidataId": wikidata, **({"full": [label]} if schema == "Address" else {}),
            **({"title": [label], "fileName": [label]} if schema == "Document" else {}),
        })  # fmt: skip


def _link(said: StoredClaim, schema: str, pair: str, ends: _Properties, about: _Properties) -> _Record:
    id = f"claim-{said.claim.id}-{_digest(f'{schema} {pair}')}"
    return {"id": id, "schema": schema, "properties": {**_told(ends), **about}}


def _record(id: str, schema: str, properties: _Properties) -> _Record:
    return {"id": id, "schema": schema, "properties": _told(properties)}


def _told(properties: _Properties) -> _Properties:
    """Properties that have values, as the library would clean them: it drops control characters and blanks around."""
    return {
        name: [value if value.isprintable() else _CONTROL.sub("", value).strip() for value in values]
        for name, values in properties.items()
        if values
    }


@lru_cache(maxsize=1 << 14)
def _id(name: str) -> str:
    """An id that FollowTheMoney allows: letters, digits, dots and hyphens."""
    prefix, _, local = name.partition(":")
    return f"{prefix}-{local}" if _ID.fullmatch(local) else f"{prefix}-{_digest(local)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _country(entity: Entity) -> list[str]:
    code = entity.iso or (entity.country or "").removeprefix("country:")
    return [code.lower()] if re.fullmatch("[A-Za-z]{2}", code) else []


def _web(url: str | None) -> list[str]:
    try:
        return [url] if url and urlsplit(url).scheme in ("http", "https") and not re.search(r"\s", url) else []
    except ValueError:
        return []
