"""Which language a text is in, offline."""

from __future__ import annotations

from functools import cache
from typing import Protocol

from kg.knowledge.locate import LANGUAGES

_ENOUGH = 6_000  # characters that decide
_NONE = 0.005  # probability of all languages that are read together, below which a text is in none of them:
# of 6,000 English and French lines of news one has less, and whole articles have far more
_SURE = 0.5


class _Identifier(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]: ...


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - half a second and 20 MB

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier


def detect(text: str) -> str:
    """ISO 639 code; of the languages that are read the likelier one, unless the text is clearly in another."""
    ranked = _identifier().rank(text[:_ENOUGH])
    best, probability = ranked[0]
    if probability >= _SURE and sum(p for code, p in ranked if code in LANGUAGES) < _NONE:
        return best
    return next(code for code, _ in ranked if code in LANGUAGES)
