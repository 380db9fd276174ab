"""Who agrees with a claim and who denies it, in words and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kg.cli.words import excerpt, facts, roles

if TYPE_CHECKING:
    from kg.api import Graph
    from kg.knowledge.ontology import Ontology
    from kg.query.agreement import Agreement, Voice
    from kg.query.claims import StoredClaim
    from kg.rdf.namespaces import Base

# origins that a cell names before it counts the rest
_NAMED = 3
# what one of them does, and what several do
_AGREE, _UNSURE = ("agrees", "agree"), ("leaves it open", "leave it open")
_DENY, _CONTRARY = ("denies it", "deny it"), ("says the contrary", "say the contrary")


def matter_row(one: Agreement, ontology: Ontology) -> tuple[str, str, str]:
    """Three cells: the claim, who asserts it, who denies it (and who asks)."""
    deny = voices(one.deny)
    if one.unsure:
        deny = "\n".join([*([deny] if deny else []), "unsure:", voices(one.unsure)])
    return f"{facts(one.said, ontology)}\n{roles(one.said)}", voices(one.agree), deny


def voices(some: tuple[Voice, ...]) -> str:
    return "\n".join(map(_voice, some))


def _voice(voice: Voice) -> str:
    more = [name for name in voice.publishers if name not in voice.copies]
    passed = f", in {', '.join(more)}" if more else ""
    passed += f", same report in {', '.join(voice.copies)}" if voice.copies else ""
    first = voice.claims[0]
    when = f", {first.article.published}" if first.article.published else ""
    return f"{_called(voice)}{passed}{when}: “{excerpt(first.claim)}”"


def heard(graph: Graph, claims: Sequence[StoredClaim], min_confidence: float | None = None) -> dict[str, Agreement]:
    """Ids of those of these claims that are not alone on their matter → how the others, at least so sure, stand."""
    from kg.query.claims import ClaimFilter  # noqa: PLC0415 (help must not wait for rdflib)
    from kg.query.standing import standing  # noqa: PLC0415
    from kg.rdf.iri import claim_iri  # noqa: PLC0415

    names = [claim_iri(said.claim.id, graph.store.base) for said in claims]
    found = standing(graph.store, graph.ontology, names, ClaimFilter(min_confidence=min_confidence))
    return {one.said.claim.id: one for one in found}


def others(one: Agreement) -> str:
    """One line each: who else agrees with a claim, who denies it, who leaves it open, by distinct origins; and who else
    prints it."""
    deny = _CONTRARY if one.said.claim.status == "denied" else _DENY
    sides = ((_AGREE, _agree(one)), (deny, one.deny), (_UNSURE, one.unsure))
    lines = [f"{len(some)} {verbs[len(some) > 1]}: {_few(map(_called, some))}" for verbs, some in sides if some]
    here = one.said.article.publisher or one.said.article.id
    printed = [
        name for voice in one.agree if one.said in voice.claims
        for name in voice.publishers if name != here and name not in voice.copies  # those are named beside the article
    ]  # fmt: skip
    return "\n".join([*lines, *([f"also in: {_few(printed)}"] if printed else [])])


def others_record(one: Agreement | None) -> dict[str, Any]:
    """The same as plain data; for None, a claim that is alone on its matter."""
    sides = (_agree(one), one.deny, one.unsure) if one else ((), (), ())
    return {
        name: [
            {"origin": voice.origin.label, "party": voice.origin.party, "publishers": list(voice.publishers)}
            for voice in some
        ]
        for name, some in zip(("agree", "deny", "unsure"), sides, strict=True)
    }


def _agree(one: Agreement) -> tuple[Voice, ...]:
    """Those that agree, the claim's own origin aside."""
    return tuple(voice for voice in one.agree if one.said not in voice.claims)


def _called(voice: Voice) -> str:
    return f"{voice.origin.label}{' (a party to it)' if voice.origin.party else ''}"


def _few(names: Iterable[str]) -> str:
    """The first names, and how many more there are."""
    every = list(dict.fromkeys(names))
    rest = len(every) - _NAMED
    return ", ".join(every[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def agreement_record(one: Agreement, base: Base) -> dict[str, Any]:
    from kg.export.claims import claim_record  # noqa: PLC0415 (help must not wait for rdflib)

    return {
        "claim": claim_record(one.said, base),
        "origins": len(one.agree),
        **{
            name: [
                {
                    "origin": voice.origin.label,
                    "party": voice.origin.party,
                    "publishers": list(voice.publishers),
                    "copies": list(voice.copies),
                    "claims": [claim_record(said, base) for said in voice.claims],
                }
                for voice in some
            ]
            for name, some in (("agree", one.agree), ("deny", one.deny), ("unsure", one.unsure))
        },
    }
