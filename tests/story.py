"""Claims written by hand, one a line, for tests and benchmarks of questions.

    outlet 2025-03-28 fr | Movement alleged theme=h20 origin=SG via=MY destination=CN time=2024-10/2024-12 by=US
    say="ont été livrées" effect=impose confidence=0.7 same                      (further words; `same`: same article)

Several fillers are joined by "+". What is in no table is a described group of one article: "brokers:Person:HK".
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kg.knowledge.ontology import Ontology
from kg.model import (
    Attribution,
    Claim,
    Document,
    Entity,
    EntityType,
    Filler,
    Interval,
    Membership,
    Quote,
    Reading,
    Span,
    claim_id,
)  # fmt: skip
from kg.query.claims import Article, StoredClaim
from kg.rdf.articles import reading_quads
from kg.rdf.iri import graph_iri
from kg.rdf.knowledge import knowledge_quads
from kg.store import Store

_T = EntityType
_COUNTRIES = {
    "US": ("United States", "États-Unis"), "CN": ("China", "Chine"), "SG": ("Singapore", "Singapour"),
    "MY": ("Malaysia", "Malaisie"), "TH": ("Thailand", "Thaïlande"), "HK": ("Hong Kong", "Hong Kong"),
    "JP": ("Japan", "Japon"), "RU": ("Russia", "Russie"), "IR": ("Iran", "Iran"), "FR": ("France", "France"),
    "DE": ("Germany", "Allemagne"), "NL": ("Netherlands", "Pays-Bas"), "AE": ("Emirates", "Émirats"),
    "TW": ("Taiwan", "Taïwan"), "VN": ("Vietnam", "Viêt Nam"), "GB": ("United Kingdom", "Royaume-Uni"),
}  # fmt: skip


def _entity(
    id: str, type: EntityType, en: str, fr: str = "", *, country: str | None = None, maker: str | None = None,
    kinds: tuple[str, ...] = (), members: tuple[str, ...] = (), iso: str | None = None,
) -> Entity:  # fmt: skip
    labels = (("en", en), ("fr", fr or en))
    return Entity(id, type, labels, country=country, maker=maker, kinds=kinds, members=members, iso=iso)


_CHIPS = ("product:nvidia-ai-chips", "product:ai-accelerator", "product:semiconductor")
ENTITIES: Mapping[str, Entity] = {
    **{c: _entity(f"country:{c}", _T.COUNTRY, en, fr, iso=c) for c, (en, fr) in _COUNTRIES.items()},
    "shenzhen": _entity("place:shenzhen", _T.PLACE, "Shenzhen", country="country:CN"),
    "penang": _entity("place:penang", _T.PLACE, "Penang", country="country:MY"),
    "rotterdam": _entity("place:rotterdam", _T.PLACE, "Rotterdam", country="country:NL"),
    "hamburg": _entity("place:hamburg", _T.PLACE, "Hamburg", "Hambourg", country="country:DE"),
    "EU": _entity(
        "org:eu", _T.ORGANIZATION, "European Union", "Union européenne",
        members=("country:DE", "country:FR", "country:NL"),
    ),
    "bis": _entity("org:us-commerce", _T.ORGANIZATION, "Commerce Department", "département du Commerce", country="country:US"),
    "ofac": _entity("org:us-ofac", _T.ORGANIZATION, "OFAC", country="country:US"),
    "mofcom": _entity("org:cn-mofcom", _T.ORGANIZATION, "Commerce Ministry", "ministère du Commerce", country="country:CN"),
    "nvidia": _entity("org:nvidia", _T.ORGANIZATION, "Nvidia", country="country:US"),
    "amd": _entity("org:amd", _T.ORGANIZATION, "AMD", country="country:US"),
    "smic": _entity("org:smic", _T.ORGANIZATION, "SMIC", country="country:CN"),
    "huawei": _entity("org:huawei", _T.ORGANIZATION, "Huawei", country="country:CN"),
    "asml": _entity("org:asml", _T.ORGANIZATION, "ASML", country="country:NL"),
    "tsmc": _entity("org:tsmc", _T.ORGANIZATION, "TSMC", country="country:TW"),
    "megaspeed": _entity("org:megaspeed", _T.ORGANIZATION, "Megaspeed", country="country:SG"),
    "gulfco": _entity("org:gulf-trading", _T.ORGANIZATION, "Gulf Trading", country="country:AE"),
    "bloomberg": _entity("org:bloomberg", _T.ORGANIZATION, "Bloomberg", country="country:US"),
    "reuters": _entity("org:reuters", _T.ORGANIZATION, "Reuters", country="country:GB"),
    "chips": _entity("product:semiconductor", _T.PRODUCT, "semiconductors", "semi-conducteurs"),
    "nvidia-chips": _entity(_CHIPS[0], _T.PRODUCT, "Nvidia AI chips", "puces d'IA de Nvidia", maker="org:nvidia", kinds=_CHIPS[1:]),
    "h20": _entity("product:nvidia-h20", _T.PRODUCT, "H20", maker="org:nvidia", kinds=_CHIPS),
    "h100": _entity("product:nvidia-h100", _T.PRODUCT, "H100", maker="org:nvidia", kinds=_CHIPS),
    "mi308": _entity("product:amd-mi308", _T.PRODUCT, "MI308", maker="org:amd", kinds=_CHIPS[1:]),
    "advanced": _entity("product:advanced-nvidia-semiconductors", _T.PRODUCT, "advanced Nvidia semiconductors", maker="org:nvidia", kinds=("product:semiconductor",)),
    "gallium": _entity("product:gallium", _T.PRODUCT, "gallium", kinds=("product:critical-mineral",)),
    "germanium": _entity("product:germanium", _T.PRODUCT, "germanium", kinds=("product:critical-mineral",)),
    "minerals": _entity("product:critical-mineral", _T.PRODUCT, "critical minerals", "minéraux critiques"),
    "durian": _entity("product:durian", _T.PRODUCT, "durian"),
    "lng": _entity("product:lng", _T.PRODUCT, "LNG", "GNL"),
    "duv": _entity("product:duv-scanner", _T.PRODUCT, "DUV scanners", "scanners DUV", maker="org:asml"),
    "ear": _entity("rule:ear", _T.REGULATION, "Export Administration Regulations"),
    "strike": _entity("event:port-strike", _T.EVENT, "port strike", "grève des ports"),
    "tessier": _entity("local:a-1", _T.PERSON, "Marc Tessier"),
    "tessier2": _entity("local:b-1", _T.PERSON, "Tessier"),
    "paul-tessier": _entity("local:c-1", _T.PERSON, "Paul Tessier"),
}  # fmt: skip

MEMBERSHIPS: Mapping[str, tuple[Membership, ...]] = {
    "org:eu": (
        *(Membership(f"country:{iso}", "1958-01-01/..", date(1958, 1, 1)) for iso in ("DE", "FR", "NL")),
        Membership("country:GB", "1973-01-01/2020-01-31", date(1973, 1, 1), date(2020, 1, 31)),
    )
}


@dataclass(slots=True)
class _Draft:
    """An article while its claims are read."""

    article: Article
    text: str = ""
    claims: list[Claim] = field(default_factory=list)

    def add(self, words: str) -> Quote:
        start = len(self.text)
        self.text += words
        return Quote(start, len(self.text), words)


def read_story(text: str, ontology: Ontology, first: int = 0) -> list[Reading]:
    """Articles of a story, in order, numbered from `first`; an empty line or a line that begins with # is nothing."""
    drafts: list[_Draft] = []
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        head, _, tail = line.partition("|")
        outlet, published, lang = head.split()
        words = shlex.split(tail)
        if "same" not in words:
            name = f"{outlet}-{first + len(drafts)}"
            day = date.fromisoformat(published)
            drafts.append(_Draft(Article(name, f"Report {name}", lang, day, outlet, None, None, f"{len(drafts):064x}")))
        _claim(drafts[-1], [word for word in words if word != "same"], ontology)
    return [_reading(draft) for draft in drafts]


