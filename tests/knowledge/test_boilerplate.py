from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.knowledge.boilerplate import flat, load_boilerplate
from kg.knowledge.locate import ontologies


def test_flat_keeps_length() -> None:
    text = "L’Été à İstanbul : « œuvre » Straße ǅ ﬁn — 12\u202f€"
    assert len(flat(text)) == len(text)
    assert flat("L’Été\u00a0!") == "l'ete !"


@pytest.mark.parametrize(
    ("name", "text", "match"),
    [
        ("reference", "lire aussi : x", "lire aussi"),
        ("reference", "read more stories", "read more"),
        ("reference", "relatedness", None),
        ("heading", "more from the coast", "more from the coast"),
        ("reader", "il vous reste 62 %", "il vous reste"),
        ("reader", "your 3 free stories", "your 3 free"),
        ("credit", "contact presse : a", "contact presse"),  # the longest phrase, not "contact"
        ("credit", "(c) 2025 wire", "(c) 2025"),
        ("credit", "(c) the third point", None),
    ],
)
def test_phrases(name: str, text: str, match: str | None) -> None:
    found = getattr(load_boilerplate(ontologies()), name).match(text)
    assert (found and found[0]) == match


def test_phrases_are_written_as_they_are_compared() -> None:
    data = (ontologies() / "languages" / "boilerplate.toml").read_text("utf-8")
    rows = [line for line in data.splitlines() if not line.startswith("#")]
    assert [row for row in rows if flat(row.split(" # ")[0]) != row.split(" # ")[0]] == []


def test_broken_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "languages"
    with pytest.raises(KnowledgeError, match=r"boilerplate\.toml: No such file"):
        load_boilerplate(tmp_path)
    shutil.copytree(ontologies() / "languages", folder)
    for broken in ("[menu]\nen = 5\n", "[menu\n", ""):
        (folder / "boilerplate.toml").write_text(broken)
        with pytest.raises(KnowledgeError, match=r"boilerplate\.toml"):
            load_boilerplate(tmp_path)
