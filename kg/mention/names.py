"""Proper names: gazetteer entries, what the entity recognizer found, and runs of proper nouns."""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from dataclasses import dataclass

from kg.knowledge import Gazetteer, Knowledge
from kg.knowledge.gazetteer import Hit
from kg.model import EntityType
from kg.syntax import Tree

# labels of entity recognizers (OntoNotes, WikiNER) that mark no entity of ours
NOT_ENTITIES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE", "NORP"})
CURRENCY = frozenset("$€£¥₹₽")  # "US$" is no country
DATES = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `first` to `last` (inclusive) bear a name; `hits`: gazetteer entries, `ner`: the recognizer's label."""

    first: int
    last: int
    hits: tuple[Hit, ...]
    ner: str


def name_spans(tree: Tree, knowledge: Knowledge) -> list[Name]:
    """Non-overlapping names in order of the text: the longest wins, the gazetteer before the recognizer; then runs."""
    taken = [False] * len(tree)
    found: list[Name] = []
    known = _gazetteer_names(tree, knowledge.gazetteer)
    recognized = _recognized(tree, knowledge.gazetteer)
    for name in sorted([*known, *recognized], key=lambda n: (-(n.last - n.first), not n.hits, n.first)):
        if not any(taken[name.first : name.last + 1]):
            taken[name.first : name.last + 1] = [True] * (name.last + 1 - name.first)
            found.append(name)
    found.extend(_proper_runs(tree, taken, knowledge.languages[tree.lang].months))
    return sorted(found, key=lambda n: n.first)


def _gazetteer_names(tree: Tree, gazetteer: Gazetteer) -> list[Name]:
    """Proper names, and fixed terms such as "paquet de sanctions"; goods ("gallium") become mentions by their head."""
    found = []
    token = 0
    while token < len(tree):
        end, hits = gazetteer.longest(tree.norms, token, tree.lang, tree.words)
        hits = tuple(
            h
            for h in hits
            if h.form not in ("demonym", "adjective") and not (h.name.islower() and h.entity.type is EntityType.PRODUCT)
        )
        money = any(c in CURRENCY for c in tree.words[end - 1])
        if hits and not money and tree.sentence[end - 1] == tree.sentence[token]:
            if end < len(tree) and hits[0].entity.type is EntityType.PRODUCT and _model_number(tree.words[end]):
                end += 1  # a model that the gazetteer does not have: "Ascend 920C"
            last = end - 1 if tree.pos[end - 1] != "PUNCT" else end - 2  # the full stop of "Corp." ends a sentence too
            found.append(Name(token, max(token, last), hits, tree.ents[token]))
            token = end
        else:
            token += 1
    return found


def _recognized(tree: Tree, gazetteer: Gazetteer) -> list[Name]:
    found = []
    token = 0
    while token < len(tree):
        label = "" if _is_arrow(tree.words[token]) else tree.ents[token]
        last = token
        if label:
            while (
                last + 1 < len(tree)
                and tree.ents[last + 1] == label
                and not tree.ent_first[last + 1]
                and tree.sentence[last + 1] == tree.sentence[token]
                and not _is_arrow(tree.words[last + 1])
                and not (tree.pos[last + 1] == "CCONJ" and _are_known(tree, gazetteer, token, last, last + 2))
            ):
                last += 1
            trimmed = _trim(tree, _after_goods(tree, gazetteer, token, last), last)
            if label not in NOT_ENTITIES and trimmed is not None:
                found.append(Name(*trimmed, (), label))
        token = last + 1
    return found


def _are_known(tree: Tree, gazetteer: Gazetteer, first: int, last: int, second: int) -> bool:
    """Two names that knowledge has, not one with "and" in it: "Alibaba and Tencent"."""
    found = [gazetteer.longest(tree.norms, t, tree.lang, tree.words) for t in (first, second) if t < len(tree)]
    return len(found) == 2 and all(hits for _, hits in found) and found[0][0] == last + 1


def _is_arrow(word: str) -> bool:
    """ "→", "->": what stands on either side has a name of its own."""
    return word in ("->", "=>") or all(unicodedata.category(c) == "Sm" for c in word)


def _after_goods(tree: Tree, gazetteer: Gazetteer, first: int, last: int) -> int:
    """Where the name begins in "coltan de *Goma*": goods are described, not named, by where they come from."""
    described = tree.words[first].islower() and gazetteer.noun_type(tree.lemmas[first], tree.lang) is EntityType.PRODUCT
    if described and first + 1 < last and tree.pos[first + 1] == "ADP" and tree.words[first + 2][:1].isupper():
        return first + 2
    return first


def _trim(tree: Tree, first: int, last: int) -> tuple[int, int] | None:
    """Without articles, prepositions, punctuation and possessive marks at the ends; None when no noun is left."""
    idle = ("DET", "ADP", "PUNCT", "PART", "CCONJ", "SPACE", "PRON", "VERB", "AUX")
    while first <= last and tree.pos[first] in idle and not tree.words[first][:1].isupper():
        first += 1
    while first <= last and tree.pos[first] in ("DET", "PUNCT", "SPACE"):
        first += 1
    while last >= first and tree.pos[last] in ("PUNCT", "PART", "SPACE", "ADP", "DET", "CCONJ"):
        last -= 1
    if first > last or not any(
        tree.words[t][:1].isupper() or tree.words[t][:1].isdigit() for t in range(first, last + 1)
    ):
        return None
    return first, last


def _proper_runs(tree: Tree, taken: list[bool], months: Container[str]) -> list[Name]:
    """Adjacent proper nouns that no one else claimed: "Megaspeed", "Kirin 9000S"."""

    def proper(token: int) -> bool:
        if taken[token] or tree.ents[token] in DATES or tree.norms[token] in months:
            return False
        word = tree.words[token]
        shouted = tree.pos[token] == "NOUN" and len(word) > 1 and word.isupper() and not _is_shouted(tree, token)
        return (tree.pos[token] == "PROPN" and word[:1].isalnum()) or shouted

    found = []
    token = 0
    while token < len(tree):
        if not proper(token):
            token += 1
            continue
        last = token
        while (
            last + 1 < len(tree)
            and tree.sentence[last + 1] == tree.sentence[token]
            and (proper(last + 1) or (not taken[last + 1] and _model_number(tree.words[last + 1])))
        ):
            last += 1
        found.append(Name(token, last, (), ""))
        token = last + 1
    return found


def _is_shouted(tree: Tree, token: int) -> bool:
    """A sentence all in capitals tells nothing by them."""
    first, end = tree.sentences[tree.sentence[token]]
    letters = [w for w in tree.words[first:end] if w.isalpha() and len(w) > 1]
    return 2 * sum(w.isupper() for w in letters) > len(letters)


def _model_number(word: str) -> bool:
    """ "9000S", "910B", "H20": digits that belong to a name, not a count or a year."""
    return any(c.isdigit() for c in word) and any(c.isalpha() for c in word)
