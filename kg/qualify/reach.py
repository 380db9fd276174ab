"""What a cue governs: the triggers that it says something about."""

from __future__ import annotations

from collections.abc import Iterator

from kg.qualify.hits import Hit, anchors_of
from kg.syntax import Tree

COMPLEMENT = frozenset({
    "ccomp", "xcomp", "obj", "iobj", "obl", "nmod", "acl", "csubj", "nsubj:pass", "dep", "advcl", "parataxis",
    "nmod:poss", "fixed", "appos", "compound", "root",
})  # fmt: skip
CLAUSAL = frozenset({"ccomp", "csubj", "advcl", "acl", "acl:relcl", "parataxis", "xcomp"})
# cues of what somebody says, whose content may run through several clauses
TOLD = frozenset({"allege", "report", "deny", "question"})
# relations of content that may come before its verb
BEFORE = frozenset({"obj", "ccomp", "csubj", "nsubj:pass", "parataxis", "dep"})
PARTING = frozenset({",", "-", "–", "—", '"', "«", "»", "“", "”"})
BARRIERS = frozenset({"ccomp", "csubj", "advcl", "acl", "acl:relcl", "parataxis", "appos"})


def governs(tree: Tree, hit: Hit, trigger: int) -> int | None:
    """How many steps up from the trigger the cue stands, None when it does not govern the trigger."""
    return {
        "complement": _complement, "nominal": _nominal, "clause": _clause, "noun": _noun, "argument": _argument,
        "predicate": _predicate, "infinitive": _infinitive,
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
    told = hit.cue.kind in TOLD
    branch = trigger
    for token, below, steps in _chain(tree, trigger):
        if token in hit.tokens:
            following = branch > hit.tokens[0] or below in BEFORE
            content = below in COMPLEMENT or below.startswith("obl") or _is_content(tree, hit, branch, below)
            return steps if steps and following and content else None
        if steps and marks(tree, hit, branch):
            return steps
        if below == "acl:relcl" or (below == "advcl" and not told and tree.morph[branch].get("VerbForm") != "Inf"):
            return None
        if told and tree.heads[hit.head] == token and inserted(tree, hit):
            return steps + 1
        branch = token
    return None


def marks(tree: Tree, hit: Hit, clause: int) -> bool:
    """ "savoir si": the conjunction tells which clause the cue is about, wherever a parser hangs it."""
    return any(tree.deps[t] == "mark" and tree.heads[t] == clause for t in hit.tokens)


def _is_content(tree: Tree, hit: Hit, branch: int, below: str) -> bool:
    """ "a risk that Ghana bans": a clause that parsers take for a relative one, but which has its own conjunction."""
    return below == "acl:relcl" and hit.cue.pos == "noun" and tree.child(branch, "mark") is not None


def _infinitive(tree: Tree, hit: Hit, trigger: int) -> int | None:
    last = hit.tokens[-1]
    verb = tree.heads[last] if tree.deps[last].startswith(("aux", "cop")) else last
    for token, _, steps in _chain(tree, trigger):
        if token == verb:
            return steps + 1
        if tree.deps[token] in BARRIERS or _own(tree, token):
            return None
    return None


def inserted(tree: Tree, hit: Hit) -> bool:
    """Whether a verb stands in a clause of its own beside what it is about: ", says the firm", ", they suspect,"."""
    head = hit.head
    if tree.deps[head] not in ("parataxis", "advcl", "dep", "discourse", "acl", "ccomp", "conj"):
        return False
    ahead = [k for k in tree.kids[head] if k < head and tree.deps[k].startswith(("aux", "expl", "nsubj", "mark"))]
    first = min([head, *ahead])
    if tree.deps[first].startswith("nsubj"):
        first = min(tree.subtree(first))
    start, _ = tree.sentences[tree.sentence[head]]
    return start < first and tree.words[first - 1] in PARTING


def _nominal(tree: Tree, hit: Hit, trigger: int) -> int | None:
    for token, below, steps in _chain(tree, trigger):
        if below in CLAUSAL:
            return None
        if token in hit.tokens:
            return steps if steps and below in COMPLEMENT else None
    return None


def _clause(tree: Tree, hit: Hit, trigger: int) -> int | None:
    anchors = anchors_of(tree, hit)
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
