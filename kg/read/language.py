"""Which language a text is in, offline."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Protocol

from kg.knowledge.locate import LANGUAGES

_ENOUGH = 6_000  # characters that decide
_NONE = 0.005  # probability of all languages that are read together, below which a text is in none of them:
# of 6,000 English and French lines of news one has less, and whole articles have far more
_SURE = 0.5
# each of 664 articles has more different telltale words of its language, and a greater share of them, and hardly one of
# the other language; a text in Catalan or Walloon may have the share, but not as many different ones
_SHARE = 0.08
_DIFFERENT = 6
_WORD = re.compile(r"[^\W\d_]+")


class _Identifier(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]: ...


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - half a second and 20 MB

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier


def detect(text: str) -> str:
    """ISO 639 code; of the languages that are read the likelier one, unless the text is clearly in another."""
    told = _told(text[:_ENOUGH])
    if told is not None:
        return told
    ranked = _identifier().rank(text[:_ENOUGH])
    best, probability = ranked[0]
    if probability >= _SURE and sum(p for code, p in ranked if code in LANGUAGES) < _NONE:
        return best
    return next(code for code, _ in ranked if code in LANGUAGES)


def _told(text: str) -> str | None:
    """The language that its telltale words give away, so that most articles need no identifier; None for few words."""
    words = _WORD.findall(text.lower())
    found = {lang: [word for word in words if word in telltale] for lang, telltale in _telltale().items()}
    lang = max(found, key=lambda lang: len(found[lang]))
    others = sum(len(hits) for other, hits in found.items() if other != lang)
    sure = len(set(found[lang])) >= _DIFFERENT and len(found[lang]) >= _SHARE * len(words)
    return lang if sure and 10 * others <= len(found[lang]) else None


@cache
def _telltale() -> dict[str, frozenset[str]]:
    data = tomllib.loads(Path(__file__).with_name("telltale.toml").read_text("utf-8"))
    return {lang: frozenset(words) for lang, words in data["words"].items()}
