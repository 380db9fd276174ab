"""The command as a process of its own: start, pipes, encodings, terminals."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Kg

import kg as package

ROOT = Path(package.__file__).parents[1]


def run(*args: str, shell: str | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """`python -m kg ARGS`, in a shell line where one is given ("{kg} claims | head -1")."""
    path = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "kg", *args]
    if shell is not None:
        command = ["bash", "-o", "pipefail", "-c", shell.format(kg=f"'{sys.executable}' -m kg")]
    return subprocess.run(command, capture_output=True, env=path, check=False)


HEAVY = {"spacy", "rdflib", "networkx", "numpy", "pyoxigraph", "trafilatura", "kg.api"}


@pytest.mark.parametrize("words", [["--help"], ["build", "--help"], ["--version"]])
def test_help_is_there_at_once(words: list[str]) -> None:
    """What takes time to import is not imported; `python -X importtime -m kg --help` shows what is."""
    code = (
        "import sys; sys.argv = ['kg', *sys.argv[1:]]\n"
        "from kg.cli import main\n"
        "try: main()\n"
        f"finally: print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    path = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, env=path, check=False)
    assert done.returncode == 0
    assert done.stderr.strip() == "[]"


def test_a_build_does_without_torch_where_it_is_installed(tmp_path: Path) -> None:
    (tmp_path / "torch.py").write_text("raise SystemExit('imported')", "utf-8")
    (tmp_path / "report.txt").write_text("Tin went from Chile to Japan.", "utf-8")
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    done = run("build", str(tmp_path / "report.txt"), "--lang", "en", "--store", str(tmp_path / "store"), PYTHONPATH=path)
    assert done.stdout.startswith(b"1 article read"), done.stderr


def test_a_reader_that_goes_away_is_no_error(kg: Kg) -> None:
    article = {"lang": "en", "text": "Tin went from Chile to Japan.\n" + "x" * 200}
    kg("build", "-", input="\n".join(json.dumps({**article, "id": str(n)}) for n in range(90)))
    for command in ("claims --all", "claims --format jsonl", "export --format turtle"):
        done = run(shell=f"{{kg}} {command} | head -c 10")
        assert len(done.stdout) == 10
        assert [line for line in done.stderr.splitlines() if not re.match(rb"kg: (store|\d+ claims)", line)] == []


@pytest.mark.parametrize("locale", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
                                    {"PYTHONIOENCODING": "latin-1"}])  # fmt: skip
def test_output_is_utf8_whatever_the_locale(kg: Kg, locale: dict[str, str]) -> None:
    article = {"id": "œuvre-中", "lang": "en", "text": "Tin went from Chile to Japan.", "publisher": "Œil"}
    kg("build", "-", input=json.dumps(article))
    assert json.loads(run("claims", "--format", "jsonl", **locale).stdout.decode())["article"] == "œuvre-中"
    assert "Œil" in run("claims", **locale).stdout.decode()


def test_a_name_that_is_not_utf8_is_still_one_line(tmp_path: Path) -> None:
    command = [os.fsencode(sys.executable), b"-m", b"kg", b"claims", b"--entity", b"\xff"]
    path = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, env=path, check=False)
    assert (done.returncode, done.stderr.count(b"kg: error: ")) == (1, 1)
    assert b"Traceback" not in done.stderr


def test_no_colours_and_no_moving_lines_in_a_pipe(kg: Kg, news: Path) -> None:
    kg("build", news)
    for args in (["claims"], ["stats"], ["trace", "tin"], ["build", "missing"]):
        done = run(*args)
        assert b"\x1b" not in done.stdout + done.stderr
        assert b"\r" not in done.stdout + done.stderr
