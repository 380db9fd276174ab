"""Pronouns and possessives: the nearest fitting antecedent, subjects first."""

from __future__ import annotations

from kg.corefer.agreement import Context
from kg.model import EntityType, Mention, MentionKind
from kg.syntax import SUBJECT

# how many sentences back a pronoun may reach; in news, farther ones are repeated by name
REACH = 2
# places and events are rarely taken up by a subject pronoun; a rule that fits them would mostly err
# clauses whose subject is that of the clause above
SUBJECTLESS = frozenset({"advcl", "acl", "conj", "xcomp"})
AGENTS = frozenset({EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.PERSON})


def relative_antecedent(context: Context, mention: Mention) -> tuple[int, ...]:
    """The noun that the relative clause modifies."""
    tree = context.tree
    token = mention.head
    for _ in range(len(tree)):
        if tree.deps[token] in ("acl:relcl", "acl"):
            noun = context.by_head.get(tree.heads[token])
            return (
                ()
                if noun is None or noun is mention
                else tuple(m.index for m in _conjuncts_before(context, noun, mention))
            )
        if tree.is_root(token):
            return ()
        token = tree.heads[token]
    return ()


def _conjuncts_before(context: Context, noun: Mention, pronoun: Mention) -> list[Mention]:
    """ "Laos and Vietnam, which …" with a plural verb takes both; a singular one the noun alone."""
    verb = context.tree.heads[pronoun.head]
    if context.tree.morph[verb].get("Number") != "Plur":
        return [noun]
    return [m for m in context.coordinated(noun) if m.head < pronoun.head]


def pronoun_antecedents(context: Context, mention: Mention) -> tuple[int, ...]:
    """The best earlier mention that agrees; for a plural also a coordination; () when none agrees.

    Only what points back has one: "nothing", "rien", "one", "on" mean nobody that was named.
    """
    if mention.kind is MentionKind.PRONOUN and not _points_back(context, mention):
        return ()
    best: tuple[float, int, tuple[int, ...]] | None = None
    for rank, candidate in enumerate(context.before(mention, REACH)):
        group = _group(context, mention, candidate)
        if not group:
            continue
        score = _score(context, mention, candidate, rank)
        if best is None or score > best[0]:
            best = (score, candidate.index, tuple(m.index for m in group))
    return best[2] if best is not None else ()


def _points_back(context: Context, pronoun: Mention) -> bool:
    norm, language = context.tree.norms[pronoun.head], context.language
    return norm in language.pronouns or any(norm in form.split() for form in language.demonstrative_pronouns)


def _group(context: Context, pronoun: Mention, candidate: Mention) -> list[Mention]:
    """The mentions that the pronoun names if it means the candidate; [] when the two do not agree."""
    tree = context.tree
    form = context.form_of(pronoun)
    kind = context.type_of(candidate)
    if kind is None or _inside(context, pronoun, candidate):
        return []
    if tree.lang == "en" and form.gender and (form.gender == "Neut") == (kind is EntityType.PERSON):
        return []  # "he" is a person, "it" is none; French pronouns agree with the noun alone
    if candidate.kind is MentionKind.ADJECTIVE and pronoun.kind is not MentionKind.POSSESSIVE:
        return []
    coordinated = context.coordinated(candidate)
    if form.number == "Plur":
        if len(coordinated) > 1:
            return coordinated
        organization = kind is EntityType.ORGANIZATION and tree.lang == "en"  # "the firm … they"
        return [candidate] if context.plural(candidate) or organization else []
    if form.number == "Sing" and context.plural(candidate):
        return []
    other = context.gender(candidate)
    return [] if tree.lang == "fr" and form.gender and other and form.gender != other else [candidate]


def _inside(context: Context, pronoun: Mention, candidate: Mention) -> bool:
    """A pronoun does not mean the phrase that holds it, nor an argument of the same verb ("X told it", "X, accusing it")."""
    tree = context.tree
    if candidate.outer[0] <= pronoun.head <= candidate.outer[1] or candidate.head in tree.ancestors(pronoun.head):
        return True
    if pronoun.kind is MentionKind.POSSESSIVE or tree.is_root(pronoun.head):
        return False
    verb = tree.heads[pronoun.head]
    while tree.deps[verb] in SUBJECTLESS and tree.child(verb, *SUBJECT) is None and not tree.is_root(verb):
        verb = tree.heads[verb]
    return tree.heads[candidate.head] in (tree.heads[pronoun.head], verb) and (
        tree.heads[candidate.head] == tree.heads[pronoun.head] or tree.deps[candidate.head] in SUBJECT
    )


def _score(context: Context, pronoun: Mention, candidate: Mention, rank: int) -> float:
    """Salience: recency in sentences and in candidates, subjecthood, parallel function, names, agents."""
    tree = context.tree
    back = tree.sentence[pronoun.head] - tree.sentence[candidate.head]
    score = -1.0 * back - 0.12 * rank
    score += 1.5 * context.is_subject(candidate)
    score += 0.4 * (tree.deps[pronoun.head] == tree.deps[candidate.head])
    score += 0.6 * (candidate.kind is MentionKind.NAME)
    score += 0.8 * (context.type_of(candidate) in AGENTS)
    return score
