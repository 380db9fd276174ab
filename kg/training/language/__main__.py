"""`python -m kg.training.language CORPORA OUT`: train the French components, write what the wheel ships.

CORPORA holds fr/fr-train.conllu.gz and fr/fr-dev.conllu.gz. One thread, fixed seeds, no GPU.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config, registry

import kg.training.language.paragraphs  # noqa: F401 (registers the reader)
from kg.annotate.french import tokenize_as_treebanks
from kg.annotate.overlay import BASE, save_overlay


@registry.callbacks("kg.official_french.v1")  # type: ignore[untyped-decorator]
def official_french() -> Callable[[Language], Language]:
    """Vocabulary and vectors of the official pipeline, with our tokenizer rules."""

    def copy(nlp: Language) -> Language:
        nlp.vocab.from_bytes(spacy.load(BASE).vocab.to_bytes())
        tokenize_as_treebanks(nlp)
        return nlp

    return copy


def main() -> None:
    """Train with the given sizes, then write the components to OUT."""
    parser = argparse.ArgumentParser(prog="python -m kg.training.language", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--depth", type=int, default=4)
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    config = load_config(
        Path(__file__).with_name("fr.cfg"),
        overrides={
            "paths.train": str(asked.corpora / "fr" / "fr-train.conllu.gz"),
            "paths.dev": str(asked.corpora / "fr" / "fr-dev.conllu.gz"),
            "components.tok2vec.model.encode.width": asked.width,
            "components.tok2vec.model.encode.depth": asked.depth,
            "training.max_steps": asked.steps,
            "training.dropout": asked.dropout,
            "system.seed": asked.seed,
        },
        interpolate=True,
    )
    with tempfile.TemporaryDirectory() as work:
        nlp = init_nlp(config)
        # labels come from a whole pass (0), training draws every pass anew (-1)
        nlp.config["training"]["max_epochs"] = -1
        # only a saved pipeline holds the averaged parameters
        train(nlp, Path(work), stdout=sys.stdout, stderr=sys.stderr)
        save_overlay(spacy.load(Path(work) / "model-best"), asked.out)


if __name__ == "__main__":
    main()
