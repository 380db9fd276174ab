"""The proposer that reads: lexicon entries evoke frames, their valency says which argument fills which role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extract.page import Page
from kg.extract.triggers import evoked
from kg.knowledge.language import Language
from kg.knowledge.lexicon import Entry, Lexicon
from kg.knowledge.ontology import ClaimClass
from kg.model import Argument, EntityType, Frame, Mention, MentionKind
from kg.syntax import Dependent, is_passive

# how sure a role is, by what found it; "shared", "control" … rest on one more inference than the words themselves
SURE = {"direct": 1.0, "conjunct": 0.95, "relative": 0.9, "participle": 0.9, "self": 0.9, "shared": 0.85, "light": 0.75,
        "control": 0.7, "nested": 0.7, "adverbial": 0.6, "clause": 0.5}  # fmt: skip
MAKERS = frozenset({EntityType.ORGANIZATION, EntityType.PERSON})
UNKNOWN_TYPE = 0.6  # factor for a mention whose type nobody knows
# slots that an adjective of nationality can fill
ADJECTIVAL = frozenset({"poss", "compound", "of"})
PLACES = frozenset({EntityType.PLACE, EntityType.COUNTRY})
# what a clause gives to the word that it completes, by class
COMPLEMENTS = {
    "Restriction": frozenset({"obj", "obl", "obl:arg", "obl:mod"}),
    "Investigation": frozenset({"nsubj", "nsubj:pass"}),
}
PARTIES = frozenset({EntityType.ORGANIZATION, EntityType.PERSON, EntityType.FACILITY})
ROUTE_SLOTS = frozenset({"from", "via", "to"})


def propose(page: Page) -> Iterator[Frame]:
    """One frame for each reading of each trigger, arguments filled as far as syntax and types allow."""
    lexicon = page.knowledge.lexicons[page.tree.lang]
    for token in range(len(page.tree)):
        for entry, words in evoked(page.tree, lexicon, token):
            yield read_entry(page, entry, token, words)


@lru_cache(maxsize=8)
def support_verbs(lexicon: Lexicon) -> frozenset[str]:
    """Lemmas of the verbs that some noun of the lexicon needs to be a claim: "have", "sign", "faire", "subir"."""
    return frozenset(option[0] for e in lexicon for c in e.companions if c.kind == "governor" for option in c.options)


def read_entry(page: Page, entry: Entry, token: int, words: tuple[int, ...]) -> Frame:
    """The trigger at `token`, read by one entry of the lexicon."""
    return _Reading(page, entry, token, words).frame()


@dataclass(slots=True)
class _Reading:
    """One trigger read by one lexicon entry; `found` maps role → mention index → argument."""

    page: Page
    entry: Entry
    token: int
    words: tuple[int, ...]
    found: dict[str, dict[int, Argument]] = field(default_factory=dict)

    @property
    def claim(self) -> ClaimClass:
        return self.page.knowledge.ontology.classes[self.entry.valency.claim]

    @property
    def _language(self) -> Language:
        return self.page.knowledge.languages[self.page.tree.lang]

    @property
    def nominal(self) -> bool:
        return self.page.tree.pos[self.token] in ("NOUN", "PROPN")

    def frame(self) -> Frame:
        self._fill_self()
        for dependent in self._dependents():
            if dependent.token not in self.words:
                self._fill_or_hand_on(dependent)
        self._fill_from_complement()
        self._fill_from_clause()
        mentions = self.page.mentions
        roles = tuple(
            (use.name, tuple(sorted(self.found[use.name].values(), key=lambda a: mentions[a.mention].head)))
            for use in self.claim.roles
            if self.found.get(use.name)
        )
        entry = self.entry
        return Frame(
            self.claim.name, self.token, self.words, roles, entry.id, self._score(roles), entry.effect, entry.status
        )

    def _dependents(self) -> list[Dependent]:
        """Arguments of the trigger, of its support verb, and of its other words ("mettre la *main* sur le port")."""
        tree, edges = self.page.tree, list(self.page.edges[self.token])
        if not self._is_supported():
            edges = [d for d in edges if d.via != "light"]
        head = tree.heads[self.token]
        if head in self.words and head != self.token:
            relation = f"^{tree.deps[self.token]}>"
            edges.extend(Dependent(d.token, relation + d.relation, d.case, "light") for d in self.page.edges[head])
        for word in self.words:
            if word not in (self.token, head):
                edges.extend(d for d in self.page.edges[word] if d.via in ("direct", "conjunct"))
        return [full for d in edges for full in self._full_prepositions(d)]

    def _full_prepositions(self, dependent: Dependent) -> list[Dependent]:
        """What a preposition made of a noun governs: "by way of *Dubai*"; other dependents as they are."""
        tree, token = self.page.tree, dependent.token
        inner = (
            [d for d in self.page.edges[token] if d.case and d.via in ("direct", "conjunct")] if dependent.case else []
        )
        chains = [(d, f"{dependent.case}_{tree.norms[token]}_{d.case}") for d in inner]
        return [
            Dependent(d.token, dependent.relation, chain, dependent.via)
            for d, chain in chains
            if chain in self._language.slots
        ] or [dependent]

    def _is_supported(self) -> bool:
        """Whether the governor says no more than the noun: a support verb, or a word of the same claim ("impose a ban").

        "Traders circumvented the embargo" does not make the traders its authors.
        """
        lexicon, governor = self.page.knowledge.lexicons[self.page.tree.lang], self.page.tree.heads[self.token]
        return (
            governor in self.words
            or self.page.tree.lemmas[governor] in support_verbs(lexicon)
            or any(e.valency.claim == self.claim.name for e, _ in evoked(self.page.tree, lexicon, governor))
        )

    def _fill_or_hand_on(self, dependent: Dependent) -> None:
        """A noun that is no entity hands its complements on: "ban exports of gallium to Japan"."""
        slots, token = self._slots(dependent), dependent.token
        if not slots or (self._is_event(token) and self._hand_on(token)):
            return
        counted = [self._fill(t, slots, dependent.via) for t in self._counted(token)]
        if not any(counted):
            self._fill(token, slots, dependent.via) or self._hand_on(token)

    def _counted(self, token: int) -> list[int]:
        """What a quantity is of: "30,000 tonnes of *cathodes*", "une partie des *volumes*"; [] for other nouns."""
        if not self._is_quantity(token):
            return []
        return [d.token for d in self.page.edges[token] if d.relation.startswith("nmod") and d.case in ("of", "de")]

    def _is_quantity(self, token: int) -> bool:
        tree, mention = self.page.tree, self.page.at.get(token)
        if mention is None or tree.pos[token] in ("NUM", "PRON") or tree.norms[token] in self._language.units:
            return True
        return mention.kind is MentionKind.NOMINAL and self.page.type_of(mention) is None

    def _is_event(self, token: int) -> bool:
        """A noun that is no entity of its own but evokes a claim: "exports", "sale"."""
        mention = self.page.at.get(token)
        unknown = mention is not None and self.page.type_of(mention) in (None, EntityType.PRODUCT)
        lexicon = self.page.knowledge.lexicons[self.page.tree.lang]
        return unknown and next(evoked(self.page.tree, lexicon, token), None) is not None

    def _hand_on(self, token: int) -> bool:
        """Fills roles with the complements of an argument; whether there was one that fits."""
        if self.page.tree.pos[token] != "NOUN":
            return False
        inner = [d for d in self.page.edges[token] if d.via in ("direct", "conjunct") and d.token not in self.words]
        if not self._is_event(token):  # "Chinese exports" go from China; "Chinese goods" need not
            inner = [d for d in inner if not self._is_adjective(d.token)]
        filled = [self._fill(d.token, self._complement_slots(d), "nested") for d in inner]
        return any(filled)

    def _is_adjective(self, token: int) -> bool:
        mention = self.page.at.get(token)
        return (
            mention is not None and mention.kind is MentionKind.ADJECTIVE and not self.page.antecedents[mention.index]
        )

    def _complement_slots(self, inner: Dependent) -> tuple[str, ...]:
        """Slots of the class for a complement of its object: "of gallium", "to Japan", "Chinese", "chip"."""
        if inner.case:
            named = self._language.slots_of(inner.case)
            return ("of", "object", *named) if inner.case in ("of", "de") else named
        return ("of", "object") if inner.relation in ("compound", "amod", "nmod:poss", "flat") else ()

    def _slots(self, dependent: Dependent) -> tuple[str, ...]:
        """Slots that the argument may take, best first."""
        relation = dependent.relation.rpartition(">")[2]
        light = dependent.relation.startswith("^")
        if relation in ("nsubj", "csubj"):
            return ("subject",)
        if relation == "obl:agent":
            return () if self._is_means(dependent.token) else ("subject",)
        if relation == "nsubj:pass" and self.nominal and not light:
            return ("against", "on", "object")  # "is the target of sanctions": whoever undergoes them
        if relation in ("nsubj:pass", "obj") or (relation == "obl:arg" and not dependent.case):  # "exporte du cuivre"
            return () if light else ("object",)
        if relation == "iobj":
            return ("iobject",)
        if relation in ("nmod:poss", "det"):
            return self._nominal_slots("poss")
        if relation in ("amod", "compound", "flat", "flat:name"):
            return self._nominal_slots("compound") if self.nominal else ("compound", "subject")
        if relation == "obl:unmarked" and not dependent.case:  # "Perth-based"
            return ("compound",)
        if relation == "appos":
            return ("self",) if self.nominal else ()
        if relation.startswith(("obl", "nmod")) and dependent.case:
            named = self._preferred(dependent.token, self._language.slots_of(dependent.case))
            if self.nominal and not light and dependent.case in ("de", "of"):
                return (*self._nominal_slots("of"), *(s for s in named if s != "of"))
            return named
        return ()

    def _preferred(self, token: int, slots: tuple[str, ...]) -> tuple[str, ...]:
        """ "par" and "by" before a place say which way, before a bare noun ("by road") neither way nor agent."""
        mention = self.page.at.get(token)
        if "by" not in slots or mention is None:
            return slots
        if self._is_means(token):
            return ()
        if self.page.type_of(mention) in PLACES:
            return tuple(sorted(slots, key=lambda s: s != "via"))
        return ("subject", *slots) if is_passive(self.page.tree, self.token) else slots

    def _is_means(self, token: int) -> bool:
        """A bare noun after "by" or "par" says how something went: "by lorry", "par barge"."""
        tree, mention = self.page.tree, self.page.at.get(token)
        bare = mention is not None and mention.kind is MentionKind.NOMINAL and len(tree.kids[token]) == 1
        return bare and tree.morph[token].get("Number") != "Plur"

    def _nominal_slots(self, slot: str) -> tuple[str, ...]:
        """ "exports of ore", "China's exports", "ore exports": what a noun's class says, else by type."""
        if slot in self.entry.valency.slots:
            return (slot,)
        return ("object", "subject") if slot == "of" else ("of", "subject", "object")

    def _fill(self, token: int, slots: tuple[str, ...], via: str) -> bool:
        """Puts the mention at a token into the first role, over its slots, whose types it fits."""
        mention = self.page.at.get(token)
        if mention is None or mention.kind is MentionKind.RELATIVE:  # its noun is an argument of its own
            return False
        if self._is_adjective(token) and not self._takes_nationality(slots):
            return False
        if any(mention.index in taken for taken in self.found.values()):
            return False
        if self._is_named_twice(mention):
            return True
        for slot in slots:
            for role in self.entry.valency.slots.get(slot, ()):
                fit = self._fit(slot, role, mention)
                if fit:
                    rule = Argument(mention.index, SURE[via] * fit, f"{via}:{slot}")
                    self.found.setdefault(role, {})[mention.index] = rule
                    return True
        return False

    def _is_named_twice(self, mention: Mention) -> bool:
        """Whether what the mention stands for has a role already: a description beside its name, a pronoun."""
        own = {e.id for e in self.page.resolved(mention)}
        taken = {e.id for row in self.found.values() for i in row for e in self.page.resolved(self.page.mentions[i])}
        return bool(own) and own <= taken

    def _takes_nationality(self, slots: tuple[str, ...]) -> bool:
        """Whether an adjective can be an argument: "US ban", "Chinese exports", but of no verb, nor of "US supplier"."""
        own = self.page.at.get(self.token)
        party = own is not None and self.nominal and self.page.type_of(own) in PARTIES
        return bool(ADJECTIVAL.intersection(slots)) and not party

    def _fit(self, slot: str, role: str, mention: Mention) -> float:
        """1 when the type is admitted, less when unknown, 0 when it is not or when nobody is meant."""
        use = next(u for u in self.claim.roles if u.name == role)
        kind = self.page.type_of(mention)
        if kind is not None:
            return float(kind in use.types and self.entry.valency.admits(slot, role, kind))
        if not mention.refers or mention.kind is MentionKind.ADJECTIVE:
            return 0.0
        product = EntityType.PRODUCT
        return UNKNOWN_TYPE if product in use.types and self.entry.valency.admits(slot, role, product) else 0.0

    def _fill_self(self) -> None:
        """For agentive nouns and adjectives ("supplier", "filiale", "basé"): what they are said of.

        What the word stands in apposition to or modifies, the subject of its copula, else the noun's own entity.
        """
        if "self" not in self.entry.valency.slots:
            return
        tree = self.page.tree
        said_of = (
            [tree.heads[self.token]] if tree.deps[self.token] in ("appos", "amod", "acl", "compound", "flat") else []
        )
        said_of.extend(d.token for d in self.page.edges[self.token] if d.relation in ("nsubj", "appos"))
        filled = [self._fill(token, ("self",), "self") for token in said_of]
        if not any(filled):
            self._fill(self.token, ("self",), "self")

    def _fill_from_complement(self) -> None:
        """What is forbidden or examined may be a clause: "barred from *selling ore to Iran*", "asks whether *the firm* sold"."""
        tree, wanted = self.page.tree, COMPLEMENTS.get(self.claim.name, frozenset())
        kinds = ("ccomp", "xcomp", "advcl", "acl") if self.nominal else ("ccomp", "xcomp", "advcl")
        clauses = [k for k in tree.kids[self.token] if tree.deps[k] in kinds and tree.pos[k] == "VERB"]
        for clause in clauses if wanted else ():
            if tree.deps[clause] == "acl" and tree.morph[clause].get("VerbForm") != "Inf":
                continue  # "l'interdiction d'exporter du riz", not "l'interdiction visant le riz"
            if tree.deps[clause] == "advcl" and "from" not in self._language.slots_of(tree.case[clause]):
                continue
            for inner in self.page.edges[clause]:
                if inner.relation in wanted and inner.via in ("direct", "conjunct"):
                    slots = self._language.slots_of(inner.case) if inner.case else ("object", "of", "into")
                    self._fill(inner.token, slots, "nested")

    def _fill_from_clause(self) -> None:
        """Around parse errors: prepositional phrases of the trigger's own clause, whatever they were attached to."""
        tree, language = self.page.tree, self._language
        clause = tree.clause(self.token)
        for mention in self.page.in_sentence(self.token):
            case = tree.case[mention.head]
            # "chips of Nvidia": a maker, no place
            own = case in ("de", "of") and tree.deps[mention.head] == "nmod" and self.page.type_of(mention) in MAKERS
            if (
                own
                or not case
                or mention.head <= self.token
                or not mention.refers
                or tree.clause(mention.head) != clause
            ):
                continue
            if self._is_inside(mention):
                continue
            admitted = ROUTE_SLOTS if self.page.type_of(mention) not in PLACES else ROUTE_SLOTS | {"at"}
            slots = tuple(
                s for s in language.slots_of(case)
                if s in admitted and not any(self.found.get(r) for r in self.entry.valency.slots.get(s, ()))
            )  # fmt: skip
            self._fill(mention.head, slots, "clause")

    def _is_inside(self, mention: Mention) -> bool:
        """Whether it only says of what kind another noun is: "droits de *douane*"."""
        return any(
            m.index != mention.index and m.first <= mention.head <= m.last for m in self.page.in_sentence(mention.head)
        )

    def _score(self, roles: tuple[tuple[str, tuple[Argument, ...]], ...]) -> float:
        """How sure the two surest core roles are, on average; with one alone half of that."""
        best = sorted(
            (max(a.score for a in arguments) for role, arguments in roles if role in self.claim.core), reverse=True
        )
        return sum(best[:2]) / 2
