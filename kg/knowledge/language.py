"""Closed classes of a language, read from `ontologies/languages/LANG.toml`.

Keys are folded words ("fevrier", see `kg.syntax.fold`), but for `slots`, whose keys are case strings with accents.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import KnowledgeError

SLOTS = frozenset({
    "subject", "object", "iobject", "from", "via", "to", "at", "with", "against", "for", "by", "of", "on", "about",
    "as", "into", "than", "between",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pronoun:
    """Agreement of a pronoun or possessive; None or "" where the form leaves it open."""

    person: int
    number: str = ""  # "Sing", "Plur"
    gender: str = ""  # "Masc", "Fem", "Neut"


@dataclass(frozen=True, slots=True)
class Group:
    """Words for several entities named before ("both", "le duo"); `count` 0 when they do not say how many."""

    words: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The closed classes of one language.

    perfect    auxiliaries that put a participle in the past ("has", "a", "sont")
    titles     before a person's name ("mme", "dr.")     suffixes  after a company's ("gmbh", "s.a.")
    kinds      noun that describes what was named before → entity types ("port" → Place)
    weekdays   1 for Monday … 7 for Sunday               slots     see `slots_of`
    times      grammar of dates: tables of `[time]`, each name → words or forms
    undergone  folded (verb, noun) lemmas: who is the noun undergoes what its complement names ("faire l'objet de"); with
               a preposition in the noun's place, or nothing: what the verb governs so ("come under", "subir")
    sequels    folded words by which a sentence goes on to the next step ("then", "ensuite")
    quantities folded lemmas that count what their complement names ("half of the ore", "tonnes de cobalt")
    units      written form → name of a unit or code of a currency
    """

    lang: str
    pronouns: Mapping[str, Pronoun]
    possessives: Mapping[str, Pronoun]
    demonstratives: frozenset[str]
    demonstrative_pronouns: frozenset[str]
    relatives: frozenset[str]
    interrogatives: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    first_person: frozenset[str]
    negations: frozenset[str]
    perfect: frozenset[str]
    conjunctions: frozenset[str]
    clitics: frozenset[str]
    titles: frozenset[str]
    suffixes: frozenset[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    groups: tuple[Group, ...]
    kinds: Mapping[str, frozenset[str]]
    slots: Mapping[str, tuple[str, ...]]
    times: Mapping[str, Mapping[str, tuple[str, ...]]]
    undergone: frozenset[tuple[str, str]]
    sequels: frozenset[str]
    quantities: frozenset[str]
    units: Mapping[str, str]

    def slots_of(self, case: str) -> tuple[str, ...]:
        """Slots of a case string as in `Tree.case`; of an unknown chain those of its first, longest known part."""
        parts = case.split("_")
        chains = ["_".join(parts[start:end]) for start in range(len(parts)) for end in range(len(parts), start, -1)]
        return next((self.slots[chain] for chain in chains if chain in self.slots), ())


def load_language(root: Path, lang: str) -> Language:
    """Raises KnowledgeError when the file is missing, broken, or names a slot that no valency has."""
    path = root / "languages" / f"{lang}.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        return _language(data)
    except OSError as error:
        raise KnowledgeError(f"{path}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(f"{path}: {error}") from error


def _language(data: dict[str, Any]) -> Language:
    words: dict[str, list[str]] = data["words"]
    kinds: dict[str, set[str]] = {}
    for kind, nouns in data["kinds"].items():
        for noun in nouns:
            kinds.setdefault(noun, set()).add(kind)
    unknown = sorted({slot for slots in data["slots"].values() for slot in slots} - SLOTS)
    if unknown:
        raise ValueError(f"unknown slot {unknown[0]!r}")
    return Language(
        lang=data["lang"],
        pronouns={form: Pronoun(**features) for form, features in data["pronouns"].items()},
        possessives={form: Pronoun(**features) for form, features in data["possessives"].items()},
        demonstratives=frozenset(words["demonstratives"]),
        demonstrative_pronouns=frozenset(words["demonstrative_pronouns"]),
        relatives=frozenset(words["relatives"]),
        interrogatives=frozenset(words["interrogatives"]),
        definite=frozenset(words["definite"]),
        indefinite=frozenset(words["indefinite"]),
        first_person=frozenset(words["first_person"]),
        negations=frozenset(words["negations"]),
        perfect=frozenset(words["perfect"]),
        conjunctions=frozenset(words["conjunctions"]),
        clitics=frozenset(data["clitics"]),
        titles=frozenset(words["titles"]),
        suffixes=frozenset(words["suffixes"]),
        months=data["months"],
        weekdays=data["weekdays"],
        numbers=data["numbers"],
        ordinals=data["ordinals"],
        groups=tuple(
            Group(tuple(form.split()), group["count"]) for group in data["groups"] for form in group["words"]
        ),
        kinds={noun: frozenset(types) for noun, types in kinds.items()},
        slots={case: tuple(slots) for case, slots in data["slots"].items()},
        undergone=frozenset((verb, noun) for verb, noun in data["undergone"]),
        sequels=frozenset(words["sequels"]),
        quantities=frozenset(words["quantities"]),
        units={form: unit for unit, forms in data["units"].items() for form in forms},
        times={
            table: {name: tuple(forms) for name, forms in entries.items()} for table, entries in data["time"].items()
        },
    )
