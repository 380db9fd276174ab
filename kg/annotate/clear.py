"""ClearNLP dependencies → Universal Dependencies, as a pure function over arrays of one text."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from kg.annotate.arcs import NOMINAL, Arcs
from kg.annotate.punctuation import punctuate

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})


def convert(arcs: Arcs) -> None:
    """Rewrite relations, heads and the parts of speech that follow from them. Trees stay trees, sentences stay whole."""
    _numbers(arcs)
    _clauses(arcs)
    _prepositions(arcs)
    _conjunctions(arcs)
    _labels(arcs)
    _copulas(arcs)
    _extraposed(arcs)
    _names(arcs)
    _fixed(arcs)
    _parts_of_speech(arcs)
    _punctuation(arcs)


def _numbers(arcs: Arcs) -> None:
    """A currency sign heads its amount: "$ 5 million" is nummod($, million)."""
    for token in range(len(arcs.heads)):
        head = arcs.heads[token]
        if arcs.tags[token] == "$" and arcs.deps[token] in ("quantmod", "nmod", "compound") and arcs.pos[head] == "NUM":
            arcs.promote(token, "nummod")
            for kid in list(arcs.kids[head]):
                if arcs.deps[kid] not in ("compound", "quantmod", "advmod", "punct", "nummod"):
                    arcs.attach(kid, token)


def _prepositions(arcs: Arcs) -> None:
    """The noun takes its preposition's place: case; a clause does so with mark."""
    for token in arcs.bottom_up():
        noun = arcs.first(token, "pobj")
        if noun is None:
            noun = arcs.first(token, "pcomp")
        if noun is None:
            continue
        clause = arcs.deps[noun] == "pcomp" and arcs.pos[noun] in ("VERB", "AUX")
        governor, role = arcs.heads[token], arcs.deps[token]
        nominal = governor != token and arcs.nominal(governor)
        pronoun = _relative_head(arcs, noun) if clause else None
        if pronoun is not None:
            arcs.promote(pronoun, "acl:relcl")
            noun, clause = pronoun, False
        arcs.promote(noun, "mark" if clause else "case")
        for kid in list(arcs.kids[token]):
            arcs.attach(kid, noun)
        if role == "agent":
            arcs.deps[noun] = "obl:agent"
        elif role in ("prep", "dative", "advmod", "prt", "npadvmod"):
            below = governor != token and arcs.first(governor, "pobj", "pcomp") is None and arcs.deps[governor] in (
                "prep", "agent", "dative", "case",
            )  # fmt: skip
            if below and not clause:
                arcs.deps[noun] = "pobj"
            elif clause:
                arcs.deps[noun] = "acl" if nominal else "advcl"
            else:
                arcs.deps[noun] = "nmod" if nominal else "obl"


def _relative_head(arcs: Arcs, verb: int) -> int | None:
    """The "what" of a free relative: it stands first, and hangs on the verb as a noun does."""
    first = next(iter(arcs.kids[verb]), None)
    if first is not None and arcs.tags[first] == "WP" and arcs.deps[first] in ("nsubj", "nsubjpass", "dobj", "attr"):
        return first
    return None


def _clauses(arcs: Arcs) -> None:
    """Small clauses, free relatives as subjects, infinitives on nouns, main clauses run together."""
    for token in range(len(arcs.heads)):
        dep, head = arcs.deps[token], arcs.heads[token]
        if dep == "csubj":
            pronoun = _relative_head(arcs, token)
            if pronoun is not None:
                arcs.promote(pronoun, "acl:relcl")
                arcs.deps[pronoun] = "nsubj"
        elif dep == "relcl" and _infinitive(arcs, token) and not _has_relative(arcs, token):
            arcs.deps[token] = "acl"
        elif dep == "ccomp" and token > head and not _finite(arcs, token) and arcs.first(token, "mark") is None:
            subject = arcs.first(token, "nsubj", "nsubjpass")
            if subject is not None and arcs.pos[head] == "VERB":
                arcs.attach(subject, head, "dobj")
                arcs.deps[token] = "xcomp"
        elif dep == "ccomp" and token < head and _run_on(arcs, token):
            arcs.promote(token, "parataxis")
    for token in range(len(arcs.heads)):
        head = arcs.heads[token]
        if arcs.deps[token] == "dobj" and arcs.lemmas[head] in table()["words"]["recipient"]:
            alone = arcs.first(head, "dative") is None and len(list(arcs.only(head, "dobj"))) == 1
            arcs.deps[token] = "dative" if alone else "dobj"


def _run_on(arcs: Arcs, clause: int) -> bool:
    """A main clause that the parser hung on the next one; what somebody said stays with its verb of speech."""
    verb = arcs.heads[clause]
    return (
        _finite(arcs, clause)
        and arcs.first(clause, "mark") is None
        and arcs.lemmas[verb] not in table()["words"]["speech"]
        and arcs.first(verb, "nsubj", "nsubjpass", "expl") is not None
    )


