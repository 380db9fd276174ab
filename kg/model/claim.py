"""What an article says: claims with their roles, evidence, sources, status and time."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kg.model.entity import Entity
from kg.model.span import Quote


@dataclass(frozen=True, slots=True)
class Filler:
    """An entity in a role, with the words of the article that put it there.

    mention     the words ("les deux pays", "qui", "puces Nvidia")
    antecedent  the words that the mention refers back to, where it does not name the entity itself
    rule        what found it; score how sure, 0..1
    """

    entity: Entity
    mention: Quote
    antecedent: Quote | None = None
    rule: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it. `cue` holds the words that attribute ("selon", "told reporters")."""

    source: Filler
    cue: Quote | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """When a claim holds.

    text      notation of the annotation guidelines: "2024", "2024-11", "2022-10/..", "../2026-01", "2024-01/2024-03"
    earliest  first day, None when open
    latest    last day, None when open
    mention   the words that say so, None when they come from elsewhere
    """

    text: str
    earliest: date | None
    latest: date | None
    mention: Quote | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity or a value as written; `value` and `unit` (a currency code or a unit's name) when they parse."""

    mention: Quote
    value: str | None = None  # decimal in canonical form, "390000000"
    unit: str | None = None  # "USD", "t", "carat"


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of a route, `order` counted from 1; None where the article leaves an end open."""

    order: int
    start: Entity | None
    end: Entity | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that an article says happened, is so, may be so or will be so.

    id            hash of (article, class, effect, denied or not, sentence, trigger, ordinal)
    article       id of the document
    type          name of the claim class, one of the ontology's
    roles         (role, fillers) pairs in the ontology's order; "via" keeps the order of travel
    status        "stated", "alleged", "possible", "planned", "denied" or "questioned"
    effect        "impose", "tighten", "ease" or "lift" where the class has effects
    attributions  nearest source first; empty when the article speaks for itself
    evidence      the sentence; `trigger` and `cues` lie in the text near it
    evoked_by     lexicon entry ("en-ship-v-carry") or learned model
    confidence    0..1: share of claims of this score that are right
    """

    id: str
    article: str
    type: str
    roles: tuple[tuple[str, tuple[Filler, ...]], ...]
    status: str
    evidence: Quote
    trigger: Quote
    evoked_by: str
    confidence: float
    effect: str | None = None
    attributions: tuple[Attribution, ...] = ()
    time: Interval | None = None
    amount: Amount | None = None
    cues: tuple[Quote, ...] = ()

    def role(self, name: str) -> tuple[Filler, ...]:
        return dict(self.roles).get(name, ())

    @property
    def legs(self) -> tuple[Leg, ...]:
        """Steps of a route, in order of travel: origin → via… → destination; empty with fewer than two places.

        Several origins or destinations are parallel ends of the same route and give one leg each.
        """
        starts = [f.entity for f in self.role("origin")]
        stops = [f.entity for f in self.role("via")]
        ends = [f.entity for f in self.role("destination")]
        stations = [s for s in (starts, *([v] for v in stops), ends) if s]
        pairs = [(a, b, n) for n, (left, right) in enumerate(pairwise(stations), 1) for a in left for b in right]
        return tuple(Leg(n, a, b) for a, b, n in pairs)


def claim_id(
    article: str, type: str, effect: str | None, denied: bool, sentence_text: str, trigger_text: str, ordinal: int
) -> str:
    """Name of a claim: 16 hex digits.

    It stays when characters are inserted elsewhere in the article, or fillers, status or confidence change.
    `ordinal` counts from 0 the claims of the article that agree in everything else, in the order of the text.
    """
    # JSON, not joined text: ("a", "bc") and ("ab", "c") must differ
    parts = json.dumps([article, type, effect, denied, sentence_text, trigger_text, ordinal])
    return hashlib.sha256(parts.encode()).hexdigest()[:16]
