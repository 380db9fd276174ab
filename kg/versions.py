"""Which versions of everything read an article, told without loading any of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg._version import __version__
from kg.annotate.pipelines import DEFAULTS, Pipeline, files_digest
from kg.knowledge.locate import knowledge_digest, ontologies, ontology_version

# of the models that were learned from annotated articles
WEIGHTS = Path(__file__).parent / "weights" / "extraction"


def versions() -> Mapping[str, str]:
    """Part → its version, and the first 12 digits of the digest of what the version does not pin."""
    root = ontologies()
    return {
        "kg": __version__,
        "ontology": f"{ontology_version(root)}, knowledge {knowledge_digest(root)[:12]}",
        "extraction models": weights_digest(WEIGHTS)[:12],
        **{f"pipeline {lang}": _pipeline(pipeline) for lang, pipeline in sorted(DEFAULTS.items())},
    }


def weights_digest(folder: Path) -> str:
    """sha256 (hex) over the files of a folder of models."""
    total = hashlib.sha256()
    for path in sorted(folder.glob("*.*")):
        total.update(path.read_bytes())
    return total.hexdigest()


def _pipeline(pipeline: Pipeline) -> str:
    try:
        found = version(pipeline.name.replace("_", "-"))
    except PackageNotFoundError:
        found = "is not installed"
    ours = f", weights {files_digest(pipeline.overlay)[:12]}" if pipeline.overlay else ""
    return f"{pipeline.name} {found}{ours}"
