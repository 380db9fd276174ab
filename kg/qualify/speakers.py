"""Who speaks: the noun that a verb of saying, an "according to" or a statement belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.knowledge.cues import Cues
from kg.model import Entity, EntityType, Mention, MentionKind
from kg.qualify.hits import MARKS, Hit
from kg.qualify.reach import PARTING
from kg.syntax import Tree, argument_edges, fold
from kg.syntax.arguments import is_passive

ISSUED = frozenset({"de", "of", "by", "par", "from"})
PARTITIVE = frozenset({"de", "of", "among", "parmi", "entre"})
AGENT = frozenset({"par", "by"})
CLITIC = frozenset({"expl", "expl:subj", "expl:comp", "expl:pass", "obj", "iobj", "obl:arg", "obl"})
SPEAKING = (EntityType.PERSON, EntityType.ORGANIZATION)
# an inverted subject follows within so many tokens
REACH = 7


class Speakers:
    """Looks speakers up in one document; `days` are names of weekdays, which stand between a verb and its subject."""

    def __init__(
        self,
        tree: Tree,
        mentions: Sequence[Mention],
        entities: Sequence[Entity | None],
        cues: Cues,
        days: Iterable[str] = (),
    ) -> None:
        self.tree = tree
        self.mentions = mentions
        self.entities = entities
        self.days = frozenset(days)
        self.edges = argument_edges(tree)
        # nouns that are said by somebody, and are nobody themselves ("report", "déclaration")
        self.said = frozenset(fold(c.words[0]) for c in cues if c.pos == "noun" and c.speaker and len(c.words) == 1)
        self.by_head: dict[int, int] = {}
        for mention in mentions:
            self.by_head.setdefault(mention.head, mention.index)

    def of(self, hit: Hit) -> tuple[int, ...]:
        """Tokens that name who speaks in a cue, () when it does not tell."""
        tree, head = self.tree, hit.head
        if hit.cue.speaker == "subject":
            found = self._inverted(head) or self._subjects(head) or self._modified(hit)
        elif hit.cue.speaker == "object":
            found = [tree.heads[head]] if tree.deps[head].split(":")[0] in MARKS else []
            found += [k for k in tree.kids[head] if not found and tree.deps[k].split(":")[0] in ("obj", "obl", "nmod")]
            found = [t for first in found[:1] for t in (first, *self._conjuncts(first))]
        else:
            found = self._issuers(head)
        return tuple(t for token in found for t in self._sayers(token, hit))

    def _sayers(self, token: int, hit: Hit) -> list[int]:
        """Who is behind a document; of "one of the brokers" the brokers."""
        tree = self.tree
        if self._is_said(token):
            return self._issuers(token) or ([token] if hit.cue.kind == "according" else [])
        if tree.pos[token] in ("PRON", "NUM", "DET"):
            return [k for k in tree.kids[token] if tree.case[k] in PARTITIVE and k > token][:1] or [token]
        return [token]

    def _subjects(self, head: int) -> list[int]:
        passive = is_passive(self.tree, head)
        found = [
            d for d in self.edges[head]
            if (d.relation.startswith("obl") and d.case in AGENT if passive else d.relation == "nsubj")
        ]  # fmt: skip
        direct = [d.token for d in found if d.via == "direct"]
        if len(direct) > 1:  # a dateline or a topic before the subject
            return [min(direct, key=lambda t: abs(t - head))]
        return [d.token for d in found]

    def _modified(self, hit: Hit) -> list[int]:
        """The noun before a verb that the parser took for its modifier."""
        above = self.tree.heads[hit.tokens[0]]
        return [above] if hit.cue.reach == "infinitive" and self.tree.pos[above] in ("NOUN", "PROPN") else []

    def _inverted(self, head: int) -> list[int]:
        """", a prévenu la ministre", ", says Ann Lee": the first noun behind a verb that opens its clause."""
        tree = self.tree
        first, end = tree.sentences[tree.sentence[head]]
        before = head - 1
        while before > first and (tree.pos[before] == "AUX" or self._is_clitic(before)):
            before -= 1
        if before < first or tree.words[before] not in PARTING or tree.morph[head].get("VerbForm") == "Ger":
            return []
        for token in range(head + 1, min(end, head + REACH)):
            if tree.pos[token] in ("NOUN", "PROPN", "PRON") and tree.norms[token] not in self.days:
                above = tree.heads[token]
                inside = head < above < end and above in self.by_head and tree.deps[token] != "conj"
                found = above if inside and tree.pos[above] in ("NOUN", "PROPN") else token
                return [found] if self._can_speak(found, head) else []
            if tree.pos[token] in ("VERB", "PUNCT", "SCONJ", "AUX") and tree.words[token] != "-":
                return []
        return []

    def _can_speak(self, token: int, verb: int) -> bool:
        """Neither subject of a later verb ("X, a broker, said the ban was…") nor object of one with a subject."""
        tree = self.tree
        if tree.deps[token].startswith("nsubj"):
            return tree.heads[token] <= verb
        ahead = any(tree.deps[k] == "nsubj" and k < verb for k in tree.kids[verb])
        index = self.by_head.get(token)
        return index is not None and (not ahead or self.mentions[index].type in SPEAKING)

    def _is_clitic(self, token: int) -> bool:
        return self.tree.pos[token] == "PRON" and self.tree.deps[token] in CLITIC

    def _conjuncts(self, token: int) -> list[int]:
        return [k for k in self.tree.kids[token] if self.tree.deps[k] == "conj"]

    def _is_said(self, token: int) -> bool:
        return self.tree.pos[token] == "NOUN" and fold(self.tree.lemmas[token]) in self.said

    def _issuers(self, noun: int) -> list[int]:
        """Whose report, statement, accusation it is."""
        tree = self.tree
        found = [
            k for k in tree.kids[noun]
            if tree.deps[k] in ("nmod:poss", "compound")
            or (tree.deps[k].split(":")[0] in ("nmod", "obl") and tree.case[k] in ISSUED)
        ]  # fmt: skip
        for kid in tree.kids[noun]:
            if tree.deps[kid] == "acl":
                found += [d.token for d in self.edges[kid] if d.relation.startswith("obl") and d.case in AGENT]
            elif tree.deps[kid] == "acl:relcl":
                found += [d.token for d in self.edges[kid] if d.relation == "nsubj" and d.via == "direct"]
        return [t for t in found if t in self.by_head][:1]

    def mention(self, token: int) -> int | None:
        """The mention that the token heads; a name in apposition says more than a title ("its chairman, Ann Lee")."""
        index = self.by_head.get(token)
        if index is None or self.mentions[index].kind is not MentionKind.NOMINAL:
            return index
        apposed = (k for k in self.tree.kids[token] if self.tree.deps[k] in ("appos", "flat", "flat:name"))
        named = (self.by_head[k] for k in apposed if k in self.by_head)
        return next((n for n in named if self.mentions[n].kind is MentionKind.NAME and self.entities[n]), index)
