"""Claims in words, for tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
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


def told(said: StoredClaim, copies: Mapping[str, str] = MappingProxyType({})) -> str:
    """Who says so, where and when, and the words; `copies`: id of an article → where the same report stands, too."""
    claim, article = said.claim, said.article
    by = ", ".join(a.source.entity.label(article.lang) for a in claim.attributions)
    where = ", ".join(str(part) for part in (article.publisher, article.published) if part) or article.id
    also = [f"same report in {copies[article.id]}"] if article.id in copies else []
    return "\n".join([*([f"by {by}"] if by else []), where, *also, f"“{excerpt(claim)}”"])


def also_in(found: Iterable[StoredClaim]) -> dict[str, str]:
    """Id of an article → publishers of the other copies of its report, among the articles of these claims."""
    from kg.query.copies import copies  # noqa: PLC0415 (help must not wait for rdflib)

    names: dict[str, str] = {}
    for group in copies(said.article for said in found):
        for one in group:
            others = dict.fromkeys(other.publisher or other.id for other in group if other.id != one.id)
            names[one.id] = ", ".join(others)
    return names


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
