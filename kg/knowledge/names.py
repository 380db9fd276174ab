"""How names are compared: folded words without accents, punctuation or article."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+|[&+]")
_DOTTED = re.compile(r"\b(?:\w\.){2,}(?:\w\b)?")  # "U.S.", "R.D.C"
# letters that Unicode does not take apart into a base and a mark
_LIGATURES = str.maketrans({
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "ı": "i", "ß": "ss",
})  # fmt: skip
_ARTICLES = frozenset({"the", "le", "la", "les", "l", "a", "an", "un", "une"})


def words(name: str) -> list[str]:
    """Folded words of a name: "États‑Unis" → etats, unis; "U.S." → us; "AT&T" → at, &, t."""
    if name.isascii() and name.replace(" ", "").isalpha():
        return name.lower().split()
    if "." in name:
        name = _DOTTED.sub(lambda m: m.group().replace(".", ""), name)
    name = name.translate(_LIGATURES)
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _WORD.findall(name.casefold())


def bare(parts: list[str]) -> list[str]:
    """Without a leading article, unless nothing would be left."""
    return parts[1:] if len(parts) > 1 and parts[0] in _ARTICLES else parts


def normal(name: str) -> str:
    """The form under which two names are the same: "l’Union européenne" → "union europeenne"."""
    return " ".join(bare(words(name)))


def slug(name: str) -> str:
    """A name as the local part of an id: "at-and-t", "the-hague"."""
    return "-".join({"&": "and", "+": "plus"}.get(word, word) for word in words(name))


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """One stem for the singular and the plural of a folded common noun, French or English."""
    if len(word) < 4:
        return word
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux"):
        return word[:-3] + "al"
    if word.endswith("oes") and len(word) > 5:
        return word[:-2]
    if not word.endswith(("ss", "us", "is", "aix")) and word[-1] in "sx":
        word = word[:-1]
    if word.endswith("ie"):  # batteries, batterie, battery
        return word[:-2] + "y"
    return word[:-1] if word.endswith(("che", "she", "sse", "xe", "ze")) else word
