"""How long a first answer takes, and whether many processes give the same store, with the real reader."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kg as package
from kg.read import read_documents

ROOT = Path(package.__file__).parents[1]
PAGE = (
    "Les États-Unis ont restreint la vente des puces H20 de Nvidia à la Chine.\n\n"
    + "Les serveurs sont partis de Singapour pour la Malaisie, selon la douane. " * 20
)


def run(*args: str) -> subprocess.CompletedProcess[str]:
    path = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    done = subprocess.run([sys.executable, "-m", "kg", *args], capture_output=True, text=True, env=path, check=False)
    assert done.returncode == 0, done.stderr
    return done


@pytest.mark.heavy
def test_first_claim_of_a_page_from_a_cold_start(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    took = []
    for attempt in range(3):  # the fastest: the first one also fills the disk's cache
        start = time.perf_counter()
        run("build", str(tmp_path / "page.txt"), "--store", str(tmp_path / f"store{attempt}"))
        took.append(time.perf_counter() - start)
    assert run("export", "--store", str(tmp_path / "store0")).stdout.count('"type": "Restriction"') >= 1
    assert min(took) < 5, f"{took} s"


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
