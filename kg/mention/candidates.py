"""Mention candidates: every name, noun phrase, pronoun and country adjective of a document."""

from __future__ import annotations

from kg.knowledge import Gazetteer, Knowledge
from kg.mention.names import Name, name_spans
from kg.mention.typer import Typer
from kg.mention.types import type_of_name, type_of_noun
from kg.model import EntityType, Mention, MentionKind
from kg.syntax import RELATIVE, Tree, counted_noun

# what may stand inside a core span, left and right of its head
LEFT = frozenset({"amod", "compound", "nummod", "nmod:poss", "advmod", "flat", "flat:name", "nmod", "case", "det"})
RIGHT = frozenset({"amod", "flat", "flat:name", "flat:foreign", "compound", "nummod"})
# clauses and other matter that belong to no noun phrase's own words
OUTSIDE = frozenset({
    "acl:relcl", "acl", "appos", "parataxis", "punct", "conj", "cc", "advcl", "cop", "nsubj", "nsubj:pass", "aux",
    "mark", "dep", "ccomp", "root", "discourse", "vocative", "orphan",
})  # fmt: skip
QUANTIFIED = (MentionKind.NAME, MentionKind.NOMINAL)
NAME_PARTS = frozenset({"compound", "flat", "flat:name", "flat:foreign"})


def find_mentions(tree: Tree, knowledge: Knowledge, typer: Typer | None = None) -> tuple[Mention, ...]:
    """All candidates, in order of their heads; spans of different mentions may nest. Without a typer knowledge types."""
    gazetteer, quantities = knowledge.gazetteer, knowledge.languages[tree.lang].quantities
    names = name_spans(tree, knowledge)
    inside = {t: name for name in names for t in range(name.first, name.last + 1)}
    heads = {_head(tree, name): name for name in names}
    found: list[Mention] = []
    for token in range(len(tree)):
        kind = _kind(tree, token, heads, inside, gazetteer)
        counts = kind in QUANTIFIED and counted_noun(tree, token, quantities) != token  # "half of the ore" is ore
        if kind is not None and not counts:
            found.append(_mention(tree, token, kind, heads.get(token), len(found), gazetteer))
    return tuple(found) if typer is None else typer(tree, found, gazetteer)


def _head(tree: Tree, name: Name) -> int:
    """The token of the name that hangs outside it; where a parser err leaves several, English names end in their head."""
    tops = [
        t for t in range(name.first, name.last + 1) if not name.first <= tree.heads[t] <= name.last or tree.is_root(t)
    ]
    nouns = [t for t in tops if tree.pos[t] in ("PROPN", "NOUN")]
    return (nouns or tops)[0] if tree.lang == "fr" else (nouns or tops)[-1]


def _kind(
    tree: Tree, token: int, heads: dict[int, Name], inside: dict[int, Name], gazetteer: Gazetteer
) -> MentionKind | None:
    if token in heads:
        return MentionKind.NAME
    if token in inside:
        return None
    pos, morph = tree.pos[token], tree.morph[token]
    if pos in ("PRON", "DET", "ADV") and _is_relative(tree, token):
        return MentionKind.RELATIVE
    if morph.get("Poss") == "Yes" and pos in ("PRON", "DET", "ADJ"):
        return MentionKind.SPEAKER if morph.get("Person") == "1" else MentionKind.POSSESSIVE
    if pos == "PRON":
        return _pronoun(tree, token)
    if pos in ("ADJ", "PROPN", "NOUN") and _country_adjective(tree, token, gazetteer):
        return MentionKind.ADJECTIVE
    if pos in ("NOUN", "PROPN"):
        return (
            None
            if tree.deps[token] in NAME_PARTS and tree.pos[tree.heads[token]] in ("NOUN", "PROPN")
            else MentionKind.NOMINAL
        )
    if pos in ("NUM", "ADJ", "X", "SYM") and tree.deps[token] in ("nsubj", "nsubj:pass", "obj", "obl:agent"):
        return MentionKind.NOMINAL  # "two were arrested", "les deux ont signé"
    return None


def _is_relative(tree: Tree, token: int) -> bool:
    if tree.norms[token] not in RELATIVE:
        return False
    if tree.lang == "en":
        return tree.tags[token] in ("WDT", "WP", "WP$", "WRB")
    return tree.pos[token] == "PRON" or tree.norms[token] == "ou"


