"""Who says it: the sources that the article gives for a claim, nearest first."""

from __future__ import annotations

from collections.abc import Sequence

from kg.knowledge import Knowledge
from kg.knowledge.cues import Cues
from kg.model import Attribution, Entity, Frame, Mention, MentionKind, Quote
from kg.qualify.fillers import fillers_of
from kg.qualify.hits import COMPLEMENT, Hit, find_hits
from kg.syntax import Tree, argument_edges, fold
from kg.syntax.arguments import is_passive

QUOTATION = frozenset({'"', "«", "»", "“", "”", "``", "''"})
# steps of what speaks for a quotation from another sentence, beyond any within the sentence
ELSEWHERE = 100
SCATTERED = 5
ISSUED = frozenset({"de", "of", "by", "par", "from"})
MARKERS = frozenset({"case", "mark", "fixed", "cc", "advmod"})


class Sources:
    """The sources of one document; who says what is looked up once a sentence."""

    def __init__(
        self,
        tree: Tree,
        mentions: Sequence[Mention],
        entities: Sequence[Entity | None],
        antecedents: Sequence[tuple[int, ...]],
        cues: Cues,
    ) -> None:
        self.tree = tree
        self.mentions = mentions
        self.entities = entities
        self.antecedents = antecedents
        self.edges = argument_edges(tree)
        # nouns that are said by somebody, and are nobody themselves ("report", "déclaration")
        self.said = frozenset(fold(c.words[0]) for c in cues if c.pos == "noun" and c.speaker and len(c.words) == 1)
        self.hits = tuple(find_hits(tree, cues, first, end) for first, end in tree.sentences)
        self.by_head: dict[int, int] = {}
        for mention in mentions:
            self.by_head.setdefault(mention.head, mention.index)

    def of(self, frame: Frame) -> tuple[Attribution, ...]:
        """Attributions of a frame, nearest first; no entity twice."""
        sentence = self.tree.sentence[frame.trigger]
        found = [
            (steps, hit) for hit in self.hits[sentence]
            if hit.cue.speaker and (steps := self._governs(hit, frame)) is not None
        ]  # fmt: skip
        attributions = self._attributions(sorted(found, key=lambda f: (f[0], f[1].tokens)), frame)
        return attributions or self._quoted(frame)

    def _attributions(self, found: Sequence[tuple[int, Hit]], frame: Frame) -> tuple[Attribution, ...]:
        seen: dict[str, Attribution] = {}
        for _, hit in found:
            cue = self._cue(hit)
            for token in self._speakers(hit):
                if token == frame.trigger:
                    continue
                index = self._mention(token)
                if index is None:
                    continue
                for filler in fillers_of(self.mentions, self.entities, self.antecedents, index, hit.cue.kind):
                    seen.setdefault(filler.entity.id, Attribution(filler, cue))
        return tuple(seen.values())

    def _cue(self, hit: Hit) -> Quote:
        """The cue's words; its head alone where much stands between them."""
        first, last = hit.tokens[0], hit.tokens[-1]
        return self.tree.quote(first, last) if last - first <= SCATTERED else self.tree.quote(hit.head, hit.head)

    def _governs(self, hit: Hit, frame: Frame) -> int | None:
        """Steps from the trigger up to the words that attribute it, None when they speak of something else."""
        tree, trigger = self.tree, frame.trigger
        if set(hit.tokens) & set(frame.words):
            return 0 if hit.cue.kind in ("allege", "deny") else None
        chain = tree.ancestors(trigger)
        if hit.cue.kind == "according":
            speakers = self._speakers(hit)
            inside = any(s in chain for s in speakers)
            return None if inside or self._parted(hit.head, trigger) else len(chain)
        for steps, token in enumerate(chain[1:], 1):
            if token in hit.tokens:
                below = tree.deps[chain[steps - 1]]
                return steps if below in COMPLEMENT or below.startswith("obl") else None
        if hit.cue.pos not in ("verb", "conjunction") or tree.deps[hit.head] == "acl:relcl":
            return None
        if self._parted(hit.head, trigger):
            return None
        if tree.heads[hit.head] in chain and tree.deps[hit.head] in ("parataxis", "advcl", "dep", "discourse", "acl"):
            return chain.index(tree.heads[hit.head]) + 1 if self._inserted(hit) else None
        return len(chain) + 1 if self._inserted(hit) else None

    def _inserted(self, hit: Hit) -> bool:
        """", says the firm", ", a indiqué le ministre": a comma or quotation mark before, the speaker after."""
        tree = self.tree
        first = hit.tokens[0]
        while first > 0 and tree.sentence[first - 1] == tree.sentence[hit.head] and (
            tree.deps[first - 1].startswith(("aux", "expl")) or tree.pos[first - 1] in ("AUX", "PRON")
        ):
            first -= 1
        start = tree.sentences[tree.sentence[hit.head]][0]
        marked = any(tree.words[t] in QUOTATION | {",", "-", "–", "—"} for t in range(max(start, first - 1), first))
        if marked:
            return True
        subject = [d.token for d in self.edges[hit.head] if d.relation == "nsubj" and d.via == "direct"]
        before = min(tree.subtree(subject[0])) - 1 if subject else -1
        return start < before < hit.head and tree.words[before] in QUOTATION | {","}

    def _parted(self, token: int, trigger: int) -> bool:
        """Whether a semicolon stands between."""
        low, high = sorted((token, trigger))
        return any(self.tree.words[t] == ";" for t in range(low, high))

    def _speakers(self, hit: Hit) -> tuple[int, ...]:
        tree, head = self.tree, hit.head
        if hit.cue.speaker == "subject":
            wanted = ("obl:agent",) if is_passive(tree, head) else ("nsubj",)
            found = [d.token for d in self.edges[head] if d.relation in wanted]
            if not found and tree.deps[head] == "parataxis":
                found = [d.token for d in self.edges[head] if d.relation == "obj" and d.token > head][:1]
        elif hit.cue.speaker == "object":
            found = [tree.heads[head]] if tree.deps[head].split(":")[0] in MARKERS else []
            found += [k for k in tree.kids[head] if not found and tree.deps[k].split(":")[0] in ("obj", "obl", "nmod")]
            found = [t for first in found[:1] for t in (first, *self._conjuncts(first))]
        else:
            found = self._issuers(head)
        return tuple(t for token in found for t in (self._issuers(token) if self._is_said(token) else [token]))

    def _conjuncts(self, token: int) -> list[int]:
        return [k for k in self.tree.kids[token] if self.tree.deps[k] == "conj"]

    def _is_said(self, token: int) -> bool:
        return self.tree.pos[token] == "NOUN" and fold(self.tree.lemmas[token]) in self.said

    def _issuers(self, noun: int) -> list[int]:
        """Whose report, statement, accusation it is."""
        tree = self.tree
        return [
            k for k in tree.kids[noun]
            if tree.deps[k] in ("nmod:poss", "compound")
            or (tree.deps[k].split(":")[0] in ("nmod", "obl") and tree.case[k] in ISSUED)
        ][:1]  # fmt: skip

    def _mention(self, token: int) -> int | None:
        """The mention that the token heads; a name in apposition says more than a title ("its chairman, Ann Lee")."""
        index = self.by_head.get(token)
        if index is None or self.mentions[index].kind is not MentionKind.NOMINAL:
            return index
        apposed = (k for k in self.tree.kids[token] if self.tree.deps[k] in ("appos", "flat", "flat:name"))
        named = (self.by_head[k] for k in apposed if k in self.by_head)
        return next((n for n in named if self.mentions[n].kind is MentionKind.NAME and self.entities[n]), index)

    def _quoted(self, frame: Frame) -> tuple[Attribution, ...]:
        """The speaker of a quotation that runs over several sentences of a paragraph."""
        if not self._in_quotation(frame.trigger):
            return ()
        tree, sentence = self.tree, self.tree.sentence[frame.trigger]
        for other in (sentence + 1, sentence - 1, sentence + 2, sentence - 2):
            if not 0 <= other < len(tree.sentences):
                continue
            if tree.paragraph[tree.sentences[other][0]] != tree.paragraph[frame.trigger]:
                continue
            hits = [
                (ELSEWHERE, h) for h in self.hits[other]
                if h.cue.kind in ("report", "according") and h.cue.pos != "noun" and not self._in_quotation(h.head)
            ]  # fmt: skip
            found = self._attributions(hits, frame)
            if found:
                return found[:1]
        return ()

    def _in_quotation(self, token: int) -> bool:
        tree = self.tree
        first = token
        while first > 0 and tree.paragraph[first - 1] == tree.paragraph[token]:
            first -= 1
        return sum(tree.words[t] in QUOTATION for t in range(first, token)) % 2 == 1


def sources_of(
    tree: Tree,
    mentions: Sequence[Mention],
    entities: Sequence[Entity | None],
    antecedents: Sequence[tuple[int, ...]],
    frame: Frame,
    knowledge: Knowledge,
) -> tuple[Attribution, ...]:
    """The sources of one frame; for many frames of a document make `Sources` once."""
    return Sources(tree, mentions, entities, antecedents, knowledge.cues[tree.lang]).of(frame)
