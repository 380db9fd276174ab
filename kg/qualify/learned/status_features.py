"""What decides how far an article stands behind a claim: its clause and those above, their moods, and the cues about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kg.knowledge.cues import Cues
from kg.model import Frame
from kg.qualify.hits import Hit
from kg.qualify.reach import governs
from kg.syntax import Tree, fold

# steps up from the trigger, itself included, that are looked at
HIGHEST = 6
# words that say how a predicate is meant
CLOSED = frozenset({"mark", "advmod", "neg", "cc", "case", "expl", "det"})


def status_features(
    tree: Tree, frame: Frame, hits: Sequence[Hit], cues: Cues, rule: str, attributed: bool, quoted: bool
) -> list[str]:
    """Features of one frame. `rule`: its status by the cues alone; `attributed`: whether somebody is cited for it;
    `quoted`: whether its trigger stands within quotation marks."""
    token, lang = frame.trigger, tree.lang
    first, end = tree.sentences[tree.sentence[token]]
    found = [
        f"rule={rule}", f"rule={rule} pos={tree.pos[token]}", f"rule={rule} class={frame.claim}",
        f"class={lang}{frame.claim}", f"pos={tree.pos[token]}", f"dep={tree.deps[token]}",
        f"under={tree.deps[token]} {lang}{tree.lemmas[tree.heads[token]]}",
        f"attributed={attributed}", f"quoted={quoted}", f"headline={tree.in_headline(token)}",
        f"first={token - first < 2}", f"asked={any(tree.words[t] == '?' for t in range(first, end))}",
    ]  # fmt: skip
    for steps, above in enumerate(tree.ancestors(token)[:HIGHEST]):
        found += _predicate(tree, above, steps)
    for hit in hits:
        found += _cue(tree, hit, frame)
    known = _words_of(cues)
    found += sorted({f"near {lang}{tree.norms[t]}" for t in range(first, end) if tree.norms[t] in known})
    return list(dict.fromkeys(found))


def _predicate(tree: Tree, token: int, steps: int) -> list[str]:
    """Lemma, mood and closed-class words of a word above the trigger."""
    where, lang, lemma = ("self", "next", "up")[min(steps, 2)], tree.lang, tree.lemmas[token]
    auxiliaries = [k for k in tree.kids[token] if tree.deps[k].startswith(("aux", "cop"))]
    forms = {"".join(tree.morph[k].get(n, "") for n in ("VerbForm", "Mood", "Tense")) for k in (token, *auxiliaries)}
    mood = "+".join(sorted(forms))
    found = [f"{where} mood {lang}{mood}", f"{where} dep {tree.deps[token]}", f"{where} {lang}{lemma}", f"any {lang}{lemma}"]
    for name in (tree.lemmas[k] for k in auxiliaries):
        found += [f"{where} aux {lang}{name}", f"any aux {lang}{name}"]
    for kid in tree.kids[token]:
        if tree.deps[kid] in CLOSED:
            found += [f"{where} kid {lang}{tree.norms[kid]}", f"any kid {lang}{tree.norms[kid]}"]
    return [*found, f"{where} {lang}{lemma} {mood}"] if steps < 2 else found


def _cue(tree: Tree, hit: Hit, frame: Frame) -> list[str]:
    what = f"{hit.cue.kind}/{hit.status}"
    steps = governs(tree, hit, frame.trigger)
    inside = [f"inside {what}"] if set(hit.tokens) & set(frame.words) else []
    if steps is None:
        return [f"beside {what}", f"beside {what} {hit.head < frame.trigger}", *inside]
    return [f"governs {what}", f"governs {what} {min(steps, 3)}", f"cue {tree.lang}{' '.join(hit.cue.words)}", *inside]


@lru_cache(maxsize=16)
def _words_of(cues: Cues) -> frozenset[str]:
    """Folded words of all cues of a language."""
    return frozenset(fold(o) for cue in cues for word in cue.words for o in word.removeprefix("+").split("|"))
