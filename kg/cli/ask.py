"""`kg ask`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.nothing import note_nothing
from kg.cli.options import AfterOption, BeforeOption, StoreOption, ValidOption, open_graph
from kg.cli.output import check_format, count, note, show, show_json, table, write
from kg.cli.voices import agreement_record, matter_row
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.api import Graph
    from kg.query.agreement import Agreement
    from kg.query.questions import Question
    from kg.rdf.terms import Term
    from kg.store import Table

_FORMATS = ("table", "json", "csv", "tsv", "sparql-json", "sparql-xml")
_STANDING = {
    "contested": ("What one asserts and another denies", "Ce que l'un affirme et qu'un autre dément"),
    "corroborated": ("What two origins at least assert", "Ce qu'affirment au moins deux origines"),
}
_STANDING_PARAMETERS = ("about", "class", "publisher", "source")


def ask(
    question: Annotated[str | None, typer.Argument(metavar="QUESTION", help="Its name; none lists all.")] = None,
    given: Annotated[
        list[str] | None, typer.Argument(metavar="NAME=VALUE", help="What the question needs to know; or --NAME VALUE.")
    ] = None,
    published_after: AfterOption = None,
    published_before: BeforeOption = None,
    valid_on: ValidOption = None,
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="Language of titles and names: en, fr.")] = "en",
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="table, json, csv, tsv, sparql-json, sparql-xml.")
    ] = "table",
    store: StoreOption = None,
) -> None:
    """Ask a question that has a name.

    Without one: all of them, with what each needs to know. Things are named as
    people name them, in French or English.

    [bold]Examples[/bold]

      kg ask
      kg ask restrictions goods=H20
      kg ask in-force --on 2025-06-01 --goods gallium
      kg ask contested about=Nvidia
      kg ask corroborated class=movement --lang fr
    """
    check_format(format, _FORMATS)
    if question is None:
        _list(lang, format)
        return
    values = _given(given or [])
    with open_graph(store) as graph:
        times = {"published_after": published_after, "published_before": published_before, "valid_on": valid_on}
        if question in _STANDING:
            asked, conditions = _standing(graph, question), _conditions(question, values)
            found = asked(**conditions, **times)
            _show_standing(found, format, graph)
            if not found:
                again = (lambda: len(asked(**conditions))) if any(times.values()) else None
                note_nothing(graph, [conditions[n] for n in ("entity", "source") if n in conditions], again, "matter")
        else:
            values = _bare(graph, question, values)
            answer = graph.ask(question, values, **times)
            _show(answer, format, graph, lang)
            if not answer.rows:
                again = (lambda: len(graph.ask(question, values).rows)) if any(times.values()) else None
                kinds = {p.name: p.kind for p in graph.questions[question].parameters}
                note_nothing(graph, [v for n, v in values.items() if kinds[n] == "entity"], again, "row")


def _standing(graph: Graph, question: str) -> Callable[..., list[Agreement]]:
    return graph.contested if question == "contested" else graph.corroborated


def _conditions(question: str, values: Mapping[str, str]) -> dict[str, str]:
    names = {"about": "entity", "class": "type", "": "entity"}
    for name in values:
        if name not in (*_STANDING_PARAMETERS, ""):
            raise QueryError(f"{question} has no parameter {name!r}; it has {', '.join(_STANDING_PARAMETERS)}")
    return {names.get(name, name): value for name, value in values.items()}


def _given(words: Sequence[str]) -> dict[str, str]:
    """NAME=VALUE, --NAME=VALUE or --NAME VALUE; one bare value, under the name ""."""
    found: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        option, (name, equals, value) = word.startswith("--"), word.removeprefix("--").partition("=")
        if option and not equals:
            if not rest or rest[0].startswith("--"):
                raise QueryError(f"{word} needs a value")
            value = rest.pop(0)
        elif not equals or not re.fullmatch(r"\w+", name):
            name, value = "", word
        if name in found:
            raise QueryError(f"{name or value!r}: one value for each parameter, as NAME=VALUE")
        found[name] = value
    return found


def _bare(graph: Graph, name: str, values: dict[str, str]) -> dict[str, str]:
    """A value without a name is that of the first parameter that has none."""
    if "" not in values or name not in graph.questions:
        return values
    free = [p.name for p in graph.questions[name].parameters if p.name not in values]
    if not free:
        raise QueryError(f"{name} needs nothing more; what is {values['']!r}?")
    return {free[0] if key == "" else key: value for key, value in values.items()}


def _list(lang: str, format: str) -> None:
    from kg.knowledge.locate import ontologies  # noqa: PLC0415 (help must not wait for rdflib)
    from kg.query.questions import load_questions  # noqa: PLC0415

    known = load_questions(ontologies())
    standing = {name: titles[lang == "fr"] for name, titles in _STANDING.items()}
    if format == "json":
        show_json([*map(_record, known.values()), *({"name": n, "title": t} for n, t in standing.items())])
        return
    rows = table(("question", 0), ("what it asks", 3), ("what it needs, and may be told", 4))
    for name, asked in known.items():
        rows.add_row(name, asked.titles.get(lang, asked.titles["en"]), _needs(asked, lang))
    for name, title in standing.items():
        rows.add_row(name, title, "\n".join(f"{p}?" for p in _STANDING_PARAMETERS))
    show(rows)


def _needs(asked: Question, lang: str) -> str:
    lines = [f"{p.name}{'?' if p.optional else ''}: {p.says.get(lang, p.says['en'])}" for p in asked.parameters]
    return "\n".join(lines)


def _record(asked: Question) -> dict[str, Any]:
    return {
        "name": asked.name,
        "title": asked.titles["en"],
        "titles": dict(asked.titles),
        "parameters": [
            {"name": p.name, "kind": p.kind, "optional": p.optional, "says": dict(p.says)} for p in asked.parameters
        ],
        "example": dict(asked.example),
    }


def _show(answer: Table, format: str, graph: Graph, lang: str) -> None:
    from kg.query.labels import labels  # noqa: PLC0415 (help must not wait for rdflib)
    from kg.query.sparql import ANSWERS  # noqa: PLC0415

    if format not in ("table", "json"):
        write([ANSWERS[format.removeprefix("sparql-")](answer)])
        return
    called = labels(graph.store, (term for row in answer.rows for term in row), lang)
    if format == "json":
        show_json([
            {
                name: {"value": str(term), **({"label": called[term]} if term in called else {})}
                for name, term in zip(answer.variables, row, strict=True) if term is not None
            }
            for row in answer.rows
        ])  # fmt: skip
        return
    if answer.rows:
        rows = table(("what", 4), ("in which words", 5))
        for row in answer.rows:
            cells = {n: _called(t, called) for n, t in zip(answer.variables, row, strict=True) if t is not None}
            words = [f"“{' '.join(text.split())}”" for name, text in cells.items() if name.startswith(_QUOTED)]
            facts = [f"{name}: {text}" for name, text in cells.items() if not name.startswith(_QUOTED)]
            rows.add_row("\n".join(facts), "\n".join(words))
        show(rows)
        note(count(len(answer.rows), "row"))


_QUOTED = ("words", "rule")


def _called(term: Term, called: Mapping[Term, str]) -> str:
    return called.get(term) or (str(term).rpartition("/")[2] if term.n3().startswith("<") else str(term))


def _show_standing(found: list[Agreement], format: str, graph: Graph) -> None:
    if format == "json":
        show_json([agreement_record(one, graph.store.base) for one in found])
        return
    if format != "table":
        raise QueryError(f"no format {format!r} for this question; there are table, json")
    if found:
        rows = table(("claim", 4), ("who says so", 6), ("who denies it", 6))
        for one in found:
            rows.add_row(*matter_row(one, graph.ontology))
        show(rows)
        note(count(len(found), "matter"))
