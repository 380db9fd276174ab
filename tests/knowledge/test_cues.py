"""Cue tables of both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.knowledge.cues import COLUMNS, KINDS, Cue, Cues, load_cues

ROOT = Path(__file__).resolve().parents[2] / "ontologies"
HEADER = "\t".join(COLUMNS)


@pytest.fixture(scope="module")
def cues() -> dict[str, Cues]:
    return {lang: load_cues(ROOT, lang) for lang in ("en", "fr")}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_broad_cover(cues: dict[str, Cues], lang: str) -> None:
    assert len(cues[lang]) >= 400
    kinds = {cue.kind for cue in cues[lang]}
    assert kinds >= KINDS - {"conditional"}
    # a cue that neither changes a status nor names a speaker would do nothing
    assert all(cue.status or cue.kind in ("report", "according") for cue in cues[lang])


@pytest.mark.parametrize(
    ("lang", "words", "pos", "kind", "status", "speaker"),
    [
        ("en", "say", "verb", "report", None, "subject"),
        ("en", "according to", "preposition", "according", None, "object"),
        ("en", "accuse", "verb", "allege", "alleged", "subject"),
        ("en", "alleged", "adjective", "hedge", "alleged", ""),
        ("en", "reportedly", "adverb", "hedge", "alleged", ""),
        ("en", "may", "auxiliary", "possibility", "possible", ""),
        ("en", "will", "auxiliary", "plan", "planned", ""),
        ("en", "deny", "verb", "deny", "denied", "subject"),
        ("en", "n't", "adverb", "negation", "denied", ""),
        ("en", "whether", "conjunction", "question", "questioned", ""),
        ("fr", "affirmer", "verb", "report", None, "subject"),
        ("fr", "selon", "preposition", "according", None, "object"),
        ("fr", "d' après", "preposition", "according", None, "object"),
        ("fr", "soupçonner", "verb", "allege", "alleged", "subject"),
        ("fr", "Mood=Cnd", "mood", "conditional", "alleged", ""),
        ("fr", "s' engager à", "verb", "plan", "planned", ""),
        ("fr", "ne pas", "adverb", "negation", "denied", ""),
        ("fr", "démentir", "verb", "deny", "denied", "subject"),
        ("fr", "vérifier si", "verb", "question", "questioned", "subject"),
    ],
)
def test_cue(
    cues: dict[str, Cues], lang: str, words: str, pos: str, kind: str, status: str | None, speaker: str
) -> None:
    (found,) = [cue for cue in cues[lang] if cue.words == tuple(words.split()) and cue.pos == pos]
    assert (found.kind, found.status, found.speaker) == (kind, status, speaker)


def write(root: Path, *lines: str) -> None:
    folder = root / "lexicon" / "xx"
    folder.mkdir(parents=True)
    (folder / "cues.tsv").write_text("\n".join(lines), "utf-8")


def test_defaults(tmp_path: Path) -> None:
    write(tmp_path, HEADER, "# a comment", "say\tverb\treport\t\t\tcomplement\tsubject", "")
    (cue,) = load_cues(tmp_path, "xx")
    assert cue == Cue(("say",), "verb", "report", None, "denied", "complement", "subject")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["words\tpos"], r"cues\.tsv:1: the columns are"),
        ([HEADER, "say\tverb"], r"cues\.tsv:2: 2 columns"),
        ([HEADER, "say\tverb\tsaying\t\t\tcomplement\tsubject"], r"cues\.tsv:2: kind 'saying'"),
        ([HEADER, "say\tverb\treport\tmaybe\t\tcomplement\tsubject"], r"cues\.tsv:2: status 'maybe'"),
        ([HEADER, "say\tverb\treport\t\t\teverywhere\tsubject"], r"cues\.tsv:2: reach 'everywhere'"),
        ([HEADER, "\tverb\treport\t\t\tcomplement\tsubject"], r"cues\.tsv:2: no words"),
        (
            [HEADER, *["say\tverb\treport\t\t\tcomplement\tsubject"] * 2],
            r"cues\.tsv:3: 'say' is already on line 2",
        ),
    ],
)
def test_broken_line(tmp_path: Path, lines: list[str], message: str) -> None:
    write(tmp_path, *lines)
    with pytest.raises(KnowledgeError, match=message):
        load_cues(tmp_path, "xx")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"cues\.tsv"):
        load_cues(tmp_path, "xx")
