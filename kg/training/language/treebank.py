"""CoNLL-U → spaCy Docs over the words that the tokenizer cuts: contractions ("du", "des") are one word."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.annotate.normalise import normalise


@dataclass(frozen=True, slots=True)
class Word:
    """One written word; `head` is an index into the sentence, its own for the root."""

    form: str
    lemma: str
    pos: str
    morph: str
    head: int
    dep: str
    space: bool


Sentence = tuple[Word, ...]


def sentences(
    path: Path, *, contracted: bool = True, typography: Callable[[str], str] = normalise
) -> Iterator[Sentence]:
    """Sentences of a .conllu.gz file, in order; without `contracted`, the parts of contractions are words."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows: list[list[str]] = []
        for line in [*lines, "\n"]:
            if line.strip():
                if not line.startswith("#"):
                    rows.append(line.rstrip("\n").split("\t"))
            elif rows:
                yield _sentence(rows, contracted, typography)
                rows = []


def document(vocab: Vocab, chosen: Sequence[Sentence]) -> Doc:
    """Sentences side by side, as in a paragraph."""
    words = [word for sentence in chosen for word in sentence]
    starts = [base for base, sentence in zip(_bases(chosen), chosen, strict=True) for _ in sentence]
    ends = {base + len(sentence) - 1 for base, sentence in zip(_bases(chosen), chosen, strict=True)}
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space or k in ends for k, word in enumerate(words)],
        pos=[word.pos for word in words],
        morphs=[word.morph for word in words],
        lemmas=[word.lemma for word in words],
        heads=[base + word.head for base, word in zip(starts, words, strict=True)],
        deps=["ROOT" if word.dep == "root" else word.dep for word in words],
    )


def _bases(chosen: Sequence[Sentence]) -> list[int]:
    bases = [0]
    for sentence in chosen:
        bases.append(bases[-1] + len(sentence))
    return bases[:-1]


def _sentence(rows: list[list[str]], contracted: bool, typography: Callable[[str], str]) -> Sentence:
    """Each contraction becomes its topmost part, under the written form: "du" is the preposition of "de le"."""
    groups = list(_written(rows, contracted))
    position = {part[0]: k for k, (parts, _, _) in enumerate(groups) for part in parts}
    words = []
    for k, (parts, form, space) in enumerate(groups):
        top = next((part for part in parts if position.get(part[6]) != k), parts[0])
        morph = next((part[5] for part in (top, parts[-1]) if part[5] != "_"), "")
        lemma = form if top[2] == "_" else top[2]
        head = k if top[6] == "0" else position[top[6]]
        words.append(Word(typography(form), typography(lemma), top[3], morph, head, top[7], space))
    return tuple(words)


def _written(rows: list[list[str]], contracted: bool) -> Iterator[tuple[list[list[str]], str, bool]]:
    """(parts, form, is a space after it) of each word; empty nodes are left out."""
    parts = {row[0]: row for row in rows if row[0].isdigit()}
    last, glued = 0, False
    for row in rows:
        space = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            glued = not space
            if contracted:
                yield [parts[str(k)] for k in range(first, last + 1)], row[1], space
        elif row[0].isdigit() and int(row[0]) > last:
            yield [row], row[1], space
        elif row[0].isdigit() and not contracted:
            yield [row], row[1], int(row[0]) == last and not glued
