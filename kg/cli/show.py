"""`kg show`."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import StoreOption, open_graph
from kg.cli.output import check_format, count, note, show_json, table
from kg.cli.output import show as show_tables
from kg.cli.project import project
from kg.errors import QueryError

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from kg.api import Graph
    from kg.knowledge.ontology import Ontology
    from kg.query.articles import ArticleNote
    from kg.query.claims import Article
    from kg.query.portrait import Portrait, Related
    from kg.rdf.namespaces import Base

# rows of a part, and members or kinds on a line, that a table shows
_ROWS, _FEW = 12, 8


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help='What it is called ("Chine", H20, "Jensen Huang"), or an id.')],
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="Language of names: en, fr.")] = "en",
    everything: Annotated[bool, typer.Option("--all", help=f"All rows, not the first {_ROWS} of each part.")] = False,
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table, json.")] = "table",
    store: StoreOption = None,
) -> None:
    """Show what the graph knows of somebody or something.

    Its names as reports have them, how often, and why they are taken for it;
    its claims by class and status; who stands beside it in claims; its
    articles, with those that print the same report. Of an article, by its id:
    earlier versions and copies.

    [bold]Examples[/bold]

      kg show Chine --lang fr
      kg show H20 --all
      kg show "Jensen Huang" --format json
    """
    check_format(format, ("table", "json"))
    with open_graph(store) as graph:
        ontology, base = graph.ontology, graph.store.base
        if _is_article(graph, name):
            article = graph.article(name)
            if format == "json":
                show_json(_article_record(article))
            else:
                show_tables(*_article(article, ontology, lang))
            return
        found, others = graph.show(name, lang), graph.read_as(name, lang)
    if format == "json":
        show_json([_record(one, base) for one in found])
        return
    show_tables(*_portrait(found[0], ontology, lang, None if everything else _ROWS))
    if found[1:]:
        rows = _rows(("also called so", 3), ("what", 3), ("claims", 0))
        for one in found[1 : None if everything else _ROWS]:
            where = f"\nin {_title(one.articles[0].article)}" if len(one.articles) == 1 else ""
            rows.add_row(one.entity.id, f"{one.label}, {_kind(one, ontology, lang)}{where}", str(one.total))
        show_tables(rows)
        if len({one.entity.type for one in found}) == 1:
            note(f"if they are one: kg same {shlex.quote(name)}")
    for other, number in others[:3]:
        note(f"{name!r} stands for {other.label} ({other.id}) in {count(number, 'place')}")
    if found[0].total:
        note(f"kg claims --entity {found[0].entity.id} shows the claims")


def _is_article(graph: Graph, name: str) -> bool:
    """Whether it is an article's id, and no entity's name. Raises QueryError for what is neither."""
    known = graph.store.digests()
    try:
        graph.names().ids(name)
    except QueryError as error:
        if name in known:
            return True
        if near := graph.read_as(name):
            also = ", ".join(f"{other.label} ({other.id})" for other, _ in near[:3])
            raise QueryError(f"nothing is named {name!r}; reports say so of {also}") from error
        raise
    return False


def _portrait(one: Portrait, ontology: Ontology, lang: str, most: int | None) -> Iterator[RenderableType]:
    from rich.text import Text  # noqa: PLC0415

    where = "" if one.known else ", not in the gazetteer"
    yield Text.assemble((one.label, "bold"), f"  {_kind(one, ontology, lang)}, {one.entity.id}{where}")
    for how, what in _facts(one):
        yield Text.assemble((f"  {how}: ", "dim"), what)
    for how, head in (("member", "members"), ("member of", "member of")):
        belonging = [each for each in one.belongs if each.how == how]
        if belonging:
            rows = _rows((head, 4), ("since", 0), ("until", 0))
            for each in belonging[:most]:
                rows.add_row(each.entity.label, each.since, each.until)
            yield rows
            yield from _more(len(belonging), most)
    if one.names:
        rows = _rows(("names as seen", 3), ("times", 0), ("articles", 0), ("why it is meant", 4))
        for seen in one.names[:most]:
            rows.add_row(f"“{seen.words}”", str(seen.count), str(seen.articles), seen.why)
        yield rows
        yield from _more(len(one.names), most)
    if one.claims:
        yield _classes(one.claims, "claims", ontology, lang)
        roles = ", ".join(f"{_label(ontology.roles[role].labels, lang)} {n}" for role, n in one.roles.items())
        yield Text(f"  {count(len(one.confidences), 'claim')}, {_sure(one)} surer than {project().shown:.0%}; roles: {roles}", style="dim")
    if one.says:
        yield _classes(one.says, "says", ontology, lang)
    if one.neighbours:
        rows = _rows(("named with", 3), ("claims", 0), ("classes", 4))
        for other in one.neighbours[:most]:
            kinds = ", ".join(f"{_class(name, ontology, lang)} {n}" for name, n in other.classes.items())
            rows.add_row(other.entity.label, str(other.claims), kinds)
        yield rows
        yield from _more(len(one.neighbours), most)
    if one.articles:
        rows = _rows(("article", 5), ("published", 0), ("claims", 0))
        for reported in one.articles[:most]:
            copy = "same report: " if reported.first else ""
            rows.add_row(f"{copy}{_title(reported.article)}", _day(reported.article), str(reported.claims))
        yield rows
        yield from _more(len(one.articles), most)
    if not one.total:
        yield Text("  No claim is about it, or comes from it.", style="dim")


def _rows(*columns: tuple[str, int]) -> Table:
    """As `table`, with no line between rows: their words are few."""
    made = table(*columns)
    made.show_lines = False
    return made


def _facts(one: Portrait) -> Iterator[tuple[str, str]]:
    entity = one.entity
    labels = dict.fromkeys(label for _, label in entity.labels)
    also = [name for name in (*labels, *entity.aliases) if name != one.label]
    if also:
        yield "also", ", ".join(also)
    if entity.iso:
        yield "ISO code", entity.iso
    grouped: dict[str, list[Related]] = {}
    for how, other in one.facts:
        if how != "member" or not one.belongs:  # else a table of their own tells them with their times
            grouped.setdefault(how, []).append(other)
    for how, others in grouped.items():
        more = f", … {len(others) - _FEW} more" if len(others) > _FEW else ""
        yield f"{how}s" if how == "member" else how, ", ".join(other.label for other in others[:_FEW]) + more
    for iri in entity.same_as:
        yield "same as", iri
    for judgement in one.judgements:
        yield "judged", judgement


def _article(one: ArticleNote, ontology: Ontology, lang: str) -> Iterator[RenderableType]:
    from rich.text import Text  # noqa: PLC0415

    article = one.article
    yield Text.assemble((article.title, "bold"), f"  article, {article.id}")
    facts = {
        "published": _day(article), "by": ", ".join(part for part in (article.author, article.publisher) if part),
        "language": article.lang, "url": article.url if article.url != article.id else None, "digest": article.digest,
    }  # fmt: skip
    for how, what in facts.items():
        if what:
            yield Text.assemble((f"  {how}: ", "dim"), what)
    if one.claims:
        yield _classes(one.claims, "claims", ontology, lang)
    if one.copies:
        rows = _rows(("same report, counted once", 5), ("published", 0))
        for copy in one.copies:
            rows.add_row(f"{_title(copy)}\n{copy.id}", _day(copy))
        yield rows
    if one.versions:
        rows = _rows(("earlier version", 0), ("published", 0), ("digest", 1))
        for number, version in enumerate(one.versions, 1):
            rows.add_row(str(number), str(version.published or ""), version.digest)
        yield rows


def _sure(one: Portrait) -> int:
    return sum(confidence >= project().shown for confidence in one.confidences)


def _classes(claims: Mapping[str, Mapping[str, int]], head: str, ontology: Ontology, lang: str) -> Table:
    """One row a class, one column a status that occurs."""
    statuses = [s for s in ontology.statuses if any(s.name in counts for counts in claims.values())]
    rows = _rows((head, 0), *((_label(status.labels, lang), 0) for status in statuses))
    for name, counts in claims.items():
        rows.add_row(_class(name, ontology, lang), *(str(counts.get(status.name, "")) for status in statuses))
    return rows


def _more(number: int, most: int | None) -> Iterator[RenderableType]:
    from rich.text import Text  # noqa: PLC0415

    if most is not None and number > most:
        yield Text(f"  {number - most} more, shown by --all", style="dim")


def _kind(one: Portrait, ontology: Ontology, lang: str) -> str:
    return _label(ontology.entity_types[one.entity.type.value].labels, lang)


def _class(name: str, ontology: Ontology, lang: str) -> str:
    return _label(ontology.classes[name].labels, lang)


def _label(labels: Mapping[str, str], lang: str) -> str:
    return labels.get(lang) or labels["en"]


def _title(article: Article) -> str:
    return f"{article.publisher}: {article.title}" if article.publisher else article.title


def _day(article: Article) -> str:
    return str(article.published or "")


def _record(one: Portrait, base: Base) -> dict[str, Any]:
    from kg.rdf.iri import entity_iri  # noqa: PLC0415 (help must not wait for rdflib)

    entity = one.entity
    return {
        "id": entity.id, "iri": str(entity_iri(entity.id, base)), "type": str(entity.type), "label": one.label,
        "labels": dict(entity.labels), "aliases": list(entity.aliases), "iso": entity.iso, "known": one.known,
        "same_as": list(entity.same_as), "facts": [{"how": how, **asdict(other)} for how, other in one.facts],
        "belongs": [asdict(other) for other in one.belongs], "names": [asdict(seen) for seen in one.names], "judgements": list(one.judgements), "claims": one.claims,
        "sure": _sure(one), "roles": one.roles, "says": one.says,
        "neighbours": [asdict(other) for other in one.neighbours],
        "articles": [{**_brief(r.article), "claims": r.claims, "copy_of": r.first} for r in one.articles],
    }  # fmt: skip


def _article_record(one: ArticleNote) -> dict[str, Any]:
    article = one.article
    return {
        **_brief(article), "lang": article.lang, "author": article.author, "url": article.url, "digest": article.digest,
        "claims": one.claims, "copies": [_brief(copy) for copy in one.copies],
        "versions": [{"digest": v.digest, "published": str(v.published) if v.published else None} for v in one.versions],
    }  # fmt: skip


def _brief(article: Article) -> dict[str, Any]:
    day = str(article.published) if article.published else None
    return {"article": article.id, "title": article.title, "published": day, "publisher": article.publisher}
