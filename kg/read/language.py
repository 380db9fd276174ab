"""Which language a text is in, offline."""

from __future__ import annotations

from functools import cache
from typing import Protocol

LANGUAGES = ("en", "fr")
_ENOUGH = 6_000  # characters that decide
_SURE = 0.9  # a few words in a known language often look like another one; whole articles never do


class _Identifier(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]: ...


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - half a second and 20 MB

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier


def detect(text: str) -> str:
    """ISO 639 code; of the languages that are read the likelier one, unless another language is nearly certain."""
    ranked = _identifier().rank(text[:_ENOUGH])
    best, probability = ranked[0]
    if best not in LANGUAGES and probability >= _SURE:
        return best
    return next(code for code, _ in ranked if code in LANGUAGES)
