"""Who agrees with a claim, who denies it, who only passes it on: counted by distinct origins, across languages.

The origin of a claim is the last source that the article gives for it, else the article's publisher. An unnamed source
("three brokers") counts as the publisher that vouches for it. A report that several outlets print counts once, and so
does a sentence that two articles share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.knowledge.names import normal, words
from kg.knowledge.ontology import Ontology
from kg.model import Claim, Entity
from kg.query.claims import StoredClaim
from kg.query.compatible import Match, is_local, match, matter
from kg.query.copies import first_copies
from kg.query.matters import Matters

# share of words that the evidence of two articles has in common when one is the other's copy
_COPY = 0.8
# by these an origin commits itself; who asks, or holds possible, does not
_ASSERTED = ("stated", "alleged", "planned")


@dataclass(frozen=True, slots=True)
class Origin:
    """Whom a claim comes from. `key` tells origins apart; `party`: it is itself a party to the claim."""

    key: str
    label: str
    party: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """One origin that takes a stand, in the claims that carry it.

    publishers  those that pass it on, themselves apart
    copies      those of them that print the same report as another before them
    """

    origin: Origin
    claims: tuple[StoredClaim, ...]
    publishers: tuple[str, ...]
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """How other claims stand to one: by origins, and each with the claims themselves.

    agree    those that assert the same matter (or deny it, where the claim is a denial), its own origin first
    deny     those that say the contrary
    unsure   those that ask or hold it possible
    """

    said: StoredClaim
    agree: tuple[Voice, ...]
    deny: tuple[Voice, ...]
    unsure: tuple[Voice, ...]

    @property
    def contested(self) -> bool:
        return bool(self.deny)

    @property
    def corroborated(self) -> bool:
        """Asserted by two origins at least."""
        return len(self.agree) > 1


class Index:
    """How claims stand to each other."""

    def __init__(self, claims: Sequence[StoredClaim], ontology: Ontology) -> None:
        self.claims, self.ontology = claims, ontology
        self._matters = Matters([matter(said.claim, ontology) for said in claims])
        self._publishers = _known(claims)
        self._reports = first_copies(said.article for said in claims)

    def agreement(self, number: int) -> Agreement:
        """How the others stand to a claim."""
        said, peers = self.claims[number], [self.claims[n] for n in self._matters.peers(number)]
        side = _side(said.claim, self.ontology)
        sides: dict[str, list[StoredClaim]] = {"": [], "agree": [said], "deny": []}
        for peer in peers:
            other = _side(peer.claim, self.ontology)
            sides["" if other == 0 else "agree" if other == (side or 1) else "deny"].append(peer)
        if side == 0:
            sides["agree"].remove(said)
        return Agreement(said, *(self._voices(sides[name], said.claim) for name in ("agree", "deny", "")))

    def origin(self, said: StoredClaim, of: Claim | None = None) -> Origin:
        """Where a claim comes from; party to `of`, or to the claim itself."""
        source = _source(said.claim)
        if source is None:
            label = said.article.publisher or said.article.id
            return Origin(self._publishers.get(normal(label), f"publisher:{normal(label)}"), label)
        key = f"name:{normal(source.label('en'))}" if is_local(source) else source.id
        entities = [f.entity for _, fillers in (of or said.claim).roles for f in fillers]
        party = any(match(source, entity, "authority") is Match.SAME for entity in entities)
        return Origin(key, source.label(said.article.lang), party)

    def _voices(self, claims: Sequence[StoredClaim], of: Claim) -> tuple[Voice, ...]:
        groups: dict[str, list[StoredClaim]] = {}
        origins: dict[str, Origin] = {}
        written: list[tuple[frozenset[str], Origin]] = []
        reports = self._speakers(claims, of)
        for said in claims:
            origin, text = self.origin(said, of), frozenset(words(said.claim.evidence.text))
            if _source(said.claim) is None:
                # a report or a sentence that another outlet prints as well is heard once, whoever prints it first
                report = reports.get(self._reports.get(said.article.id, ""))
                origin = report or next((first for other, first in written if _copied(text, other)), origin)
            written.append((text, origin))
            origins.setdefault(origin.key, origin)
            groups.setdefault(origin.key, []).append(said)
        return tuple(
            Voice(origins[key], tuple(group), _carriers(group, origins[key]), self._copies(group))
            for key, group in groups.items()
        )

    def _speakers(self, claims: Sequence[StoredClaim], of: Claim) -> dict[str, Origin]:
        """First copy of a report → whom its copies speak for where they name nobody.

        Cuts take sources away: the copy that names one tells what the report is, and it may assert the same itself.
        """
        printed: dict[str, dict[str, list[StoredClaim]]] = {}
        for said in claims:
            if said.article.id in self._reports:
                printed.setdefault(self._reports[said.article.id], {}).setdefault(said.article.id, []).append(said)
        found = {}
        for report, articles in printed.items():
            whole = next((own for own in articles.values() if any(_source(s.claim) for s in own)), None)
            own = whole or next(iter(articles.values()))
            found[report] = self.origin(next((s for s in own if _source(s.claim) is None), own[0]), of)
        return found

    def _copies(self, claims: Iterable[StoredClaim]) -> tuple[str, ...]:
        first: dict[str, str] = {}
        found: set[str] = set()
        for said in claims:
            name = said.article.publisher or said.article.id
            if said.article.id in self._reports and first.setdefault(self._reports[said.article.id], name) != name:
                found.add(name)
        return tuple(sorted(found))


def agreements(claims: Sequence[StoredClaim], ontology: Ontology) -> Iterator[Agreement]:
    """How all of them stand to each other, in order."""
    index = Index(claims, ontology)
    return (index.agreement(number) for number in range(len(claims)))


def _source(claim: Claim) -> Entity | None:
    """Whom a claim goes back to, where the article names somebody."""
    source = claim.attributions[-1].source.entity if claim.attributions else None
    return None if source is None or (is_local(source) and not _is_name(source)) else source


def _side(claim: Claim, ontology: Ontology) -> int:
    """1 for what is asserted, -1 for a denial, 0 for what is asked or held possible."""
    status = ontology.status(claim.status)
    if status.certainty == 0:
        return -1
    return 1 if claim.status in _ASSERTED else 0


def _carriers(claims: Iterable[StoredClaim], origin: Origin) -> tuple[str, ...]:
    names = {said.article.publisher or said.article.id for said in claims}
    return tuple(sorted(name for name in names if normal(name) != normal(origin.label)))


def _copied(text: frozenset[str], other: frozenset[str]) -> bool:
    return len(text & other) >= _COPY * len(text | other)


def _is_name(entity: Entity) -> bool:
    """Whether a local entity is named ("Marc Tessier"), not described ("a dealer")."""
    words = entity.label("en").split()
    return len(words) > 1 and all(word[:1].isupper() for word in (words[0], words[-1]))


def _known(claims: Iterable[StoredClaim]) -> dict[str, str]:
    """Names of sources → their ids: an outlet that one article cites is the publisher of another."""
    sources = {a.source.entity.id: a.source.entity for said in claims for a in said.claim.attributions}
    return {
        normal(name): id
        for id, entity in sorted(sources.items())
        if not is_local(entity)
        for name in (*dict(entity.labels).values(), *entity.aliases)
    }
