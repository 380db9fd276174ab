"""French tokens as the treebanks cut them: compounds whole, clitics apart.

spaCy's French rules cut names and compounds at hyphens ("Royaume - Uni", "ceux - ci") unless they match a pattern that
takes seconds to compile. What these rules have beyond hyphens is repeated here, so that spaCy's French module is not
needed, nor its other defaults: stop words and noun chunks, which no stage reads.
"""

from __future__ import annotations

from typing import Any

from spacy.lang.char_classes import (
    ALPHA,
    ALPHA_LOWER,
    ALPHA_UPPER,
    CONCAT_QUOTES,
    CURRENCY,
    LIST_ELLIPSES,
    LIST_PUNCT,
    LIST_QUOTES,
    UNITS,
)
from spacy.lang.punctuation import TOKENIZER_INFIXES, TOKENIZER_PREFIXES
from spacy.lang.tokenizer_exceptions import BASE_EXCEPTIONS
from spacy.language import BaseDefaults, Language
from spacy.symbols import ORTH  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, update_exc

_PRONOUNS = "je|tu|ils?|elles?|on|nous|vous|ce|moi|toi|lui|leur|les?|la|en|y"
# "-t-il" and "-t-elle" are one word each in the treebanks, and "-elle" is
_CLITIC = rf"(?<=[{ALPHA}])-(?:t-)?(?:{_PRONOUNS}|{_PRONOUNS.upper().replace('S?', 's?')})"
# a dash glued to the word that it introduces ("-et", "Russie-"), but no clitic standing alone
_OPENING_DASH = rf"-(?=[{ALPHA}]{{2}})(?!-(?:t-)?(?:{_PRONOUNS}|ci|là|mêmes?)\b)"
_CLOSING_DASH = rf"(?<=[{ALPHA}])-"
_INNER_DASH = rf"(?<=[{ALPHA}])(?:–|—|--|---|——|~)(?=[{ALPHA}])"

PREFIXES = (*TOKENIZER_PREFIXES, rf"(?:(d|l|n|D|L|N)['’])(?=[{ALPHA}])", _OPENING_DASH)
SUFFIXES = (
    *LIST_PUNCT,
    *LIST_ELLIPSES,
    *LIST_QUOTES,
    r"(?<=[0-9])\+",
    r"(?<=°[FfCcKk])\.",
    r"(?<=[0-9])%",
    rf"(?<=[0-9])(?:{CURRENCY})",
    rf"(?<=[0-9])(?:{UNITS})",
    rf"(?<=[0-9{ALPHA_LOWER}%²\-\+(?:{CONCAT_QUOTES})])\.",
    rf"(?<=[{ALPHA_UPPER}][{ALPHA_UPPER}])\.",
    _CLITIC,
    _CLOSING_DASH,
    r"(?<=[\])])\.",
)


def _cuts_hyphens(rule: str) -> bool:
    return "-|–|—" in rule or rule.startswith(r"(?<=[0-9])[+\-")


INFIXES = (
    *(rule for rule in TOKENIZER_INFIXES if not _cuts_hyphens(rule)), rf"(?<=[{ALPHA}]['’])(?=[{ALPHA}])", _INNER_DASH
)  # fmt: skip

_ELIDED = ("c", "d", "j", "jusqu", "l", "lorsqu", "m", "n", "puisqu", "qu", "quoiqu", "s", "t")
_ABBREVIATIONS = (
    "Dr.", "M.", "MM.", "Mlle.", "Mme.", "Mr.", "No.", "St.", "Ste.", "Vol.", "apr.", "av.", "avr.", "cf.",
    "déc.", "d°", "etc.", "févr.", "janv.", "juill.", "nov.", "n°", "oct.", "pp.", "sept.",
)  # fmt: skip
_WORDS = (
    "après-midi", "au-dessus", "celle-ci", "celles-ci", "celui-ci", "ci-dessous", "elle-même", "en-dessous",
    "aujourd'hui", "Aujourd'hui", "jusque-là", "lui-même", "quelques-uns",
)  # fmt: skip
_WHOLE = (
    "J.-C.", "allez-vous-en", "au-delà", "c'est-à-dire", "l'on", "là-bas", "on-dit", "peut-être",
    "quelqu'un", "quelqu'une", "rendez-vous", "week-end", *(f"{word}'" for word in _ELIDED),
)  # fmt: skip
_CUT = (
    "est|-ce", "Est|-ce", "est|-il", "EST|-IL", "n'|est|-ce", "N'|est|-ce", "qu'|est|-ce", "Qu'|est|-ce", "s'|est|-il",
    "S'|EST|-IL",
)  # fmt: skip


def _tokens(*forms: str) -> dict[str, list[dict[int, str]]]:
    """Form → its tokens, between which it has bars."""
    return {form.replace("|", ""): [{ORTH: part} for part in form.split("|")] for form in forms}


EXCEPTIONS = {
    **update_exc(BASE_EXCEPTIONS, _tokens(*_ABBREVIATIONS, *_WORDS, *_CUT)),
    **_tokens(*_WHOLE, *(form[0].upper() + form[1:] for form in _WHOLE)),
}


class FrenchDefaults(BaseDefaults):
    """What a tokenizer is made of."""

    # spaCy's stubs take these for compiled expressions; they are rules
    prefixes: Any = PREFIXES
    suffixes: Any = SUFFIXES
    infixes: Any = INFIXES
    tokenizer_exceptions = EXCEPTIONS
    token_match = None


class French(Language):  # type: ignore[no-untyped-call]
    """Not registered: `spacy.load` and `spacy.blank` still mean spaCy's own French."""

    lang = "fr"
    Defaults = FrenchDefaults


def tokenize_as_treebanks(nlp: Language) -> None:
    """Replace the rules of a French pipeline's tokenizer (in place)."""
    tokenizer: Any = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex(PREFIXES).search
    tokenizer.suffix_search = compile_suffix_regex(SUFFIXES).search
    tokenizer.infix_finditer = compile_infix_regex(INFIXES).finditer
    tokenizer.token_match = None
    tokenizer.rules = EXCEPTIONS
