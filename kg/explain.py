"""Why the graph says that: a claim taken back to the words, the lexicon entries and the paths that made it.

The article is read again where the same versions of everything would read it; otherwise what is stored speaks alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from rdflib import URIRef

from kg.errors import QueryError
from kg.knowledge.ontology import Ontology
from kg.model import Claim, Document, Entity, Frame, Quote
from kg.query.agreement import Agreement
from kg.query.claims import StoredClaim, claims_named
from kg.query.standing import standing
from kg.rdf.iri import article_iri, local_part
from kg.store.base import Store

if TYPE_CHECKING:
    from kg.extract import Page
    from kg.knowledge.lexicon import Entry
    from kg.pipeline import Analysis
    from kg.rdf.runs import Run
    from kg.syntax import Tree

_CLAIMS = "SELECT DISTINCT ?claim WHERE {{ ?claim sc:status ?status FILTER(STRSTARTS(STR(?claim), {})) }} LIMIT 4"
_ARTICLE = """
SELECT ?run ?text WHERE {{
  ?graph prov:wasDerivedFrom {0} ; prov:wasGeneratedBy ?run OPTIONAL {{ {0} schema:articleBody ?text }}
}}"""


class Reader(Protocol):
    """What reads articles: see `kg.batch.reader.PipelineReader`."""

    def analyse(self, document: Document) -> Analysis: ...
    def run(self, lang: str) -> Run: ...


@dataclass(frozen=True, slots=True)
class Filled:
    """How one entity came to its role.

    path    dependency path from the trigger ("left →obl:from→ Maputo"), "" when it was not read again
    others  other things that its name can mean
    """

    role: str
    label: str
    entity: str
    words: str
    antecedent: str | None
    rule: str
    score: float
    path: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A claim with its reasons.

    agreement     how others stand to it, None when it is alone on its matter
    entry         the lexicon entry or learned decision that evoked it, in words
    alternatives  what else its trigger can evoke
    again         whether the article was read again by the same versions; `because`: why not
    """

    said: StoredClaim
    agreement: Agreement | None
    roles: tuple[Filled, ...]
    sources: tuple[Filled, ...]
    entry: str
    alternatives: tuple[str, ...]
    again: bool
    because: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a sentence gives claims, or none. `reasons`: one line each, in the order of the stages."""

    sentence: str
    claims: tuple[Claim, ...]
    reasons: tuple[str, ...]


def explain(store: Store, ontology: Ontology, name: str, reader: Reader | None) -> Explanation:
    """`name`: a claim's id, its IRI, or the beginning of its id. Raises QueryError for one that is not there."""
    node = find_claim(store, name)
    (said,) = claims_named(store, ontology, [node])
    agreement = next(iter(standing(store, ontology, [node])), None)
    claim = said.claim
    roles = tuple(
        Filled(
            role, f.entity.label(said.article.lang), f.entity.id, f.mention.text,
            f.antecedent.text if f.antecedent else None, f.rule, f.score,
        )
        for role, fillers in claim.roles
        for f in fillers
    )  # fmt: skip
    sources = tuple(
        Filled(
            "by", a.source.entity.label(said.article.lang), a.source.entity.id, a.source.mention.text,
            a.source.antecedent.text if a.source.antecedent else None, a.source.rule, a.source.score,
        )
        for a in claim.attributions
    )  # fmt: skip
    document, because = _document(store, said, reader)
    if document is None or reader is None:
        return Explanation(said, agreement, roles, sources, claim.evoked_by, (), False, because)
    read = reader.analyse(document)
    page, frames, claims = read.page, read.frames, read.claims
    if claim.id not in {c.id for c in claims}:
        return Explanation(
            said, agreement, roles, sources, claim.evoked_by, (), False, "read again, the article does not give it"
        )
    frame = next((f for f in frames if f.claim == claim.type and _covers(page.tree, f, claim.trigger)), None)
    return Explanation(
        said, agreement, tuple(_filled(f, q, page, frame) for f, q in zip(roles, _quotes(claim), strict=True)), sources,
        _entry(claim.evoked_by, page), _alternatives(page, frame), True, "",
    )  # fmt: skip


def find_claim(store: Store, name: str) -> URIRef:
    """Raises QueryError when no claim, or more than one, is meant."""
    base = store.base
    short = name.removeprefix(base.folder("claim")).removeprefix("claim:")
    start = f'"{base.folder("claim")}{"".join(c for c in short if c.isalnum())}"'
    found = [str(row[0]) for row in store.select(_CLAIMS.format(start)).rows]
    exact = [f for f in found if local_part(f, base) == short]
    if len(exact or found) == 1:
        return URIRef((exact or found)[0])
    if not found:
        raise QueryError(f"no claim {name!r} here; `kg claims --format json` tells their ids")
    near = ", ".join(sorted(local_part(f, base) for f in found[:3]))
    raise QueryError(f"{name!r} begins several claims: {near}{', …' if len(found) > 3 else ''}")


def why_not(text: str, reader: Reader, lang: str | None = None) -> list[Verdict]:
    """For each sentence of a text what the stages made of it, up to where it gave no claim."""
    from kg.read import document_from_text  # noqa: PLC0415 (parsers load when something is read)

    read = reader.analyse(document_from_text(text, lang=lang))
    if not len(read.page.tree):
        return [Verdict(text, (), ("no part of it is taken for a report's text",))]
    return list(_verdicts(read.page, read.frames, read.claims))


