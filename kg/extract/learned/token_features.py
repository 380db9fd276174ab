"""What the model sees of one word: its structure, its lexical forms, its mention, the lexicon entries it evokes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.page import Page
from kg.extract.triggers import evoked
from kg.model import Mention
from kg.syntax import is_passive

# dependents whose very word matters: particles, reflexives, negations, auxiliaries, articles
CLOSED = frozenset({"compound:prt", "expl", "expl:pass", "expl:comp", "aux", "det", "cop", "mark", "fixed", "advmod"})
CANDIDATES = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "ADV", "AUX", "X"})
INNER = frozenset({"flat", "flat:name", "compound"})
ENDS = frozenset('.!?"»…')
BULLETS = frozenset("•-–*—")
STEM = 5  # letters: long enough to tell words apart, short enough to meet cognates of the other language


@dataclass(frozen=True, slots=True)
class TokenFeatures:
    """`plain`: features that generalise over words; `lexical`: the word's own forms, dropped at random in training."""

    plain: tuple[str, ...]
    lexical: tuple[str, ...]


def is_candidate(page: Page, token: int) -> bool:
    """Whether the token can be the head of a trigger."""
    tree = page.tree
    pos, relation = tree.pos[token], tree.deps[token]
    if pos not in CANDIDATES:
        return False
    if pos == "PROPN":
        return relation not in INNER
    return not (pos in ("AUX", "ADV") and relation in ("aux", "aux:pass", "cop"))


def token_features(page: Page) -> list[TokenFeatures]:
    """Features of every token of the page."""
    entries = entry_hits(page)
    return [_features(page, token, entries) for token in range(len(page.tree))]


def entry_hits(page: Page) -> list[tuple[str, ...]]:
    """For each token "claim/valency class" of the lexicon entries that it evokes, sorted."""
    lexicon = page.knowledge.lexicons[page.tree.lang]
    return [
        tuple(sorted({f"{e.valency.claim}/{e.valency.name}" for e, _ in evoked(page.tree, lexicon, t)}))
        for t in range(len(page.tree))
    ]


def _features(page: Page, token: int, entries: Sequence[tuple[str, ...]]) -> TokenFeatures:
    tree = page.tree
    lang, lemma, word = tree.lang, tree.lemmas[token], tree.words[token]
    relation = tree.deps[token]
    participle = tree.morph[token].get("VerbForm") == "Part"
    plain = [
        f"lang={lang}",
        f"pos={tree.pos[token]}",
        f"dep={relation}",
        f"tag={lang}{tree.tags[token]}",
        f"case={lang}{tree.case[token]}",
        f"passive={is_passive(tree, token)}{participle}",
        f"end3={tree.norms[token][-3:]}",
        f"end4={lemma[-4:]}",
        f"cap={word[:1].isupper()}{word.isupper()}",
        f"first={tree.sentences[tree.sentence[token]][0] == token}",
        *_line(page, token),
        *_mention(page.at.get(token), page, token),
        *(f"morph={k}{v}" for k, v in tree.morph[token].items()),
        f"entries={min(len(entries[token]), 3)}",
    ]
    for kid in tree.kids[token]:
        kid_relation = tree.deps[kid]
        if kid_relation in CLOSED:
            plain.append(f"kid={lang}{kid_relation}:{tree.lemmas[kid]}")
        else:
            plain.append(f"kid={kid_relation}:{tree.case[kid]}")
    for hit in entries[token]:
        plain.extend((f"evokes={hit.partition('/')[0]}", f"class={hit}"))
    head = tree.heads[token]
    if head != token:
        plain.extend(f"head-evokes={relation}:{hit.partition('/')[0]}" for hit in entries[head])
    lexical = (f"lemma={lang}{lemma}", f"form={lang}{tree.norms[token]}", f"stem={tree.norms[token][:STEM]}")
    return TokenFeatures(tuple(dict.fromkeys(plain)), lexical)


def _line(page: Page, token: int) -> tuple[str, ...]:
    """Headlines and bullets are written in a grammar of their own."""
    tree = page.tree
    first, end = tree.sentences[tree.sentence[token]]
    return (
        f"headline={tree.in_headline(token)}",
        f"stops={tree.words[end - 1] in ENDS}",
        f"bullet={tree.words[first] in BULLETS}",
    )


def _mention(mention: Mention | None, page: Page, token: int) -> tuple[str, ...]:
    if mention is None:
        return ("mention=-",)
    head = mention.head == token
    entity = page.entities[mention.index]
    return (
        f"mention={mention.type}{head}",
        f"kind={mention.kind}",
        f"ner={page.tree.lang}{mention.ner}",
        f"iso={entity is not None and entity.iso is not None}",
        *(f"typed={name}" for name, score in mention.scores if score >= 0.3),
    )
