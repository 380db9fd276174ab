"""The shipped extraction model: proposer and decider from the files of one folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from kg.errors import KnowledgeError
from kg.extract.learned.arguments import reweigh
from kg.extract.learned.choose import frame_features
from kg.extract.learned.network import Network, load_networks
from kg.extract.learned.propose import Proposal, propose
from kg.extract.page import Page
from kg.knowledge.forest import Forest, load_forest
from kg.knowledge.vectors import Vectors
from kg.model import Frame


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned, in the order in which it is asked.

    networks   propose frames and score their arguments     arguments  weighs each argument beside the others
    chooser    weighs whole frames
    roles      names of roles in the order of the arguments' features
    argument_floor, threshold   probability of being right below which an argument, a frame is dropped
    knowledge, annotation       digests of what the model was trained with
    """

    networks: tuple[Network, ...]
    vectors: Vectors
    arguments: Forest
    chooser: Forest
    roles: tuple[str, ...]
    argument_floor: float
    threshold: float
    knowledge: str
    annotation: dict[str, str]

    def proposals(self, page: Page) -> list[Proposal]:
        found = list(propose(page, self.networks, self.vectors))
        return reweigh(page, found, self.arguments, self.networks[0].classes, self.roles, self.argument_floor)

    def frames(self, page: Page) -> list[Frame]:
        """What the model takes the page to claim; `score` is the probability that the frame is right."""
        return self.decide(page, self.proposals(page))

    def decide(self, page: Page, proposals: Iterable[Proposal]) -> list[Frame]:
        found = list(proposals)
        if not found:
            return []
        scores = self.chooser.probabilities(frame_features(page, found, self.networks[0].classes))
        # rounded, so that the last bits of a machine's arithmetic decide nothing
        rounded = np.round(scores, 6)
        return [
            replace(p.frame, score=float(s), calibrated=True)
            for p, s in zip(found, rounded, strict=True)
            if s >= self.threshold
        ]


def load_model(folder: Path, vectors: Vectors) -> Model:
    """Raises KnowledgeError when a file is missing or broken."""
    networks = load_networks(folder)
    meta = networks[0].meta
    try:
        described = json.loads((folder / "chooser.json").read_text("utf-8"))
        return Model(
            networks, vectors, load_forest(folder, "arguments"), load_forest(folder, "chooser"),
            tuple(described["roles"]), float(described["argument_floor"]), float(described["threshold"]),
            meta["knowledge"], meta["annotation"],
        )  # fmt: skip
    except (OSError, ValueError, KeyError) as error:
        raise KnowledgeError(f"{folder}: the extraction model cannot be read: {error}") from error


def save_choice(folder: Path, roles: tuple[str, ...], argument_floor: float, threshold: float) -> None:
    """Writes chooser.json: what the forests do not hold themselves."""
    described = {"roles": roles, "argument_floor": argument_floor, "threshold": threshold}
    (folder / "chooser.json").write_text(json.dumps(described, indent=0), "utf-8")
