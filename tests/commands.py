"""What tests of commands share."""

from __future__ import annotations

from collections.abc import Callable

from typer.testing import Result

# a fixture that runs a command: `kg("claims", "--format", "json")`
Kg = Callable[..., Result]


def one_line(result: Result) -> str:
    """The error of a command that failed as it should: one line, exit code 1, no trace."""
    assert result.exit_code == 1
    lines = [line for line in result.stderr.splitlines() if line.startswith("kg: error: ")]
    assert len(lines) == 1, result.stderr
    assert "Traceback" not in result.output
    return lines[0].removeprefix("kg: error: ")
