"""What README and help say can be typed: it is run, or read by the real parser where it needs a user's files."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kg.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
GROUP = typer.main.get_command(app)


def commands(text: str) -> list[list[str]]:
    """Command lines that begin with kg, alone or after a pipe, without comments and redirections."""
    lines = (re.split(r"\s\[dim\]|\s>\s", line)[0] for line in text.splitlines())
    piped = (part.strip() for line in lines for part in re.split(r"\s\|\s", line))
    return [shlex.split(part, comments=True)[1:] for part in piped if re.match(r"kg [a-z]", part)]


def block(language: str, heading: str) -> str:
    """The first code in a language under a heading."""
    found = re.search(rf"^## {heading}\n.*?^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


def parses(words: list[str]) -> None:
    context = GROUP.make_context("kg", list(words))
    name, command, rest = GROUP.resolve_command(context, list(words))  # type: ignore[attr-defined]
    command.make_context(name, rest, parent=context)


HELP = {name: commands(command.help or "") for name, command in GROUP.commands.items()}  # type: ignore[attr-defined]


@pytest.mark.parametrize("words", [pytest.param(w, id=" ".join(w)) for ws in HELP.values() for w in ws])
def test_examples_of_the_help_are_real_commands(words: list[str]) -> None:
    parses(words)


def test_commands_of_other_tools_are_real() -> None:
    lines = commands((ROOT / "examples" / "README.md").read_text("utf-8"))
    assert len([words for words in lines if words[0] == "export"]) > 10
    for words in lines:
        parses(words)


def test_every_command_shows_examples_of_itself() -> None:
    assert {name for name, lines in HELP.items() if len([w for w in lines if w[0] == name]) < 2} == set()
    assert len(commands(GROUP.help or "")) >= 4
    for words in commands(GROUP.help or ""):
        parses(words)


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in which the README's tour was walked, with its graph."""
    folder = tmp_path_factory.mktemp("tour")
    (folder / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
    lines = commands(block("sh", "A tour"))
    assert {words[0] for words in lines} >= {"build", "claims", "trace", "query", "stats", "validate", "export"}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for words in lines:
            result = CliRunner().invoke(app, words, catch_exceptions=False)
            assert result.exit_code == 0, (words, result.stderr)
            silent = "-o" in words or words[0] == "validate"  # a valid graph has nothing to say on stdout
            assert result.stdout or silent, words
        yield folder


def test_the_tour_can_be_walked(toured: Path) -> None:
    assert {path.name for path in toured.iterdir()} >= {"kg-store", "graph.ttl", "tables"}


# of what the examples of --help name, only a part is in the example reports
_ABSENT = re.compile(
    r"kg: error: (nothing here is called '|no article '|no claim '|nothing was judged |(yesterday|my-question)\S*: |\./chips: |"
    r"chips: there is no store|.* alone; name another one)"
)
_OWN = {"init", "build", "remove"}  # tested where the reader's own files are


@pytest.mark.parametrize("name", sorted(HELP.keys() - _OWN))
def test_examples_of_the_help_run(name: str, toured: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the graph of the tour: each gives an answer, or says in one line that a thing of its own is not there."""
    monkeypatch.chdir(toured)
    for words in HELP[name]:
        result = CliRunner().invoke(app, words, catch_exceptions=False)
        if result.exit_code:
            errors = [line for line in result.stderr.splitlines() if line.startswith("kg: error: ")]
            assert (result.exit_code, len(errors)) == (1, 1), (words, result.stderr)
            assert _ABSENT.match(errors[0]), (words, errors)


def test_a_project_is_made_as_the_readme_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = block("sh", "A project of your own")
    assert [words[0] for words in commands(lines)] == ["init", "build", "claims", "trace"]
    for line in lines.splitlines():
        if line.startswith("cd "):
            monkeypatch.chdir(line.removeprefix("cd "))
        for words in commands(line):
            result = CliRunner().invoke(app, words, catch_exceptions=False)
            assert result.exit_code == 0, (words, result.stderr)
            assert result.stdout or words[0] == "init", words
            assert "0 claims" not in result.stdout + result.stderr, words
            assert "0 routes" not in result.stderr, words


def test_the_lines_of_python_run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    exec(compile(block("python", "Ten lines of Python"), "README.md", "exec"), names)
    assert "Washington a interdit la vente" in capsys.readouterr().out
    assert names["rows"].rows  # type: ignore[attr-defined]
    assert names["edges"].number_of_edges() > 10  # type: ignore[attr-defined]


def test_what_make_offers_is_in_the_readme() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^    make ([\w-]+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


PAGES = sorted(
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *ROOT.glob("[eokt]*/**/README.md")]
)


@pytest.mark.parametrize("page", [pytest.param(page, id=str(page.relative_to(ROOT))) for page in PAGES])
def test_commands_of_pages_are_real_commands(page: Path) -> None:
    text = page.read_text("utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    # `kg explain` names a command, `kg explain CLAIM` is a line to type
    lines = [line for line in re.findall(r"(?<!`)`(kg [^`\n]+)`", text) if line.count(" ") > 1]
    for words in commands("\n".join([*blocks, *lines])):
        parses(words)


@pytest.mark.parametrize("page", [pytest.param(page, id=str(page.relative_to(ROOT))) for page in PAGES])
def test_what_pages_link_to_is_there(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
    local = [link.partition("#")[0] for link in links if "://" not in link]
    assert [link for link in local if link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", [pytest.param(page, id=str(page.relative_to(ROOT))) for page in PAGES])
def test_files_that_pages_name_are_there(page: Path) -> None:
    """`kg/query/questions.py` and the like, from the root; "LANG" stands for any language, * for anything."""
    named = re.findall(r"`((?:kg|ontologies|tests|examples)/[\w./*-]+)`", page.read_text("utf-8"))
    patterns = [name.replace("LANG", "*").rstrip("/") for name in named]
    assert [name for name in patterns if not any(ROOT.glob(name))] == []
