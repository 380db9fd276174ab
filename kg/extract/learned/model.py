"""The shipped extraction model: proposer and decider from the files of one folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from kg.errors import KnowledgeError
from kg.extract.learned.choose import frame_features
from kg.extract.learned.forest import Forest, forest_of
from kg.extract.learned.network import Network, load_networks
from kg.extract.learned.propose import Proposal, propose
from kg.extract.page import Page
from kg.knowledge.vectors import Vectors
from kg.model import Frame


@dataclass(frozen=True, slots=True)
class Model:
    """`threshold`: probability of being right below which a proposal is dropped; `knowledge`, `annotation`: digests of
    what the model was trained with."""

    networks: tuple[Network, ...]
    vectors: Vectors
    chooser: Forest
    threshold: float
    knowledge: str
    annotation: dict[str, str]

    def proposals(self, page: Page) -> list[Proposal]:
        return list(propose(page, self.networks, self.vectors))

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
        with np.load(folder / "chooser.npz", allow_pickle=False) as data:
            chooser = forest_of(described["features"], {name: data[name] for name in data.files})
        return Model(
            networks, vectors, chooser, float(described["threshold"]), meta["knowledge"],
            meta["annotation"],
        )  # fmt: skip
    except (OSError, ValueError, KeyError) as error:
        raise KnowledgeError(f"{folder}: the extraction model cannot be read: {error}") from error


def save_chooser(forest: Forest, threshold: float, folder: Path) -> None:
    """Writes chooser.npz (the trees) and chooser.json (names of the features, threshold)."""
    np.savez_compressed(folder / "chooser.npz", **forest.arrays())  # type: ignore[arg-type]
    described = {"features": forest.names, "threshold": threshold}
    (folder / "chooser.json").write_text(json.dumps(described, indent=0), "utf-8")
