"""Frames become claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sentences import Parse, frame_of

from kg.knowledge import Knowledge
from kg.mention import find_mentions
from kg.model import Argument, Claim, Document, Entity, EntityType, Frame, Mention
from kg.qualify import qualify
from kg.syntax import Tree

Read = tuple[Tree, tuple[Mention, ...], tuple[Entity | None, ...]]

TEXT = (
    "Kenya and Uganda bought wire from the mill in 2021. Both countries paid in gold, two traders said.\n"
    "The mill may sell 300 tonnes of wire to Kenya."
)
KINDS = {"Kenya": EntityType.COUNTRY, "Uganda": EntityType.COUNTRY, "wire": EntityType.PRODUCT, "mill": EntityType.ORGANIZATION}


def document_of(text: str) -> Document:
    return Document("test:1", text, "en", "", "", "test", published=date(2025, 3, 25))


def entities_of(mentions: tuple[Mention, ...]) -> tuple[Entity | None, ...]:
    known = {name: Entity(f"local:{name}", kind, (("en", name),)) for name, kind in KINDS.items()}
    return tuple(next((e for n, e in known.items() if n in m.quote.text.split()), None) for m in mentions)


def argument(mentions: tuple[Mention, ...], words: str, nth: int = 0, score: float = 0.9) -> Argument:
    return Argument([m for m in mentions if m.quote.text == words][nth].index, score, "test")


@pytest.fixture(scope="module")
def read(parse: Parse, knowledge: Knowledge) -> Read:
    tree = parse(TEXT, "en")
    mentions = find_mentions(tree, knowledge)
    return tree, mentions, entities_of(mentions)


def frames(tree: Tree, mentions: tuple[Mention, ...]) -> tuple[Frame, ...]:
    bought = replace(
        frame_of(tree, "bought"),
        roles=(
            ("supplier", (argument(mentions, "mill"),)),
            ("recipient", (argument(mentions, "Kenya"), argument(mentions, "Uganda"))),
            ("theme", (argument(mentions, "wire"),)),
        ),
    )
    sell = replace(
        frame_of(tree, "sell"),
        roles=(("supplier", (argument(mentions, "mill", 1),)), ("recipient", (argument(mentions, "Kenya", 1),))),
    )
    return sell, bought


def claims_of(
    read: Read,
    knowledge: Knowledge,
    wanted: tuple[Frame, ...],
    antecedents: dict[int, tuple[int, ...]] | None = None,
) -> tuple[Claim, ...]:
    tree, mentions, entities = read
    links = [(antecedents or {}).get(m.index, ()) for m in mentions]
    return qualify(document_of(TEXT), tree, mentions, entities, links, wanted, knowledge)


def names(claim: Claim, role: str) -> list[str]:
    return [f.entity.label("en") for f in claim.role(role)]


def test_order_status_time_amount(read: Read, knowledge: Knowledge) -> None:
    bought, sell = claims_of(read, knowledge, frames(*read[:2]))
    assert names(bought, "recipient") == ["Kenya", "Uganda"]
    assert (bought.status, bought.time and bought.time.text) == ("stated", "2021")
    assert bought.evidence.text == "Kenya and Uganda bought wire from the mill in 2021."
    assert bought.trigger.text == "bought"
    assert (sell.status, [c.text for c in sell.cues]) == ("possible", ["may"])
    assert sell.amount is not None
    assert sell.amount.mention.text == "300 tonnes"
    assert TEXT[sell.trigger.start : sell.trigger.end] == "sell"
    assert bought.id != sell.id
    assert 0 < sell.confidence < bought.confidence <= 1


def test_same_input_same_claims(read: Read, knowledge: Knowledge) -> None:
    wanted = frames(*read[:2])
    assert claims_of(read, knowledge, wanted) == claims_of(read, knowledge, wanted[::-1])


def test_a_plural_antecedent_gives_several_fillers(read: Read, knowledge: Knowledge) -> None:
    tree, mentions, _ = read
    both = next(m for m in mentions if "countries" in m.quote.text)
    kenya, uganda = (argument(mentions, name).mention for name in ("Kenya", "Uganda"))
    paid = replace(frame_of(tree, "paid"), roles=(("recipient", (Argument(both.index, 0.8, "test"),)),))
    (claim,) = claims_of(read, knowledge, (paid,), {both.index: (kenya, uganda)})
    assert names(claim, "recipient") == ["Kenya", "Uganda"]
    assert [f.antecedent.text for f in claim.role("recipient") if f.antecedent] == ["Kenya", "Uganda"]
    assert {f.mention.text for f in claim.role("recipient")} == {both.quote.text}


def test_an_entity_stands_once_in_a_role(read: Read, knowledge: Knowledge) -> None:
    tree, mentions, _ = read
    twice = (argument(mentions, "Kenya", 0, 0.5), argument(mentions, "Kenya", 1, 0.9))
    frame = replace(frame_of(tree, "bought"), roles=(("recipient", twice),))
    (claim,) = claims_of(read, knowledge, (frame,))
    assert [f.score for f in claim.role("recipient")] == [0.9]


def test_no_core_filler_no_claim(read: Read, knowledge: Knowledge) -> None:
    tree, mentions, _ = read
    via = replace(frame_of(tree, "bought"), roles=(("via", (argument(mentions, "Kenya"),)),))
    traders = next(m for m in mentions if "traders" in m.quote.text)
    unknown = replace(frame_of(tree, "bought"), roles=(("supplier", (Argument(traders.index, 0.9, "test"),)),))
    assert claims_of(read, knowledge, (via, unknown)) == ()


def test_evidence_is_no_longer_than_500_characters(parse: Parse, knowledge: Knowledge) -> None:
    text = "The mill sold wire to Kenya and " + ", ".join(f"to depot {n} by the old road" for n in range(40)) + "."
    tree = parse(text, "en")
    mentions = find_mentions(tree, knowledge)
    entities = entities_of(mentions)
    frame = replace(frame_of(tree, "sold"), roles=(("recipient", (argument(mentions, "Kenya"),)),))
    (claim,) = qualify(document_of(text), tree, mentions, entities, [()] * len(mentions), (frame,), knowledge)
    assert len(text) > 1000
    assert len(claim.evidence.text) <= 500
    assert "sold wire" in claim.evidence.text
    assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
