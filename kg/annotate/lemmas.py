"""French lemmas: what the trainable lemmatizer guesses, unless the official tables know the form otherwise.

Edit trees learned from 119,000 words fail on irregular verbs ("tenait" → "tener"); the official pipeline's tables
of forms know those, but err where a word has several lemmas.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COMPONENT = "kg_known_lemmas"
# of the official lemmatizer's tables: known lemmas, irregular forms, endings
TABLES = ("lemma_index", "lemma_exc", "lemma_rules")
_VERBS = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "ADJ"})
# shorter nouns are units and abbreviations, which the tables spell out ("kg" → "kilogramme")
_SHORT = 3


class KnownLemmas:
    """A component: guesses that are no word are replaced by the lemma of the form."""

    def __init__(self, tables: Lookups | None = None) -> None:
        self.read(tables or Lookups())

    def read(self, tables: Lookups) -> None:
        """Take the tables of the official lemmatizer: known lemmas, irregular forms and endings by part of speech."""
        index, forms, endings = (tables.get_table(name, {}) for name in TABLES)
        self._index: dict[str, Mapping[str, object]] = {}
        self._forms: dict[str, Mapping[str, Sequence[str]]] = {}
        self._endings: dict[str, Sequence[tuple[str, str]]] = {}
        for pos in (*_VERBS, *_NOUNS):
            key = pos.lower()
            self._index[pos] = dict.fromkeys(index.get(key, ()))
            self._forms[pos] = forms.get(key, {})
            self._endings[pos] = endings.get(key, ())
        self._lemma = lru_cache(maxsize=50_000)(self._choose)

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            if token.pos_ in self._index:
                lemma = self._lemma(token.text, token.lemma_, token.pos_)
                if lemma != token.lemma_:
                    token.lemma_ = lemma
        return doc

    def _choose(self, form: str, guess: str, pos: str) -> str:
        lowered = form.lower()
        if pos in _NOUNS and (len(form) <= _SHORT or not form.isalpha() or guess.lower() in self._index[pos]):
            return guess
        known = self._known(lowered, pos)
        return guess if not known or guess.lower() in known else known[0]

    def _known(self, form: str, pos: str) -> list[str]:
        index = self._index[pos]
        known = [*self._forms[pos].get(form, ()), *([form] if form in index else [])]
        if known:
            return known
        stems = ((form[: len(form) - len(old)] + new) for old, new in self._endings[pos] if form.endswith(old))
        return [stem for stem in stems if stem in index]


@Language.factory(COMPONENT, assigns=["token.lemma"], requires=["token.pos", "token.lemma"])
def known_lemmas(nlp: Language, name: str) -> KnownLemmas:
    """Without tables until `read` is called."""
    return KnownLemmas()
