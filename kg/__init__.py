"""What news reports say about supply chains, as a graph of claims that carry their evidence.

>>> import kg
>>> graph = kg.build("examples/articles")          # files, folders, globs; in memory
>>> for said in graph.claims(type="Movement"):
...     print(said.claim.status, said.claim.evidence.text)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg._version import __version__

if TYPE_CHECKING:
    from kg.api import Graph, build
    from kg.errors import DocumentError, KgError, RunError
    from kg.read import document_from_text as text

# loaded at first use, so that `import kg` takes milliseconds and not spaCy's and rdflib's second
_LAZY = {
    "Graph": ("kg.api", "Graph"),
    "build": ("kg.api", "build"),
    "text": ("kg.read", "document_from_text"),
    "DocumentError": ("kg.errors", "DocumentError"),
    "KgError": ("kg.errors", "KgError"),
    "RunError": ("kg.errors", "RunError"),
}

__all__ = ["DocumentError", "Graph", "KgError", "RunError", "__version__", "build", "text"]


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module, attribute = _LAZY[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
