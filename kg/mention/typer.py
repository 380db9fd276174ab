"""The learned typer: a multinomial linear model over what a mention shows, its words' vectors and what knowledge says."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import KnowledgeError
from kg.knowledge import Gazetteer
from kg.knowledge.vectors import Vectors
from kg.model import EntityType, Mention, MentionKind
from kg.syntax import Tree

NONE = "none"
FILE = "typer"
# knowledge that names the very thing is not overruled by less than this
SURE = 0.8
COMPANY = re.compile(
    r"\b(Inc|Corp|Ltd|Co|LLC|PLC|SA|SAS|AG|GmbH|NV|BV|SpA|Oy|AB|Group|Groupe|Holding|Holdings)\b\.?", re.I
)
TYPED = (MentionKind.NAME, MentionKind.NOMINAL)


@dataclass(frozen=True, slots=True)
class Typer:
    """`weights`: shape (features, labels); `dense`: (vector width, labels); `bias`: (labels,). Labels end with "none"."""

    labels: tuple[str, ...]
    features: Mapping[str, int]
    weights: NDArray[np.float64]
    dense: NDArray[np.float64]
    bias: NDArray[np.float64]
    vectors: Vectors

    def __call__(self, tree: Tree, mentions: Sequence[Mention], gazetteer: Gazetteer) -> tuple[Mention, ...]:
        """The mentions with the likeliest types, and the probability of each type beside."""
        return tuple(self._typed(tree, m, gazetteer) if m.kind in TYPED else m for m in mentions)

    def _typed(self, tree: Tree, mention: Mention, gazetteer: Gazetteer) -> Mention:
        rows = [self.features[f] for f in typer_features(tree, mention, gazetteer) if f in self.features]
        z = self.bias + self.weights[rows].sum(axis=0) + mention_vector(tree, mention, self.vectors) @ self.dense
        p = np.exp(z - z.max())
        p /= p.sum()
        scores = dict(zip(self.labels, np.round(p, 4).tolist(), strict=True))
        ranked = sorted((label for label in scores if label != NONE), key=lambda label: (-scores[label], label))
        share = scores[ranked[0]] / max(1e-6, 1 - scores[NONE])
        known = bool(gazetteer.lookup(mention.quote.text, tree.lang)) and mention.type is not None
        kept = mention.type if known and share < SURE else EntityType(ranked[0])
        top = tuple((label, scores[label]) for label in (*ranked[:2], NONE))
        return replace(mention, type=kept, scores=top)


def mention_vector(tree: Tree, mention: Mention, vectors: Vectors) -> NDArray[np.float64]:
    """Vector of the head word; shape (width,)."""
    return vectors.of(tree.lang, tree.words[mention.head], tree.lemmas[mention.head])


def typer_features(tree: Tree, mention: Mention, gazetteer: Gazetteer) -> list[str]:
    """Form, words, place in the sentence, and what gazetteer, nouns and recognizer say."""
    head, lang = mention.head, tree.lang
    word, lemma, norm = tree.words[head], tree.lemmas[head], tree.norms[head]
    hits = gazetteer.lookup(mention.quote.text, lang)
    noun = gazetteer.noun_type(lemma, lang)
    governor = tree.heads[head]
    text = mention.quote.text
    found = [
        f"kind={mention.kind}", f"lemma={lang}{lemma}", f"stem={norm[:5]}", f"end3={norm[-3:]}", f"end4={norm[-4:]}",
        f"ner={lang}{mention.ner}", f"ner-kind={mention.ner}{mention.kind}", f"pos={tree.pos[head]}",
        f"hit={hits[0].entity.type if hits else None}:{hits[0].form if hits else None}", f"noun={noun}",
        f"rule={mention.type}", f"rule-ner={mention.type}:{mention.ner}", f"rule-noun={mention.type}:{noun}",
        f"cap={word[:1].isupper()}", f"caps={word.isupper()}", f"digit={any(c.isdigit() for c in text)}",
        f"number={tree.morph[head].get('Number')}", f"size={min(mention.last - mention.first, 4)}",
        f"dep={tree.deps[head]}", f"case={lang}{tree.case[head]}", f"case-ner={tree.case[head]}:{mention.ner}",
        f"governor={lang}{tree.deps[head]}{tree.lemmas[governor]}", f"company={COMPANY.search(text) is not None}",
        f"det={[tree.norms[k] for k in tree.kids[head] if tree.deps[k].split(':')[0] == 'det'][:1]}",
    ]  # fmt: skip
    found += [f"word={lang}{tree.norms[t]}" for t in range(mention.first, mention.last + 1)]
    found += [
        f"inner={gazetteer.noun_type(tree.lemmas[t], lang)}"
        for t in range(mention.first, mention.last + 1)
        if t != head
    ]
    for kid in tree.kids[head]:
        if tree.deps[kid].split(":")[0] in ("nmod", "appos", "amod", "compound"):
            found.append(f"kid={tree.deps[kid]}{tree.case[kid]}{tree.lemmas[kid]}")
        if tree.deps[kid] == "appos":
            found.append(f"apposed={gazetteer.noun_type(tree.lemmas[kid], lang)}")
    if tree.deps[head] in ("appos", "nmod", "compound", "flat", "flat:name"):
        found.append(f"under={tree.deps[head]}:{gazetteer.noun_type(tree.lemmas[governor], lang)}")
    previous = mention.first - 1
    if previous >= 0 and tree.sentence[previous] == tree.sentence[head]:
        found += [
            f"before={lang}{tree.norms[previous]}",
            f"before-type={gazetteer.noun_type(tree.lemmas[previous], lang)}",
        ]
    following = mention.last + 1
    if following < len(tree) and tree.sentence[following] == tree.sentence[head]:
        found.append(f"after={lang}{tree.norms[following]}")
    return list(dict.fromkeys(found))


def save_typer(typer: Typer, folder: Path) -> None:
    """Writes typer.npz (weights in 16 bits) and typer.json (labels, features)."""
    np.savez_compressed(
        folder / f"{FILE}.npz",
        weights=typer.weights.astype(np.float16),
        dense=typer.dense.astype(np.float32),
        bias=typer.bias.astype(np.float32),
    )
    described = {"labels": typer.labels, "features": sorted(typer.features, key=typer.features.__getitem__)}
    (folder / f"{FILE}.json").write_text(json.dumps(described, ensure_ascii=False, indent=0), "utf-8")


def load_typer(folder: Path, vectors: Vectors) -> Typer:
    """Raises KnowledgeError when a file is missing or broken."""
    try:
        described = json.loads((folder / f"{FILE}.json").read_text("utf-8"))
        with np.load(folder / f"{FILE}.npz", allow_pickle=False) as data:
            weights, dense, bias = (data[name].astype(np.float64) for name in ("weights", "dense", "bias"))
    except (OSError, ValueError, KeyError) as error:
        raise KnowledgeError(f"{folder}: the mention typer cannot be read: {error}") from error
    features = {feature: k for k, feature in enumerate(described["features"])}
    return Typer(tuple(described["labels"]), features, weights, dense, bias, vectors)
