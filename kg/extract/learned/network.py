"""The network, run with numpy alone: words → contextual states → claim classes of triggers and roles of mentions.

    x  = gelu(V·vector + Σ plain features + Σ lexical features)            one row a token
    h  = BiLSTM(x) over each sentence
    g  = gelu(U · Σ over argument edges of relu(M·[h, x] ⊙ R_relation + C_case))
    class scores of a token         = softmax(O2 · gelu(O1 · [h, x, g]))      16 classes and "none"
    role scores of (trigger, mention, class)  sums and products of both states, pair features, the class

Tables are 8-bit with a scale for each row, the rest 32-bit; sums run in 64 bits, so that no machine's rounding decides.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import KnowledgeError

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Inputs:
    """One document as index arrays.

    vectors    (tokens, width)                     plain, lexical   feature ids of each token
    sentences  (first, end) token indices          edges            rows of (from, to, relation id, case id)
    """

    vectors: Floats
    plain: Sequence[Sequence[int]]
    lexical: Sequence[Sequence[int]]
    sentences: Sequence[tuple[int, int]]
    edges: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Network:
    """Weights by name, and the tables that turn features into ids.

    classes   claim classes in the order of the outputs; "none" comes after them
    roles     (class, role) → column of the role outputs; "by" is the source of a claim
    """

    weights: Mapping[str, Floats]
    features: Mapping[str, Mapping[str, int]]
    classes: tuple[str, ...]
    roles: Mapping[tuple[str, str], int]
    meta: Mapping[str, Any]

    def states(self, inputs: Inputs) -> Floats:
        """Contextual states, shape (tokens, 2·hidden + 2·width)."""
        w = self.weights
        x = inputs.vectors @ w["vector.weight"].T + w["vector.bias"]
        x = gelu(x + _bags(w["plain"], inputs.plain) + _bags(w["lexical"], inputs.lexical))
        h = np.concatenate(
            [_lstm(x, inputs.sentences, w, "forward", False), _lstm(x, inputs.sentences, w, "backward", True)], axis=1
        )
        hx = np.concatenate([h, x], axis=1)
        message = hx @ w["message.weight"].T + w["message.bias"]
        gathered = np.zeros_like(message)
        if len(inputs.edges):
            source, target, relation, case = inputs.edges.T
            passed = np.maximum(message[target] * w["relation"][relation] + w["case"][case], 0)
            np.add.at(gathered, source, passed)
        g = gelu(gathered @ w["gather.weight"].T + w["gather.bias"])
        return np.concatenate([hx, g], axis=1)

    def class_scores(self, states: Floats) -> Floats:
        """Probability of each class and, last, of none; shape (rows of states, classes + 1)."""
        w = self.weights
        z = gelu(states @ w["class1.weight"].T + w["class1.bias"]) @ w["class2.weight"].T + w["class2.bias"]
        z = np.exp(z - z.max(axis=1, keepdims=True))
        shares: Floats = z / z.sum(axis=1, keepdims=True)
        return shares

    def role_scores(self, trigger: Floats, mentions: Floats, pairs: Sequence[Sequence[int]], claim: int) -> Floats:
        """Probability of each role for each mention of one trigger read as one class; shape (mentions, columns)."""
        w = self.weights
        size = w["class_embedding"].shape[1]
        t = trigger @ w["trigger.weight"].T + w["trigger.bias"]
        m = mentions @ w["mention.weight"].T + w["mention.bias"]
        z = t[:size] + m[:, :size] + t[size:] * m[:, size:] + _bags(w["pair"], pairs) + w["class_embedding"][claim]
        z = gelu(z)
        z = z + gelu(z @ w["role1.weight"].T + w["role1.bias"])
        return _sigmoid(z @ w["role2.weight"].T + w["role2.bias"] + w["role_prior"][claim])


def gelu(x: Floats) -> Floats:
    """Gaussian error linear unit in its tanh form (Hendrycks & Gimpel 2016)."""
    bent: Floats = 0.5 * x * (1 + np.tanh(0.7978845608028654 * (x + 0.044715 * x**3)))
    return bent


def _bags(table: Floats, rows: Sequence[Sequence[int]]) -> Floats:
    """Sum of the table's rows for each bag of ids."""
    out = np.zeros((len(rows), table.shape[1]))
    for k, ids in enumerate(rows):
        if len(ids):
            out[k] = table[list(ids)].sum(axis=0)
    return out


