"""Contested and corroborated claims of a store: found by what fills their roles, and read whole only when they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rdflib import URIRef
from rdflib.namespace import RDF

from kg.knowledge.ontology import Ontology
from kg.model import Entity, EntityType
from kg.query.agreement import Agreement, Index
from kg.query.claims import EVERYTHING, ClaimFilter, StoredClaim, claim_names, claims_named
from kg.query.compatible import Matter, event_time, is_local
from kg.query.matters import Matters
from kg.query.portions import Portions
from kg.query.shared import fillings, not_alone, reached
from kg.rdf.iri import claim_iri, iri_name, name_iri
from kg.rdf.namespaces import SC
from kg.store.base import Store

# beyond these, naming the things asked for costs more than reading all of them
_MANY_ENTITIES = 400
_FACTS = (RDF.type, SC.status, SC.effect, SC.earliest, SC.latest)
_PORTION = 2000  # claims read at once

_NARROWER = """
SELECT DISTINCT ?wider ?entity WHERE {{
  VALUES ?wider {{ {} }}
  {{ ?entity schema:isVariantOf ?wider }} UNION {{ ?entity schema:manufacturer ?wider }}
  UNION {{ ?entity schema:member ?wider }} UNION {{ ?entity sc:country ?wider }}
}}"""
_TOLD = "SELECT ?claim ?property ?value WHERE {{ VALUES ?claim {{ {} }} ?claim ?property ?value FILTER(?property IN ({})) }}"


def contested(store: Store, ontology: Ontology, filter: ClaimFilter = EVERYTHING) -> list[Agreement]:
    """What one asserts and another denies, each matter once, most origins first.

    Of the filter's conditions those on time and confidence hold for all claims, the others for one of each matter.
    """
    if filter != _all(filter):
        names = [name for name, _ in claim_names(store, ontology, filter)]
        return _once([a for a in standing(store, ontology, names, _all(filter)) if a.contested])
    found = standing(store, ontology, _denials(store, ontology, filter), filter)
    # told from the side of who asserts it
    asserted = dict.fromkeys(claim_iri(c.claim.id, store.base) for a in found for v in a.deny for c in v.claims)
    return _once(standing(store, ontology, list(asserted), filter))


def corroborated(store: Store, ontology: Ontology, filter: ClaimFilter = EVERYTHING) -> list[Agreement]:
    """What two origins at least assert, each matter once, most origins first; conditions as for `contested`."""
    some = None if filter != _all(filter) else not_alone(store, _Reader(store, ontology).core)
    names = [name for name, _ in claim_names(store, ontology, filter, some)]
    found = [a for a in standing(store, ontology, names, _all(filter)) if a.corroborated]
    return _once([a for a in found if ontology.status(a.said.claim.status).certainty > 0])


def contested_ids(store: Store, ontology: Ontology, filter: ClaimFilter = EVERYTHING) -> frozenset[str]:
    """Ids of claims that meet the filter, on either side of a contradiction."""
    some = filter != _all(filter)
    names = [n for n, _ in claim_names(store, ontology, filter)] if some else _denials(store, ontology, filter)
    found = [a for a in standing(store, ontology, names, _all(filter)) if a.contested]
    ids = frozenset(a.said.claim.id for a in found)
    return ids if some else ids | {c.claim.id for a in found for v in a.deny for c in v.claims}


def standing(
    store: Store, ontology: Ontology, claims: Sequence[URIRef], among: ClaimFilter = EVERYTHING
) -> list[Agreement]:
    """How others stand to these claims, in order, for those of them that are not alone on their matter.

    among  conditions that the others meet
    """
    if not claims:
        return []
    reader = _Reader(store, ontology)
    seeds = reader.matters(claims)
    others = dict.fromkeys(reader.candidates(list(seeds.values())))
    if among != EVERYTHING:
        others = {name: None for name, _ in claim_names(store, ontology, among, list(others))}
    matters = {**reader.matters(list(others)), **seeds}
    names = list(matters)
    pairs = Matters(list(matters.values()))
    peers = {n: pairs.peers(n) for n, name in enumerate(names) if name in seeds}
    wanted = sorted({n for seed, found in peers.items() if found for n in (seed, *found)})
    loaded = claims_named(store, ontology, [names[n] for n in wanted])
    loaded.sort(key=_order)
    index = Index(loaded, ontology)
    places = {claim_iri(said.claim.id, store.base): n for n, said in enumerate(loaded)}
    return [index.agreement(places[name]) for name in claims if name in places]


class _Reader:
    """What claims are about, without their words."""

    def __init__(self, store: Store, ontology: Ontology) -> None:
        self.store, self.ontology = store, ontology
        self.portions = Portions(store, ontology)
        core = {role for c in ontology.classes.values() for role in c.core}
        self.core = {ontology.iri + ontology.roles[role].iri_name: role for role in sorted(core)}
        self.denied = {ontology.iri + s.iri_name for s in ontology.statuses if s.certainty == 0}
        self.directions = {ontology.iri + e.iri_name: e.direction for e in ontology.effects}

    def matters(self, claims: Sequence[URIRef]) -> dict[URIRef, Matter]:
        """Claim → matter, sorted by name."""
        told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        wanted = ", ".join(t.n3() for t in (*map(URIRef, self.core), *_FACTS))
        for start in range(0, len(claims), _PORTION):
            names = _terms(claims[start : start + _PORTION])
            for claim, name, value in self.store.select(_TOLD.format(names, wanted)).rows:
                if str(value) not in told[str(claim)][str(name)]:
                    told[str(claim)][str(name)].append(str(value))
        self.portions.read_entities({e for its in told.values() for role in self.core for e in its.get(role, ())})
        return {URIRef(claim): self._matter(its) for claim, its in sorted(told.items())}

    def _matter(self, told: Mapping[str, Sequence[str]]) -> Matter:
        kind = next(self.portions.classes[t] for t in told[str(RDF.type)] if t in self.portions.classes)
        roles = {self.core[name]: values for name, values in told.items() if name in self.core}
        denied = not self.denied.isdisjoint(told[str(SC.status)])
        first, last = (next(map(date.fromisoformat, told.get(str(name), ())), None) for name in (SC.earliest, SC.latest))
        return Matter(
            kind.name,
            next((self.directions[effect] for effect in told.get(str(SC.effect), ())), None),
            {role: tuple(self.portions.entities[e] for e in roles[role]) for role in kind.core if role in roles},
            *event_time(first, last, denied),
            denied,
        )

    def candidates(self, seeds: Collection[Matter]) -> list[URIRef]:
        """Claims that fill two core roles with what can be the same as one seed's fillers of these roles."""
        near = self._near({e.id: e for seed in seeds for es in seed.roles.values() for e in es}.values())
        if not near:
            return not_alone(self.store, self.core)
        ids = {i for its in near.values() for i in its}
        found = fillings(self.store, self.core, ids if len(ids) <= 10 * _MANY_ENTITIES else ())
        alike = self._alike(seeds, near)
        return [URIRef(claim) for claim, pairs in sorted(found.items()) if alike(pairs)]

    def _alike(
        self, seeds: Collection[Matter], near: Mapping[str, Collection[str]]
    ) -> Callable[[Iterable[tuple[str, str]]], bool]:
        """Whether (role, filler) pairs may be those of one of the seeds."""
        # a person goes by an id of the article's own, so that one filler alone may lead to the others
        alone = [any(is_local(e) and e.type is EntityType.PERSON for es in s.roles.values() for e in es) for s in seeds]
        led: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, seed in enumerate(seeds):
            pairs = {(reached(role), i) for role, es in seed.roles.items() for e in es for i in near[e.id]}
            for pair in pairs:
                led[pair].append(number)

        def alike(found: Iterable[tuple[str, str]]) -> bool:
            hits = Counter(number for pair in found for number in led.get(pair, ()))
            return any(count > 1 or alone[number] for number, count in hits.items())

        return alike

    def _near(self, entities: Collection[Entity]) -> dict[str, set[str]]:
        """Id → IRIs of all that can be the same; nothing for too many to name."""
        base = self.store.base
        wide = {e.id: {i for i in (e.id, *e.kinds, *e.members, e.maker, e.country) if i} for e in entities}
        named = sorted({i for its in wide.values() for i in its if not i.startswith("local:")})
        if len(named) > _MANY_ENTITIES:
            return {}
        narrower: dict[str, set[str]] = defaultdict(set)
        for wider, entity in self.store.select(_NARROWER.format(_terms(name_iri(i, base) for i in named))).rows:
            narrower[iri_name(str(wider), base)].add(str(entity))
        return {
            id: {str(name_iri(i, base)) for i in its} | {n for i in its for n in narrower.get(i, ())}
            for id, its in wide.items()
        }


