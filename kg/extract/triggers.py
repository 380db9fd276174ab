"""Which words of a text evoke a claim: lexicon entries found in the tree, with the words that must accompany them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.knowledge.lexicon import Entry, Lexicon
from kg.syntax import Tree

POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adverb"}
# how far to the right of its head a particle or an idiom's word may stand when the parse does not attach it
NEAR = 3


def evoked(tree: Tree, lexicon: Lexicon, token: int) -> Iterator[tuple[Entry, tuple[int, ...]]]:
    """Entries that the token evokes, each with the tokens of the trigger's words, sorted."""
    pos = POS.get(tree.pos[token])
    if pos is None:
        return
    tried = [pos, "verb"] if pos == "adjective" else [pos]  # "contrôlées", "based": participles tagged as adjectives
    for part in tried:
        for entry in lexicon.entries(tree.lemmas[token], part):
            words = _accompanied(tree, token, entry)
            if words is not None:
                yield entry, words


def _accompanied(tree: Tree, token: int, entry: Entry) -> tuple[int, ...] | None:
    """Tokens of head and accompanying words, None when one of them is missing.

    Pattern of a word: "sur" a dependent, or one of the next words; "=la main" these words right after the head;
    "^imposer|infliger" the governor is one of these.
    """
    words = [token]
    for pattern in entry.words:
        if pattern.startswith("^"):
            head = tree.heads[token]
            if head == token or tree.lemmas[head] not in pattern[1:].split("|"):
                return None
            words.append(head)
        elif pattern.startswith("="):
            wanted = pattern[1:].split()
            here = list(range(token + 1, token + 1 + len(wanted)))
            if (
                here[-1] >= len(tree)
                or ([tree.norms[t] for t in here] != wanted
                and [tree.lemmas[t] for t in here] != wanted)
            ):
                return None
            words.extend(here)
        else:
            found = _near(tree, token, frozenset(pattern.split("|")))
            if found is None:
                return None
            words.append(found)
    return tuple(sorted(set(words)))


def _near(tree: Tree, token: int, wanted: frozenset[str]) -> int | None:
    """A dependent with this lemma, a case marker of a dependent, or one of the next words of the sentence."""
    for kid in tree.kids[token]:
        if tree.lemmas[kid] in wanted or tree.norms[kid] in wanted:
            return kid
    for kid in tree.kids[token]:
        for marker in tree.kids[kid]:
            if tree.deps[marker] in ("case", "mark") and tree.lemmas[marker] in wanted:
                return marker
    end = tree.sentences[tree.sentence[token]][1]
    for near in range(token + 1, min(token + 1 + NEAR, end)):
        if tree.lemmas[near] in wanted or tree.norms[near] in wanted:
            return near
    return None
