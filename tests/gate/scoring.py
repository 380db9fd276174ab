"""Argument scores of claims against annotated articles, by the rules of the annotation guidelines.

Claims of one class are aligned one to one, most matched fillers first, where a core filler is found and either the evidence
overlaps the gold quote or half of the gold's core fillers are found. A filler is found when the country code agrees, or at
least half of the content words of a name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.knowledge import Ontology
from kg.model import Claim, Filler
from kg.training.extraction.gold import GoldArticle, GoldClaim, GoldEntity, name_words


@dataclass
class Score:
    """Counts over all articles: arguments found, predicted and annotated; claims found (half of the core), likewise."""

    found: int = 0
    predicted: int = 0
    annotated: int = 0
    claims_found: int = 0
    claims_predicted: int = 0
    claims_annotated: int = 0

    @property
    def argument_f1(self) -> float:
        return 200 * self.found / max(1, self.predicted + self.annotated)

    @property
    def claim_f1(self) -> float:
        return 200 * self.claims_found / max(1, self.claims_predicted + self.claims_annotated)


def score(pairs: Iterable[tuple[GoldArticle, tuple[Claim, ...]]], ontology: Ontology) -> Score:
    total = Score()
    for article, claims in pairs:
        total.claims_annotated += len(article.claims)
        total.claims_predicted += len(claims)
        total.annotated += sum(len(ids) for gold in article.claims for ids in gold.roles.values())
        total.predicted += sum(len(fillers) for claim in claims for _, fillers in claim.roles)
        for gold, claim in _align(article, claims, ontology):
            hits, core_hits, core = _compare(article, gold, claim, ontology)
            total.found += hits
            total.claims_found += 2 * core_hits >= core
    return total


def _align(
    article: GoldArticle, claims: tuple[Claim, ...], ontology: Ontology
) -> list[tuple[GoldClaim, Claim]]:
    candidates = []
    for g, gold in enumerate(article.claims):
        for c, claim in enumerate(claims):
            hits, core_hits, core = _compare(article, gold, claim, ontology)
            near = claim.evidence.overlaps(gold.quote)
            if claim.type == gold.type and core_hits and (near or 2 * core_hits >= core):
                candidates.append((-hits, -core_hits, not near, g, c))
    golds: set[int] = set()
    found: dict[int, int] = {}
    for *_, g, c in sorted(candidates):
        if g not in golds and c not in found:
            golds.add(g)
            found[c] = g
    return [(article.claims[g], claims[c]) for c, g in sorted(found.items())]


def _compare(article: GoldArticle, gold: GoldClaim, claim: Claim, ontology: Ontology) -> tuple[int, int, int]:
    """Fillers found, core fillers found, core fillers annotated."""
    core_roles = ontology.classes[gold.type].core
    hits = core_hits = core = 0
    for role, ids in gold.roles.items():
        left = list(claim.role(role))
        for entity in (article.entities[i] for i in ids):
            match = next((f for f in left if _names(f, entity)), None)
            if match is not None:
                left.remove(match)
                hits += 1
                core_hits += role in core_roles
        core += len(ids) if role in core_roles else 0
    return hits, core_hits, core


def _names(filler: Filler, entity: GoldEntity) -> bool:
    if entity.iso and filler.entity.iso:
        return entity.iso == filler.entity.iso
    texts = [filler.mention.text, *(name for _, name in filler.entity.labels)]
    if filler.antecedent is not None:
        texts.append(filler.antecedent.text)
    words = [w for text in texts if (w := name_words(text))]
    return any(2 * len(w & form) >= len(w | form) for w in words for form in entity.forms)
