"""The decider that has learned: of all proposed frames the ones that are likely to be right as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.extract.learned.propose import Proposal, logit
from kg.extract.page import Page
from kg.model import Frame, MentionKind

POS = ("VERB", "NOUN", "ADJ", "PROPN", "ADV", "AUX")
RELATIONS = (
    "root",
    "conj",
    "acl",
    "acl:relcl",
    "advcl",
    "xcomp",
    "ccomp",
    "obj",
    "nsubj",
    "obl",
    "nmod",
    "amod",
    "appos",
)


def feature_names(classes: Sequence[str]) -> tuple[str, ...]:
    """Columns of `frame_features`."""
    plain = (
        "class logit", "none logit", "rival logit", "rank", "core roles", "roles", "core arguments", "arguments",
        "core least", "core mean", "core sum", "best argument", "names", "pronouns", "unlinked", "entry", "read agrees",
        "read differs", "entries", "headline", "sentence length", "sentence rivals", "better rivals", "same class better",
        "shares fillers", "said before", "fuller elsewhere", "english", "mentions in sentence", "span",
    )  # fmt: skip
    return (*plain, *(f"pos {p}" for p in POS), *(f"dep {r}" for r in RELATIONS), *(f"class {c}" for c in classes))


def frame_features(page: Page, proposals: Sequence[Proposal], classes: Sequence[str]) -> NDArray[np.float64]:
    """What speaks for and against each proposal, alone and beside the others; shape (proposals, features)."""
    fillers = [_fillers(page, p.frame) for p in proposals]
    by_sentence: dict[int, list[int]] = defaultdict(list)
    by_class: dict[str, list[int]] = defaultdict(list)
    for k, proposal in enumerate(proposals):
        by_sentence[page.tree.sentence[proposal.frame.trigger]].append(k)
        by_class[proposal.frame.claim].append(k)
    rows = [
        [
            *_own(page, p, classes),
            *_beside(page, proposals, k, fillers, by_sentence, by_class),
            *_kind(page, p.frame, classes),
        ]
        for k, p in enumerate(proposals)
    ]
    return np.array(rows, np.float64).reshape(len(proposals), len(feature_names(classes)))


def _own(page: Page, proposal: Proposal, classes: Sequence[str]) -> list[float]:
    frame = proposal.frame
    core_names = page.knowledge.ontology.classes[frame.claim].core
    core = [a.score for role, arguments in frame.roles if role in core_names for a in arguments]
    every = [a for _, arguments in frame.roles for a in arguments]
    mentions = [page.mentions[a.mention] for a in every]
    rivals = [float(p) for c, p in zip(classes, proposal.classes[:-1], strict=True) if c != frame.claim]
    read = proposal.read
    agrees = sum(read.get(a.mention) == role for role, arguments in frame.roles for a in arguments) if read else 0
    differs = (
        sum(read.get(a.mention, role) != role for role, arguments in frame.roles for a in arguments) if read else 0
    )
    return [
        logit(frame.score), logit(float(proposal.classes[-1])), logit(max(rivals)),
        float(sum(r > frame.score for r in rivals)),
        float(sum(role in core_names for role, _ in frame.roles)), float(len(frame.roles)),
        float(len(core)), float(len(every)), min(core), float(np.mean(core)), float(sum(core)), max(core),
        float(sum(m.kind is MentionKind.NAME for m in mentions)),
        float(sum(not m.refers for m in mentions)),
        float(sum(not page.resolved(m) for m in mentions)),
        float(read is not None), float(agrees), float(differs),
    ]  # fmt: skip


def _beside(
    page: Page,
    proposals: Sequence[Proposal],
    k: int,
    fillers: Sequence[frozenset[tuple[str, str]]],
    by_sentence: dict[int, list[int]],
    by_class: dict[str, list[int]],
) -> list[float]:
    tree, frame = page.tree, proposals[k].frame
    sentence = tree.sentence[frame.trigger]
    first, end = tree.sentences[sentence]
    near = [j for j in by_sentence[sentence] if j != k]
    alike = [j for j in by_class[frame.claim] if j != k]
    same_here = [j for j in near if proposals[j].frame.claim == frame.claim]
    heads = [page.mentions[a.mention].head for _, arguments in frame.roles for a in arguments]
    return [
        float(len({p.frame.claim for p in (proposals[j] for j in near) if p.frame.trigger == frame.trigger})),
        float(tree.in_headline(frame.trigger)),
        float(end - first),
        float(len(near)),
        float(sum(proposals[j].frame.score > frame.score for j in near)),
        float(sum(proposals[j].frame.score > frame.score for j in same_here)),
        float(max((len(fillers[j] & fillers[k]) for j in same_here), default=0)),
        float(sum(bool(fillers[j] & fillers[k]) and proposals[j].frame.trigger < frame.trigger for j in alike)),
        float(sum(fillers[k] < fillers[j] for j in alike)),
        float(tree.lang == "en"),
        float(len(page.in_sentence(frame.trigger))),
        float(max([*heads, frame.trigger]) - min([*heads, frame.trigger])),
    ]


def _kind(page: Page, frame: Frame, classes: Sequence[str]) -> list[float]:
    pos, relation = page.tree.pos[frame.trigger], page.tree.deps[frame.trigger]
    return [
        *(float(pos == p) for p in POS),
        *(float(relation == r) for r in RELATIONS),
        *(float(frame.claim == c) for c in classes),
    ]


def _fillers(page: Page, frame: Frame) -> frozenset[tuple[str, str]]:
    return frozenset(
        (role, entity.id)
        for role, arguments in frame.roles
        for a in arguments
        for entity in page.resolved(page.mentions[a.mention])
    )
