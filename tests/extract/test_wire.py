"""All classes in plain wire sentences of both languages, construction by construction."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from readings import frames_of, knowledge, page_of, roles_of

from kg.extract import Page
from kg.model import Frame

WIRE = Path(__file__).with_name("wire.txt")
LINES = [line for line in WIRE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def rows() -> list[Any]:
    found = []
    for line in LINES:
        lang, construction, claim, text, roles = line.lstrip("!").split("|")
        wanted = {role: names.split(",") for role, _, names in (part.partition("=") for part in roles.split("; "))}
        marks = pytest.mark.xfail(reason="known failure") if line.startswith("!") else ()
        found.append(pytest.param(lang, text, claim, wanted, id=f"{lang} {claim} {construction}", marks=marks))
    return found


def agrees(page: Page, frame: Frame, wanted: dict[str, list[str]]) -> bool:
    """All roles, by the labels of the entities or by the words of the mentions."""
    labels = roles_of(page, frame)
    words = {role: [page.mentions[a.mention].quote.text for a in arguments] for role, arguments in frame.roles}
    named = {
        role: sorted(name if name in labels.get(role, []) else low for name, low in ((n, n.lower()) for n in names))
        for role, names in wanted.items()
    }
    found = {
        role: sorted(
            label if label in wanted.get(role, []) else word.lower()
            for label, word in zip(labels[role], words[role], strict=True)
        )
        for role in labels
        if role != "instrument" or role in wanted  # a ban is its own instrument
    }
    return named == found


@pytest.mark.parametrize(("lang", "text", "claim", "wanted"), rows())
def test_sentence(lang: str, text: str, claim: str, wanted: dict[str, list[str]]) -> None:
    page, frames = page_of(text, lang), frames_of(text, lang)
    assert any(f.claim == claim and agrees(page, f, wanted) for f in frames), [
        (f.claim, roles_of(page, f)) for f in frames
    ]


def test_every_class_is_told_in_both_languages() -> None:
    told = Counter((line.lstrip("!").split("|")[0], line.split("|")[2]) for line in LINES)
    classes = knowledge().ontology.classes
    assert {(lang, name) for lang in ("en", "fr") for name in classes} == set(told)
