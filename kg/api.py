"""The Python interface: a graph that is built from reports, asked, and handed to other libraries."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Unpack

from kg.batch import Report, Settings, StoreWriter
from kg.batch import build as build_batch
from kg.errors import DocumentError, QueryError, StoreError, UnsupportedError
from kg.explain import Explanation, Verdict, explain, why_not
from kg.export import FOLDERS, SUFFIXES, WRITERS, Material
from kg.export.graph import View
from kg.judging import Judging, open_judged
from kg.knowledge.locate import ontologies
from kg.knowledge.ontology import Ontology, load_ontology
from kg.model import Document
from kg.query.agreement import Agreement
from kg.query.claims import ClaimFilter, StoredClaim, stored_claims
from kg.query.conditions import Conditions, Some, claim_filter, ids_of, times_of
from kg.query.diff import Change, diff
from kg.query.labels import labels
from kg.query.limit import query_within
from kg.query.names import Names, did_you_mean
from kg.query.questions import Question, ask, load_questions, question, values
from kg.query.routes import MAX_LEGS, Route, routes
from kg.query.sparql import Answer
from kg.query.standing import contested, contested_ids, corroborated
from kg.query.stats import Stats, stats
from kg.query.vocabulary import check_terms
from kg.rdf.iri import graph_iri
from kg.rdf.namespaces import Base
from kg.showing import Showing
from kg.store import Store, Table, read_dump

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib

    from kg.rdf.validate import Violation


def build(
    *sources: str | Path | Document,
    store: str | Path | None = None,
    lang: str | None = None,
    workers: int = 1,
) -> Graph:
    """A graph of what these reports say: files, folders, patterns, or texts as `kg.text("…")` makes them.

    In memory, or in the folder `store`, where what was built before stays. Reports that cannot be read give a
    warning each. More than one worker needs the `if __name__ == "__main__":` of multiprocessing around the call.
    """
    graph = Graph(store)
    report = graph.build(*sources, lang=lang, workers=workers)
    for error in report.skipped:
        warnings.warn(str(error), stacklevel=2)
    return graph


class Graph(Judging, Showing):
    """Claims of news reports, in memory or in a folder on disk.

    Names are what people call things, in French or English ("Chine", "CN", "puces Nvidia"); an unknown one raises
    QueryError with those that are near.

    store       folder; None: in memory          create, read_only  whether it may be made, or only be read
    pipelines   language → spaCy pipeline        gazetteers         files of names, beside those known here
    rules_only  extract without learned models   base               IRI that a new graph's data live under

    Raises StoreError for a folder that cannot be used: none there, in use, of another base.
    """

    def __init__(
        self,
        store: str | Path | None = None,
        *,
        create: bool = True,
        read_only: bool = False,
        pipelines: Mapping[str, str] | None = None,
        gazetteers: Sequence[str | Path] = (),
        rules_only: bool = False,
        base: str | None = None,
    ) -> None:
        self._path = None if store is None else Path(store)
        self.store: Store = open_judged(self._path, create=create, read_only=read_only, base=_base(base))
        self._names: Names | None = None
        self._settings = Settings(tuple(sorted((pipelines or {}).items())), tuple(map(Path, gazetteers)), rules_only)

    @classmethod
    def load(cls, path: str | Path) -> Graph:
        """A graph to ask: a folder, or a dump in N-Quads, TriG, Turtle or JSON-LD. Raises StoreError."""
        if Path(path).is_dir():
            return cls(path, create=False, read_only=True)
        graph = cls()
        graph.store = read_dump(Path(path))
        return graph

    def build(
        self,
        *sources: str | Path | Document,
        lang: str | None = None,
        languages: Collection[str] = (),
        workers: int = 1,
        with_text: bool = True,
        progress: Callable[[Report], None] = lambda report: None,
        stdin: IO[bytes] | None = None,
    ) -> Report:
        """Read what is new or has changed; what cannot be read is in the report, and the rest is kept.

        sources    files, folders, patterns, "-" for `stdin`, or documents as `kg.text("…")` makes them
        lang       of all reports, instead of finding out for each; languages: skip reports in others, none: skip none
        workers    processes that read            with_text  keep the articles' texts, too
        progress   called with the report so far, after each article

        Raises KnowledgeError when a pipeline or a gazetteer cannot be loaded, StoreError when nothing can be written.
        """
        knowledge = self._settings().knowledge
        writer = StoreWriter(self.store, knowledge, with_text=with_text)
        self._names = None
        documents = _in_languages(_documents(sources, lang, stdin), languages)
        return build_batch(documents, self._settings, writer, workers=workers, progress=progress)

    def claims(self, **conditions: Unpack[Conditions]) -> list[StoredClaim]:
        """Claims that meet every condition given, by date, article and place in the text. Raises QueryError."""
        return stored_claims(self.store, self.ontology, self.filter(**conditions))

    def filter(self, **conditions: Unpack[Conditions]) -> ClaimFilter:
        """The conditions as values. Raises QueryError for a name or a date that is none."""
        return claim_filter(conditions, self.ontology, self.names)

    def contested(self, **conditions: Unpack[Conditions]) -> list[Agreement]:
        """What one asserts and another denies, each matter once, with who says what."""
        return contested(self.store, self.ontology, self.filter(**conditions))

    def corroborated(self, **conditions: Unpack[Conditions]) -> list[Agreement]:
        """What two origins at least assert, each matter once, with who says what."""
        return corroborated(self.store, self.ontology, self.filter(**conditions))

    def contested_claims(self, **conditions: Unpack[Conditions]) -> list[StoredClaim]:
        """Claims, as `claims` gives them, that a denial contradicts or that are such a denial."""
        ids = contested_ids(self.store, self.ontology, self.filter(**conditions))
        return [said for said in self.claims(**conditions) if said.claim.id in ids]

    @property
    def questions(self) -> Mapping[str, Question]:
        """The named questions, by name."""
        return _questions()

    def ask(
        self,
        name: str,
        given: Mapping[str, str] | None = None,
        *,
        published_after: str | None = None,
        published_before: str | None = None,
        valid_on: str | None = None,
    ) -> Table:
        """The answer of a named question: `graph.ask("restrictions", {"goods": "H20"})`.

        Raises QueryError for a question, a parameter, a name or a date that is none.
        """
        asked = question(self.questions, name)
        terms = values(asked, given or {}, self.names, self.store)
        return ask(self.store, asked, terms, times_of(published_after, published_before, valid_on))

    def sparql(self, query: str, *, timeout: float | None = None) -> Answer:
        """Answer of a SPARQL query over the union of all articles; every prefix of the graph is there already.

        With a timeout, in seconds, the query runs in a process of its own, which ends with it: for a graph in a folder
        that is open to read only. Raises QueryError for a term that the ontology does not have.
        """
        check_terms(query, self.ontology)
        if timeout is None:
            return self.store.query(query)
        if self._path is None:
            raise QueryError("a timeout needs a graph in a folder; this one is in memory")
        return query_within(self._path, query, timeout)

    def table(self, query: str | Table, *, lang: str | None = None, timeout: float | None = None) -> pd.DataFrame:
        """The answer of a SELECT, or of `ask`, as a pandas DataFrame: `graph.table("SELECT ?who ?what { … }")`.

        One row a solution, one column a variable. IRIs come as prefixed names ("country:SG"), or as what they are
        called in `lang`; decimals as floats, days as datetimes, what is unbound as a missing value.
        Raises QueryError for a query of another form, MissingError without pandas (the extra `tables`).
        """
        from kg.export.frame import frame  # noqa: PLC0415 (with names for what it holds, and pandas)

        answer = self.sparql(query, timeout=timeout) if isinstance(query, str) else query
        if not isinstance(answer, Table):
            raise QueryError("a table is the answer of a SELECT; ASK, CONSTRUCT and DESCRIBE give other things")
        terms = (term for row in answer.rows for term in row)
        return frame(answer, self.store.base.prefixes, labels(self.store, terms, lang) if lang else None)

    def explain(self, claim: str, *, again: bool = True) -> Explanation:
        """Why the graph has a claim, given its id, its IRI or how its id begins. Raises QueryError for none or several.

        again  read its article again, where the same versions would, to show the paths from word to word
        """
        return explain(self.store, self.ontology, claim, self._settings() if again else None)

    def why_not(self, text: str, lang: str | None = None) -> list[Verdict]:
        """For each sentence of a text, why it gives claims or none. `lang`: "fr" or "en", None to find out."""
        return why_not(text, self._settings(), lang)

    def diff(self, later: Graph) -> list[Change]:
        """What changed from this graph to a later one: claims new, withdrawn, revised, contradicted, corroborated."""
        return diff(self.claims(), later.claims(), self.ontology)

    def trace(
        self,
        theme: Some,
        start: Some = (),
        end: Some = (),
        via: Some = (),
        *,
        max_legs: int = MAX_LEGS,
        published_after: str | None = None,
        published_before: str | None = None,
        valid_on: str | None = None,
    ) -> list[Route]:
        """Routes of goods, the most certain first: those that one claim tells, and those pieced together from several.

        `theme` may name goods, a kind or a maker. Claims are pieced together where `start` or `end` is given, to no
        more than `max_legs` steps.
        """
        return routes(
            self.store, self.ontology, self._ids(theme), self._ids(start), self._ids(end), self._ids(via),
            max_legs=max_legs, times=times_of(published_after, published_before, valid_on),
        )  # fmt: skip

    def stats(self, lang: str = "en") -> Stats:
        """How much the graph holds: articles, claims, entities, by class, status, language and publisher."""
        return stats(self.store, self.ontology, lang)

    def validate(self) -> tuple[Violation, ...]:
        """What breaks the ontology's SHACL shapes, nothing in a graph that this package wrote."""
        from kg.rdf.validate import validate  # noqa: PLC0415 (nothing else needs a SHACL engine)

        return validate(self.store.dataset(), self.ontology, self.store.base.prefixes)

    def remove(self, *articles: str) -> None:
        """Take articles, by their ids, out of the graph. Raises QueryError for an unknown one, before any goes."""
        known = self.store.digests()
        for article in articles:
            if article not in known:
                near = did_you_mean(article, {name: name for name in known})
                raise QueryError(f"no article {article!r} here{near}")
        for article in articles:
            self.store.remove(graph_iri(article, self.store.base))
        self._names = None

    def export(
        self,
        format: str,
        *,
        with_text: bool = False,
        view: View = "edges",
        lang: str = "en",
        canonical: bool = False,
        **conditions: Unpack[Conditions],
    ) -> Iterator[str]:
        """The graph in a format of `kg.export.WRITERS`, in pieces of text. Raises QueryError for another format.

        with_text  put the articles' texts into RDF and FollowTheMoney
        view, lang  of graphs and labels, as in `to_networkx`        canonical  of N-Quads: RDFC-1.0's document
        """
        if format in FOLDERS:
            raise QueryError(f"{format} is several files: export_files gives them")
        if format not in WRITERS:
            near = did_you_mean(format, {name: name for name in (*WRITERS, *FOLDERS)})
            raise QueryError(f"no format {format!r}{near or '; there are ' + ', '.join((*WRITERS, *FOLDERS))}")
        filter = self.filter(**conditions)
        return WRITERS[format](Material(self.store, self.ontology, filter, with_text, view, lang, canonical))

    def export_files(
        self,
        format: str,
        *,
        with_text: bool = False,
        view: View = "edges",
        lang: str = "en",
        canonical: bool = False,
        **conditions: Unpack[Conditions],
    ) -> Iterator[tuple[str, bytes]]:
        """The graph in any format, as pieces of files: (name, bytes) pairs, pieces of a file in order.

        Formats of `kg.export.FOLDERS` have several files, others "graph" with their suffix; otherwise as `export`.
        Raises MissingError for parquet without the extra `tables`.
        """
        if format in FOLDERS:
            filter = self.filter(**conditions)
            return FOLDERS[format](Material(self.store, self.ontology, filter, with_text, view, lang, canonical))
        pieces = self.export(format, with_text=with_text, view=view, lang=lang, canonical=canonical, **conditions)
        suffix = next(suffix for suffix, name in SUFFIXES.items() if name == format)
        return ((f"graph{suffix}", piece.encode()) for piece in pieces)

    def to_pandas(
        self, view: View = "edges", lang: str = "en", **conditions: Unpack[Conditions]
    ) -> dict[str, pd.DataFrame]:
        """Data frames "nodes", "edges" and "claims", with the columns of `kg export --format csv`.

        Each row of edges and claims has its status and words; lists are arrays, days datetimes.
        Raises MissingError without the extra `tables`.
        """
        from kg.export.parquet import frames  # noqa: PLC0415 (an extra)

        return frames(Material(self.store, self.ontology, self.filter(**conditions), view=view, lang=lang))

    def to_networkx(self, view: View = "edges", lang: str = "en") -> nx.MultiDiGraph[str]:
        """A MultiDiGraph for NetworkX; see `kg.export.graph.networkx_graph` for what nodes and edges carry.

        view  "edges": entities, and an edge for each pair that a claim relates, always with the claim's status, words,
              dates and confidence (0..1); "claims": claims and articles as nodes, roles as edges
        lang  of labels, where a thing has one in it
        """
        return Material(self.store, self.ontology, view=view, lang=lang).graph()

    def to_rdflib(self) -> rdflib.Dataset:
        """The same store as an rdflib Dataset to read from: articles are named graphs, the default graph their union.

        Nothing is copied, so it is there at once, and it lives as long as this graph is open.
        """
        return self.store.dataset()

    @property
    def ontology(self) -> Ontology:
        """Claim classes, roles, statuses, effects and entity types, with their names in English and French."""
        return _ontology()

    def names(self) -> Names:
        """What everything in the graph is called."""
        if self._names is None:
            self._names = Names(self.store)
        return self._names

    def _ids(self, names: Some | None) -> tuple[str, ...]:
        return ids_of(names, self.names)

    def close(self) -> None:
        """Let go of the folder, so that another process may write to it; `with` does so at its end."""
        self.store.close()

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@cache
def _ontology() -> Ontology:
    return load_ontology(ontologies())


@cache
def _questions() -> Mapping[str, Question]:
    return load_questions(ontologies())


def _base(iri: str | None) -> Base | None:
    """Raises StoreError for what is no base."""
    try:
        return None if iri is None else Base(iri)
    except ValueError as error:
        raise StoreError(str(error)) from None


def _in_languages(
    documents: Iterable[Document | DocumentError], languages: Collection[str]
) -> Iterator[Document | DocumentError]:
    for document in documents:
        if languages and isinstance(document, Document) and document.lang not in languages:
            reason = f"in language {document.lang!r}; only {', '.join(languages)} is read here"
            yield UnsupportedError(document.source, reason)
        else:
            yield document


def _documents(
    sources: Iterable[str | Path | Document], lang: str | None, stdin: IO[bytes] | None
) -> Iterator[Document | DocumentError]:
    from kg.read import read_documents  # noqa: PLC0415 (who only asks a graph need not wait for parsers)

    for source in sources:
        if isinstance(source, Document):
            yield source
        else:
            yield from read_documents([str(source)], lang=lang, stdin=stdin)
