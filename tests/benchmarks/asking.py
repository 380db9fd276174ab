"""Questions measured: are agreements and contradictions right, and how long does each question take?

    python tests/benchmarks/asking.py pairs                     precision and recall on pairs labelled by hand
    python tests/benchmarks/asking.py examples --store STORE    the same on a store built from examples/articles
    python tests/benchmarks/asking.py speed --articles 1000     generated articles of six claims: each named question,
                                                                `kg trace`, and rdflib's memory engine beside it
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from statistics import median, quantiles

from rdflib import Graph as RdfGraph
from rdflib import URIRef

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from pairs import FILE, UNSEEN, judged, pairs  # noqa: E402
from story import ENTITIES, fill, read_story  # noqa: E402

from kg.api import Graph  # noqa: E402
from kg.knowledge.locate import ontologies  # noqa: E402
from kg.knowledge.ontology import load_ontology  # noqa: E402
from kg.query.agreement import Index  # noqa: E402
from kg.query.claims import ClaimFilter, stored_claims  # noqa: E402
from kg.query.questions import Question, ask, load_questions, sparql  # noqa: E402
from kg.query.routes import routes  # noqa: E402
from kg.query.standing import contested, corroborated, standing  # noqa: E402
from kg.rdf.iri import claim_iri, name_iri  # noqa: E402
from kg.rdf.terms import Term, day, text  # noqa: E402
from kg.store import Store, open_store  # noqa: E402

ONTOLOGY = load_ontology(ontologies())
_PATIENCE = 180  # seconds
EXAMPLES = Path(__file__).with_name("agreement_examples.txt")


def measure_pairs() -> None:
    """Precision and recall of "agree" and "contradict" on tests/query/pairs.txt, and on pairs that no rule was made by."""
    for file in (FILE, UNSEEN):
        found = [(pair.label, judged(pair, ONTOLOGY)) for pair in pairs(file)]
        print(f"{file.name}: {len(found)} pairs labelled by hand")
        for label in ("agree", "contradict"):
            score(label, Counter((want == label, got == label) for want, got in found))


def measure_examples(store: Path, min_confidence: float) -> None:
    """The same on pairs of sentences of the example articles, as they were read."""
    blocks = [[line for line in b.splitlines() if line[:1] in "+-"] for b in EXAMPLES.read_text("utf-8").split("\n\n")]
    labels: dict[frozenset[str], str] = {}
    for block in filter(None, blocks):
        for one, other in combinations(block, 2):
            labels[frozenset((one[2:], other[2:]))] = "agree" if one[0] == other[0] else "contradict"
    snippets = {snippet for pair in labels for snippet in pair}
    with Graph(store, create=False, read_only=True) as graph:
        claims = graph.claims(min_confidence=min_confidence)
    index = Index(claims, ONTOLOGY)
    told: dict[frozenset[str], str] = {}
    for number, said in enumerate(claims):
        if said.claim.status in ("questioned", "possible"):  # who asks agrees with nobody
            continue
        agreement = index.agreement(number)
        for label, voices in (("agree", agreement.agree), ("contradict", agreement.deny)):
            for other in (c for voice in voices for c in voice.claims):
                pair = frozenset(snippet(c.claim.evidence.text, snippets) for c in (said, other))
                if len(pair) == 2:
                    told[pair] = label
    evidence = {snippet(said.claim.evidence.text, snippets) for said in claims}
    read = {pair: label for pair, label in labels.items() if pair <= evidence}
    print(f"{len(claims)} claims; {len(labels)} pairs of sentences labelled, {len(read)} of which both were read as claims")
    for label in ("agree", "contradict"):
        every = labels.keys() | told.keys()
        score(label, Counter((labels.get(pair) == label, told.get(pair) == label) for pair in every))
    for pair, label in sorted(told.items(), key=lambda item: sorted(item[0])):
        if labels.get(pair) != label:
            print(f"  wrong {label}: " + " | ".join(s[:70] for s in sorted(pair)))


def snippet(evidence: str, snippets: Iterable[str]) -> str:
    return next((s for s in sorted(snippets) if s in evidence), evidence)


def score(label: str, counts: Counter[tuple[bool, bool]]) -> None:
    right, wrong, missed = counts[True, True], counts[False, True], counts[True, False]
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    print(f"{label:<11} precision {precision:.3f}  recall {recall:.3f}  ({right} right, {wrong} wrong, {missed} missed)")


_PLACES = ("US", "CN", "SG", "MY", "TH", "HK", "JP", "RU", "IR", "FR", "DE", "NL", "AE", "TW", "VN", "shenzhen", "penang", "rotterdam", "hamburg")
_GOODS = ("h20", "h100", "mi308", "nvidia-chips", "chips", "gallium", "germanium", "durian", "lng", "duv")
_PARTIES = ("nvidia", "amd", "smic", "huawei", "asml", "tsmc", "megaspeed", "gulfco")
_STATUSES = ("stated",) * 12 + ("alleged",) * 4 + ("planned", "possible", "denied", "questioned")


def generated(articles: int, seed: int = 1) -> Iterator[str]:
    """Articles of six claims each, one story a thousand. Most names are of the article's own part of the world, so that
    a question's answer does not grow with the store: what is asked about is in a hundred articles, whatever their number."""
    chance = random.Random(seed)
    lines: list[str] = []
    for number in range(articles):
        # a hundred articles on the parties that are asked about; all others on groups of their own
        about = number % max(1, articles // 100) == 0
        when = f"202{chance.randint(2, 5)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        head = f"outlet{chance.randint(1, 40)} {when} {chance.choice(('en', 'fr'))} |"
        for nth in range(6):
            lines.append(f"{head} {_line(chance, about, number)}{' same' if nth else ''}")
        if len(lines) >= 6000:
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)


