"""Where `ontologies/` is: inside an installed wheel, or beside the package in a checkout."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from kg.errors import KnowledgeError

_PACKAGE = Path(__file__).resolve().parents[1]


def ontologies() -> Path:
    """Folder of the ontology, lexicons, gazetteers and queries.

    Raises KnowledgeError when neither the wheel's nor the checkout's copy is there.
    """
    for folder in (_PACKAGE / "ontologies", _PACKAGE.parent / "ontologies"):
        if (folder / "supply-chain.ttl").is_file():
            return folder
    raise KnowledgeError(f"{_PACKAGE}: the folder ontologies/ is missing; reinstall the package")


def knowledge_digest(root: Path, extra: Sequence[Path] = ()) -> str:
    """sha256 (hex) over names and bytes of every knowledge file, in sorted order, then of the user's own files."""
    total = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".ttl", ".toml", ".tsv", ".jsonl", ".csv")):
        total.update(path.relative_to(root).as_posix().encode())
        total.update(path.read_bytes())
    for path in extra:
        total.update(path.read_bytes())
    return total.hexdigest()
