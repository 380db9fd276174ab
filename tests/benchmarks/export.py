"""Exports measured: our writers beside the libraries of the formats, in one run.

    python tests/benchmarks/export.py                                100,000 claims (RDF: 10,000), some minutes
    python tests/benchmarks/export.py --claims 5000 --rdf 1000       a look
    python tests/benchmarks/export.py --formats graphml gexf

Times are processor seconds, which a busy machine does not blur, each in a process of its own. Ours go from claims as values
(for RDF from the store) to a file; a library's from its own objects, made of the same claims, to a file, without and with
the time that it takes to make them.
Memory is the peak of a process that gets the claims in portions, as out of a store; it is flat where ten times the claims take
little more. Libraries that are not installed
are left out: pip install 'kg-claims[tables,ftm]'. What it takes to read claims out of a store stands alone, above the table.
"""

from __future__ import annotations

import argparse
import gc
import json
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "benchmarks")]

from asking import fill_only, generated  # noqa: E402
from story import read_story, said  # noqa: E402

from kg.errors import MissingError  # noqa: E402
from kg.export import FOLDERS, WRITERS, Material  # noqa: E402
from kg.export.claims import claim_record  # noqa: E402
from kg.export.graph import plain  # noqa: E402
from kg.export.tables import rows, tables  # noqa: E402
from kg.knowledge.locate import ontologies  # noqa: E402
from kg.knowledge.ontology import load_ontology  # noqa: E402
from kg.query.claims import ClaimFilter, StoredClaim  # noqa: E402
from kg.store import open_store  # noqa: E402

ONTOLOGY = load_ontology(ontologies())
RDF = ("turtle", "trig", "nquads", "jsonld")
# a page is for a browser, and a drawing for the eye: neither is for so many
FORMATS = (*(name for name in (*WRITERS, *FOLDERS) if name not in ("html", "mermaid", "dot")),)
_PORTION = 600


@dataclass(frozen=True, slots=True)
class Given(Material):
    """Claims out of a file, in portions, as a store would hand them out, `most` of them; or out of memory."""

    file: Path = Path()
    most: int = 0
    loaded: tuple[StoredClaim, ...] = ()

    def claims(self) -> Iterator[StoredClaim]:
        return iter(self.loaded) if self.loaded else islice(self._all(), self.most)

    def _all(self) -> Iterator[StoredClaim]:
        with self.file.open("rb") as held:
            while True:
                try:
                    portion = pickle.load(held)
                except EOFError:
                    return
                yield from portion


