"""Claims in words, for tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.knowledge.ontology import Ontology
    from kg.model import Claim
    from kg.query.claims import StoredClaim
    from kg.query.routes import RouteLeg

# characters of evidence that a cell of a table shows
EXCERPT = 220


def facts(said: StoredClaim, ontology: Ontology) -> str:
    """What kind of claim, how certain, when."""
    claim = said.claim
    lines = [ontology.classes[claim.type].name, claim.effect, certainty(claim)]
    return "\n".join(line for line in lines if line)


def certainty(claim: Claim) -> str:
    """Status, time and confidence; an interval that no narrow column holds is cut between its ends."""
    time = claim.time.text if claim.time else ""
    when = time if len(time) <= len("2024-10/2024-12") else time.replace("/", "/\n")
    return "\n".join(line for line in (claim.status, when, f"{claim.confidence:.0%}") if line)


def roles(said: StoredClaim) -> str:
    """One line a role: "origin: Singapour"."""
    claim, lang = said.claim, said.article.lang
    lines = [f"{role}: {', '.join(f.entity.label(lang) for f in fillers)}" for role, fillers in claim.roles if fillers]
    return "\n".join([*lines, *([f"amount: {claim.amount.mention.text}"] if claim.amount else [])])


def told(said: StoredClaim) -> str:
    """Who says so, where and when, and the words."""
    claim, article = said.claim, said.article
    by = ", ".join(a.source.entity.label(article.lang) for a in claim.attributions)
    where = ", ".join(str(part) for part in (article.publisher, article.published) if part) or article.id
    return "\n".join([*([f"by {by}"] if by else []), where, f"“{excerpt(claim)}”"])


def excerpt(claim: Claim) -> str:
    """The evidence on one line, cut around the trigger where it is long."""
    words, start = claim.evidence.text, 0
    if len(words) > EXCERPT:
        start = max(0, min(claim.trigger.start - claim.evidence.start - EXCERPT // 2, len(words) - EXCERPT))
    end = start + EXCERPT
    cut = " ".join(words[start:end].split())
    return f"{'…' if start > 0 else ''}{cut}{'…' if end < len(words) else ''}"


def leg(step: RouteLeg, lang: str) -> str:
    return f"{step.start.label(lang)} → {step.end.label(lang)}"