def _infinitive(arcs: Arcs, verb: int) -> bool:
    return any(arcs.tags[kid] == "TO" for kid in arcs.only(verb, "aux"))


def _finite(arcs: Arcs, verb: int) -> bool:
    finite = ("VBD", "VBP", "VBZ", "MD")
    return arcs.tags[verb] in finite or any(arcs.tags[kid] in finite for kid in arcs.only(verb, "aux", "auxpass"))


def _has_relative(arcs: Arcs, verb: int) -> bool:
    return any(arcs.tags[kid] in ("WDT", "WP", "WRB", "WP$") or arcs.deps[kid] in ("nsubj", "nsubjpass")
               for kid in arcs.kids[verb])  # fmt: skip


def _conjunctions(arcs: Arcs) -> None:
    """Conjuncts hang on the first of them; conjunctions on the conjunct that follows."""
    for token in range(len(arcs.heads)):
        if arcs.deps[token] == "conj":
            head = arcs.heads[token]
            while arcs.deps[head] == "conj" and arcs.heads[head] != head:
                head = arcs.heads[head]
            arcs.attach(token, head)
    for token in range(len(arcs.heads)):
        dep, head = arcs.deps[token], arcs.heads[token]
        if dep != "cc" or head == token:
            continue
        following = [k for k in arcs.kids[head] if arcs.deps[k] == "conj" and k > token]
        if not following and arcs.deps[head] == "conj":
            following = [k for k in arcs.kids[arcs.heads[head]] if arcs.deps[k] == "conj" and k > token]
        if following and token > head:
            arcs.attach(token, following[0])


def _labels(arcs: Arcs) -> None:
    rename = table()["rename"]
    for token, dep in enumerate(arcs.deps):
        head = arcs.heads[token]
        tag = arcs.tags[token]
        if head == token:
            arcs.deps[token] = "root"
        elif dep == "aux" and tag == "TO":
            arcs.deps[token] = "mark"
        elif dep == "neg" and tag == "DT":
            arcs.deps[token] = "det"
        elif dep == "dative":
            arcs.deps[token] = "iobj"
        elif dep == "npadvmod":
            arcs.deps[token] = "nmod:unmarked" if arcs.pos[head] in NOMINAL else "obl:unmarked"
        elif dep == "prep":
            arcs.deps[token] = "obl"
        elif dep == "nummod" and token > head and arcs.pos[head] in ("NOUN", "PROPN"):
            year = arcs.words[token].isdigit() and len(arcs.words[token]) == 4
            arcs.deps[token] = "nmod:unmarked" if year else "nummod" if arcs.ents[token] == "DATE" else "flat"
        elif dep == "compound" and tag in ("JJ", "JJR", "JJS"):
            arcs.deps[token] = "amod"
        elif dep in ("dep", "nmod", "compound", "meta") and not arcs.kids[token] and _mark(arcs, token):
            arcs.deps[token], arcs.pos[token] = "punct", "PUNCT"
        elif dep == "advmod" and tag == "IN" and arcs.tags[head] in ("RBS", "JJS") and not arcs.kids[token]:
            arcs.deps[token], arcs.deps[head] = "case", "obl"
        elif dep == "relcl" and arcs.pos[head] in ("VERB", "AUX"):
            arcs.deps[token] = "advcl:relcl"
        elif dep == "nmod":
            arcs.deps[token] = "compound" if token < head else "nmod"
        elif dep in ("pobj", "pcomp"):
            arcs.deps[token] = "obl"
        else:
            arcs.deps[token] = rename.get(dep, dep)


def _mark(arcs: Arcs, token: int) -> bool:
    return arcs.pos[token] == "PUNCT" or arcs.words[token] in "[]{}<>*"


def _copulas(arcs: Arcs) -> None:
    """ "be" hangs on its predicate with `cop`; existential "there is" keeps its verb."""
    for token in arcs.bottom_up():
        if arcs.lemmas[token] != "be" or arcs.deps[token] in ("aux", "aux:pass", "cop"):
            continue
        if arcs.first(token, "expl") is not None:
            noun = arcs.first(token, "xcomp")
            if noun is not None and arcs.first(token, "nsubj") is None:
                arcs.deps[noun] = "nsubj"
            continue
        predicate = _predicate(arcs, token)
        if predicate is None:
            continue
        clausal = arcs.deps[predicate] in ("ccomp", "xcomp") and arcs.first(predicate, *SUBJECTS, "mark") is not None
        arcs.promote(predicate, "cop")
        for kid in list(arcs.kids[token]):
            if clausal and arcs.deps[kid] == "nsubj":
                arcs.deps[kid] = "nsubj:outer"
            arcs.attach(kid, predicate)


