"""The proposer that has learned: the network's class scores make frames, its role scores fill them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kg.extract.learned.encode import encode, ids
from kg.extract.learned.network import Floats, Network
from kg.extract.learned.pair_features import pair_features, read_features
from kg.extract.learned.reading import readings
from kg.extract.learned.token_features import is_candidate
from kg.extract.page import Page
from kg.extract.triggers import evoked
from kg.knowledge.vectors import Vectors
from kg.model import Argument, EntityType, Frame, Mention, MentionKind

SOURCE = "by"
MODEL = "model"
# below these a class or a role is not even proposed; the decider weighs what is
CLASS_FLOOR = 0.06
ROLE_FLOOR = 0.12


@dataclass(frozen=True, slots=True)
class Proposal:
    """A frame with what the decider weighs.

    classes  probability of each claim class and of none at the trigger, shape (classes + 1,)
    read     (mention index → role) as the lexicon reads the trigger, None where it has no entry of this class
    """

    frame: Frame
    classes: Floats
    read: Mapping[int, str] | None


def propose(page: Page, networks: Sequence[Network], vectors: Vectors) -> Iterator[Proposal]:
    """Frames of every class that is not all too unlikely, at every word that can be a trigger.

    The scores of several networks, trained from different seeds, are averaged.
    """
    if not len(page.tree):
        return
    network = networks[0]
    inputs = encode(page, vectors, network.features)
    states = [member.states(inputs) for member in networks]
    tokens = [t for t in range(len(page.tree)) if is_candidate(page, t)]
    scores = np.mean([n.class_scores(s[tokens]) for n, s in zip(networks, states, strict=True)], axis=0)
    for token, classes in zip(tokens, scores, strict=True):
        likely = [k for k in range(len(network.classes)) if classes[k] >= CLASS_FLOOR]
        if not likely:
            continue
        pool = mentions_near(page, token)
        bags = [pair_features(page, token, m) for m in pool]
        read = readings(page, token)
        for k in likely:
            name = network.classes[k]
            frame = _frame(page, networks, states, token, k, pool, bags, read.get(name))
            if frame is not None:
                yield Proposal(replace(frame, score=float(classes[k])), classes, read.get(name))


def mentions_near(page: Page, token: int) -> list[Mention]:
    """Mentions that may fill a role of the trigger: those of its sentence."""
    return [m for m in page.in_sentence(token) if m.kind is not MentionKind.RELATIVE]


def _frame(
    page: Page, networks: Sequence[Network], states: Sequence[Floats], token: int, k: int, pool: Sequence[Mention],
    bags: Sequence[Sequence[str]], read: Mapping[int, str] | None,
) -> Frame | None:  # fmt: skip
    """The roles of one trigger read as one class; None when no core role is filled."""
    if not pool:
        return None
    network = networks[0]
    claim = page.knowledge.ontology.classes[network.classes[k]]
    table = network.features["pair"]
    pairs = [
        ids([*bag, *read_features(claim.name, None if read is None else read.get(m.index, "-"))], table)
        for m, bag in zip(pool, bags, strict=True)
    ]
    heads = [m.head for m in pool]
    scores = np.mean(
        [n.role_scores(s[token], s[heads], pairs, k) for n, s in zip(networks, states, strict=True)], axis=0
    )
    found: dict[str, list[Argument]] = {}
    sources: list[Argument] = []
    source = network.roles[claim.name, SOURCE]
    for mention, row in zip(pool, scores, strict=True):
        if row[source] >= ROLE_FLOOR:
            sources.append(Argument(mention.index, float(row[source]), MODEL))
        fitting = [
            (float(row[network.roles[claim.name, use.name]]), use.name)
            for use in claim.roles
            if admitted(page, mention, use.types)
        ]
        score, role = max(fitting, default=(0.0, ""))
        if score >= ROLE_FLOOR:
            found.setdefault(role, []).append(Argument(mention.index, score, MODEL))
    if not any(role in claim.core for role in found):
        return None
    roles = tuple((use.name, tuple(found[use.name])) for use in claim.roles if use.name in found)
    return Frame(
        claim.name,
        token,
        _words(page, token),
        roles,
        MODEL,
        0.0,
        _effect(page, token, claim.name),
        None,
        tuple(sources),
    )


def admitted(page: Page, mention: Mention, types: frozenset[EntityType]) -> bool:
    """The ontology's guard: a known type must be admitted; a pronoun must stand for somebody."""
    kind = page.type_of(mention)
    if kind is None:
        return mention.refers
    return kind in types


def _words(page: Page, token: int) -> tuple[int, ...]:
    """The trigger with its particle or reflexive."""
    tree = page.tree
    return tuple(sorted({token, *(k for k in tree.kids[token] if tree.deps[k] in ("compound:prt", "fixed"))}))


def _effect(page: Page, token: int, claim: str) -> str | None:
    """Direction of a restriction: what the lexicon says of the word, else that it limits."""
    if not page.knowledge.ontology.classes[claim].effects:
        return None
    lexicon = page.knowledge.lexicons[page.tree.lang]
    told = [e.effect for e, _ in evoked(page.tree, lexicon, token) if e.valency.claim == claim and e.effect]
    return told[0] if told else "impose"


def logit(p: float) -> float:
    clipped = min(max(p, 1e-5), 1 - 1e-5)
    return float(np.log(clipped / (1 - clipped)))
