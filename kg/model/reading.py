"""What reading one article gives."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.claim import Claim
from kg.model.document import Document
from kg.model.span import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """Claims of one document, in the order of the text; `body` are the spans that were read as the report."""

    document: Document
    claims: tuple[Claim, ...]
    body: tuple[Span, ...]
