"""Who does what to whom, read off a dependency tree: the arguments of every predicate.

Written once over Universal Dependencies for all languages: coordination, relatives, participles, control and light
verbs give a predicate the arguments that its own words do not carry, so that neither lexicon nor roles need to know.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from kg.syntax.tree import Tree, fold

ARGUMENT = frozenset({
    "nsubj", "nsubj:pass", "csubj", "obj", "iobj", "obl", "obl:agent", "obl:arg", "obl:mod", "obl:npmod", "obl:tmod",
    "nmod", "nmod:poss", "amod", "compound", "appos", "xcomp", "flat", "flat:name", "det", "nmod:npmod",
    "obl:unmarked", "nmod:unmarked", "nsubj:outer",
})  # fmt: skip
# pronouns that stand for the noun that their clause modifies
RELATIVE = frozenset({
    "who", "whom", "which", "that", "whose", "where", "qui", "que", "qu'", "dont", "ou", "lequel", "laquelle", "lesquels",
    "lesquelles", "auquel", "auxquels", "auxquelles", "duquel", "desquels", "desquelles",
})  # fmt: skip
SUBJECT = frozenset({"nsubj", "nsubj:pass", "csubj"})
OBJECT = frozenset({"obj", "iobj"})


@dataclass(frozen=True, slots=True)
class Dependent:
    """Token `token` is an argument of a predicate.

    relation  UD relation as if it hung on the predicate directly ("nsubj:pass" for what is acted upon)
    case      case markers ("en_provenance_de")
    via       how it was found: "direct", "conjunct", "relative", "participle", "shared" (coordinated predicates),
              "control", "adverbial", "light" (support verb)
    """

    token: int
    relation: str
    case: str
    via: str


def is_passive(tree: Tree, token: int) -> bool:
    """A finite passive, or a past participle that modifies a noun or opens an absolute clause."""
    if any(tree.deps[k] in ("aux:pass", "nsubj:pass", "expl:pass") for k in tree.kids[token]):
        return True
    return (
        _past_participle(tree, token)
        and tree.deps[token].split(":")[0] in ("acl", "amod", "advcl")
        and not any(tree.deps[k].split(":")[0] == "aux" for k in tree.kids[token])
    )


def _past_participle(tree: Tree, token: int) -> bool:
    if tree.lang == "en":
        return (
            tree.tags[token] == "VBN"
            or (tree.morph[token].get("VerbForm") == "Part" and tree.morph[token].get("Tense") == "Past")
            or _mistagged(tree, token)
        )
    if (
        tree.pos[token] == "ADJ" and tree.deps[token] == "acl"
    ):  # "les puces fabriquées à Taïwan", taken for an adjective
        return tree.lemmas[token].endswith(("er", "ir", "re"))
    return tree.morph[token].get("VerbForm") == "Part" and tree.morph[token].get("Tense", "Past") == "Past"


def _mistagged(tree: Tree, token: int) -> bool:
    """A past tense that has neither subject nor conjunction is a participle: "…, trucked through Zambia"."""
    bare = not any(tree.deps[k].split(":")[0] in ("nsubj", "csubj", "mark") for k in tree.kids[token])
    return tree.tags[token] == "VBD" and tree.deps[token] in ("advcl", "acl") and bare


def argument_edges(
    tree: Tree, quantities: Container[str] = frozenset(), undergone: Container[tuple[str, str]] = frozenset()
) -> list[list[Dependent]]:
    """For every token the arguments that it has as a predicate, own ones first.

    quantities  lemmas whose complement is what they count: "half of the ore" hands its place on to the ore
    undergone   (verb, noun) lemmas that make a passive of the noun's complement: "est la cible de sanctions"
    """
    edges: list[list[Dependent]] = [[] for _ in range(len(tree))]
    _direct(tree, edges, quantities)
    _conjuncts(tree, edges)
    passive = [is_passive(tree, t) for t in range(len(tree))]
    _modified_nouns(tree, edges, passive)
    for _ in range(2):  # a chain "agreed to begin to ship" needs the subject handed on twice
        _inherited(tree, edges, passive)
    _light_verbs(tree, edges)
    _undergone(tree, edges, undergone)
    return [_unique(e) for e in edges]


def _direct(tree: Tree, edges: list[list[Dependent]], quantities: Container[str]) -> None:
    for token, head in enumerate(tree.heads):
        if head != token and tree.deps[token] in ARGUMENT and tree.pos[token] != "PUNCT":
            counted = counted_noun(tree, token, quantities)
            edges[head].append(Dependent(counted, tree.deps[token], tree.case[token], "direct"))


def counted_noun(tree: Tree, token: int, quantities: Container[str]) -> int:
    """What a quantity counts: "ore" of "half of the ore"; the token itself when it is none."""
    if fold(tree.lemmas[token]) not in quantities:
        return token
    counted = [k for k in tree.kids[token] if tree.deps[k] == "nmod" and tree.case[k] in ("of", "de")]
    return counted[0] if counted else token


def _conjuncts(tree: Tree, edges: list[list[Dependent]]) -> None:
    """ "ships chips and servers": the second noun has the first one's role."""
    for token in range(len(tree)):
        if tree.deps[token] != "conj":
            continue
        first = token
        while tree.deps[first] == "conj" and tree.heads[first] != first:
            first = tree.heads[first]
        head = tree.heads[first]
        nominal = tree.pos[token] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM")
        if head != first and tree.deps[first] in ARGUMENT and nominal:
            edges[head].append(Dependent(token, tree.deps[first], tree.case[token] or tree.case[first], "conjunct"))


