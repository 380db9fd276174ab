"""Which verb an inflected form belongs to, for forms that a pipeline leaves as they are ("réclame", "sanctioned")."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.errors import KnowledgeError


def inflected(path: Path, lemmas: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Form → verbs that have it, by the table [verb] of `path`: ending of the infinitive → endings of its forms.

    Of several endings that fit a verb the longest holds. Raises KnowledgeError when the file cannot be read.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf8"))["verb"]
        paradigms = {ending: tuple(forms.split()) for ending, forms in table.items()}
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise KnowledgeError(f"{path}: no table [verb] of endings ({error})") from error
    found: dict[str, list[str]] = {}
    for lemma in lemmas:
        start = next((k for k in range(len(lemma)) if lemma[k:] in paradigms), None)
        if start is None:
            continue
        for ending in paradigms[lemma[start:]]:
            form = lemma[:start] + ending
            if lemma not in found.setdefault(form, []):
                found[form].append(lemma)
    return {form: tuple(verbs) for form, verbs in found.items()}