def path(tree: Tree, start: int, end: int) -> str:
    """Words and relations from one token to another: up to what both hang on, and down again."""
    up, down = tree.ancestors(start), tree.ancestors(end)
    top = next(token for token in up if token in down)
    parts = [tree.words[start]]
    for token in up[: up.index(top)]:
        parts += [f"←{tree.deps[token]}←", tree.words[tree.heads[token]]]
    for token in reversed(down[: down.index(top)]):
        case = f":{tree.case[token]}" if tree.case[token] else ""
        parts += [f"→{tree.deps[token]}{case}→", tree.words[token]]
    return " ".join(parts)


def _document(store: Store, said: StoredClaim, reader: Reader | None) -> tuple[Document | None, str]:
    """The article as it was read, if it can be read again by the same versions; else why not."""
    article = said.article
    rows = store.select(_ARTICLE.format(article_iri(article.id, store.base).n3())).rows
    run, text = rows[0] if rows else (None, None)
    if text is None:
        return None, "its text was not kept"
    if reader is None:
        return None, "nothing reads here"
    if run is None or local_part(str(run), store.base) != reader.run(article.lang).id:
        return None, "other versions of program, knowledge or models read it"
    document = Document(
        article.id, str(text), article.lang, article.title, article.digest, article.id,
        article.published, article.publisher, article.author, article.url,
    )  # fmt: skip
    return document, ""


def _quotes(claim: Claim) -> list[Quote]:
    return [f.mention for _, fillers in claim.roles for f in fillers]


def _covers(tree: Tree, frame: Frame, trigger: Quote) -> bool:
    return tree.starts[frame.trigger] < trigger.end and trigger.start < tree.ends[frame.trigger]


def _filled(filled: Filled, quote: Quote, page: Page, frame: Frame | None) -> Filled:
    mention = next((m for m in page.mentions if m.quote.start <= quote.start and quote.end <= m.quote.end), None)
    if mention is None or frame is None:
        return filled
    hits = page.knowledge.gazetteer.lookup(filled.words, page.tree.lang)
    others = tuple(
        dict.fromkeys(f"{h.entity.label(page.tree.lang)} ({h.entity.type})" for h in hits if h.entity.id != filled.entity)
    )
    return Filled(
        filled.role, filled.label, filled.entity, filled.words, filled.antecedent, filled.rule, filled.score,
        path(page.tree, frame.trigger, mention.head), others,
    )  # fmt: skip


def _entry(name: str, page: Page) -> str:
    entry = next((e for lexicon in page.knowledge.lexicons.values() for e in lexicon if e.id == name), None)
    if entry is None:
        return f"{name} (a learned decision)"
    words = " ".join((entry.lemma, *entry.words))
    return f"{name}: “{words}” ({entry.pos}), as {entry.valency.name} → {entry.valency.claim}"


def _alternatives(page: Page, frame: Frame | None) -> tuple[str, ...]:
    """Other entries of the trigger's words."""
    return () if frame is None else tuple(
        f"{entry.id} → {entry.valency.claim}"
        for entry, _ in _evoked(page, frame.trigger)
        if entry.id != frame.evoked
    )  # fmt: skip


def _evoked(page: Page, token: int) -> list[tuple[Entry, tuple[int, ...]]]:
    from kg.extract.triggers import evoked  # noqa: PLC0415

    return list(evoked(page.tree, page.knowledge.lexicons[page.tree.lang], token))


def _verdicts(page: Page, frames: Sequence[Frame], claims: Sequence[Claim]) -> Iterator[Verdict]:
    for number, (first, end) in enumerate(page.tree.sentences):
        quote = page.tree.sentence_quote(number)
        given = tuple(c for c in claims if quote.start <= c.trigger.start < quote.end)
        chosen = [f for f in frames if first <= f.trigger < end]
        yield Verdict(quote.text, given, tuple(_reasons(page, first, end, chosen, given)))


def _reasons(
    page: Page, first: int, end: int, chosen: Sequence[Frame], given: Sequence[Claim]
) -> Iterator[str]:
    from kg.extract.lexical import propose  # noqa: PLC0415

    tree, lang = page.tree, page.tree.lang
    known = [
        f"“{tree.quote(m.first, m.last).text}”: {_called(e, lang)}"
        for m, e in zip(page.mentions, page.entities, strict=True)
        if first <= m.head < end
    ]
    yield f"mentions: {', '.join(known)}" if known else "no mention of anything that a claim could be about"
    entries = [(token, entry) for token in range(first, end) for entry, _ in _evoked(page, token)]
    for token, entry in entries:
        yield f"“{tree.words[token]}” may evoke {entry.valency.claim} ({entry.id})"
    if not entries:
        yield "no word is in the lexicon as one that evokes a claim"
    told = {(f.trigger, f.claim) for f in chosen}
    for frame in propose(page):
        if first <= frame.trigger < end and (frame.trigger, frame.claim) not in told:
            yield _dropped(page, frame)
    for claim in given:
        yield f"gives {claim.type}: " + "; ".join(
            f"{role} {', '.join(f.entity.label(lang) for f in fillers)}" for role, fillers in claim.roles if fillers
        )
    if chosen and not given:
        yield "what it evokes was read, but not kept when claims were put together"


def _dropped(page: Page, frame: Frame) -> str:
    core = page.knowledge.ontology.classes[frame.claim].core
    filled = [role for role in core if frame.role(role)]
    missing = [role for role in core if not frame.role(role)]
    words = page.tree.words[frame.trigger]
    if not filled:
        return f"“{words}” as {frame.claim}: nothing fills {', '.join(missing)}"
    return f"“{words}” as {frame.claim}, with {', '.join(filled)}: not chosen"


def _called(entity: Entity | None, lang: str) -> str:
    return "not linked" if entity is None else f"{entity.label(lang)} ({entity.type})"
