"""Whether many processes give the same store as one, with the real reader."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kg as package
from kg.read import read_documents

ROOT = Path(package.__file__).parents[1]
def run(*args: str) -> subprocess.CompletedProcess[str]:
    path = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    done = subprocess.run([sys.executable, "-m", "kg", *args], capture_output=True, text=True, env=path, check=False)
    assert done.returncode == 0, done.stderr
    return done


@pytest.mark.heavy
def test_many_processes_give_the_same_bytes(tmp_path: Path) -> None:
    with (tmp_path / "wire.jsonl").open("w", encoding="utf-8") as wire:
        for copy in range(3):
            for found in read_documents([str(ROOT / "examples" / "articles")]):
                assert not isinstance(found, Exception)
                line = {"id": f"{found.id}#{copy}", "lang": found.lang, "title": found.title, "text": found.text}
                wire.write(json.dumps(line) + "\n")
    dumps = []
    for workers in ("1", "2"):
        store = str(tmp_path / f"by{workers}")
        run("build", str(tmp_path / "wire.jsonl"), "--store", store, "--workers", workers)
        dumps.append(run("export", "--store", store, "--format", "nquads", "--with-text").stdout)
    assert dumps[0].count("\n") > 10_000
    assert dumps[0] == dumps[1]
