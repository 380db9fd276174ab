"""Values that the stages hand to each other: frozen, slotted, typed, picklable."""

from kg.model.claim import Amount, Attribution, Claim, Filler, Interval, Leg, claim_id
from kg.model.document import Document
from kg.model.entity import Entity, EntityType, Membership
from kg.model.frame import Argument, Frame
from kg.model.mention import Mention, MentionKind
from kg.model.reading import Reading
from kg.model.span import Quote, Span

__all__ = [
    "Amount",
    "Argument",
    "Attribution",
    "Claim",
    "Document",
    "Entity",
    "EntityType",
    "Filler",
    "Frame",
    "Interval",
    "Leg",
    "Membership",
    "Mention",
    "MentionKind",
    "Quote",
    "Reading",
    "Span",
    "claim_id",
]