def _predicate(arcs: Arcs, verb: int) -> int | None:
    for dep in ("xcomp", "obl", "ccomp"):
        found = arcs.first(verb, dep)
        if found is not None:
            return found
    places = [
        kid
        for kid in arcs.only(verb, "advmod")
        if arcs.lemmas[kid] not in ("not", "n't")
        and (arcs.tags[kid] == "WRB" or (kid > verb and arcs.tags[kid] in ("RB", "IN", "RP")))
    ]
    return places[-1] if places else None


def _extraposed(arcs: Arcs) -> None:
    """ "it is important to …": the clause is the subject, "it" holds its place."""
    for token, dep in enumerate(arcs.deps):
        if dep == "nsubj" and arcs.lemmas[token] == "it":
            head = arcs.heads[token]
            clause = arcs.first(head, "ccomp", "xcomp")
            if arcs.first(head, "cop") is not None and clause is not None and clause > head:
                arcs.deps[token], arcs.deps[clause] = "expl", "csubj"


def _names(arcs: Arcs) -> None:
    """People's names are flat: the first name heads the others."""
    for token in range(len(arcs.heads)):
        parts = [
            kid for kid in arcs.only(token, "compound")
            if kid < token and arcs.ents[kid] == "PERSON" and arcs.pos[kid] == "PROPN"
        ]  # fmt: skip
        if arcs.ents[token] == "PERSON" and parts and arcs.pos[token] == "PROPN":
            first = parts[0]
            arcs.promote(first, "flat")
            for kid in list(arcs.kids[token]):
                arcs.attach(kid, first, "flat" if kid in parts else None)
            head = first
        else:
            head = token
        if arcs.ents[head] == "PERSON":
            for kid in arcs.only(head, "compound"):
                if kid < head and not arcs.ents[kid] and arcs.pos[kid] in ("NOUN", "PROPN"):
                    arcs.deps[kid] = "nmod:desc"


def _fixed(arcs: Arcs) -> None:
    lowered = [word.lower() for word in arcs.words]
    for expression in table()["words"]["fixed"]:
        parts = expression.split()
        for first in range(len(lowered) - len(parts) + 1):
            if lowered[first : first + len(parts)] == parts:
                tokens = list(range(first, first + len(parts)))
                if expression in table()["words"]["purpose"]:
                    _purpose(arcs, tokens)
                _fix(arcs, tokens)


def _purpose(arcs: Arcs, tokens: list[int]) -> None:
    """ "in order to …": the infinitive is no attribute of the noun, but the adverbial itself."""
    clause = arcs.first(tokens[-1], "acl")
    if clause is not None:
        arcs.promote(clause, "mark")
        arcs.deps[clause] = "advcl"
        for token in tokens[:-1]:
            arcs.attach(token, clause, "mark")


def _fix(arcs: Arcs, tokens: list[int]) -> None:
    """Only where the words hang together already: on each other, or all on the same word as markers."""
    inside = [token for token in tokens if arcs.heads[token] in tokens and arcs.heads[token] != token]
    tops = [token for token in tokens if token not in inside]
    if len({arcs.heads[token] for token in tops}) != 1 or any(arcs.heads[t] == t for t in tops):
        return
    head = arcs.heads[tops[0]]
    dep = next((arcs.deps[t] for t in tops if arcs.deps[t] in ("case", "mark")), arcs.deps[tops[0]])
    arcs.attach(tokens[0], head, dep)
    for token in tokens[1:]:
        arcs.attach(token, tokens[0], "fixed")
        for kid in list(arcs.kids[token]):
            arcs.attach(kid, head)


def _parts_of_speech(arcs: Arcs) -> None:
    for token, dep in enumerate(arcs.deps):
        pos = arcs.pos[token]
        if dep in ("aux", "aux:pass", "cop"):
            arcs.pos[token] = "AUX"
        elif pos == "AUX" and (arcs.lemmas[token] != "be" or arcs.first(token, "expl") is not None):
            arcs.pos[token] = "VERB"
        elif dep == "mark" and pos == "ADP":
            arcs.pos[token] = "SCONJ"
        elif dep == "advmod" and pos == "SCONJ" and arcs.tags[token] == "WRB":
            arcs.pos[token] = "ADV"
        elif dep == "det" and pos == "PRON":
            arcs.pos[token] = "DET"


def _punctuation(arcs: Arcs) -> None:
    for first, end in arcs.sentences():
        marks = [k for k in range(first, end) if arcs.deps[k] == "punct" and arcs.heads[k] != k]
        for mark in marks:
            for kid in list(arcs.kids[mark]):
                arcs.attach(kid, arcs.heads[mark])
        for mark, head in punctuate(arcs.words, arcs.heads, marks, first, end).items():
            arcs.attach(mark, head)


@lru_cache(maxsize=1)
def table() -> Mapping[str, Mapping[str, str]]:
    """The label map and word lists of clear.toml."""
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(Path(__file__).with_name("clear.toml").read_text("utf-8"))
    return found
