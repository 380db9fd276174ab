"""Training of the network in PyTorch; what it learns runs in `kg.extract.learned.network` with numpy alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from kg.training.extraction.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Settings:
    """Sizes and rates. Found by three-fold cross-validation on the gold articles (see the model card)."""

    width: int = 128
    hidden: int = 96
    pair: int = 96
    head: int = 128
    dropout: float = 0.4
    word_dropout: float = 0.4
    feature_dropout: float = 0.15
    rate: float = 3e-3
    decay: float = 0.02
    tokens: int = 600  # of a batch
    epochs: int = 10
    role_weight: float = 1.0
    seed: int = 0


SPARSE = ("plain", "lexical", "pair")


class TorchNetwork(nn.Module):
    """Same computation as the numpy network, with dropout."""

    def __init__(self, sizes: dict[str, int], settings: Settings) -> None:
        super().__init__()
        s, width, hidden = settings, settings.width, settings.hidden
        self.settings = s
        self.vector = nn.Linear(sizes["vector"], width)
        self.plain = nn.EmbeddingBag(max(1, sizes["plain"]), width, mode="sum", sparse=True)
        self.lexical = nn.EmbeddingBag(max(1, sizes["lexical"]), width, mode="sum", sparse=True)
        self.pair = nn.EmbeddingBag(max(1, sizes["pair"]), s.pair, mode="sum", sparse=True)
        self.lstm = nn.LSTM(width, hidden, bidirectional=True, batch_first=True)
        self.message = nn.Linear(2 * hidden + width, width)
        self.relation = nn.Embedding(sizes["relation"] + 1, width)
        self.case = nn.Embedding(sizes["case"] + 1, width)
        self.gather = nn.Linear(width, width)
        state = 2 * hidden + 2 * width
        self.class1 = nn.Linear(state, s.head)
        self.class2 = nn.Linear(s.head, sizes["classes"] + 1)
        self.trigger = nn.Linear(state, 2 * s.pair)
        self.mention = nn.Linear(state, 2 * s.pair)
        self.class_embedding = nn.Embedding(sizes["classes"], s.pair)
        self.role1 = nn.Linear(s.pair, s.pair)
        self.role2 = nn.Linear(s.pair, sizes["columns"])
        self.role_prior = nn.Embedding(sizes["classes"], sizes["columns"])
        self.drop = nn.Dropout(s.dropout)
        with torch.no_grad():
            for table in (self.plain, self.lexical, self.pair):
                table.weight.normal_(0, 0.06)
            self.relation.weight.normal_(1, 0.1)
            self.case.weight.normal_(0, 0.1)
            self.class2.bias[:-1] = -2.0
            self.class2.bias[-1] = 3.0
            self.role2.bias.fill_(-2.5)
            self.role_prior.weight.mul_(0.1)

    def forward(self, b: dict[str, Any]) -> tuple[Tensor, Tensor | None]:
        s = self.settings
        plain_weights = lexical_weights = None
        vectors = b["vectors"]
        if self.training:
            plain_weights = (torch.rand(len(b["plain"][0])) > s.feature_dropout).float()
            lexical_weights = (torch.rand(b["count"]) > s.word_dropout).float()[b["lexical_row"]]
            vectors = vectors * (torch.rand(b["count"], 1) > 0.1).float()
        x = self.vector(vectors) + self.plain(*b["plain"], plain_weights) + self.lexical(*b["lexical"], lexical_weights)
        x = self.drop(_gelu(x))
        padded = torch.zeros(len(b["lengths"]), b["lengths"][0], x.shape[1])
        padded = padded.index_put((b["row"], b["column"]), x)
        packed = nn.utils.rnn.pack_padded_sequence(padded, b["lengths"], batch_first=True)
        states, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        hx = torch.cat([self.drop(states[b["row"], b["column"]]), x], 1)
        message = self.message(hx)
        source, target, relation, case = b["edges"]
        passed = functional.relu(message[target] * self.relation(relation) + self.case(case))
        gathered = torch.zeros_like(message).index_add(0, source, passed)
        state = torch.cat([hx, self.drop(_gelu(self.gather(gathered)))], 1)
        classes = self.class2(self.drop(_gelu(self.class1(state[b["weighed"]]))))
        if b["pairs"] is None:
            return classes, None
        trigger, mention, claim = b["pairs"]
        size = s.pair
        t, m = self.trigger(state)[trigger], self.mention(state)[mention]
        pair_weights = (torch.rand(len(b["pair"][0])) > s.feature_dropout).float() if self.training else None
        z = t[:, :size] + m[:, :size] + t[:, size:] * m[:, size:]
        z = self.drop(_gelu(z + self.pair(*b["pair"], pair_weights) + self.class_embedding(claim)))
        z = z + self.drop(_gelu(self.role1(z)))
        return classes, self.role2(z) + self.role_prior(claim)


def _gelu(x: Tensor) -> Tensor:
    return functional.gelu(x, approximate="tanh")


def train(data: Dataset, sizes: dict[str, int], settings: Settings, articles: NDArray[np.bool_]) -> TorchNetwork:
    """A network trained on the sentences of the chosen articles; the same seed gives the same weights on one machine."""
    torch.manual_seed(settings.seed)
    torch.set_num_threads(1)
    rng = np.random.RandomState(settings.seed)
    network = TorchNetwork(sizes, settings)
    dense = [p for n, p in network.named_parameters() if not n.startswith(SPARSE)]
    sparse = [getattr(network, n).weight for n in SPARSE]
    optimizers = [
        torch.optim.AdamW(dense, lr=settings.rate, weight_decay=settings.decay),
        torch.optim.SparseAdam(sparse, lr=settings.rate),
    ]
    batches = list(make_batches(data, articles, settings.tokens, rng))
    total, step = settings.epochs * len(batches), 0
    for epoch in range(settings.epochs):
        network.train()
        losses = np.zeros(2)
        for k in rng.permutation(len(batches)):
            b = batches[k]
            done = step / total
            for optimizer in optimizers:
                for group in optimizer.param_groups:
                    group["lr"] = settings.rate * min(1.0, done / 0.05) * max(0.02, 1 - done)
            classes, roles = network(b)
            loss = -(b["labels"] * functional.log_softmax(classes, 1)).sum(1).mean()
            losses[0] += float(loss)
            if roles is not None:
                each = functional.binary_cross_entropy_with_logits(roles, b["role_labels"], reduction="none")
                role_loss = (each * b["role_weights"]).sum() / len(roles)
                losses[1] += float(role_loss)
                loss = loss + settings.role_weight * role_loss
            for optimizer in optimizers:
                optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(dense, 1.0)
            for optimizer in optimizers:
                optimizer.step()
            step += 1
        print(
            f"epoch {epoch + 1}: class loss {losses[0] / len(batches):.4f}, role loss {losses[1] / len(batches):.4f}",
            flush=True,
        )
    return network.eval()


def make_batches(
    data: Dataset, articles: NDArray[np.bool_], tokens: int, rng: np.random.RandomState
) -> Iterator[dict[str, Any]]:
    """Sentences of like length, about `tokens` words at a time."""
    chosen = data.sentences[articles[data.sentences[:, 2]]]
    chosen = chosen[rng.permutation(len(chosen))]
    pair_starts = np.searchsorted(data.pairs[:, 0], np.arange(len(data.weigh) + 1))
    edge_starts = np.searchsorted(data.edges[:, 0], np.arange(len(data.weigh) + 1))
    for first in range(0, len(chosen), 400):
        block = sorted(chosen[first : first + 400].tolist(), key=lambda s: s[0] - s[1])
        batch: list[list[int]] = []
        for sentence in block:
            batch.append(sentence)
            if sum(s[1] - s[0] for s in batch) >= tokens:
                yield _batch(data, batch, pair_starts, edge_starts)
                batch = []
        if batch:
            yield _batch(data, batch, pair_starts, edge_starts)


def _batch(
    data: Dataset, sentences: Sequence[Sequence[int]], pair_starts: NDArray[np.int64], edge_starts: NDArray[np.int64]
) -> dict[str, Any]:
    tokens = np.concatenate([np.arange(s[0], s[1]) for s in sentences])
    place = np.full(int(tokens.max()) + 1, -1)
    place[tokens] = np.arange(len(tokens))
    lengths = [int(s[1] - s[0]) for s in sentences]
    lexical, lexical_offsets = data.lexical.take(tokens)
    edges = data.edges[np.concatenate([np.arange(edge_starts[t], edge_starts[t + 1]) for t in tokens])]
    edges = edges[(edges[:, 1] < len(place))]
    edges = edges[place[edges[:, 1]] >= 0]
    weighed = np.nonzero(data.weigh[tokens])[0]
    labels = data.labels[tokens[weighed]]
    labels = np.concatenate([labels, (labels.sum(1, keepdims=True) == 0)], 1)
    rows = np.concatenate([np.arange(pair_starts[t], pair_starts[t + 1]) for t in tokens])
    pairs = data.pairs[rows]
    return {
        "count": len(tokens),
        "lengths": lengths,
        "row": torch.from_numpy(np.repeat(np.arange(len(lengths)), lengths)),
        "column": torch.from_numpy(np.concatenate([np.arange(n) for n in lengths])),
        "vectors": torch.from_numpy(data.vectors[tokens]),
        "plain": tuple(map(torch.from_numpy, data.plain.take(tokens))),
        "lexical": (torch.from_numpy(lexical), torch.from_numpy(lexical_offsets)),
        "lexical_row": torch.from_numpy(
            np.repeat(np.arange(len(tokens)), np.diff(np.append(lexical_offsets, len(lexical))))
        ),
        "edges": torch.from_numpy(np.column_stack([place[edges[:, :2]], edges[:, 2:]])).T,
        "weighed": torch.from_numpy(weighed),
        "labels": torch.from_numpy((labels / labels.sum(1, keepdims=True)).astype(np.float32)),
        "pairs": tuple(torch.from_numpy(c) for c in (place[pairs[:, 0]], place[pairs[:, 1]], pairs[:, 2]))
        if len(rows)
        else None,
        "pair": tuple(map(torch.from_numpy, data.pair_features.take(rows))),
        "role_labels": torch.from_numpy(data.role_labels[rows]),
        "role_weights": torch.from_numpy(data.role_weights[rows]),
    }


def weights_of(network: TorchNetwork) -> dict[str, NDArray[np.float64]]:
    """Weights under the names that the numpy network gives them."""
    found = {n: p.detach().double().numpy() for n, p in network.named_parameters() if not n.startswith("lstm")}
    renamed = {
        n.removesuffix(".weight")
        if n.split(".")[0] in (*SPARSE, "relation", "case", "class_embedding", "role_prior")
        else n: w
        for n, w in found.items()
    }
    for way, suffix in (("forward", ""), ("backward", "_reverse")):
        parts = {
            k: getattr(network.lstm, f"{k}_l0{suffix}").detach().double().numpy()
            for k in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        }
        renamed[f"{way}.input"] = parts["weight_ih"]
        renamed[f"{way}.hidden"] = parts["weight_hh"]
        renamed[f"{way}.bias"] = parts["bias_ih"] + parts["bias_hh"]
    return renamed
