"""A second look at roles: each argument beside the others of its frame, which the network scored one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kg.extract.learned.propose import Proposal, logit
from kg.extract.page import Page
from kg.knowledge.forest import Forest
from kg.model import Argument, Mention, MentionKind
from kg.syntax import Tree

KINDS = tuple(MentionKind)
RELATIONS = (
    "nsubj",
    "nsubj:pass",
    "obj",
    "obl",
    "obl:agent",
    "nmod",
    "nmod:poss",
    "amod",
    "compound",
    "conj",
    "appos",
    "root",
)
SIDES = 12  # tokens, beyond which distances are alike


def argument_names(classes: Sequence[str], roles: Sequence[str]) -> tuple[str, ...]:
    """Columns of `argument_features`."""
    plain = (
        "score", "rank", "gap", "rivals", "others in role", "arguments", "class", "class rank", "inside", "holds",
        "inside score", "holds score", "conjunct score", "conjuncts", "same entity", "same entity score", "read agrees",
        "read differs", "read", "distance", "before", "mentions between", "edge", "resolved", "said", "known", "length",
        "english", "headline", "self",
    )  # fmt: skip
    return (
        *plain, *(f"kind {k}" for k in KINDS), *(f"dep {r}" for r in RELATIONS), *(f"role {r}" for r in roles),
        *(f"class {c}" for c in classes),
    )  # fmt: skip


def argument_features(
    page: Page, proposal: Proposal, classes: Sequence[str], roles: Sequence[str]
) -> tuple[list[tuple[str, Argument]], NDArray[np.float64]]:
    """The arguments of one proposal and a row for each; shape (arguments, features)."""
    listed = [(role, a) for role, arguments in proposal.frame.roles for a in arguments]
    rows = [_row(page, proposal, role, a, listed, classes, roles) for role, a in listed]
    return listed, np.array(rows, np.float64).reshape(len(listed), len(argument_names(classes, roles)))


def _row(
    page: Page,
    proposal: Proposal,
    role: str,
    argument: Argument,
    listed: Sequence[tuple[str, Argument]],
    classes: Sequence[str],
    roles: Sequence[str],
) -> list[float]:
    tree, frame = page.tree, proposal.frame
    mention = page.mentions[argument.mention]
    head, token = mention.head, frame.trigger
    same_role = [a.score for r, a in listed if r == role and a is not argument]
    others = [(page.mentions[a.mention], a.score) for _, a in listed if a is not argument]
    holders = [s for m, s in others if m.outer[0] <= head <= m.outer[1]]
    held = [s for m, s in others if mention.outer[0] <= m.head <= mention.outer[1]]
    conjuncts = [s for m, s in others if _coordinated(page, mention, m)]
    own = {e.id for e in page.resolved(mention)}
    twins = [s for m, s in others if own & {e.id for e in page.resolved(m)}]
    read = proposal.read.get(argument.mention) if proposal.read else None
    low, high = sorted((token, head))
    between = sum(low < m.head < high for m in page.in_sentence(token))
    relation = tree.deps[head]
    return [
        logit(argument.score), float(sum(s > argument.score for s in same_role)),
        argument.score - max(same_role, default=0.0), float(sum(s > 0.5 for s in same_role)), float(len(same_role)),
        float(len(listed)), frame.score, float(sum(p > frame.score for p in proposal.classes[:-1])),
        float(len(holders)), float(len(held)), max(holders, default=0.0), max(held, default=0.0),
        float(np.mean(conjuncts)) if conjuncts else -1.0, float(len(conjuncts)), float(len(twins)),
        max(twins, default=0.0), float(read == role), float(read is not None and read != role),
        float(proposal.read is not None), float(min(abs(head - token), SIDES)), float(head < token), float(between),
        float(any(d.token == head for d in page.edges[token])), float(bool(own)),
        float(min(5, sum(bool(own & {e.id for e in page.resolved(m)}) for m in page.in_sentence(token)))),
        float(any(not i.startswith("local:") for i in own)), float(mention.last - mention.first),
        float(tree.lang == "en"), float(tree.in_headline(token)), float(head == token),
        *(float(mention.kind is k) for k in KINDS), *(float(relation == r) for r in RELATIONS),
        *(float(role == r) for r in roles), *(float(frame.claim == c) for c in classes),
    ]  # fmt: skip


def _coordinated(page: Page, one: Mention, other: Mention) -> bool:
    """Whether both stand in one coordination."""
    return coordination(page.tree, one.head) == coordination(page.tree, other.head)


def coordination(tree: Tree, token: int) -> int:
    """The first member of the coordination that a token stands in; the token itself when it stands alone."""
    while tree.deps[token] == "conj" and tree.heads[token] != token:
        token = tree.heads[token]
    return token


def reweigh(
    page: Page,
    proposals: Sequence[Proposal],
    forest: Forest,
    classes: Sequence[str],
    roles: Sequence[str],
    floor: float,
) -> list[Proposal]:
    """Proposals with the forest's scores of their arguments; those below the floor go, and frames left without a core."""
    kept = []
    for proposal in proposals:
        listed, rows = argument_features(page, proposal, classes, roles)
        scores = np.round(forest.probabilities(rows), 6)
        found: dict[str, list[Argument]] = {}
        for (role, argument), score in zip(listed, scores, strict=True):
            if score >= floor:
                found.setdefault(role, []).append(replace(argument, score=float(score)))
        core = page.knowledge.ontology.classes[proposal.frame.claim].core
        if any(role in core for role in found):
            order = [role for role, _ in proposal.frame.roles if role in found]
            frame = replace(proposal.frame, roles=tuple((role, tuple(found[role])) for role in order))
            kept.append(replace(proposal, frame=frame))
    return kept
