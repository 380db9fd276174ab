"""Training paragraphs: sentences run together, and the typography of newspapers."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.training import Example
from spacy.util import registry

from kg.training.language.treebank import Sentence, Word, document, sentences

# how many sentences a paragraph has: one (a headline, a caption) to five
LENGTHS = (1, 1, 1, 2, 2, 3, 3, 4, 5)
BARE_CAPITALS = 0.15
NO_FULL_STOP = 0.06
ALL_CAPITALS = 0.02
GLUED_QUOTES = 0.3


@registry.readers("kg.paragraphs.v1")  # type: ignore[untyped-decorator]
def paragraphs(path: str, augment: bool, seed: int = 0) -> Callable[[Language], Iterator[Example]]:
    """Examples over the tokens that the pipeline's own tokenizer cuts; shuffled and augmented anew at each pass."""
    corpus = list(sentences(Path(path)))
    passes = 0

    def read(nlp: Language) -> Iterator[Example]:
        nonlocal passes
        # each pass has a seed of its own, so that a resumed or repeated training sees the same passes
        chance = random.Random(f"{seed}.{passes}")
        passes += 1
        for chosen in _shuffled(corpus, chance) if augment else _chunks(corpus, 5):
            reference = document(nlp.vocab, [_vary(s, chance) for s in chosen] if augment else chosen)
            yield Example(nlp.make_doc(reference.text), reference)

    return read


def _shuffled(corpus: list[Sentence], chance: random.Random) -> Iterator[list[Sentence]]:
    order = chance.sample(corpus, len(corpus))
    while order:
        length = chance.choice(LENGTHS)
        yield order[:length]
        order = order[length:]


def _chunks(corpus: list[Sentence], size: int) -> Iterable[list[Sentence]]:
    return (corpus[k : k + size] for k in range(0, len(corpus), size))


def _vary(sentence: Sentence, chance: random.Random) -> Sentence:
    words = list(sentence)
    if chance.random() < ALL_CAPITALS:
        words = [replace(word, form=word.form.upper()) for word in words]
    if chance.random() < BARE_CAPITALS:
        words = [replace(word, form=_bare_capital(word.form)) for word in words]
    if chance.random() < GLUED_QUOTES:
        words = _glue_quotes(words)
    # the full stop goes only where nothing hangs on it
    if len(words) > 2 and words[-1].form == "." and chance.random() < NO_FULL_STOP:
        words = words[:-1]
    return tuple(words)


def _bare_capital(form: str) -> str:
    """Capitals lose their accents: "États-Unis" → "Etats-Unis"."""
    return "".join(_bare(c) if c.isupper() else c for c in form)


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def _glue_quotes(words: list[Word]) -> list[Word]:
    """Quotes spaced as guillemets are written ("« mot »") lose their inner blanks, as in `"mot"`."""
    found, opening = list(words), True
    for k, word in enumerate(words):
        if word.form != '"':
            continue
        if opening:
            found[k] = replace(word, space=False)
        elif k > 0:
            found[k - 1] = replace(found[k - 1], space=False)
        opening = not opening
    return found
