"""Who agrees with a claim and who denies it, in words and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.cli.words import excerpt, facts, roles

if TYPE_CHECKING:
    from kg.knowledge.ontology import Ontology
    from kg.query.agreement import Agreement, Voice
    from kg.rdf.namespaces import Base


def matter_row(one: Agreement, ontology: Ontology) -> tuple[str, str, str]:
    """Three cells: the claim, who asserts it, who denies it (and who asks)."""
    deny = voices(one.deny)
    if one.unsure:
        deny = "\n".join([*([deny] if deny else []), "unsure:", voices(one.unsure)])
    return f"{facts(one.said, ontology)}\n{roles(one.said)}", voices(one.agree), deny


def voices(some: tuple[Voice, ...]) -> str:
    return "\n".join(map(_voice, some))


def _voice(voice: Voice) -> str:
    party = " (a party to it)" if voice.origin.party else ""
    others = [name for name in voice.publishers if name not in voice.copies]
    passed = f", in {', '.join(others)}" if others else ""
    passed += f", same report in {', '.join(voice.copies)}" if voice.copies else ""
    first = voice.claims[0]
    when = f", {first.article.published}" if first.article.published else ""
    return f"{voice.origin.label}{party}{passed}{when}: “{excerpt(first.claim)}”"


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
