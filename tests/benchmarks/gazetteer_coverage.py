"""How many of the named entities of the training gold the gazetteer knows by itself, per type.

    python -m tests.benchmarks.gazetteer_coverage [FOLDER] [--missing N]

An entity counts as named when one of its names has a capital in every word but small ones; it is identified when the
gazetteer's first hit for one of its names has the right type and, for a country, the right code. `--missing` lists what
the gazetteer lacks most often. Prints a table and skips when the folder is not there.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from kg.knowledge.gazetteer import Gazetteer, load_gazetteer
from kg.knowledge.locate import ontologies

ROOT = Path(__file__).resolve().parents[2]
TYPES = ("Country", "Place", "Organization", "Person", "Product", "Regulation", "Facility", "Event")


def proper(name: str) -> bool:
    """ "Bank of China", "H20", not "the brokers" nor "Russian gold"."""
    long = [word for word in name.replace("'", " ").replace("’", " ").split() if len(word) > 3 or word[0].isupper()]
    return bool(long) and all(word[0].isupper() or word[0].isdigit() for word in long)


def identified(gazetteer: Gazetteer, entity: dict[str, object], lang: str) -> tuple[bool, bool]:
    """Whether the gazetteer knows one of the names, and whether as the right thing."""
    names = [name for name in entity["names"] if proper(name)]  # type: ignore[attr-defined]
    hits = [found[0].entity for name in names if (found := gazetteer.lookup(name, lang))]
    right = [
        hit for hit in hits if hit.type == entity["type"] and (not entity.get("iso") or hit.iso == entity["iso"])
    ]
    return bool(hits), bool(right)


def coverage(folder: Path) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """Counts "named", "known" and "right" of each type, and the names that no entry bears."""
    gazetteer = load_gazetteer(ontologies())
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in TYPES}
    missing: Counter[str] = Counter()
    for path in sorted(folder.glob("*.json")):
        article = json.loads(path.read_text("utf-8"))
        for entity in article["entities"]:
            if not any(proper(name) for name in entity["names"]):
                continue
            known, right = identified(gazetteer, entity, article["lang"])
            counts[entity["type"]].update(named=1, known=known, right=right)
            if not known:
                missing[f"{entity['type']} {entity['names'][0]}"] += 1
    return counts, missing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "bench" / "train")
    parser.add_argument("--missing", type=int, default=0)
    options = parser.parse_args()
    if not options.folder.is_dir():
        print(f"skipped: no folder {options.folder}")
        return
    counts, missing = coverage(options.folder)
    print(f"{'type':14}{'named':>7}{'known':>8}{'right':>8}")
    for kind, count in [*counts.items(), ("all", sum(counts.values(), Counter()))]:
        share = [f"{100 * count[what] / max(count['named'], 1):7.1f}%" for what in ("known", "right")]
        print(f"{kind:14}{count['named']:7}{''.join(share)}")
    for name, times in missing.most_common(options.missing):
        print(times, name)


if __name__ == "__main__":
    main()
