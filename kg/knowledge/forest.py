"""Gradient-boosted trees as plain arrays, run with numpy alone (Friedman 2001; trained with LightGBM)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Forest:
    """All nodes of all trees in one array; `roots[k]` is the first node of tree k.

    feature    column that an inner node compares, -1 for leaves      threshold  left when value <= threshold
    left, right  nodes to go on to                                    value      of leaves, a share of the log-odds
    """

    names: tuple[str, ...]
    roots: NDArray[np.int64]
    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Shape (rows,): probability of the positive class for rows of shape (rows, features)."""
        total = np.zeros(len(rows))
        for root in self.roots:
            node = np.full(len(rows), root)
            while True:
                inner = self.feature[node] >= 0
                if not inner.any():
                    break
                here, at = np.nonzero(inner)[0], node[inner]
                goes_left = rows[here, self.feature[at]] <= self.threshold[at]
                node[here] = np.where(goes_left, self.left[at], self.right[at])
            total += self.value[node]
        return 1 / (1 + np.exp(-total))


ARRAYS = ("roots", "feature", "threshold", "left", "right", "value")


def save_forest(forest: Forest, folder: Path, name: str) -> None:
    """Writes NAME.npz: the trees, and the names of the features."""
    arrays = {k: getattr(forest, k) for k in ARRAYS}
    np.savez_compressed(folder / f"{name}.npz", names=np.array(forest.names), **arrays)


def load_forest(folder: Path, name: str) -> Forest:
    """Raises OSError, ValueError or KeyError when the file is missing or broken."""
    with np.load(folder / f"{name}.npz", allow_pickle=False) as data:
        return Forest(tuple(str(n) for n in data["names"]), **{k: data[k] for k in ARRAYS})
