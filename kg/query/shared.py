"""Claims of a whole store that may concern one matter: those that share fillers of two core roles, or what these are a
part or a kind of, with another. Found by ids alone: most claims stand alone, and are not worth reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations, product

from rdflib import URIRef

from kg.query.compatible import REACHED
from kg.store.base import Store

_FILLED = "SELECT ?claim ?role ?filler WHERE {{ VALUES ?filler {{ {} }} ?claim ?role ?filler }}"
_WIDER = """
SELECT ?entity ?wider WHERE {
  { ?entity schema:isVariantOf ?wider } UNION { ?entity schema:manufacturer ?wider }
  UNION { ?entity schema:member ?wider } UNION { ?entity sc:country ?wider }
}"""
_PERSONS = "SELECT ?entity WHERE { ?entity a sc:Person }"
# what everybody who is called by a name of an article's own shares with all others
_SOMEBODY = "somebody"

Fillings = Mapping[str, set[tuple[str, str]]]


def fillings(store: Store, core: Mapping[str, str], fillers: Collection[str] = ()) -> Fillings:
    """Claim → (role, IRI of its filler) pairs of core roles; where `fillers` (IRIs) are given, of these alone."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    if fillers:
        for claim, role, filler in store.select(_FILLED.format(" ".join(f"<{f}>" for f in sorted(fillers)))).rows:
            if str(role) in core:
                found[str(claim)].add((reached(core[str(role)]), str(filler)))
        return found
    for iri, name in core.items():  # one scan for each, as everything is wanted
        for claim, filler in store.select(f"SELECT ?claim ?filler WHERE {{ ?claim <{iri}> ?filler }}").rows:
            found[str(claim)].add((reached(name), str(filler)))
    return found


def reached(role: str) -> str:
    """A role, with one name for where goods end up, whether they are shipped or sold."""
    return "end" if role in REACHED.values() else role


def not_alone(store: Store, core: Mapping[str, str]) -> list[URIRef]:
    """Claims that share two keys with another claim, by name.

    core  IRI of a core role → its name
    """
    keys: dict[str, set[str]] = defaultdict(set)
    for entity, wider in store.select(_WIDER).rows:
        keys[str(entity)].add(str(wider))
    for (person,) in store.select(_PERSONS).rows:
        keys[str(person)].add(_SOMEBODY)
    first: dict[tuple[tuple[str, str], ...], str] = {}
    found: set[str] = set()
    for claim, pairs in sorted(fillings(store, core).items()):
        for key in _shared(pairs, keys):
            if (other := first.setdefault(key, claim)) != claim:
                found |= {claim, other}
    return [URIRef(claim) for claim in sorted(found)]


def _shared(pairs: set[tuple[str, str]], keys: Mapping[str, set[str]]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Keys of a claim, each of two fillers."""
    for (role, one), (other_role, other) in combinations(sorted(pairs), 2):
        for key, other_key in product((one, *keys.get(one, ())), (other, *keys.get(other, ()))):
            yield (role, key), (other_role, other_key)