def _all(filter: ClaimFilter) -> ClaimFilter:
    """The conditions that hold for every claim of an answer."""
    return ClaimFilter(
        published_after=filter.published_after, published_before=filter.published_before,
        valid_on=filter.valid_on, min_confidence=filter.min_confidence,
    )  # fmt: skip


def _denials(store: Store, ontology: Ontology, filter: ClaimFilter) -> list[URIRef]:
    denied = tuple(s.name for s in ontology.statuses if s.certainty == 0)
    return [name for name, _ in claim_names(store, ontology, replace(_all(filter), statuses=denied))]


def _once(found: list[Agreement]) -> list[Agreement]:
    """Each matter by the claim with the most origins on both sides, the earliest of them; what stands in one row gets
    none of its own."""
    ranked = sorted(found, key=lambda a: (-len(a.agree) - len(a.deny), *_order(a.said)))
    seen: set[str] = set()
    kept = []
    for one in ranked:
        if one.said.claim.id not in seen:
            kept.append(one)
        seen |= _ids(one)
    return kept


def _order(said: StoredClaim) -> tuple[date, str, str]:
    return said.article.published or date.max, said.article.id, said.claim.id


def _ids(one: Agreement) -> set[str]:
    return {one.said.claim.id} | {c.claim.id for v in (*one.agree, *one.deny) for c in v.claims}


def _terms(terms: Iterable[URIRef]) -> str:
    return " ".join(term.n3() for term in terms)
