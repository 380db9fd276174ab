"""How much: a quantity or a value, as written and parsed."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from kg.knowledge.language import Language
from kg.model import Amount, Frame
from kg.syntax import Tree

_NUMBER = re.compile(r"[$€£¥]?\d[\d.,' ]*\d|[$€£¥]?\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY"}


def amount_of(tree: Tree, frame: Frame, language: Language) -> Amount | None:
    """The quantity nearest below the trigger, else in its clause; None when the clause holds none."""
    first, end = tree.sentences[tree.sentence[frame.trigger]]
    clause = tree.clause(frame.trigger)
    best: tuple[tuple[int, int], Amount] | None = None
    token = first
    while token < end:
        found = _quantity(tree, token, end, language)
        if found is None:
            token += 1
            continue
        last, amount = found
        chain = tree.ancestors(token)
        rank = 0 if frame.trigger in chain else 1 if clause in chain and tree.clause(tree.heads[token]) == clause else 2
        key = (rank, abs(token - frame.trigger))
        if rank < 2 and (best is None or key < best[0]):
            best = key, amount
        token = last + 1
    return best[1] if best else None


def _quantity(tree: Tree, first: int, end: int, language: Language) -> tuple[int, Amount] | None:
    """A number with what it counts, beginning at `first`, as (last token, amount)."""
    token, sign = first, ""
    if tree.words[token] in SIGNS and token + 1 < end:
        sign, token = tree.words[token], token + 1
    value = _value(tree, token, language)
    if value is None:
        return None
    words, last = tree.words[token], token
    recalled = token > 0 and tree.norms[token - 1] in language.definite | language.demonstratives
    if recalled and not any(c.isdigit() for c in words):
        return None  # "les deux pays" says which, not how many
    if not sign and words[:1] in SIGNS:
        sign = words[0]
    while last + 1 < end and (scale := _scale(tree, last + 1, language)) is not None:
        value, last = value * scale, last + 1
    if _YEAR.fullmatch(words) and last == token and not sign:
        return None
    linked = last + 1 < end and tree.norms[last + 1] in ("de", "d'", "of")
    unit_at = last + 2 if linked else last + 1
    unit = SIGNS.get(sign)
    if unit is None and unit_at < end:
        unit, length = _unit(tree, unit_at, end, language)
        if unit is not None:
            last = unit_at + length - 1
        elif tree.pos[last + 1] == "NOUN" and tree.norms[last + 1] not in language.months:
            last = last + 1
        elif unit_at > last + 1 and tree.pos[unit_at] == "NOUN":
            last = unit_at
        else:
            return None
    if tree.norms[min(last, end - 1)] in language.months or tree.norms[last] in _time_words(language):
        return None
    return last, Amount(tree.quote(first, last), _canonical(value), unit)


def _value(tree: Tree, token: int, language: Language) -> Decimal | None:
    word = tree.words[token].lstrip("$€£¥")
    if _NUMBER.fullmatch(word):
        return _decimal(word, tree.lang)
    if tree.pos[token] == "NUM" and tree.norms[token] in language.numbers:
        return Decimal(language.numbers[tree.norms[token]])
    return None


def _scale(tree: Tree, token: int, language: Language) -> int | None:
    number = language.numbers.get(tree.norms[token], 0)
    return number if number >= 100 else None


def _decimal(word: str, lang: str) -> Decimal | None:
    """ "20.000" and "20,000" are thousands in both languages where three digits follow; a French comma is decimal."""
    plain = re.sub(r"[ ']", "", word)
    plain = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", plain)
    if lang == "fr":
        plain = plain.replace(",", ".")
    try:
        return Decimal(plain.replace(",", ""))
    except InvalidOperation:
        return None


def _canonical(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unit(tree: Tree, token: int, end: int, language: Language) -> tuple[str | None, int]:
    """The unit's name and how many tokens it takes; (None, 0) for what is no unit."""
    for length in (3, 2, 1):
        if token + length <= end:
            phrase = " ".join(tree.norms[token : token + length])
            if phrase in language.units:
                return language.units[phrase], length
    return None, 0


def _time_words(language: Language) -> frozenset[str]:
    return frozenset(w for words in language.times["units"].values() for w in words)
