"""The commands run on a toy reader, so that each test takes milliseconds; one test file runs the real one."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Kg
from toy import ToySettings
from typer.testing import CliRunner, Result

from kg.cli import app


@pytest.fixture(autouse=True)
def toy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The toy reader, in an empty folder, 80 columns wide."""
    monkeypatch.setattr("kg.api.Settings", ToySettings)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def kg() -> Kg:
    """Runs a command in this process: `kg("claims", "--format", "json")`."""

    def run(*args: str | Path, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(arg) for arg in args], input=input, catch_exceptions=False)

    return run


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with two reports."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "---\npublished: 2024-05-01\npublisher: Ore Daily\nlang: en\n---\n"
        "Tin\n\nTin went from Chile to Japan through Peru.\n"
    )
    (folder / "b.txt").write_text("---\nlang: en\n---\nZinc\n\nZinc went from Norway to Japan.\n")
    return folder
