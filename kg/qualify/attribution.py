"""Who says it: the sources that the article gives for a claim, nearest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.knowledge import Knowledge
from kg.knowledge.cues import Cues
from kg.model import Attribution, Entity, Frame, Mention, Quote
from kg.qualify.fillers import fillers_of
from kg.qualify.hits import Hit, find_hits
from kg.qualify.interview import speakers_of
from kg.qualify.reach import COMPLEMENT, marks
from kg.qualify.speakers import Speakers
from kg.syntax import Tree

QUOTATION = frozenset({'"', "«", "»", "“", "”", "``", "''"})
# steps of what speaks for a quotation from another sentence, beyond any within the sentence
ELSEWHERE = 100
ENDINGS = frozenset({".", "!", "?", "…", ";", ":"}) | QUOTATION
SCATTERED = 5
# what modifies a noun is told by the way, and is the article's own
ASIDE = frozenset({"acl:relcl", "appos", "nmod", "amod", "compound"})


class Sources:
    """The sources of one document; who says what is looked up once a sentence."""

    def __init__(
        self,
        tree: Tree,
        mentions: Sequence[Mention],
        entities: Sequence[Entity | None],
        antecedents: Sequence[tuple[int, ...]],
        cues: Cues,
        days: Iterable[str] = (),
    ) -> None:
        self.tree = tree
        self.mentions = mentions
        self.entities = entities
        self.antecedents = antecedents
        self.cues = cues
        self.speakers = Speakers(tree, mentions, entities, cues, days)
        self.hits = tuple(find_hits(tree, cues, first, end) for first, end in tree.sentences)
        # for each sentence its cues with the mentions of who speaks in them
        self.spoken = tuple(
            tuple(
                (hit, index)
                for hit in hits if hit.cue.speaker
                for token in self.speakers.of(hit) if (index := self.speakers.mention(token)) is not None
            )
            for hits in self.hits
        )  # fmt: skip
        self.turns = speakers_of(tree, mentions, entities)

    def of(self, frame: Frame) -> tuple[Attribution, ...]:
        """Attributions of a frame, nearest first; no entity twice."""
        sentence = self.tree.sentence[frame.trigger]
        found = [
            (steps, hit) for hit in (*self.hits[sentence], *self._cut_off(sentence))
            if hit.cue.speaker and (steps := self.governs(hit, frame)) is not None
        ]  # fmt: skip
        attributions = self._attributions(sorted(found, key=lambda f: (f[0], f[1].tokens)), frame)
        attributions = attributions or self._quoted(frame)
        speaker = self.turns.get(self.tree.paragraph[frame.trigger])
        if speaker is not None:
            known = {a.source.entity.id for a in attributions}
            fillers = fillers_of(self.mentions, self.entities, self.antecedents, speaker, "interview")
            attributions += tuple(Attribution(f) for f in fillers if f.entity.id not in known)
        return attributions

    def _cut_off(self, sentence: int) -> tuple[Hit, ...]:
        """"Selon Reuters, Nvidia | aurait livré": what a parser cut off the head of the sentence."""
        tree = self.tree
        if sentence == 0:
            return ()
        first, end = tree.sentences[sentence - 1]
        if tree.paragraph[first] != tree.paragraph[end] or tree.words[end - 1] in ENDINGS:
            return ()
        return tuple(h for h in self.hits[sentence - 1] if h.cue.kind == "according")

    def _attributions(self, found: Sequence[tuple[int, Hit]], frame: Frame) -> tuple[Attribution, ...]:
        seen: dict[str, Attribution] = {}
        for _, hit in found:
            cue = self.cue(hit)
            for token in self.speakers.of(hit):
                if token == frame.trigger:
                    continue
                index = self.speakers.mention(token)
                if index is None:
                    continue
                for filler in fillers_of(self.mentions, self.entities, self.antecedents, index, hit.cue.kind):
                    seen.setdefault(filler.entity.id, Attribution(filler, cue))
        return tuple(seen.values())

    def cue(self, hit: Hit) -> Quote:
        """The cue's words; its head alone where much stands between them."""
        first, last = hit.tokens[0], hit.tokens[-1]
        return self.tree.quote(first, last) if last - first <= SCATTERED else self.tree.quote(hit.head, hit.head)

    def governs(self, hit: Hit, frame: Frame) -> int | None:
        """Steps from the trigger up to the words that attribute it, None when they speak of something else."""
        tree, trigger = self.tree, frame.trigger
        if self.is_aside(trigger) and hit.cue.kind != "deny":
            return None
        if set(hit.tokens) & set(frame.words):
            return 0 if hit.cue.kind in ("allege", "deny") else None
        chain = tree.ancestors(trigger)
        if hit.cue.kind == "according":
            speakers = self.speakers.of(hit)
            inside = any(s in chain for s in speakers)
            return None if inside or self._parted(hit.head, trigger) else len(chain)
        for steps, token in enumerate(chain[1:], 1):
            branch = chain[steps - 1]
            below = tree.deps[branch]
            if token in hit.tokens:
                return steps if below in COMPLEMENT or below.startswith("obl") else None
            if marks(tree, hit, branch):
                return steps
        if hit.cue.pos not in ("verb", "conjunction") or tree.deps[hit.head] == "acl:relcl":
            return None
        if self._parted(hit.head, trigger):
            return None
        if tree.heads[hit.head] in chain and tree.deps[hit.head] in ("parataxis", "advcl", "dep", "discourse", "acl"):
            return chain.index(tree.heads[hit.head]) + 1 if self._inserted(hit) else None
        return len(chain) + 1 if self._inserted(hit) else None

    def is_aside(self, trigger: int) -> bool:
        """Whether the trigger is a noun within a noun phrase, as in "the Munich-based firm said"."""
        tree = self.tree
        return tree.pos[trigger] not in ("VERB", "AUX") and any(
            tree.deps[t] in ASIDE for t in tree.ancestors(trigger)[:3] if not tree.is_root(t)
        )

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
        subject = [d.token for d in self.speakers.edges[hit.head] if d.relation == "nsubj" and d.via == "direct"]
        before = min(tree.subtree(subject[0])) - 1 if subject else -1
        return start < before < hit.head and tree.words[before] in QUOTATION | {","}

    def _parted(self, token: int, trigger: int) -> bool:
        """Whether a semicolon stands between."""
        low, high = sorted((token, trigger))
        return any(self.tree.words[t] == ";" for t in range(low, high))

    def _quoted(self, frame: Frame) -> tuple[Attribution, ...]:
        """The speaker of a quotation that runs over several sentences of a paragraph."""
        if not self.in_quotation(frame.trigger):
            return ()
        tree, sentence = self.tree, self.tree.sentence[frame.trigger]
        for other in (sentence + 1, sentence - 1, sentence + 2, sentence - 2):
            if not 0 <= other < len(tree.sentences):
                continue
            if tree.paragraph[tree.sentences[other][0]] != tree.paragraph[frame.trigger]:
                continue
            hits = [
                (ELSEWHERE, h) for h in self.hits[other]
                if h.cue.kind in ("report", "according") and h.cue.pos != "noun" and not self.in_quotation(h.head)
            ]  # fmt: skip
            found = self._attributions(hits, frame)
            if found:
                return found[:1]
        return ()

    def in_quotation(self, token: int) -> bool:
        """Whether an odd number of quotation marks stands before the token in its paragraph."""
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
    days = knowledge.languages[tree.lang].weekdays
    return Sources(tree, mentions, entities, antecedents, knowledge.cues[tree.lang], days).of(frame)
