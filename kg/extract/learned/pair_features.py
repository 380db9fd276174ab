"""What the model sees of a trigger and a mention together: how syntax, order and the lexicon relate them."""

from __future__ import annotations

from kg.extract.page import Page
from kg.model import Mention, MentionKind
from kg.syntax import Dependent, Tree, is_passive

FAR = 8  # steps of a path, beyond which distances are alike


def pair_features(page: Page, token: int, mention: Mention) -> list[str]:
    """Features of (trigger token, mention), not of the claim class: that is an input of its own."""
    tree, head = page.tree, mention.head
    kind = page.type_of(mention)
    edges = [d for d in page.edges[token] if d.token == head]
    found = [f"kind={mention.kind}", f"type={kind}"]
    category = _category(tree, token)
    if head == token:
        found.extend(("self", f"self={tree.deps[head]}:{kind}"))
    found.extend(_edge_features(tree, edges, kind, category) if edges else _indirect(page, token, mention, kind))
    full, short, steps = path(tree, token, head)
    case = tree.case[head]
    side = "R" if head > token else "L"
    found += [
        f"path={full}", f"short={short}", f"short-type={short}:{kind}", f"short-cat={category}:{short}",
        f"steps={min(steps, FAR)}", f"steps-type={min(steps, FAR)}:{kind}",
        f"case={case}", f"case-type={case}:{kind}", f"dep={tree.deps[head]}", f"dep-type={tree.deps[head]}:{kind}",
        f"dep-case={tree.deps[head]}:{case}:{min(steps, 4)}",
        f"side={side}", f"side-type={side}:{kind}:{category}", f"distance={side}{min(abs(head - token) // 3, 6)}",
    ]  # fmt: skip
    found += _between(page, token, mention, side, category)
    governor = tree.heads[head]
    found += [
        f"lemma={tree.lang}{tree.lemmas[head]}",
        f"governor={tree.lang}{tree.deps[head]}{tree.lemmas[governor]}",
        f"before={tree.lang}{tree.norms[mention.first - 1] if mention.first else ''}",
        f"trigger-edge={tree.lang}{tree.lemmas[token]}:{edges[0].relation if edges else short}:{case}",
        f"trigger-type={tree.lang}{tree.lemmas[token]}:{side}:{kind}",
    ]
    return list(dict.fromkeys(found))


def read_features(claim: str, role: str | None) -> list[str]:
    """What the lexicon's reading of the trigger as this class makes of the mention; None where it has no entry."""
    return ["unread"] if role is None else [f"read={role}", f"read-class={claim}.{role}"]


def _category(tree: Tree, token: int) -> str:
    """ "N", "V" or "A", with "p" where the trigger is passive."""
    pos = tree.pos[token]
    base = "N" if pos in ("NOUN", "PROPN") else "V" if pos in ("VERB", "AUX") else "A"
    return base + ("p" if is_passive(tree, token) else "")


def _edge_features(tree: Tree, edges: list[Dependent], kind: object, category: str) -> list[str]:
    found = []
    for edge in edges[:3]:
        r, c = edge.relation, edge.case
        found += [
            f"edge={r}", f"edge-case={r}:{c}", f"edge-type={r}:{kind}", f"edge-case-type={r}:{c}:{kind}",
            f"edge-cat={category}:{r}:{c}", f"via={edge.via}:{r}",
        ]  # fmt: skip
    return found


def _indirect(page: Page, token: int, mention: Mention, kind: object) -> list[str]:
    """No edge: the mention may be an argument of an argument, or of the trigger's governor."""
    tree, head = page.tree, mention.head
    found = ["no-edge"]
    for outer in page.edges[token]:
        for inner in page.edges[outer.token]:
            if inner.token == head and inner.via in ("direct", "conjunct", "relative", "participle"):
                middle = page.at.get(outer.token)
                inside = page.type_of(middle) if middle is not None else None
                chain = f"{outer.relation}>{inner.relation}:{inner.case}"
                found += [f"chain={chain}", f"chain-type={chain}:{kind}", f"chain-types={chain}:{inside}:{kind}"]
    governor = tree.heads[token]
    if governor != token:
        for edge in page.edges[governor]:
            if edge.token == head:
                chain = f"{tree.deps[token]}<{edge.relation}:{edge.case}"
                found += [
                    f"above={chain}",
                    f"above-type={chain}:{kind}",
                    f"above-case={tree.case[token]}:{chain}:{kind}",
                ]
    return found


def _between(page: Page, token: int, mention: Mention, side: str, category: str) -> list[str]:
    """What stands between: mentions, mentions of the same type, verbs, commas."""
    tree, kind = page.tree, page.type_of(mention)
    low, high = sorted((token, mention.head))
    inner = [m for m in page.in_sentence(token) if low < m.head < high and m.kind is not MentionKind.RELATIVE]
    alike = min(sum(page.type_of(m) == kind for m in inner), 3)
    verbs = min(sum(tree.pos[t] == "VERB" for t in range(low + 1, high)), 3)
    commas = min(sum(tree.norms[t] in (",", ";", ":", "-", "(") for t in range(low + 1, high)), 3)
    return [
        f"mentions={side}{min(len(inner), 6)}",
        f"alike={side}{alike}:{kind}",
        f"alike-cat={side}{alike}:{kind}:{category}",
        f"alike-case={side}{alike}:{tree.case[mention.head]}:{kind}",
        f"verbs={side}{verbs}",
        f"verbs-commas={side}{verbs}{commas}:{kind}:{category}",
    ]


def path(tree: Tree, start: int, end: int) -> tuple[str, str, int]:
    """The way from one token to another: with all relations, without coordination, and its length in steps."""
    up, down = tree.ancestors(start), tree.ancestors(end)
    place = {token: k for k, token in enumerate(down)}
    top = next((k for k, token in enumerate(up) if token in place), None)
    if top is None:
        return "none", "none", FAR + 1
    rising, falling = up[:top], list(reversed(down[: place[up[top]]]))
    climbed = [tree.deps[t] for t in rising]
    descended = [tree.deps[t] + (":" + tree.case[t] if tree.case[t] and t != end else "") for t in falling]
    full = "^".join(climbed) + "|" + "v".join(descended)
    short = (
        "^".join(r for r in climbed if r != "conj")
        + "|"
        + "v".join(tree.deps[t] for t in falling if tree.deps[t] != "conj")
    )
    return full, short, len(rising) + len(falling)
