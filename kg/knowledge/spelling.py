"""How one sound is spelt in names that come from other alphabets: "Poutine" and "Putin", "Chalbaïev" and "Chalbayev"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KnowledgeError
from kg.knowledge.language import load_language
from kg.knowledge.names import bare, singular, words
from kg.model import EntityType

_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiou]")
_CONSONANTS = 3


@dataclass(frozen=True, slots=True)
class Spelling:
    """`rules`: (letters, letters that they are the same as) pairs, in order; `titles` of persons and legal `forms` of
    companies, and `nouns` that describe somebody or something, by their stems; in all languages."""

    rules: tuple[tuple[str, str], ...]
    titles: frozenset[str]
    forms: frozenset[str]
    nouns: frozenset[str]

    def plain(self, name: str, type: EntityType) -> tuple[str, ...]:
        """Words of a name without its article, a title before a person's and a legal form after a company's."""
        parts = bare(words(name))
        while type is EntityType.PERSON and len(parts) > 1 and parts[0] in self.titles:
            parts = parts[1:]
        while type is EntityType.ORGANIZATION and len(parts) > 1 and parts[-1] in self.forms:
            parts = parts[:-1]
        return tuple(parts)

    def sound(self, word: str) -> str:
        """One form for a folded word in all its spellings; a silent e at its end and double letters do not count."""
        if not word.isalpha():
            return word
        for letters, same in self.rules:
            word = word.replace(letters, same)
        word = _DOUBLE.sub(r"\1", word)
        return word[:-1] if len(word) > 3 and word.endswith("e") else word
    def stem(self, word: str) -> str:
        """What a folded word has in common with its sister in another language: "métaux", "metals"; "conseil", "council"."""
        sound = self.sound(singular(word))
        return sound[:1] + _VOWELS.sub("", sound[1:])[:_CONSONANTS]


def load_spelling(root: Path, langs: Sequence[str]) -> Spelling:
    """`root/languages/spellings.tsv`; titles, legal forms and nouns of these languages. Raises KnowledgeError."""
    known = [load_language(root, lang) for lang in langs]
    titles = frozenset("".join(words(title)) for language in known for title in language.titles)
    forms = frozenset("".join(words(form)) for language in known for form in language.suffixes)
    tables = [_pairs(root / "gazetteers" / f"nouns.{lang}.tsv") for lang in langs]
    nouns = frozenset(singular("".join(words(noun))) for table in tables for noun, _ in table)
    return Spelling(_pairs(root / "languages" / "spellings.tsv"), titles, forms, nouns)


def _pairs(path: Path) -> tuple[tuple[str, str], ...]:
    """A table of two columns. Raises KnowledgeError naming file and line."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise KnowledgeError(f"{path}: {error.strerror}") from error
    pairs = []
    for number, line in enumerate(lines, 1):
        left, tab, right = line.partition("\t")
        if not left or not tab or "\t" in right:
            raise KnowledgeError(f"{path}:{number}: not two columns")
        pairs.append((left, right))
    return tuple(pairs)