def _pronoun(tree: Tree, token: int) -> MentionKind | None:
    """Personal and demonstrative pronouns; expletives and reflexives refer to nothing of their own."""
    morph = tree.morph[token]
    if tree.deps[token].split(":")[0] == "expl" or morph.get("Reflex") == "Yes" or tree.norms[token] in ("se", "s'"):
        return None
    if morph.get("Person") == "1":
        return MentionKind.SPEAKER
    if morph.get("Person") == "2" or morph.get("PronType") in ("Int", "Neg"):
        return None
    return MentionKind.PRONOUN


def _country_adjective(tree: Tree, token: int, gazetteer: Gazetteer) -> bool:
    hits = gazetteer.lookup(tree.words[token], tree.lang)
    return any(h.form in ("adjective", "demonym") for h in hits) and (
        tree.words[token][:1].isupper() or tree.lang == "fr"
    )


def _mention(tree: Tree, head: int, kind: MentionKind, name: Name | None, index: int, gazetteer: Gazetteer) -> Mention:
    first = last = head
    outer = (head, head)
    own: tuple[int, int] | None = None
    kind_type: EntityType | None = None
    if name is not None:
        own = (name.first, name.last)
        first, last = name.first, name.last
        outer = _outer(tree, head, first, last)
        kind_type = type_of_name(tree, first, last, head, name.hits, name.ner, gazetteer)
    elif kind is MentionKind.NOMINAL:
        first, last = _core(tree, head)
        outer = _outer(tree, head, first, last)
        kind_type = type_of_noun(tree, head, gazetteer)
    elif kind is MentionKind.ADJECTIVE:
        kind_type = EntityType.COUNTRY
    ner = name.ner if name is not None else tree.ents[head]
    return Mention(index, kind, head, first, last, outer, own, tree.quote(first, last), kind_type, ner)


def _core(tree: Tree, head: int) -> tuple[int, int]:
    """Head noun with the modifiers that touch it, without determiner: "most powerful chips", "puces avancées"."""
    phrase = set(tree.subtree(head, OUTSIDE))
    first = last = head
    start, end = tree.sentences[tree.sentence[head]]
    while first - 1 >= start and _extends(tree, first - 1, phrase, LEFT):
        first -= 1
    while last + 1 < end and (last + 1) in phrase:
        kind = _kind_noun(tree, head, last + 1)
        if kind is None and (tree.deps[last + 1] not in RIGHT or tree.pos[last + 1] == "VERB"):
            break
        last = last + 1 if kind is None else kind
    while first < head and (tree.pos[first] in ("DET", "ADP", "PUNCT", "PART", "CCONJ") or tree.deps[first] == "case"):
        first += 1
    return first, last


def _kind_noun(tree: Tree, head: int, token: int) -> int | None:
    """The noun without article that says of what kind the head is, where its "de" stands: "huile *de palme*"."""
    noun = tree.heads[token]
    if tree.lang != "fr" or tree.deps[token] != "case" or tree.case[noun] != "de" or noun <= token:
        return None
    bare = tree.pos[noun] == "NOUN" and tree.child(noun, "det") is None and noun == token + 1
    return noun if bare and tree.deps[noun].startswith("nmod") and tree.heads[noun] >= head else None


def _extends(tree: Tree, token: int, phrase: set[int], allowed: frozenset[str]) -> bool:
    """A hyphen inside a compound, or a dependent of the phrase of an allowed kind."""
    if tree.norms[token] == "-":
        return (token - 1) in phrase
    return token in phrase and tree.deps[token] in allowed and tree.pos[token] not in ("VERB", "AUX", "ADP", "PUNCT")


def _outer(tree: Tree, head: int, first: int, last: int) -> tuple[int, int]:
    """The core span with the prepositional complements that follow it without a gap."""
    phrase = set(tree.subtree(head, OUTSIDE))
    _, end = tree.sentences[tree.sentence[head]]
    stop = last
    while stop + 1 < end and (stop + 1) in phrase:
        stop += 1
    while stop > last and tree.pos[stop] in ("ADP", "DET", "PUNCT", "CCONJ", "PART", "SPACE"):
        stop -= 1
    return first, stop
