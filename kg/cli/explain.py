"""`kg explain`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import StoreOption, open_graph
from kg.cli.output import check_format, show_json, write
from kg.cli.project import project
from kg.cli.voices import agreement_record, voices
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.explain import Explanation, Filled, Verdict
    from kg.model import Claim, Quote
    from kg.rdf.namespaces import Base


def explain(
    claim: Annotated[
        str | None, typer.Argument(metavar="CLAIM", help="Its id or IRI, or how the id begins; `kg ask` shows them.")
    ] = None,
    why_not: Annotated[
        str | None, typer.Option("--why-not", metavar="TEXT", help="A sentence: why it gives a claim, or none.")
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", metavar="LANG", help="Of the sentence: fr, en.")] = None,
    stored: Annotated[
        bool, typer.Option("--stored", help="What is stored alone, without reading the report again.")
    ] = False,
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="text, json.")] = "text",
    store: StoreOption = None,
) -> None:
    """Show why the graph says that.

    The sentence with the words that make the claim, the lexicon entry or the
    learned decision behind it, how each thing came to its role, what the
    status, the source and the time rest on, and who agrees or denies.

    [bold]Examples[/bold]

      kg explain 9b1f
      kg explain claim:9b1f04c21ee0a7d3 --format json
      kg explain --why-not "Malaysia may have passed chips on to China."
    """
    check_format(format, ("text", "json"))
    if (claim is None) == (why_not is None):
        raise QueryError("name one claim, or a sentence with --why-not")
    if why_not is not None:
        _why_not(why_not, lang, format)
        return
    with open_graph(store) as graph:
        found = graph.explain(str(claim), again=not stored)
        base = graph.store.base
    if format == "json":
        show_json(_record(found, base))
    else:
        write(f"{line}\n" for line in _lines(found))


def _why_not(text: str, lang: str | None, format: str) -> None:
    from kg.api import Graph  # noqa: PLC0415 (help must not wait for rdflib)

    ours = project()
    with Graph(pipelines=dict(ours.pipelines), gazetteers=ours.gazetteers) as graph:
        verdicts = graph.why_not(text, lang)
    if format == "json":
        show_json([_verdict_record(verdict) for verdict in verdicts])
        return
    for verdict in verdicts:
        write(f"{line}\n" for line in (f"“{verdict.sentence}”", *(f"  {reason}" for reason in verdict.reasons)))


def _verdict_record(verdict: Verdict) -> dict[str, Any]:
    return {
        "sentence": verdict.sentence,
        "claims": [claim.type for claim in verdict.claims],
        "reasons": list(verdict.reasons),
    }


def _lines(found: Explanation) -> Iterator[str]:
    said = found.said
    claim, article = said.claim, said.article
    yield f"{claim.type}{f', {claim.effect}' if claim.effect else ''}: {marked(claim)}"
    where = ", ".join(str(part) for part in (article.publisher, article.published, article.title) if part)
    yield f"in {where} ({article.id})"
    yield ""
    yield f"evoked by   {found.entry}"
    for other in found.alternatives:
        yield f"            or {other}"
    for filled in found.roles:
        yield from _filled(filled)
    for source in found.sources:
        yield from _filled(source)
    if not found.sources:
        yield "by          the article itself"
    cues = ", ".join(f"“{cue.text}”" for cue in claim.cues)
    otherwise = "since no word says otherwise" if claim.status == "stated" else "by the whole of its clause"
    yield f"status      {claim.status}, {f'by {cues}' if cues else otherwise}"
    if claim.time:
        words = f"“{claim.time.mention.text}”" if claim.time.mention else "the words around it and the report's date"
        yield f"time        {claim.time.text}, by {words}"
    if claim.amount:
        yield f"amount      “{claim.amount.mention.text}”"
    yield f"confidence  {claim.confidence:.0%}: the share of claims that are right among those of this score"
    if found.agreement is not None:
        for name, some in (
            ("agree", found.agreement.agree), ("deny", found.agreement.deny), ("unsure", found.agreement.unsure)
        ):  # fmt: skip
            for line in voices(some).splitlines():
                yield f"{name:<11} {line}"
    yield ""
    yield "read again by the same versions" if found.again else f"as stored; not read again: {found.because}"


def _filled(filled: Filled) -> Iterator[str]:
    back = f", which is “{filled.antecedent}”" if filled.antecedent else ""
    rule = f"; by {filled.rule}" if filled.rule else ""
    yield f"{filled.role:<11} {filled.label} ({filled.entity}): “{filled.words}”{back}{rule}, {filled.score:.0%}"
    if filled.path:
        yield f"            {filled.path}"
    if filled.others:
        yield f"            could also name {', '.join(filled.others)}"


def marked(claim: Claim) -> str:
    """The sentence with the words that count in brackets: "[theme: Graphite] [trigger: left] [origin: Maputo]"."""
    names = [("trigger", claim.trigger), *(("cue", cue) for cue in claim.cues)]
    names += [(role, f.mention) for role, fillers in claim.roles for f in fillers]
    names += [("by", a.source.mention) for a in claim.attributions]
    names += [("time", claim.time.mention)] if claim.time and claim.time.mention else []
    names += [("amount", claim.amount.mention)] if claim.amount else []
    return _bracketed(claim.evidence, names)


def _bracketed(sentence: Quote, names: list[tuple[str, Quote]]) -> str:
    spans: dict[tuple[int, int], list[str]] = {}
    for name, quote in names:
        if sentence.start <= quote.start and quote.end <= sentence.end:
            spans.setdefault((quote.start - sentence.start, quote.end - sentence.start), []).append(name)
    opening: dict[int, str] = {}
    closing: dict[int, str] = {}
    for (start, end), found in sorted(spans.items(), key=lambda span: (span[0][0], -span[0][1])):
        opening[start] = opening.get(start, "") + f"[{'/'.join(dict.fromkeys(found))}: "
        closing[end] = closing.get(end, "") + "]"
    text = sentence.text
    return "".join(
        closing.get(i, "") + opening.get(i, "") + (text[i] if i < len(text) else "") for i in range(len(text) + 1)
    )


def _record(found: Explanation, base: Base) -> dict[str, Any]:
    from kg.export.claims import claim_record  # noqa: PLC0415 (help must not wait for rdflib)

    return {
        "claim": claim_record(found.said, base),
        "entry": found.entry,
        "alternatives": list(found.alternatives),
        "roles": [asdict(filled) for filled in found.roles],
        "by": [asdict(filled) for filled in found.sources],
        "agreement": agreement_record(found.agreement, base) if found.agreement else None,
        "again": found.again,
        "because": found.because or None,
    }