def _line(chance: random.Random, about: bool, number: int) -> str:
    def party() -> str:
        return chance.choice(_PARTIES) if about else f"firm{chance.randint(1, 3)}-{number // 5}:Organization"

    def place() -> str:
        return chance.choice(_PLACES) if about else f"place{chance.randint(1, 3)}-{number // 5}:Place"

    def goods() -> str:
        return chance.choice(_GOODS) if about else f"goods{chance.randint(1, 3)}-{number // 5}:Product"

    status, year = chance.choice(_STATUSES), chance.randint(2020, 2025)
    kind = chance.choice(("Movement", "Movement", "Transfer", "Restriction", "Sanction", "Ownership", "Production", "Use", "Dependence", "Investigation"))
    roles = {
        "Movement": lambda: f"theme={goods()} origin={place()} via={place()} destination={place()}",
        "Transfer": lambda: f"supplier={party()} recipient={party()} theme={goods()}",
        "Restriction": lambda: f"authority={place()} theme={goods()} target={place()} effect={chance.choice(('impose', 'tighten', 'ease', 'lift'))}",
        "Sanction": lambda: f"authority={place()} target={party()}",
        "Ownership": lambda: f"owner={party()} owned={party()}",
        "Production": lambda: f"producer={party()} theme={goods()} place={place()}",
        "Use": lambda: f"user={party()} theme={goods()}",
        "Dependence": lambda: f"dependent={place()} supplier={place()} theme={goods()}",
        "Investigation": lambda: f"authority={place()} target={party()} theme={goods()}",
    }[kind]()
    by = f" by={party()}" if chance.random() < 0.3 else ""
    return f"{kind} {status} {roles} time={year}{by} confidence=0.{chance.randint(3, 9)}"


def given(asked: Question, store: Store) -> dict[str, tuple[Term, ...]]:
    """The example's values as terms, without the search for names."""
    ids = {entity.label("en"): entity.id for entity in ENTITIES.values()} | {"OFAC": "country:US", "China": "country:CN"}
    found: dict[str, tuple[Term, ...]] = {}
    for name, value in asked.example.items():
        kind = next(p.kind for p in asked.parameters if p.name == name)
        if kind == "entity":
            found[name] = (URIRef(name_iri(ids[value], store.base)),)
        else:
            found[name] = (day(date.fromisoformat(value)) if kind == "date" else text("outlet7"),)
    return found


