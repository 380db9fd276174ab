"""Word vectors of both languages in one space, as shipped: 8-bit rows with a scale each."""

from __future__ import annotations

import lzma
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import KnowledgeError


@dataclass(frozen=True, slots=True)
class Vectors:
    """`rows[lang]`: lower-case word → row; `tables[lang]`: float array of shape (rows, width)."""

    rows: Mapping[str, Mapping[str, int]]
    tables: Mapping[str, NDArray[np.float64]]

    @property
    def width(self) -> int:
        return int(next(iter(self.tables.values())).shape[1])

    def of(self, lang: str, form: str, lemma: str) -> NDArray[np.float64]:
        """The unit vector of a word by its form, else by its lemma; zeros for an unknown word. Shape (width,)."""
        rows = self.rows[lang]
        row = rows.get(form.lower(), rows.get(lemma))
        return np.zeros(self.width) if row is None else self.tables[lang][row]


class _Rows(Mapping[str, int]):
    """Sorted words and their rows, looked up by halving: a dictionary of 300,000 words takes longer to fill than a page
    to read."""

    __slots__ = ("_rows", "_words")

    def __init__(self, words: Sequence[str], rows: NDArray[Any]) -> None:
        self._words, self._rows = words, rows

    def __getitem__(self, word: str) -> int:
        place = bisect_left(self._words, word)
        if place == len(self._words) or self._words[place] != word:
            raise KeyError(word)
        return int(self._rows[place])

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


def save_vectors(vectors: Vectors, folder: Path) -> None:
    """Writes LANG.words.xz (a word a line) and LANG.vectors.npz (8-bit values, scale of each row, row of each word)."""
    folder.mkdir(parents=True, exist_ok=True)
    for lang, table in vectors.tables.items():
        words = sorted(vectors.rows[lang])
        used = sorted(set(vectors.rows[lang].values()))
        place = {row: k for k, row in enumerate(used)}
        kept = table[used]
        scale = np.abs(kept).max(axis=1, keepdims=True) / 127 + 1e-12
        np.savez_compressed(
            folder / f"{lang}.vectors.npz",
            values=np.round(kept / scale).astype(np.int8),
            scale=scale.astype(np.float32),
            rows=np.array([place[vectors.rows[lang][word]] for word in words], np.uint16),
        )
        (folder / f"{lang}.words.xz").write_bytes(lzma.compress("\n".join(words).encode()))


def load_vectors(folder: Path, langs: tuple[str, ...] = ("en", "fr")) -> Vectors:
    """Raises KnowledgeError when a file is missing or broken."""
    rows: dict[str, Mapping[str, int]] = {}
    tables: dict[str, NDArray[np.float64]] = {}
    try:
        for lang in langs:
            words = lzma.decompress((folder / f"{lang}.words.xz").read_bytes()).decode().split("\n")
            with np.load(folder / f"{lang}.vectors.npz", allow_pickle=False) as data:
                if len(words) != len(data["rows"]):
                    raise ValueError(f"{lang}: {len(words)} words, {len(data['rows'])} rows")
                rows[lang] = _Rows(words, data["rows"])
                table = data["values"].astype(np.float64) * data["scale"].astype(np.float64)
            tables[lang] = table / (np.linalg.norm(table, axis=1, keepdims=True) + 1e-9)
    except (OSError, ValueError, KeyError, lzma.LZMAError) as error:
        raise KnowledgeError(f"{folder}: word vectors cannot be read: {error}") from error
    return Vectors(rows, tables)
