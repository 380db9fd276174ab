"""The command `kg`: what people type, and the one line that they read when something is wrong."""

from kg.cli.app import app, main

__all__ = ["app", "main"]
