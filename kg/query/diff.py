"""What changed from one graph to a later one: claims by their ids, which outlive a rebuild and a gazetteer's new names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.knowledge.ontology import Ontology
from kg.model import Claim
from kg.query.agreement import Agreement, Index
from kg.query.claims import StoredClaim

KINDS = ("new", "withdrawn", "strengthened", "weakened", "revised", "contradicted", "corroborated")


@dataclass(frozen=True, slots=True)
class Change:
    """One claim that changed.

    kind    "new", "withdrawn"; "strengthened", "weakened": its status; "revised": its words, effect or time;
            "contradicted", "corroborated": by others, and was not before
    before, after  None where it is not there
    others  the claims that newly contradict or corroborate it
    """

    kind: str
    before: StoredClaim | None
    after: StoredClaim | None
    others: tuple[StoredClaim, ...] = ()

    @property
    def said(self) -> StoredClaim:
        """The claim as it is, or as it was last."""
        said = self.after or self.before
        assert said is not None
        return said


def diff(before: Sequence[StoredClaim], after: Sequence[StoredClaim], ontology: Ontology) -> list[Change]:
    """Changes by kind, then by article and place in its text."""
    pairs = _pairs(before, after)
    changes = [c for b, a in pairs if (c := _change(b, a, ontology)) is not None]
    old, new = Index(before, ontology), Index(after, ontology)
    places = {said.claim.id: n for n, said in enumerate(before)}
    here = {said.claim.id: n for n, said in enumerate(after)}
    for b, a in pairs:
        if b is not None and a is not None:
            was, now = old.agreement(places[b.claim.id]), new.agreement(here[a.claim.id])
            if now.contested and not was.contested:
                changes.append(Change("contradicted", b, a, _claims(now, deny=True)))
            if now.corroborated and not was.corroborated:
                changes.append(Change("corroborated", b, a, _claims(now, deny=False)))
    return sorted(changes, key=_order)


def _pairs(
    before: Sequence[StoredClaim], after: Sequence[StoredClaim]
) -> list[tuple[StoredClaim | None, StoredClaim | None]]:
    """The same claim in both, by id; else by its words, which a denial or another effect leaves as they are."""
    old, new = _by_id(before), _by_id(after)
    gone, come = [old[i] for i in old.keys() - new.keys()], [new[i] for i in new.keys() - old.keys()]
    words: dict[tuple[str, ...], list[StoredClaim]] = {}
    for said in sorted(gone, key=_place):
        words.setdefault(_words(said.claim), []).append(said)
    pairs: list[tuple[StoredClaim | None, StoredClaim | None]] = [(old[i], new[i]) for i in old.keys() & new.keys()]
    for said in sorted(come, key=_place):
        same = words.get(_words(said.claim))
        pairs.append((same.pop(0) if same else None, said))
    pairs += [(said, None) for left in words.values() for said in left]
    return pairs


def _change(before: StoredClaim | None, after: StoredClaim | None, ontology: Ontology) -> Change | None:
    if before is None or after is None:
        return Change("new" if before is None else "withdrawn", before, after)
    was, now = (ontology.status(said.claim.status).certainty for said in (before, after))
    if was != now:
        return Change("strengthened" if now > was else "weakened", before, after)
    return Change("revised", before, after) if _content(before.claim) != _content(after.claim) else None


def _content(claim: Claim) -> object:
    """What a claim says in the article's own words, so that other names for the same things are no change."""
    roles = [(role, [f.mention.text for f in fillers]) for role, fillers in claim.roles]
    by = [a.source.mention.text for a in claim.attributions]
    return roles, by, claim.effect, claim.time and claim.time.text, claim.amount and claim.amount.mention.text


def _claims(one: Agreement, *, deny: bool) -> tuple[StoredClaim, ...]:
    voices = one.deny if deny else one.agree
    return tuple(said for v in voices for said in v.claims if said.claim.id != one.said.claim.id)


def _by_id(claims: Sequence[StoredClaim]) -> Mapping[str, StoredClaim]:
    return {said.claim.id: said for said in claims}


def _words(claim: Claim) -> tuple[str, ...]:
    return claim.article, claim.type, claim.evidence.text, claim.trigger.text


def _place(said: StoredClaim) -> tuple[str, int, int, str]:
    return said.article.id, said.claim.evidence.start, said.claim.trigger.start, said.claim.id


def _order(change: Change) -> tuple[object, ...]:
    return KINDS.index(change.kind), *_place(change.said)
