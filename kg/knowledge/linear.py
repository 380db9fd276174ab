"""A multinomial linear model over sparse features as plain arrays, run with numpy alone (trained with scikit-learn)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Linear:
    """`weights`: shape (features, labels); `bias`: (labels,). A feature that is not in the table weighs nothing."""

    labels: tuple[str, ...]
    features: Mapping[str, int]
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Label → probability, rounded so that the last bits of a machine's arithmetic decide nothing."""
        rows = [self.features[f] for f in features if f in self.features]
        z = self.bias + self.weights[rows].sum(axis=0)
        p = np.exp(z - z.max())
        return dict(zip(self.labels, np.round(p / p.sum(), 4).tolist(), strict=True))


def save_linear(model: Linear, folder: Path, name: str) -> None:
    """Writes NAME.npz (weights in 16 bits) and NAME.json (labels, features)."""
    np.savez_compressed(
        folder / f"{name}.npz", weights=model.weights.astype(np.float16), bias=model.bias.astype(np.float32)
    )
    described = {"labels": model.labels, "features": sorted(model.features, key=model.features.__getitem__)}
    (folder / f"{name}.json").write_text(json.dumps(described, ensure_ascii=False, indent=0), "utf-8")


def load_linear(folder: Path, name: str) -> Linear:
    """Raises OSError, ValueError or KeyError when a file is missing or broken."""
    described = json.loads((folder / f"{name}.json").read_text("utf-8"))
    with np.load(folder / f"{name}.npz", allow_pickle=False) as data:
        weights, bias = (data[part].astype(np.float64) for part in ("weights", "bias"))
    features = {feature: k for k, feature in enumerate(described["features"])}
    return Linear(tuple(described["labels"]), features, weights, bias)
