"""French tokens as the treebanks cut them: compounds whole, clitics apart.

The official tokenizer cuts names and compounds at hyphens ("Royaume - Uni", "ceux - ci") unless it lists them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.lang.char_classes import ALPHA
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

if TYPE_CHECKING:
    from spacy.language import Language

_PRONOUNS = "je|tu|ils?|elles?|on|nous|vous|ce|moi|toi|lui|leur|les?|la|en|y"
# "-t-il" and "-t-elle" are one word each in the treebanks, and "-elle" is
_CLITIC = rf"(?<=[{ALPHA}])-(?:t-)?(?:{_PRONOUNS}|{_PRONOUNS.upper().replace('S?', 's?')})"
# a dash glued to the word that it introduces ("-et", "Russie-"), but no clitic standing alone
_OPENING_DASH = rf"-(?=[{ALPHA}]{{2}})(?!-(?:t-)?(?:{_PRONOUNS}|ci|là|mêmes?)\b)"
_CLOSING_DASH = rf"(?<=[{ALPHA}])-"
_INNER_DASH = rf"(?<=[{ALPHA}])(?:–|—|--|---|——|~)(?=[{ALPHA}])"
_ELIDED = ("c", "d", "j", "jusqu", "l", "lorsqu", "m", "n", "puisqu", "qu", "quoiqu", "s", "t")
_WHOLE = (
    "c'est-à-dire", "l'on", "quelqu'un", "quelqu'une", "J.-C.", "rendez-vous", "allez-vous-en", "on-dit",
    "week-end", "peut-être", "au-delà", "là-bas",
)  # fmt: skip


def tokenize_as_treebanks(nlp: Language) -> None:
    """Replace the hyphen, range and elision rules of a French pipeline's tokenizer (in place)."""
    # spaCy's stubs know neither the tokenizer's rules nor that a language's defaults are lists of strings
    tokenizer: Any = nlp.tokenizer
    defaults: Any = nlp.Defaults
    infixes = [rule for rule in defaults.infixes if not _cuts_hyphens(rule)]
    suffixes = [rule for rule in defaults.suffixes if "clés" not in rule]
    tokenizer.prefix_search = compile_prefix_regex([*defaults.prefixes, _OPENING_DASH]).search
    tokenizer.suffix_search = compile_suffix_regex([*suffixes, _CLITIC, _CLOSING_DASH, r"(?<=[\])])\."]).search
    tokenizer.infix_finditer = compile_infix_regex([*infixes, _INNER_DASH]).finditer
    tokenizer.token_match = None
    rules = {form: parts for form, parts in defaults.tokenizer_exceptions.items() if "-t-" not in form}
    for word in (*_WHOLE, *(f"{word}'" for word in _ELIDED)):
        for form in (word, word[0].upper() + word[1:]):
            rules[form] = [{"ORTH": form}]
    tokenizer.rules = rules


def _cuts_hyphens(rule: str) -> bool:
    return "-|–|—" in rule or rule.startswith(r"(?<=[0-9])[+\-")