def _modified_nouns(tree: Tree, edges: list[list[Dependent]], passive: list[bool]) -> None:
    """A relative clause or a participle has the noun that it modifies as an argument."""
    for token, head in enumerate(tree.heads):
        if head == token:
            continue
        if tree.deps[token] == "acl:relcl" or _is_relative(tree, token):
            pronoun = next((d for d in edges[token] if d.via == "direct" and tree.norms[d.token] in RELATIVE), None)
            if pronoun is not None:
                relation, case = pronoun.relation, pronoun.case
            elif any(d.relation in SUBJECT for d in edges[token]):
                relation, case = "obj", ""
            else:
                relation, case = "nsubj:pass" if passive[token] else "nsubj", ""
            edges[token].append(Dependent(head, relation, case, "relative"))
        elif tree.deps[token] == "acl" and tree.pos[token] in ("VERB", "ADJ", "AUX"):
            infinitive = tree.morph[token].get("VerbForm") == "Inf"
            has_object = any(d.relation == "obj" for d in edges[token])
            relation = "nsubj:pass" if passive[token] else "obj" if infinitive and not has_object else "nsubj"
            edges[token].append(Dependent(head, relation, "", "participle"))
        else:
            continue
        for kid in tree.kids[head]:
            if tree.deps[kid] == "conj" and kid < token and tree.pos[kid] in ("NOUN", "PROPN"):
                edges[token].append(Dependent(kid, edges[token][-1].relation, edges[token][-1].case, "relative"))


def _is_relative(tree: Tree, token: int) -> bool:
    """The French parser often calls a relative clause "acl": "le cobalt que la firme exporte"."""
    finite = tree.lang == "fr" and tree.deps[token] == "acl" and tree.pos[token] in ("VERB", "AUX")
    return finite and any(tree.norms[k] in RELATIVE for k in tree.kids[token])


def _inherited(tree: Tree, edges: list[list[Dependent]], passive: list[bool]) -> None:
    """Coordinated predicates share a subject; infinitives and adverbial clauses take the main clause's."""
    for token, head in enumerate(tree.heads):
        if head == token or tree.pos[token] not in ("VERB", "AUX", "ADJ", "NOUN"):
            continue
        if any(d.relation in SUBJECT for d in edges[token]):
            continue
        relation = tree.deps[token]
        own = "nsubj:pass" if passive[token] else "nsubj"
        if relation == "conj" and tree.pos[token] != "NOUN":
            auxiliary = any(tree.deps[k].split(":")[0] == "aux" for k in tree.kids[token])
            participle = _past_participle(tree, token) or (
                tree.tags[token] == "VBD" and tree.child(token, "obj") is None
            )
            shared_passive = passive[token] or (passive[head] and participle and not auxiliary)
            if shared_passive:
                passive[token] = True
            for subject in [d for d in edges[head] if d.relation in SUBJECT]:
                edges[token].append(Dependent(subject.token, "nsubj:pass" if shared_passive else "nsubj", "", "shared"))
        elif relation == "xcomp":
            controllers = [d for d in edges[head] if d.relation in OBJECT] or [
                d for d in edges[head] if d.relation in SUBJECT
            ]
            for controller in controllers:
                edges[token].append(Dependent(controller.token, own, "", "control"))
        elif relation == "advcl":
            for subject in [d for d in edges[head] if d.relation in SUBJECT]:
                edges[token].append(Dependent(subject.token, own, "", "adverbial"))


def _light_verbs(tree: Tree, edges: list[list[Dependent]]) -> None:
    """ "imposed a ban on X", "font l'objet d'une pression": the noun has its verb's arguments too, marked with "^"."""
    for token, head in enumerate(tree.heads):
        relation = tree.deps[token]
        if head == token or tree.pos[token] != "NOUN" or tree.pos[head] not in ("VERB", "AUX"):
            continue
        if relation in ("obj", "nsubj", "nsubj:pass", "obl", "obl:arg", "obl:mod", "xcomp"):
            for d in list(edges[head]):
                if d.token != token and d.via in ("direct", "conjunct", "relative", "shared"):
                    edges[token].append(Dependent(d.token, f"^{relation}>{d.relation}", d.case, "light"))


def _undergone(tree: Tree, edges: list[list[Dependent]], undergone: Container[tuple[str, str]]) -> None:
    """ "Pékin fait l'objet de restrictions", "Turkey came under pressure": the subject undergoes what the noun names."""
    for token, head in enumerate(tree.heads):
        if tree.pos[token] != "NOUN" or head == token:
            continue
        bearer = undergoing(tree, token, undergone)
        if bearer is None:
            continue
        subjects = [d.token for d in (*edges[bearer], *edges[tree.heads[bearer]]) if d.relation in SUBJECT]
        for subject in dict.fromkeys(subjects):
            edges[token].insert(0, Dependent(subject, "nsubj:pass", "", "direct"))


def undergoing(tree: Tree, token: int, undergone: Container[tuple[str, str]]) -> int | None:
    """The verb or the predicate noun by which somebody undergoes what a noun names; None when nobody does."""
    head, case = tree.heads[token], tree.case[token]
    if tree.deps[token].startswith(("obj", "obl")) and (fold(tree.lemmas[head]), fold(case)) in undergone:
        # who puts goods under control undergoes nothing
        return None if case and tree.child(head, "obj") is not None else head
    if case not in ("of", "de", "to", "à"):
        return None
    # the complement hangs on the noun, or, apart from it, on the verb
    for noun in (head, *(k for k in tree.kids[head] if tree.deps[k] == "obj")):
        verb = tree.child(noun, "cop")
        verb = tree.heads[noun] if verb is None else verb
        if (fold(tree.lemmas[verb]), fold(tree.lemmas[noun])) in undergone:
            return noun
    return None


def _unique(found: list[Dependent]) -> list[Dependent]:
    return list(dict.fromkeys(found))
