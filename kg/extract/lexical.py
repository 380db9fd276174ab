"""The proposer that reads: lexicon entries evoke frames, their valency says which argument fills which role."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.page import Page
from kg.extract.triggers import evoked
from kg.knowledge.lexicon import Entry
from kg.knowledge.ontology import ClaimClass
from kg.model import Argument, EntityType, Frame, Mention, MentionKind
from kg.syntax import Dependent

# how sure a role is, by what found it; "shared", "control" … rest on one more inference than the words themselves
SURE = {"direct": 1.0, "conjunct": 0.95, "relative": 0.9, "participle": 0.9, "shared": 0.85, "control": 0.7,
        "adverbial": 0.6, "light": 0.75, "clause": 0.5, "self": 0.9}  # fmt: skip
UNKNOWN_TYPE = 0.6  # factor for a mention whose type nobody knows


def propose(page: Page) -> Iterator[Frame]:
    """One frame for each reading of each trigger, arguments filled as far as syntax and types allow."""
    lexicon = page.knowledge.lexicons[page.tree.lang]
    for token in range(len(page.tree)):
        for entry, words in evoked(page.tree, lexicon, token):
            yield _frame(page, token, words, entry)


def _frame(page: Page, token: int, words: tuple[int, ...], entry: Entry) -> Frame:
    claim = page.knowledge.ontology.classes[entry.valency.claim]
    found: dict[str, dict[int, Argument]] = {}
    edges = list(page.edges[token])
    for word in words:  # a support verb's arguments are the construction's
        if word != token and page.tree.pos[word] in ("VERB", "AUX") and word == page.tree.heads[token]:
            edges.extend(
                Dependent(d.token, f"^{page.tree.deps[token]}>{d.relation}", d.case, "light") for d in page.edges[word]
            )
    for dependent in edges:
        if dependent.token in words:
            continue
        _fill(page, claim, entry, found, dependent.token, _slots(page, token, entry, dependent), dependent.via)
    for noun in _predicated(page, token, entry):
        _fill(page, claim, entry, found, noun, ("self",), "self")
    _fill_from_clause(page, claim, entry, found, token, words)
    roles = tuple(
        (use.name, tuple(sorted(found[use.name].values(), key=lambda a: page.mentions[a.mention].head)))
        for use in claim.roles
        if found.get(use.name)
    )
    return Frame(entry.valency.claim, token, words, roles, entry.id, _score(claim, roles), entry.effect or entry.valency.effect,
                 entry.status or entry.valency.status)  # fmt: skip


def _slots(page: Page, token: int, entry: Entry, dependent: Dependent) -> tuple[str, ...]:
    """Slots that the argument may take, best first."""
    relation, light = dependent.relation, dependent.relation.startswith("^")
    if light:
        relation = relation.split(">")[1]
    nominal = page.tree.pos[token] in ("NOUN", "PROPN")
    if relation in ("nsubj", "csubj", "obl:agent"):
        return ("subject",)
    if relation == "nsubj:pass":
        return () if light else ("object",)
    if relation == "obj":
        return () if light else ("object",)
    if relation == "iobj":
        return ("iobject",)
    if relation in ("nmod:poss", "det"):
        return _nominal_slots(entry, "poss")
    if relation in ("amod", "compound", "flat", "flat:name"):
        return _nominal_slots(entry, "compound") if nominal else ("subject",)
    if relation == "appos":
        return ("self",) if nominal else ()
    if relation.startswith(("obl", "nmod")):
        if not dependent.case:
            return ()
        slots = page.knowledge.languages[page.tree.lang].slots
        case = dependent.case
        named = slots.get(case) or slots.get(case.split("_")[-1]) or slots.get(case.split("_")[0]) or ()
        if nominal and not light and case in ("de", "of"):
            return (*_nominal_slots(entry, "of"), *(s for s in named if s != "of"))
        return named
    return ()


def _nominal_slots(entry: Entry, slot: str) -> tuple[str, ...]:
    """ "exports of ore", "China's exports", "ore exports": what a noun's valency says, else object and subject by type."""
    if slot in entry.valency.slots:
        return (slot,)
    if slot == "of":
        return ("object", "subject")
    return ("subject", "object")


def _fill(page: Page, claim: ClaimClass, entry: Entry, found: dict[str, dict[int, Argument]], token: int,
          slots: tuple[str, ...], via: str) -> None:  # fmt: skip
    """Puts the mention at a token into the first role, over its slots, whose types it fits."""
    mention = page.at.get(token)
    if mention is None:
        return
    for slot in slots:
        for spec in entry.valency.slots.get(slot, ()):
            role, _, narrowed = spec.partition(":")
            fit = _fits(page, claim, role, narrowed, mention)
            if fit and mention.index not in {i for taken in found.values() for i in taken}:
                found.setdefault(role, {})[mention.index] = Argument(mention.index, SURE[via] * fit, f"{via}:{slot}")
                return


def _fits(page: Page, claim: ClaimClass, role: str, narrowed: str, mention: Mention) -> float:
    """1 when the type is admitted, less when unknown, 0 when it is not or when nobody is meant."""
    use = next((u for u in claim.roles if u.name == role), None)
    if use is None:
        return 0.0
    admitted = frozenset(EntityType(t) for t in narrowed.split("|")) if narrowed else use.types
    kind = page.type_of(mention)
    if kind is not None:
        return 1.0 if kind in admitted else 0.0
    if not mention.refers or mention.kind is MentionKind.ADJECTIVE:
        return 0.0
    return UNKNOWN_TYPE if EntityType.PRODUCT in admitted and not narrowed else 0.0


def _predicated(page: Page, token: int, entry: Entry) -> list[int]:
    """For agentive nouns and adjectives ("supplier", "filiale", "basé"): the nouns that they are said of.

    The noun itself when it is a mention of its own, what it stands in apposition to, the subject of its copula.
    """
    if "self" not in entry.valency.slots:
        return []
    tree = page.tree
    found = []
    if tree.deps[token] in ("appos", "amod", "acl", "compound", "flat"):
        found.append(tree.heads[token])
    found.extend(d.token for d in page.edges[token] if d.relation in ("nsubj", "appos"))
    if not found and token in page.at:
        found.append(token)
    return found


def _fill_from_clause(page: Page, claim: ClaimClass, entry: Entry, found: dict[str, dict[int, Argument]], token: int,
                      words: tuple[int, ...]) -> None:  # fmt: skip
    """Around parse errors: prepositional phrases of the trigger's own clause, whatever they were attached to."""
    tree = page.tree
    slots = page.knowledge.languages[tree.lang].slots
    clause = tree.clause(token)
    for mention in page.in_sentence(token):
        case = tree.case[mention.head]
        if not case or mention.head in words or not mention.refers or tree.clause(mention.head) != clause:
            continue
        wanted = tuple(s for s in slots.get(case, ()) if s in ("from", "via", "to"))
        if mention.head > token and any(
            not found.get(s.partition(":")[0]) for w in wanted for s in entry.valency.slots.get(w, ())
        ):
            _fill(page, claim, entry, found, mention.head, wanted, "clause")


def _score(claim: ClaimClass, roles: tuple[tuple[str, tuple[Argument, ...]], ...]) -> float:
    """Share of the core roles that are filled, weighted by how sure each is."""
    best = [max(a.score for a in arguments) for role, arguments in roles if role in claim.core]
    return sum(best) / max(2, len(claim.core))
