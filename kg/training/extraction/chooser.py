"""Training of the two forests, which arguments and which frames are right, on proposals of networks that had not seen the
article."""

from __future__ import annotations

from collections.abc import Sequence

import lightgbm
import numpy as np
from numpy.typing import NDArray

from kg.extract import Page
from kg.extract.learned.arguments import argument_features
from kg.extract.learned.choose import frame_features
from kg.extract.learned.propose import Proposal
from kg.knowledge.forest import Forest
from kg.model import Frame
from kg.training.extraction.gold import GoldArticle, GoldClaim, stands_for

PARAMETERS = {
    "objective": "binary", "learning_rate": 0.06, "num_leaves": 15, "min_data_in_leaf": 30, "feature_fraction": 0.5,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "seed": 0, "num_threads": 1, "deterministic": True,
    "force_row_wise": True, "verbose": -1,
}  # fmt: skip
ROUNDS = 160


def right(article: GoldArticle, page: Page, proposals: Sequence[Proposal]) -> NDArray[np.bool_]:
    """Whether each proposal is a gold claim: its class, evidence that overlaps, half of the core fillers; one each."""
    pairs = []
    for k, proposal in enumerate(proposals):
        for g, claim in enumerate(article.claims):
            found = _found(article, page, proposal.frame, claim)
            if found:
                pairs.append((-found, -proposal.frame.score, k, g))
    done_k: set[int] = set()
    done_g: set[int] = set()
    for _, _, k, g in sorted(pairs):
        if k not in done_k and g not in done_g:
            done_k.add(k)
            done_g.add(g)
    return np.array([k in done_k for k in range(len(proposals))], np.bool_)


def _found(article: GoldArticle, page: Page, frame: Frame, claim: GoldClaim) -> int:
    """Gold fillers that the frame has in their roles; 0 when the frame is not this claim."""
    if frame.claim != claim.type:
        return 0
    evidence = page.tree.sentence_quote(page.tree.sentence[frame.trigger])
    if not evidence.overlaps(claim.quote):
        return 0
    core = page.knowledge.ontology.classes[claim.type].core
    hits = core_hits = core_total = 0
    for role, ids in claim.roles.items():
        used: set[int] = set()
        for entity in (article.entities[i] for i in ids):
            core_total += role in core
            for argument in frame.role(role):
                if argument.mention not in used and stands_for(page, page.mentions[argument.mention], entity):
                    used.add(argument.mention)
                    hits += 1
                    core_hits += role in core
                    break
    return hits if core_hits and 2 * core_hits >= core_total else 0


def argument_rows(
    article: GoldArticle, page: Page, proposals: Sequence[Proposal], classes: Sequence[str], roles: Sequence[str]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Features and labels of the arguments of those proposals whose class and sentence some gold claim has."""
    rows, labels = [], []
    for proposal in proposals:
        frame = proposal.frame
        evidence = page.tree.sentence_quote(page.tree.sentence[frame.trigger])
        claims = [c for c in article.claims if c.type == frame.claim and evidence.overlaps(c.quote)]
        near = [c for c in claims if c.trigger and c.trigger.overlaps(page.tree.quote(frame.trigger, frame.trigger))]
        if not claims:
            continue
        listed, features = argument_features(page, proposal, classes, roles)
        rows.append(features)
        for role, argument in listed:
            mention = page.mentions[argument.mention]
            fillers = [article.entities[i] for c in near or claims for i in c.roles.get(role, ())]
            labels.append(any(stands_for(page, mention, e) for e in fillers))
    return np.vstack(rows) if rows else np.zeros((0, 0)), np.array(labels, np.bool_)


def frame_rows(page: Page, proposals: Sequence[Proposal]) -> NDArray[np.float64]:
    return frame_features(page, proposals, list(page.knowledge.ontology.classes))


def fit(features: NDArray[np.float64], labels: NDArray[np.bool_], names: Sequence[str]) -> Forest:
    """A forest as plain arrays."""
    booster = lightgbm.train(PARAMETERS, lightgbm.Dataset(features, labels.astype(int)), num_boost_round=ROUNDS)
    forest = _forest(booster.dump_model(), names)
    # the arrays must give what the library gives, or what ships is not what was measured
    np.testing.assert_allclose(forest.probabilities(features), booster.predict(features), atol=1e-6)
    return forest


def _forest(model: dict[str, object], names: Sequence[str]) -> Forest:
    feature: list[int] = []
    threshold: list[float] = []
    left: list[int] = []
    right_: list[int] = []
    value: list[float] = []

    def add(node: dict[str, object]) -> int:
        place = len(feature)
        feature.append(-1)
        threshold.append(0.0)
        left.append(0)
        right_.append(0)
        value.append(float(node.get("leaf_value", 0.0)))  # type: ignore[arg-type]
        if "split_feature" in node:
            feature[place] = int(node["split_feature"])  # type: ignore[call-overload]
            threshold[place] = float(node["threshold"])  # type: ignore[arg-type]
            left[place] = add(node["left_child"])  # type: ignore[arg-type]
            right_[place] = add(node["right_child"])  # type: ignore[arg-type]
        return place

    roots = [add(tree["tree_structure"]) for tree in model["tree_info"]]  # type: ignore[attr-defined]
    return Forest(
        tuple(names), np.array(roots), np.array(feature), np.array(threshold), np.array(left), np.array(right_),
        np.array(value),
    )  # fmt: skip
