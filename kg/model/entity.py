"""Who and what claims are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EntityType(StrEnum):
    """Classes of the ontology that an entity can have."""

    COUNTRY = "Country"
    PLACE = "Place"
    ORGANIZATION = "Organization"
    PERSON = "Person"
    PRODUCT = "Product"
    REGULATION = "Regulation"
    FACILITY = "Facility"
    EVENT = "Event"


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that mentions refer to.

    id       prefixed name, one prefix a kind: "country:SG", "org:nvidia", "product:nvidia-h20",
             "local:ARTICLE-3" for what has no name or cannot be told apart outside its article
    labels   (language, preferred name) pairs, sorted by language
    aliases  further names (names only, never "le groupe"), sorted
    iso      ISO 3166-1 alpha-2, for countries alone
    country  id of the country that it belongs to or lies in ("country:US")
    maker    id of the maker, for products
    kinds    ids of what it is a model or a kind of, nearest first (H20 → Nvidia AI chips → AI accelerators)
    members  ids of the countries of a bloc, or of the entities that a plural mention names
    same_as  IRIs of published datasets, only when checked
    """

    id: str
    type: EntityType
    labels: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...] = ()
    iso: str | None = None
    country: str | None = None
    maker: str | None = None
    kinds: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()

    def label(self, lang: str) -> str:
        """Preferred name in `lang`, else in any language."""
        names = dict(self.labels)
        return names.get(lang) or next(iter(names.values()))


@dataclass(frozen=True, slots=True)
class Membership:
    """When somebody belonged to a bloc.

    member            id of who belonged to it
    time              as the gazetteer writes it: "1973-01-01/2020-01-31", "2012-06/.."; "" when it is not known
    earliest, latest  first and last day of it; None where it is open or not known
    """

    member: str
    time: str = ""
    earliest: date | None = None
    latest: date | None = None

    @property
    def lasts(self) -> bool:
        """Whether no end of it is known."""
        return self.latest is None
