"""Which words of a text evoke a claim: lexicon entries found in the tree, with the words that must accompany them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.knowledge.lexicon import Companion, Entry, Lexicon
from kg.syntax import Tree

POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adverb"}
# how far to the right of its head a companion may stand when the parse does not attach it (see kg.knowledge.lexicon)
NEAR = 3
# how far for two words or more, which hardly ever stand there by chance: an object comes between in "put the mine into service"
FAR = 8
STOPS = frozenset({";", ":"})  # an idiom does not go on beyond these


def evoked(tree: Tree, lexicon: Lexicon, token: int) -> Iterator[tuple[Entry, tuple[int, ...]]]:
    """Entries that the token evokes, each with the tokens of the trigger's words, sorted."""
    pos = POS.get(tree.pos[token])
    if pos is None:
        return
    tried = [pos, "verb"] if pos == "adjective" else [pos]  # "contrôlées", "based": participles tagged as adjectives
    for part in tried:
        found = lexicon.entries(tree.lemmas[token], part)
        if not found and part == "verb":  # the lemmatizer errs: "fined" is no form of "fin"
            found = lexicon.entries(tree.norms[token], part)
        for entry in found:
            words = _accompanied(tree, token, entry)
            if words is not None:
                yield entry, words


def _accompanied(tree: Tree, token: int, entry: Entry) -> tuple[int, ...] | None:
    """Tokens of the head and of its companions, None when one is missing."""
    words = {token}
    for companion in entry.companions:
        found = _find(tree, token, companion)
        if found is None:
            return None
        words.update(found)
    return tuple(sorted(words))


def _find(tree: Tree, token: int, companion: Companion) -> tuple[int, ...] | None:
    """Tokens of one companion."""
    if companion.kind == "governor":
        head = tree.heads[token]
        return (head,) if head != token and (tree.lemmas[head],) in companion.options else None
    if companion.kind == "near":
        return _near(tree, token, frozenset(option[0] for option in companion.options))
    start, end = tree.sentences[tree.sentence[token]]
    for option in companion.options:
        size = len(option)
        starts = (
            [token - size] if companion.kind == "before" else range(token + 1, token + 1 + (FAR if size > 1 else NEAR))
        )
        for first in starts:
            if first >= end or (token < first - 1 and tree.norms[first - 1] in STOPS):
                break
            if start <= first and first + size <= end and _reads(tree, first, option):
                return tuple(range(first, first + size))
    return None


def _reads(tree: Tree, first: int, forms: tuple[str, ...]) -> bool:
    return all(form in (tree.words[t].lower(), tree.norms[t], tree.lemmas[t]) for t, form in enumerate(forms, first))


def _near(tree: Tree, token: int, wanted: frozenset[str]) -> tuple[int, ...] | None:
    """A dependent with this lemma, a case marker of a dependent, or one of the next words of the sentence."""
    for kid in tree.kids[token]:
        if tree.lemmas[kid] in wanted or tree.norms[kid] in wanted:
            return (kid,)
    for kid in tree.kids[token]:
        for marker in tree.kids[kid]:
            if tree.deps[marker] in ("case", "mark") and tree.lemmas[marker] in wanted:
                return (marker,)
    end = tree.sentences[tree.sentence[token]][1]
    for near in range(token + 1, min(token + 1 + NEAR, end)):
        if tree.lemmas[near] in wanted or tree.norms[near] in wanted:
            return (near,)
    return None