def measure_speed(articles: int, repeat: int, with_rdflib: bool, kept: Path | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = kept or Path(folder) / "store"
        if not path.exists():
            began = time.perf_counter()
            generate(path, articles)
            print(f"{articles} articles written in {time.perf_counter() - began:.0f} s", file=sys.stderr)
        with open_store(path, read_only=True) as store:
            measure_store(store, repeat, with_rdflib)


def generate(path: Path, articles: int) -> None:
    with open_store(path) as store:
        done = 0
        for story in generated(articles):
            readings = read_story(story, ONTOLOGY, done)
            fill_only(store, readings, first=done == 0)
            done += len(readings)


def measure_store(store: Store, repeat: int, with_rdflib: bool) -> None:
    """Wall time and, as other work on the machine does not count in it, processor time."""
    articles, claims, quads = (
        store.select(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}").rows[0][0]
        for pattern in ("?a a schema:NewsArticle", "?c sc:status ?s", "?s ?p ?o")
    )
    print(f"{articles} articles, {claims} claims, {quads} quads; {repeat} times each; milliseconds")
    print(f"{'':<26} median      p95   processor: median      p95")
    memory = _memory(store) if with_rdflib else None
    every: list[tuple[float, float]] = []
    for name, asked in load_questions(ontologies()).items():
        values = given(asked, store)
        rows = len(ask(store, asked, values).rows)
        taken = _timed(lambda asked=asked, values=values: ask(store, asked, values), repeat)  # type: ignore[misc]
        every += taken
        beside = ""
        if memory is not None:
            beside = f"   rdflib {_in_rdflib(memory, sparql(asked, values), dict(store.base.prefixes))}"
        _line_of(name, taken, f"{rows:6} rows{beside}")
    _line_of("all questions", every)
    start, end = "country:SG", "country:CN"
    ways = routes(store, ONTOLOGY, ["org:nvidia"], [start], [end])
    taken = _timed(lambda: routes(store, ONTOLOGY, ["org:nvidia"], [start], [end]), repeat)
    _line_of("trace", taken, f"{len(ways):6} routes")
    about = ClaimFilter(entities=("org:huawei",))
    for name, work in (("contested", contested), ("corroborated", corroborated)):
        taken = _timed(lambda work=work: work(store, ONTOLOGY, about), max(3, repeat // 5))  # type: ignore[misc]
        _line_of(f"{name} about one", taken, f"{len(work(store, ONTOLOGY, about)):6} matters")
    said = stored_claims(store, ONTOLOGY, about)
    names = [claim_iri(one.claim.id, store.base) for one in said]
    _line_of("kg claims: who agrees", _timed(lambda: standing(store, ONTOLOGY, names), repeat), f"{len(said):6} claims")


def _in_rdflib(memory: RdfGraph, query: str, prefixes: dict[str, str]) -> str:
    """Milliseconds of wall time, once, unless it takes longer than anybody waits."""
    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(_PATIENCE)
    try:
        return f"{_timed(lambda: list(memory.query(query, initNs=prefixes)), 1)[0][0]:9.1f}"
    except TimeoutError:
        return f"over {_PATIENCE} s"
    finally:
        signal.alarm(0)


def _stop(*_: object) -> None:
    raise TimeoutError


def _line_of(name: str, taken: Sequence[tuple[float, float]], rest: str = "") -> None:
    wall, processor = ([one[n] for one in taken] for n in (0, 1))
    figures = f"{median(wall):8.1f} {_p95(wall):8.1f}            {median(processor):8.1f} {_p95(processor):8.1f}"
    print(f"{name:<24} {figures}  {rest}".rstrip(), flush=True)


def fill_only(store: Store, readings: list[object], *, first: bool) -> None:
    """Like `story.fill`, with the knowledge once."""
    from kg.rdf.articles import reading_quads  # noqa: PLC0415
    from kg.rdf.iri import graph_iri  # noqa: PLC0415

    if first:
        fill(store, [], ONTOLOGY)
    known = {entity.id for entity in ENTITIES.values()}
    for reading in readings:
        quads = reading_quads(reading, ONTOLOGY, "run", known=known)  # type: ignore[arg-type]
        store.replace(graph_iri(reading.document.id), quads)  # type: ignore[attr-defined]


def _memory(store: Store) -> RdfGraph:
    graph = RdfGraph()
    for subject, predicate, value, _ in store.quads():
        graph.add((subject, predicate, value))
    return graph


def _timed(work: Callable[[], object], repeat: int) -> list[tuple[float, float]]:
    """Milliseconds of wall time and of processor time, each time."""
    taken = []
    for _ in range(repeat):
        start, used = time.perf_counter(), time.process_time()
        work()
        taken.append((1000 * (time.perf_counter() - start), 1000 * (time.process_time() - used)))
    return taken


def _p95(values: list[float]) -> float:
    return max(values) if len(values) < 20 else quantiles(values, n=20)[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("pairs", "examples", "speed"))
    parser.add_argument("--store", type=Path, default=Path("demo-store"))
    parser.add_argument("--min-confidence", type=float, default=0.0, help="of the claims of the examples")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--keep", type=Path, help="folder of the generated store; one that is there is measured as it is")
    parser.add_argument("--repeat", type=int, default=20)
    parser.add_argument("--rdflib", action="store_true", help="run each question once in rdflib's memory engine, too")
    options = parser.parse_args()
    if options.what == "pairs":
        measure_pairs()
    elif options.what == "examples":
        measure_examples(options.store, options.min_confidence)
    else:
        measure_speed(options.articles, options.repeat, options.rdflib, options.keep)


if __name__ == "__main__":
    main()