def _reading(draft: _Draft) -> Reading:
    a = draft.article
    document = Document(
        a.id, draft.text, a.lang, a.title, a.digest, a.id, published=a.published, publisher=a.publisher
    )
    return Reading(document, tuple(draft.claims), (Span(0, len(draft.text)),))


def said(readings: Iterable[Reading]) -> list[StoredClaim]:
    """Their claims as a store would give them."""
    found = []
    for reading in readings:
        d = reading.document
        article = Article(d.id, d.title, d.lang, d.published, d.publisher, d.author, d.url, d.digest)
        found += [StoredClaim(claim, article) for claim in reading.claims]
    return found


def fill(store: Store, readings: Iterable[Reading], ontology: Ontology) -> None:
    """Put articles into a store, and the entities of the table into its knowledge."""
    knowledge = knowledge_quads(ontology, ENTITIES.values(), memberships=MEMBERSHIPS, base=store.base)
    store.replace(knowledge[0][3], knowledge)
    known = {entity.id for entity in ENTITIES.values()}
    for reading in readings:
        quads = reading_quads(reading, ontology, "run", known=known, base=store.base)
        store.replace(graph_iri(reading.document.id, store.base), quads)


def _claim(draft: _Draft, words: list[str], ontology: Ontology) -> None:
    type, status, *rest = words
    given = dict(word.split("=", 1) for word in rest)
    number = len(draft.claims)
    start = len(draft.text)
    trigger = draft.add(given.pop("say", type.lower()))
    roles: list[tuple[str, tuple[Filler, ...]]] = []
    for use in ontology.classes[type].roles:
        if use.name in given:
            roles.append((use.name, _fillers(draft, given.pop(use.name))))
    by = _fillers(draft, given.pop("by")) if "by" in given else ()
    evidence = Span(start, len(draft.text)).of(draft.text)
    draft.add(".\n")
    effect, time = given.pop("effect", None), given.pop("time", None)
    confidence = float(given.pop("confidence", "0.8"))
    if given:
        raise ValueError(f"{type} has no {', '.join(given)}")
    name = claim_id(draft.article.id, type, effect, status == "denied", evidence.text, trigger.text, number)
    draft.claims.append(
        Claim(
            id=name, article=draft.article.id, type=type, roles=tuple(roles), status=status, evidence=evidence,
            trigger=trigger, evoked_by="hand", confidence=confidence, effect=effect,
            attributions=tuple(Attribution(filler) for filler in by), time=interval(time) if time else None,
        )
    )  # fmt: skip


def _fillers(draft: _Draft, names: str) -> tuple[Filler, ...]:
    found = []
    for name in names.split("+"):
        entity = ENTITIES.get(name) or _group(draft.article.id, name)
        draft.add(" ")
        found.append(Filler(entity, draft.add(entity.label(draft.article.lang))))
    return tuple(found)


def _group(article: str, name: str) -> Entity:
    label, type, *country = name.split(":")
    place = f"country:{country[0]}" if country else None
    return Entity(f"local:{article}-{label}", EntityType(type), (("en", label),), country=place)


def interval(text: str) -> Interval:
    """ "2024", "2024-10/2024-12", "2023/..", "../2025-03-01" """
    first, slash, last = text.partition("/")
    earliest = None if first == ".." else _first(first)
    latest = None if last == ".." else _last(last if slash else first)
    return Interval(text, earliest, latest)


def _first(text: str) -> date:
    return date.fromisoformat(text + "-01" * (2 - text.count("-")))


def _last(text: str) -> date:
    if text.count("-") == 2:
        return date.fromisoformat(text)
    if text.count("-") == 1:
        year, month = map(int, text.split("-"))
        following = date(year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    return date(int(text), 12, 31)
