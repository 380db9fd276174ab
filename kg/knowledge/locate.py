"""Where `ontologies/` is, inside an installed wheel or beside the package in a checkout, and which version it has."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from kg.errors import KnowledgeError

# of reports, and so of lexicons, cues and names
LANGUAGES = ("en", "fr")
_PACKAGE = Path(__file__).resolve().parents[1]


def ontologies() -> Path:
    """Folder of the ontology, lexicons, gazetteers and queries.

    Raises KnowledgeError when neither the wheel's nor the checkout's copy is there.
    """
    for folder in (_PACKAGE / "ontologies", _PACKAGE.parent / "ontologies"):
        if (folder / "supply-chain.ttl").is_file():
            return folder
    raise KnowledgeError(f"{_PACKAGE}: the folder ontologies/ is missing; reinstall the package")


def ontology_version(root: Path) -> str:
    """ "0.1.0", as the ontology says of itself, without parsing it. Raises KnowledgeError."""
    try:
        found = re.search(r'owl:versionInfo "([^"]+)"', (root / "supply-chain.ttl").read_text("utf-8"))
    except OSError as error:
        raise KnowledgeError(f"{error.filename}: {error.strerror}") from error
    if found is None:
        raise KnowledgeError(f"{root / 'supply-chain.ttl'}: has no owl:versionInfo")
    return found[1]


def knowledge_digest(root: Path, extra: Sequence[Path] = ()) -> str:
    """sha256 (hex) over names and bytes of every knowledge file, in sorted order, then of the user's own files."""
    total = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".ttl", ".toml", ".tsv", ".jsonl", ".csv")):
        total.update(path.relative_to(root).as_posix().encode())
        total.update(path.read_bytes())
    for path in extra:
        total.update(path.read_bytes())
    return total.hexdigest()
