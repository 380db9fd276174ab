"""Mentions: the spans of a text that may refer to an entity. High recall; later stages decide which of them matter."""

from kg.mention.candidates import find_mentions

__all__ = ["find_mentions"]
