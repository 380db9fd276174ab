"""Where the cues of a language stand in a tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.knowledge.cues import Cue, Cues
from kg.syntax import Tree, fold

# other words that may stand between two words of a cue: "has *not yet* ruled *it* out"
GAP = 3
# parts of speech under which a parser may file a word of ours
ADMITTED = {
    "verb": frozenset({"VERB", "AUX", "ADJ"}),
    "noun": frozenset({"NOUN", "PROPN"}),
    "adjective": frozenset({"ADJ", "VERB", "NOUN", "ADV"}),
    "auxiliary": frozenset({"AUX", "VERB", "PART"}),
    "mood": frozenset({"VERB", "AUX"}),
}
MARKS = frozenset({"mark", "advmod", "cc", "fixed", "case"})
FUNCTION = MARKS | {"aux", "det", "cop", "expl", "neg", "discourse"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in the text: its tokens, the one that heads the others, and whether it is negated itself."""

    cue: Cue
    tokens: tuple[int, ...]
    head: int
    negated: bool = False

    @property
    def status(self) -> str | None:
        return self.cue.negated if self.negated and self.cue.status else self.cue.status


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a cue as it is compared; `glued` when nothing may stand before it."""

    glued: bool
    options: frozenset[str]


def find_hits(tree: Tree, cues: Cues, first: int, end: int) -> tuple[Hit, ...]:
    """Cues among tokens first..end; of two that overlap the one with more words counts."""
    index = _index(cues)
    found: list[Hit] = []
    for token in range(first, end):
        for key in sorted(_keys(tree, token)):
            for cue, words in index.get(key, ()):
                tokens = _match(tree, words, token, end)
                if tokens and _admits(tree, cue, tokens):
                    found.append(Hit(cue, tokens, _head(tree, tokens)))
    # a verb's mood is not a part of a longer cue, but adds to it
    longest = [h for h in found if h.cue.pos == "mood" or not any(set(h.tokens) < set(o.tokens) for o in found)]
    return tuple(_negate(tree, h, longest) for h in sorted(longest, key=lambda h: (h.tokens, h.cue.words, h.cue.pos)))


@lru_cache(maxsize=16)
def _index(cues: Cues) -> Mapping[str, tuple[tuple[Cue, tuple[Word, ...]], ...]]:
    index: dict[str, list[tuple[Cue, tuple[Word, ...]]]] = {}
    for cue in cues:
        words = tuple(
            Word(word.startswith("+"), frozenset(_bare(fold(o)) for o in word.removeprefix("+").split("|")))
            for word in cue.words
        )
        for first in sorted(words[0].options):
            index.setdefault(first, []).append((cue, words))
    return {first: tuple(entries) for first, entries in index.items()}


def _keys(tree: Tree, token: int) -> frozenset[str]:
    """All by which a word of a cue may know a token."""
    features = (f"{name}={value}".casefold() for name, value in tree.morph[token].items())
    return frozenset((_bare(fold(tree.lemmas[token])), _bare(tree.norms[token]), _ending(tree, token), *features))


def _ending(tree: Tree, token: int) -> str:
    """What follows the infinitive in a form, as "{lemma}ait": taggers take rare conditionals for imperfects."""
    stem = fold(tree.lemmas[token]).removesuffix("e")
    return "{lemma}" + tree.norms[token].removeprefix(stem) if tree.norms[token].startswith(stem) else ""


def _bare(norm: str) -> str:
    """Elided words whole: "s'" → "se"."""
    return norm[:-1] + "e" if norm.endswith("'") and len(norm) > 1 else norm


def _match(tree: Tree, words: tuple[Word, ...], token: int, end: int) -> tuple[int, ...]:
    tokens = [token]
    for word in words[1:]:
        reach = min(end, tokens[-1] + (1 if word.glued else GAP + 1) + 1)
        for other in range(tokens[-1] + 1, reach):
            if word.options & _keys(tree, other):
                tokens.append(other)
                break
            if tree.pos[other] == "PUNCT" and tree.words[other] in ".;:!?":
                return ()
        else:
            return ()
    return tuple(tokens)


def _head(tree: Tree, tokens: tuple[int, ...]) -> int:
    return min(tokens, key=lambda t: (len(tree.ancestors(t)), t))


def _admits(tree: Tree, cue: Cue, tokens: tuple[int, ...]) -> bool:
    token = tokens[0]
    if cue.pos in ADMITTED and len(tokens) == 1 and tree.pos[token] not in ADMITTED[cue.pos]:
        return False
    if cue.pos == "auxiliary" and len(tokens) == 1 and not tree.deps[token].startswith("aux"):
        return any(tree.morph[k].get("VerbForm") == "Inf" and k > token for k in tree.kids[token])
    if cue.pos == "conjunction" and len(tokens) == 1:
        return tree.deps[token] in MARKS and tree.pos[token] in ("SCONJ", "ADV", "CCONJ")
    if cue.pos in ("adverb", "determiner") and len(tokens) == 1:
        return tree.pos[token] not in ("NOUN", "PROPN", "VERB", "AUX")
    return True


def _negate(tree: Tree, hit: Hit, hits: list[Hit]) -> Hit:
    if hit.cue.pos not in ("verb", "noun", "auxiliary", "adjective"):
        return hit
    negated = any(
        other.cue.kind == "negation" and not set(other.tokens) & set(hit.tokens) and hit.head in anchors_of(tree, other)
        for other in hits
    )
    return Hit(hit.cue, hit.tokens, hit.head, True) if negated else hit


def anchors_of(tree: Tree, hit: Hit) -> frozenset[int]:
    """Heads of the predicate that an adverb, auxiliary, conjunction or determiner belongs to."""
    head, above = hit.head, tree.heads[hit.head]
    if hit.cue.reach in ("argument", "noun") or tree.deps[head].split(":")[0] in FUNCTION:
        return frozenset({above})
    return frozenset({head}) if tree.pos[head] in ("VERB", "AUX") else frozenset({head, above})
