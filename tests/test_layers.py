"""Who may import whom, as pyproject.toml says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_layers() -> None:
    command = shutil.which("lint-imports", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    if command is None:
        pytest.skip("lint-imports is not installed: pip install import-linter")
    path = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, env=path, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
