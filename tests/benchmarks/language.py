"""`python -m tests.benchmarks.language CORPORA [--final]`: our annotation beside the official pipelines'.

French on raw text (paragraphs of five sentences), English on gold tokens after conversion to Universal
Dependencies; sentences and words per second on raw text for both. Dev files are for choices; `--final` opens the
test files. All tokens count, punctuation too, labels with their subtypes; scores are F1 over tokens of equal
offsets, lemmas are counted over the tokens found, "-p" leaves punctuation out.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import DEFAULTS, Annotator, normalise
from kg.model import Document, Span
from kg.training.language.treebank import Sentence, document, sentences

DEV = {"fr": ["fr-dev"], "en": ["ewt-dev", "gum-dev"]}
TEST = {"fr": ["fr-test-sequoia", "fr-test-gsd", "fr-test-pud"], "en": ["ewt-test", "gum-test", "pud-test"]}
PARAGRAPH = 5


def main() -> None:
    """Print one line for each file and pipeline."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.language", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--final", action="store_true", help="the test files too")
    parser.add_argument("--pipeline", action="append", default=[], metavar="LANG=NAME", help="instead of ours")
    asked = parser.parse_args()
    annotator = Annotator(dict(pair.split("=", 1) for pair in asked.pipeline))
    print(f"{'file':18}{'pipeline':14}{'tokens':>8}{'UAS':>7}{'LAS':>7}{'UAS-p':>7}{'LAS-p':>7}{'lemma':>7}{'pos':>7}")
    for lang in ("fr", "en"):
        official = spacy.load(DEFAULTS[lang].name, exclude=["senter"])
        for name in DEV[lang] + (TEST[lang] if asked.final else []):
            path = asked.corpora / lang / f"{name}.conllu.gz"
            if lang == "fr":
                _raw_trees(name, path, annotator, official)
            else:
                _gold_tokens(name, path, annotator)
    print(f"\n{'file':18}{'pipeline':14}{'sents F1':>9}{'words/s':>9}   raw text, one thread")
    for lang in ("fr", "en"):
        official = spacy.load(DEFAULTS[lang].name, exclude=["senter"])
        for name in DEV[lang] + (TEST[lang] if asked.final else []):
            _sentences_and_speed(name, asked.corpora / lang / f"{name}.conllu.gz", lang, annotator, official)


def _raw_trees(name: str, path: Path, annotator: Annotator, official: Language) -> None:
    gold = list(_paragraphs(official, path, lambda text: text))
    print(name.ljust(18) + "official".ljust(14) + _scores(gold, official.pipe(doc.text for doc in gold)))
    print(name.ljust(18) + "ours".ljust(14) + _scores(gold, _annotate(annotator, "fr", gold)))


def _gold_tokens(name: str, path: Path, annotator: Annotator) -> None:
    nlp = annotator.pipeline("en")
    gold = [document(nlp.vocab, [sentence]) for sentence in sentences(path, contracted=False)]
    bare = (Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc]) for doc in gold)
    print(name.ljust(18) + "ours".ljust(14) + _scores(gold, nlp.pipe(bare)))


def _sentences_and_speed(name: str, path: Path, lang: str, annotator: Annotator, official: Language) -> None:
    gold = list(_paragraphs(official, path, lambda text: text))
    runs: dict[str, Callable[[], Iterable[Doc]]] = {
        "official": lambda: official.pipe((doc.text for doc in gold), batch_size=64),
        "ours": lambda: _annotate(annotator, lang, gold),
    }
    for pipeline, run in runs.items():
        start = time.process_time()
        found = list(run())
        speed = sum(map(len, found)) / (time.process_time() - start)
        pairs = zip(gold, found, strict=True)
        counts = sum((_overlap(_ends(a), _ends(b)) for a, b in pairs), Counter[str]())
        print(f"{name:18}{pipeline:14}{_f1(counts['both'], counts['gold'], counts['found']):9.1f}{speed:9.0f}")


def _paragraphs(nlp: Language, path: Path, typography: Callable[[str], str]) -> Iterable[Doc]:
    corpus: list[Sentence] = list(sentences(path, typography=typography))
    return (document(nlp.vocab, corpus[k : k + PARAGRAPH]) for k in range(0, len(corpus), PARAGRAPH))


def _annotate(annotator: Annotator, lang: str, gold: Sequence[Doc]) -> list[Doc]:
    text = "\n".join(doc.text for doc in gold)
    body, start = [], 0
    for doc in gold:
        body.append(Span(start, start + len(doc.text)))
        start += len(doc.text) + 1
    report = Document(id="benchmark", text=text, lang=lang, title="", digest="", source="benchmark")
    return [paragraph.doc for paragraph in annotator(report, body)]


def _scores(gold: Sequence[Doc], found: Iterable[Doc]) -> str:
    counts: Counter[str] = Counter()
    for wanted, got in zip(gold, found, strict=True):
        counts.update(_compare(_rows(wanted), _rows(got)))
    both, sides = counts["both"], (counts["gold"], counts["found"])
    bare = (counts["gold-p"], counts["found-p"])
    figures = [_f1(both, *sides), *(_f1(counts[k], *sides) for k in ("uas", "las"))]
    figures += [_f1(counts[k], *bare) for k in ("uas-p", "las-p")]
    figures += [100 * counts[k] / both for k in ("lemma", "pos")]
    return f"{figures[0]:8.1f}" + "".join(f"{figure:7.1f}" for figure in figures[1:])


Row = tuple[int, int, str, str, str]


def _rows(doc: Doc) -> dict[tuple[int, int], Row]:
    """(start, end) → (start and end of the head, relation, lemma, part of speech)."""
    return {
        (t.idx, t.idx + len(t)): (
            t.head.idx,
            t.head.idx + len(t.head),
            "root" if t.head.i == t.i else t.dep_,
            normalise(t.lemma_).lower(),
            t.pos_,
        )
        for t in doc
        if not t.is_space
    }


def _compare(gold: dict[tuple[int, int], Row], found: dict[tuple[int, int], Row]) -> Counter[str]:
    counts: Counter[str] = Counter(gold=len(gold), found=len(found))
    counts["gold-p"] = sum(row[2] != "punct" for row in gold.values())
    counts["found-p"] = sum(row[2] != "punct" for row in found.values())
    for span in gold.keys() & found.keys():
        wanted, got = gold[span], found[span]
        counts["both"] += 1
        counts["lemma"] += wanted[3] == got[3]
        counts["pos"] += wanted[4] == got[4]
        if wanted[:2] == got[:2]:
            bare = wanted[2] != "punct"
            counts["uas"] += 1
            counts["uas-p"] += bare
            counts["las"] += wanted[2] == got[2]
            counts["las-p"] += bare and wanted[2] == got[2]
    return counts


def _ends(doc: Doc) -> set[tuple[int, int]]:
    """Sentences as offsets, without the white space around them."""
    inner = ([t for t in sentence if not t.is_space] for sentence in doc.sents)
    return {(tokens[0].idx, tokens[-1].idx + len(tokens[-1])) for tokens in inner if tokens}


def _overlap(gold: set[tuple[int, int]], found: set[tuple[int, int]]) -> Counter[str]:
    return Counter(gold=len(gold), found=len(found), both=len(gold & found))


def _f1(both: int, gold: int, found: int) -> float:
    return 200 * both / (gold + found)


if __name__ == "__main__":
    main()