def _lstm(x: Floats, sentences: Sequence[tuple[int, int]], w: Mapping[str, Floats], way: str, backward: bool) -> Floats:
    """One direction of an LSTM (Hochreiter & Schmidhuber 1997), gates in the order input, forget, cell, output.

    Sentences run side by side, longest first, so that each step is one product.
    """
    size = w[f"{way}.hidden"].shape[1]
    out = np.zeros((len(x), size))
    gates = x @ w[f"{way}.input"].T + w[f"{way}.bias"]
    order = sorted(range(len(sentences)), key=lambda k: sentences[k][0] - sentences[k][1])
    firsts = np.array([sentences[k][0] for k in order])
    ends = np.array([sentences[k][1] for k in order])
    h = np.zeros((len(order), size))
    c = np.zeros((len(order), size))
    for step in range(int((ends - firsts).max()) if order else 0):
        running = int((ends - firsts > step).sum())
        rows = (ends[:running] - 1 - step) if backward else (firsts[:running] + step)
        z = gates[rows] + h[:running] @ w[f"{way}.hidden"].T
        i, f, g, o = (z[:, k * size : (k + 1) * size] for k in range(4))
        c[:running] = _sigmoid(f) * c[:running] + _sigmoid(i) * np.tanh(g)
        h[:running] = _sigmoid(o) * np.tanh(c[:running])
        out[rows] = h[:running]
    return out


def _sigmoid(x: Floats) -> Floats:
    squashed: Floats = 1 / (1 + np.exp(-x))
    return squashed


def save_networks(networks: Sequence[Network], folder: Path) -> None:
    """Writes network-N.npz (weights in 16 bits, tables in 8) and network.json (feature lists, classes, roles, meta).

    The networks share everything but their weights.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number, member in enumerate(networks):
        arrays: dict[str, NDArray[Any]] = {}
        for name, weight in sorted(member.weights.items()):
            if name in ("plain", "lexical", "pair"):
                scale = np.abs(weight).max(axis=1, keepdims=True) / 127 + 1e-12
                arrays[name] = np.round(weight / scale).astype(np.int8)
                arrays[name + ".scale"] = scale.astype(np.float32)
            else:
                arrays[name] = weight.astype(np.float16)
        np.savez_compressed(folder / f"network-{number}.npz", **arrays)  # type: ignore[arg-type]
    network = networks[0]
    described = {
        "classes": network.classes,
        "roles": [[*key, column] for key, column in network.roles.items()],
        "meta": dict(network.meta),
        "features": {table: sorted(ids, key=ids.__getitem__) for table, ids in network.features.items()},
    }
    (folder / "network.json").write_text(json.dumps(described, ensure_ascii=False, indent=0), "utf-8")


def load_networks(folder: Path) -> tuple[Network, ...]:
    """The networks whose scores are averaged. Raises KnowledgeError when a file is missing or broken."""
    try:
        described = json.loads((folder / "network.json").read_text("utf-8"))
        features = {table: {f: k for k, f in enumerate(names)} for table, names in described["features"].items()}
        classes, meta = tuple(described["classes"]), described["meta"]
        roles = {(c, r): column for c, r, column in described["roles"]}
        paths = [folder / f"network-{number}.npz" for number in range(meta["networks"])]
        return tuple(Network(_weights(path), features, classes, roles, meta) for path in paths)
    except (OSError, ValueError, KeyError) as error:
        raise KnowledgeError(f"{folder}: the extraction model cannot be read: {error}") from error


def _weights(path: Path) -> dict[str, Floats]:
    with np.load(path, allow_pickle=False) as data:
        return {
            name: data[name].astype(np.float64) * data.get(name + ".scale", 1.0)
            for name in data.files
            if not name.endswith(".scale")
        }
