"""Where the cues of a language stand in a tree, and what each of them governs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
COMPLEMENT = frozenset({
    "ccomp", "xcomp", "obj", "iobj", "obl", "nmod", "acl", "csubj", "nsubj:pass", "dep", "advcl", "parataxis", "nmod:poss",
    "fixed", "appos", "compound", "root",
})  # fmt: skip
CLAUSAL = frozenset({"ccomp", "csubj", "advcl", "acl", "acl:relcl", "parataxis", "xcomp"})
MARKS = frozenset({"mark", "advmod", "cc", "fixed", "case"})
FUNCTION = MARKS | {"aux", "det", "cop", "expl", "neg", "discourse"}
BARRIERS = frozenset({"ccomp", "csubj", "advcl", "acl", "acl:relcl", "parataxis"})


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


def find_hits(tree: Tree, cues: Cues, first: int, end: int) -> tuple[Hit, ...]:
    """Cues among tokens first..end; of two that overlap the one with more words counts."""
    index = _index(cues)
    found: list[Hit] = []
    for token in range(first, end):
        keys = {_bare(fold(tree.lemmas[token])), _bare(tree.norms[token])}
        keys.update(f"{name.casefold()}={value.casefold()}" for name, value in tree.morph[token].items())
        for key in sorted(keys):
            for cue, words in index.get(key, ()):
                tokens = _match(tree, words, token, end)
                if tokens and _admits(tree, cue, tokens):
                    found.append(Hit(cue, tokens, _head(tree, tokens)))
    longest = [h for h in found if not any(set(h.tokens) < set(o.tokens) for o in found)]
    kept = [h for h in longest if h.cue.pos != "mood" or not _modal(tree, h, longest)]
    return tuple(_negate(tree, h, kept) for h in sorted(kept, key=lambda h: (h.tokens, h.cue.words, h.cue.pos)))


@lru_cache(maxsize=16)
def _index(cues: Cues) -> Mapping[str, tuple[tuple[Cue, tuple[str, ...]], ...]]:
    index: dict[str, list[tuple[Cue, tuple[str, ...]]]] = {}
    for cue in cues:
        words = tuple(_bare(fold(word)) for word in cue.words)
        index.setdefault(words[0], []).append((cue, words))
    return {first: tuple(entries) for first, entries in index.items()}


def _bare(norm: str) -> str:
    """Elided words whole: "s'" → "se"."""
    return norm[:-1] + "e" if norm.endswith("'") and len(norm) > 1 else norm


def _match(tree: Tree, words: tuple[str, ...], token: int, end: int) -> tuple[int, ...]:
    tokens = [token]
    for word in words[1:]:
        reach = min(end, tokens[-1] + GAP + 2)
        for other in range(tokens[-1] + 1, reach):
            if word in (_bare(tree.norms[other]), _bare(fold(tree.lemmas[other]))):
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


def _modal(tree: Tree, mood: Hit, hits: list[Hit]) -> bool:
    """A modal or plan verb in the conditional or future says by itself what it makes of its clause ("pourrait")."""
    return any(h.cue.pos in ("auxiliary", "verb") and h.cue.status and mood.head in h.tokens for h in hits)


def _negate(tree: Tree, hit: Hit, hits: list[Hit]) -> Hit:
    if hit.cue.pos not in ("verb", "noun", "auxiliary", "adjective"):
        return hit
    negated = any(
        other.cue.kind == "negation" and not set(other.tokens) & set(hit.tokens) and hit.head in _anchors(tree, other)
        for other in hits
    )
    return Hit(hit.cue, hit.tokens, hit.head, True) if negated else hit


def _anchors(tree: Tree, hit: Hit) -> frozenset[int]:
    """Heads of the predicate that an adverb, auxiliary, conjunction or determiner belongs to."""
    head, above = hit.head, tree.heads[hit.head]
    if hit.cue.reach in ("argument", "noun") or tree.deps[head].split(":")[0] in FUNCTION:
        return frozenset({above})
    return frozenset({head}) if tree.pos[head] in ("VERB", "AUX") else frozenset({head, above})


def governs(tree: Tree, hit: Hit, trigger: int) -> int | None:
    """How many steps up from the trigger the cue stands, None when it does not govern the trigger."""
    return {
        "complement": _complement, "nominal": _nominal, "clause": _clause, "noun": _noun, "argument": _argument,
        "predicate": _predicate,
    }[hit.cue.reach](tree, hit, trigger)  # fmt: skip


def _chain(tree: Tree, trigger: int) -> Iterator[tuple[int, str, int]]:
    """From the trigger up: (token, relation by which the branch below enters it, number of steps)."""
    below, token, steps = "", trigger, 0
    while True:
        yield token, below, steps
        if tree.heads[token] == token:
            return
        below, token, steps = tree.deps[token], tree.heads[token], steps + 1


def _complement(tree: Tree, hit: Hit, trigger: int) -> int | None:
    for token, below, steps in _chain(tree, trigger):
        if below == "acl:relcl" or (below == "advcl" and token not in hit.tokens):
            return None
        if token in hit.tokens:
            return steps if steps and (below in COMPLEMENT or ":" in below) else None
    return None


def _nominal(tree: Tree, hit: Hit, trigger: int) -> int | None:
    for token, below, steps in _chain(tree, trigger):
        if below in CLAUSAL:
            return None
        if token in hit.tokens:
            return steps if steps and below in COMPLEMENT else None
    return None


def _clause(tree: Tree, hit: Hit, trigger: int) -> int | None:
    anchors = _anchors(tree, hit)
    for token, _, steps in _chain(tree, trigger):
        if token in anchors:
            return steps
        if tree.deps[token] in BARRIERS or _own(tree, token):
            return None
    return None


def _own(tree: Tree, token: int) -> bool:
    """A coordinated predicate that is finite by itself does not share the first one's auxiliaries and adverbs."""
    return tree.deps[token] == "conj" and tree.pos[token] in ("VERB", "AUX") and (
        tree.morph[token].get("VerbForm") == "Fin"
        or any(tree.deps[k].split(":")[0] in ("aux", "cop", "nsubj") for k in tree.kids[token])
    )


def _noun(tree: Tree, hit: Hit, trigger: int) -> int | None:
    anchor = tree.heads[hit.head]
    for token, below, steps in _chain(tree, trigger):
        if below in CLAUSAL:
            return None
        if token == anchor:
            return steps
    return None


def _argument(tree: Tree, hit: Hit, trigger: int) -> int | None:
    anchor = tree.heads[hit.head]
    above = tree.heads[anchor]
    for token, below, steps in _chain(tree, trigger):
        if token == anchor or (token == above and below in ("", "xcomp", "obj", "obl", "conj", "aux", "aux:pass")):
            return steps
        if tree.deps[token] in BARRIERS:
            return None
    return None


def _predicate(tree: Tree, hit: Hit, trigger: int) -> int | None:
    if tree.deps[hit.head] in ("amod", "acl"):
        return _noun(tree, hit, trigger)
    for token, below, steps in _chain(tree, trigger):
        if token == hit.head:
            return steps if steps and below.split(":")[0] in ("nsubj", "csubj", "ccomp", "xcomp", "obl") else None
        if below == "acl:relcl":
            return None
    return None
