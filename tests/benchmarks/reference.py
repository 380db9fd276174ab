"""Role fillers that a claim's words tell by a pronoun or a description: how many of them are resolved right.

    python -m tests.benchmarks.reference [FOLDER…] [--errors N] [--cache FOLDER]

A filler counts when it has a proper name, the claim's quote has none of them, and the quote has a personal or
demonstrative pronoun, a possessive or a definite description without complement ("the chipmaker", "les deux pays") that may
stand for it: of a fitting type, for no other filler of the claim and, where the gold has a trigger, an argument of it or
part of one. A first person counts for a filler that is a source of the claim too. It is right when one of these was linked to
a mention with a name of the gold's entity (as score.py compares names: the same country, or half of the words shared; a
description's must be a proper name), wrong when the likeliest was linked to something else, else there is no link. Which
one is likeliest is guessed, so that shares are lower bounds; the more so without triggers. What the quote does not tell at
all is counted as elsewhere. A relative pronoun is that of a claim where it hangs on the trigger; it is right when what it
stands for fills a role. Indefinite pronouns ("nothing", "quelqu'un") seldom mean what was named before: those that are
linked are counted in whole articles. Trees are kept in the folder for temporary files. `--errors` lists what went wrong: for
the training articles, never for those on which choices are made.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.annotate import Annotator
from kg.extract import Page
from kg.knowledge import load_knowledge
from kg.model import Entity, EntityType, Mention, MentionKind
from kg.pipeline import load_models
from kg.training.extraction.gold import GoldArticle, GoldClaim, GoldEntity, load_gold, name_words, names
from kg.training.extraction.labels import gold_triggers
from kg.training.extraction.pages import read_pages, retype

BENCH = Path(__file__).resolve().parents[2].parent / "shared" / "bench"
KINDS = {
    MentionKind.PRONOUN: "pronoun", MentionKind.POSSESSIVE: "possessive", MentionKind.SPEAKER: "first person",
    MentionKind.NOMINAL: "description",
}  # fmt: skip
RELATIVE, ALL, INDEFINITE = "relative", "all", "indefinite"
ROWS = (*KINDS.values(), RELATIVE, ALL)
RIGHT, WRONG, NONE, ELSEWHERE = "right", "wrong", "none", "elsewhere"
_ACTORS = frozenset({EntityType.ORGANIZATION, EntityType.PERSON})


@dataclass(frozen=True, slots=True)
class Told:
    """How one filler is told; `mention` is the likeliest, None where nothing in the quote tells it."""

    kind: str
    outcome: str
    entity: GoldEntity | None = None
    mention: Mention | None = None


def main() -> None:
    """Print a table for each folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.reference", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[BENCH / "train", BENCH / "dev"])
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "kg-trees")
    asked = parser.parse_args()
    knowledge, annotator, typer = load_knowledge(), Annotator(), load_models().typer
    for folder in asked.folders:
        if not folder.is_dir():
            print(f"skipped: no folder {folder}")
            continue
        counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        errors: list[str] = []
        for article, page in retype(read_pages(load_gold([folder]), annotator, knowledge, asked.cache), typer):
            counts[page.tree.lang, INDEFINITE].update(
                WRONG if page.antecedents[m.index] else NONE for m in page.mentions if _indefinite(page, m)
            )
            for claim in article.claims:
                for told in (*fillers(article, page, claim), *relatives(article, page, claim)):
                    for kind in (told.kind, *([ALL] if told.outcome != ELSEWHERE else [])):
                        counts[page.tree.lang, kind][told.outcome] += 1
                    if told.outcome in (WRONG, NONE):
                        errors.append(_line(page, claim, told))
        _print(folder, counts)
        step = max(1, len(errors) // asked.errors) if asked.errors else 1
        for line in errors[::step][: asked.errors]:
            print(line)


def fillers(article: GoldArticle, page: Page, claim: GoldClaim) -> Iterator[Told]:
    """Of each filler and source of the claim that its quote does not name: how it is told."""
    inside = [m for m in page.mentions if claim.quote.start <= m.quote.start and m.quote.end <= claim.quote.end]
    ids = dict.fromkeys(id for role in (*claim.roles.values(), claim.by) for id in role)
    entities = [article.entities[id] for id in ids]
    quote = article.document.text[claim.quote.start : claim.quote.end]
    told = [e for e in entities if any(_proper(name) for name in e.names) and not _named(page, quote, inside, e)]
    near = _near(article, page, claim)
    inside = [m for m in inside if m.kind in KINDS and not _indefinite(page, m) and (near is None or m.head in near)]
    standing = {e.id: [m for m in inside if _stands(page, m, e)] for e in entities}
    taken = {m.index for found in standing.values() for m in found}
    for entity in told:
        open_ = [m for m in inside if m.index not in taken and _may_stand(article, page, m, entity, claim)]
        found = standing[entity.id] or sorted(open_, key=lambda m: (m.kind is MentionKind.NOMINAL, m.head))
        if not found:
            yield Told(ELSEWHERE, ELSEWHERE, entity)
            continue
        mention = found[0]
        taken.add(mention.index)
        linked = bool(page.antecedents[mention.index]) or _own(page, mention) is not None
        outcome = RIGHT if standing[entity.id] else WRONG if linked else NONE
        yield Told(KINDS[mention.kind], outcome, entity, mention)


def relatives(article: GoldArticle, page: Page, claim: GoldClaim) -> Iterator[Told]:
    """Relative pronouns through which the claim's trigger has an argument."""
    ids = {id for role in (*claim.roles.values(), claim.by) for id in role}
    for trigger in gold_triggers(article, page):
        if trigger.claim is not claim:
            continue
        for mention in page.mentions:
            if mention.kind is MentionKind.RELATIVE and page.tree.heads[mention.head] == trigger.token:
                links = [page.mentions[i] for i in page.antecedents[mention.index]]
                right = any(names(page, m, article.entities[i]) or _stands(page, m, article.entities[i])
                            for m in links for i in ids)  # fmt: skip
                yield Told(RELATIVE, RIGHT if right else WRONG if links else NONE, None, mention)


def _indefinite(page: Page, mention: Mention) -> bool:
    """Whether a pronoun is neither personal nor demonstrative, nor counts ("both")."""
    language, word = page.knowledge.languages[page.tree.lang], page.tree.norms[mention.head]
    known = {*language.pronouns, *language.demonstrative_pronouns, *(group.words[-1] for group in language.groups)}
    return mention.kind is MentionKind.PRONOUN and word not in known


def _near(article: GoldArticle, page: Page, claim: GoldClaim) -> frozenset[int] | None:
    """Tokens that are arguments of the claim's trigger or hang on one; None without a trigger."""
    tree = page.tree
    for trigger in gold_triggers(article, page):
        if trigger.claim is claim:
            arguments = {trigger.token, *(d.token for d in page.edges[trigger.token])}
            return frozenset(arguments | {k for token in arguments for k in tree.kids[token]})
    return None


def _named(page: Page, quote: str, inside: list[Mention], entity: GoldEntity) -> bool:
    """Whether the quote has a proper name of the entity, as text, in a mention, or in an adjective ("Chinese")."""
    if any(_proper(name) and name in quote for name in entity.names):
        return True
    return any(
        m.kind in (MentionKind.NAME, MentionKind.ADJECTIVE) and (names(page, m, entity) or _is(page.entities[m.index], entity))
        for m in inside
    )


def _stands(page: Page, mention: Mention, entity: GoldEntity) -> bool:
    """Whether the mention was resolved to something that has a name of the entity; a description, a proper name."""
    links = page.antecedents[mention.index]
    wanted = _properly(entity) if mention.refers else entity
    if any(names(page, page.mentions[i], wanted) for i in links):
        return True
    return any(_is(found, entity) for found in (page.entities[i] for i in (links or (mention.index,))))


def _is(found: Entity | None, entity: GoldEntity) -> bool:
    if found is None:
        return False
    if entity.iso and found.iso:
        return entity.iso == found.iso
    forms = [words for _, label in found.labels if (words := name_words(label))]
    return any(2 * len(a & b) >= len(a | b) for a in forms for b in _properly(entity).forms)


def _properly(entity: GoldEntity) -> GoldEntity:
    """The entity with its proper names alone."""
    kept = tuple(name for name in entity.names if _proper(name))
    return GoldEntity(entity.id, entity.type, entity.iso, kept, tuple(w for n in kept if (w := name_words(n))))


def _may_stand(article: GoldArticle, page: Page, mention: Mention, entity: GoldEntity, claim: GoldClaim) -> bool:
    """A pronoun that agrees; or a definite description of a fitting type that is the name of no other entity."""
    tree, language = page.tree, page.knowledge.languages[page.tree.lang]
    if mention.kind is MentionKind.SPEAKER:
        return entity.id in claim.by
    if mention.kind is not MentionKind.NOMINAL:
        return _agrees(page, mention, entity)
    if mention.name is not None or mention.outer[1] > mention.last or mention.type is None:
        return False
    determiners = {tree.norms[k] for k in tree.kids[mention.head] if tree.deps[k].split(":")[0] in ("det", "nummod")}
    if not _fits(mention.type, entity) or not determiners & (language.definite | language.demonstratives):
        return False
    others = (e for e in article.entities.values() if e.id != entity.id)
    return not any(name_words(mention.quote.text) in other.forms for other in others)


def _agrees(page: Page, mention: Mention, entity: GoldEntity) -> bool:
    """Whether a pronoun of the third person tells number or gender, and what it tells fits; "nothing", "on" do not."""
    language, word = page.knowledge.languages[page.tree.lang], page.tree.norms[mention.head]
    if word in language.demonstrative_pronouns:
        return True
    table = language.possessives if mention.kind is MentionKind.POSSESSIVE else language.pronouns
    form = table.get(word)
    if form is None or form.person != 3:
        return False
    person = entity.type == EntityType.PERSON
    if mention.kind is MentionKind.PRONOUN and not form.gender and form.number != "Plur":
        return False
    if page.tree.lang == "en" and form.gender:
        return (form.gender != "Neut") == person
    return not (person and form.number == "Plur")


def _fits(kind: EntityType, entity: GoldEntity) -> bool:
    return kind == entity.type or {kind, EntityType(entity.type)} <= _ACTORS


def _own(page: Page, mention: Mention) -> Entity | None:
    """What a description was linked to without an antecedent, where that is known outside the article."""
    found = page.entities[mention.index]
    return None if found is None or found.id.startswith("local:") or not mention.refers else found


def _proper(name: str) -> bool:
    return any(word[:1].isupper() or word[:1].isdigit() for word in name.split()) and not name.islower()


def _line(page: Page, claim: GoldClaim, told: Told) -> str:
    assert told.mention is not None
    resolved = ", ".join(e.label(page.tree.lang) for e in page.resolved(told.mention)) or "nothing"
    wanted = told.entity.names[0] if told.entity else claim.type
    words = " ".join(page.tree.text[claim.quote.start : claim.quote.end].split())
    return f"{page.tree.lang} {told.kind} {told.outcome}: “{told.mention.quote.text}” is {resolved}, not {wanted} | {words}"


def _print(folder: Path, counts: dict[tuple[str, str], Counter[str]]) -> None:
    """Shares in per cent of the fillers that the quote tells without a name; `links right`: of those that were linked."""
    print(f"\n{folder.name:20}{'told':>6}{'right':>8}{'wrong':>8}{'no link':>9}{'links right':>13}")
    for lang in sorted({lang for lang, _ in counts}):
        for kind in ROWS:
            count = counts[lang, kind]
            told = count[RIGHT] + count[WRONG] + count[NONE]
            if told:
                shares = "".join(f"{100 * count[what] / told:{width}.1f}" for what, width in ((RIGHT, 8), (WRONG, 8), (NONE, 9)))
                linked = count[RIGHT] + count[WRONG]
                print(f"{lang} {kind:17}{told:6}{shares}{100 * count[RIGHT] / max(1, linked):13.1f}")
        print(f"{lang} {ELSEWHERE:17}{counts[lang, ELSEWHERE][ELSEWHERE]:6}")
        count = counts[lang, INDEFINITE]
        print(f"{lang} {INDEFINITE:17}{count.total():6}{count[WRONG]:8} linked")


if __name__ == "__main__":
    main()
