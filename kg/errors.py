"""Errors that a user sees: one tree, two branches.

KgError
├── DocumentError          this document is skipped, the rest of the batch is kept
│   ├── UnreadableError    missing, not permitted, broken JSON, wrong encoding
│   ├── UnsupportedError   a format or a language that nothing here reads
│   └── NoTextError        read, but holds no text
└── RunError               the run stops
    ├── KnowledgeError     ontology, lexicon, gazetteer or pipeline cannot be loaded
    ├── StoreError         the store cannot be opened, read or written
    ├── QueryError         a question that cannot be asked: SPARQL, unknown entity, class or date
    ├── ConfigError        a project that cannot be made or read: kg.toml
    └── MissingError       a library of an extra is not installed

A message is one line: it names the file or the thing, and the reason.
"""

from __future__ import annotations


class KgError(Exception):
    """Base of every error that ends as one line on stderr."""


class DocumentError(KgError):
    """One source cannot become a document; `source` names it (a path, or path:line)."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type[DocumentError], tuple[str, str]]:
        # the default would call __init__ with the joined message, and fail when a worker's error is unpickled
        return type(self), (self.source, self.reason)


class UnreadableError(DocumentError):
    """Missing, not permitted, broken JSON or wrong encoding."""


class UnsupportedError(DocumentError):
    """A format or a language that nothing here reads."""


class NoTextError(DocumentError):
    """Read, but there is no text in it."""


class RunError(KgError):
    """The whole run cannot go on."""


class KnowledgeError(RunError):
    """Ontology, lexicon, gazetteer or language pipeline cannot be loaded."""


class StoreError(RunError):
    """The store cannot be opened, read or written."""


class QueryError(RunError):
    """A question that cannot be asked."""


class ConfigError(RunError):
    """A project that cannot be made, or whose kg.toml cannot be read."""


class MissingError(RunError):
    """A library that an extra brings is not installed: the message says which extra."""
