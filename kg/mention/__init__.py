"""Mentions: the spans of a text that may refer to an entity. High recall; later stages decide which of them matter."""

from kg.mention.candidates import find_mentions
from kg.mention.typer import Typer, load_typer

__all__ = ["Typer", "find_mentions", "load_typer"]