def prepare(folder: Path, claims: int, rdf: int) -> None:
    with (folder / "claims").open("wb") as held, open_store(folder / "store") as store:
        done = written = 0
        # two hundred articles each, of which half are about firms and places that everybody knows
        for story in chain.from_iterable(generated(200, seed) for seed in range(-(-claims // 1200))):
            readings = read_story(story, ONTOLOGY, done)
            for start in range(0, len(readings), _PORTION // 6):
                pickle.dump(said(readings[start : start + _PORTION // 6]), held)
            if written < rdf:
                some = readings[: -(-(rdf - written) // 6)]
                fill_only(store, some, first=written == 0)
                written += 6 * len(some)
            done += len(readings)


def ours(format: str, folder: Path, claims: int, *, in_memory: bool) -> dict[str, Any]:
    with open_store(folder / "store", read_only=True) as store:
        material = Given(store, ONTOLOGY, file=folder / "claims", most=claims)
        for _ in pieces(format, replace(material, filter=ClaimFilter(article="none"), most=1)):
            pass  # imports are done
        if in_memory and format not in RDF:
            material = replace(material, loaded=tuple(material.claims()))
        began = _clock()
        files: dict[str, IO[bytes]] = {}
        for name, piece in pieces(format, material):
            if name not in files:
                files[name] = (folder / name).open("wb")
            files[name].write(piece)
        for file in files.values():
            file.close()
        return {"seconds": time.process_time() - began, "size": sum((folder / name).stat().st_size for name in files)}


def pieces(format: str, material: Material) -> Iterator[tuple[str, bytes]]:
    if format in FOLDERS:
        return FOLDERS[format](material)
    return (("out", piece.encode()) for piece in WRITERS[format](material))


def _clock() -> float:
    """What is there already is no business of the garbage collector's from now on."""
    gc.collect()
    gc.freeze()
    return time.process_time()


def library(format: str, folder: Path, claims: int) -> dict[str, Any]:
    with open_store(folder / "store", read_only=True) as store:
        material = Given(store, ONTOLOGY, file=folder / "claims", most=claims)
        name, make = LIBRARIES[format](replace(material, loaded=() if format in RDF else tuple(material.claims())))
        began = _clock()
        write = make()
        made = time.process_time()
        write(folder / "out")
        written = time.process_time()
        return {"seconds": written - made, "all": written - began, "name": name}


_Writes = Callable[[Path], object]
_Made = tuple[str, Callable[[], _Writes]]  # name of the library, and what makes its objects


def _lines(name: str, make: Callable[[], list[Any]], data: Callable[[Any], Any] = lambda one: one) -> _Made:
    def made() -> _Writes:
        objects = make()

        def write(path: Path) -> None:
            with path.open("w", encoding="utf-8") as out:
                for one in objects:
                    out.write(json.dumps(data(one), ensure_ascii=False) + "\n")

        return write

    return name, made


def _claims(material: Given) -> _Made:
    return _lines("json", lambda: [claim_record(one, material.store.base) for one in material.claims()])


def _ftm(material: Given) -> _Made:
    from followthemoney import model  # noqa: PLC0415

    records = [json.loads(line) for line in "".join(WRITERS["ftm"](material)).splitlines()]
    make = lambda: [model.get_proxy(record, cleaned=True) for record in records]  # noqa: E731
    return _lines("followthemoney", make, lambda proxy: proxy.to_dict())


def _rdf(format: str) -> Callable[[Given], _Made]:
    def library(material: Given) -> _Made:
        from rdflib import Dataset  # noqa: PLC0415

        def make() -> _Writes:
            dataset = Dataset(default_union=True)
            for prefix, namespace in material.store.base.prefixes.items():
                dataset.bind(prefix, namespace)
            dataset.addN((s, p, o, dataset.graph(g)) for s, p, o, g in material.store.quads())
            return lambda path: dataset.serialize(str(path), format=format, encoding="utf-8")

        return "rdflib", make

    return library


def _networkx(write: str) -> Callable[[Given], _Made]:
    """`write` is a function of NetworkX that gives data for JSON, or writes to a path."""

    def library(material: Given) -> _Made:
        import networkx as nx  # noqa: PLC0415

        def make() -> _Writes:
            graph: Any = material.graph()
            if write == "node_link_data":
                return lambda path: path.write_text(json.dumps(nx.node_link_data(graph, edges="edges"), ensure_ascii=False))
            if write == "cytoscape_data":
                return lambda path: path.write_text(json.dumps(nx.cytoscape_data(graph), ensure_ascii=False))
            for *_, data in (*graph.nodes(data=True), *graph.edges(data=True)):
                flat = plain(data)
                data.clear()
                data.update(flat)
            return lambda path: getattr(nx, write)(graph, path)

        return "networkx", make

    return library


def _pandas(write: Callable[[Any, Path], object], *names: str) -> Callable[[Given], _Made]:
    def library(material: Given) -> _Made:
        import pandas as pd  # noqa: PLC0415

        def make() -> _Writes:
            columns = tables(material)
            held: dict[str, list[list[Any]]] = {name: [] for name in columns}
            for name, values in rows(material):
                held[name].append(values)
            frames = [pd.DataFrame(held[name], columns=list(columns[name])) for name in names]
            return lambda path: [write(frame, path) for frame in frames]

        return "pandas", make

    return library


def _geojson(material: Given) -> _Made:
    collection = json.loads("".join(WRITERS["geojson"](material)))
    return "json", lambda: lambda path: path.write_text(json.dumps(collection, ensure_ascii=False))


LIBRARIES: dict[str, Callable[[Given], _Made]] = {
    "claims": _claims,
    "turtle": _rdf("turtle"), "trig": _rdf("trig"), "nquads": _rdf("nquads"), "jsonld": _rdf("json-ld"),
    "networkx": _networkx("node_link_data"), "graphml": _networkx("write_graphml"), "gexf": _networkx("write_gexf"),
    "cytoscape": _networkx("cytoscape_data"), "ftm": _ftm, "geojson": _geojson,
    "csv": _pandas(lambda frame, path: frame.to_csv(path, index=False), "nodes", "edges", "claims"),
    "parquet": _pandas(lambda frame, path: frame.to_parquet(path), "nodes", "edges", "claims"),
    "neo4j": _pandas(lambda frame, path: frame.to_csv(path, index=False), "nodes", "edges"),
}  # fmt: skip


def measured(folder: Path, who: str, format: str, claims: int) -> dict[str, Any] | None:
    """What one process says; None where its library is not installed."""
    call = [sys.executable, __file__, "--in", str(folder), "--part", who, format, str(claims)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode == 3:
        return None
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def reading(folder: Path) -> None:
    with open_store(folder / "store", read_only=True) as store:
        material = Material(store, ONTOLOGY)
        for what, read in (("claims", material.claims), ("statements", material.statements)):
            began = time.process_time()
            number = sum(1 for _ in read())
            print(f"{number} {what} read out of the store in {time.process_time() - began:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rdf", type=int, default=10_000, help="claims written as RDF, which rdflib takes minutes for")
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=FORMATS)
    parser.add_argument("--in", dest="folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--part", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        who, format, claims = options.part
        try:
            if who == "library":
                found = library(format, options.folder, int(claims))
            else:
                found = ours(format, options.folder, int(claims), in_memory=who == "ours")
        except (MissingError, ImportError):
            sys.exit(3)
        # not getrusage's figure, which a process takes over from the one that started it
        status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
        print(json.dumps({**found, "memory": int(status["VmHWM"].split()[0]) / 1024}))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder, options.claims, options.rdf)
        reading(folder)
        heads = f"{'':<10} {'claims':>7} {'MB':>6} {'ours s':>7} {'writes s':>9} {'ratio':>5} {'makes, writes s':>16} {'ratio':>5}"
        print(heads + "   peak MB: tenth, all; library")
        for format in options.formats:
            claims = options.rdf if format in RDF else options.claims
            mine = measured(folder, "ours", format, claims)
            if mine is None:
                print(f"{format:<10} left out: its extra is not installed")
                continue
            streams = [] if format in RDF else [measured(folder, "streamed", format, n) for n in (claims // 10, claims)]
            other = measured(folder, "library", format, claims) if format in LIBRARIES else None
            beside = ""
            if other:
                ratios = [mine["seconds"] / max(other[key], 0.01) for key in ("seconds", "all")]
                beside = f"{other['seconds']:9.1f} {ratios[0]:5.2f} {other['all']:16.1f} {ratios[1]:5.2f}"
            memory = ", ".join(f"{one['memory']:.0f}" for one in (*streams, *(() if streams else (mine,))) if one)
            print(
                f"{format:<10} {claims:7} {mine['size'] / 1e6:6.0f} {mine['seconds']:7.1f} {beside:<38}   "
                f"{memory}; {format_library(other)}", flush=True,
            )  # fmt: skip


def format_library(other: dict[str, Any] | None) -> str:
    return f"{other['memory']:.0f} ({other['name']})" if other else "no library of its own"


if __name__ == "__main__":
    main()
