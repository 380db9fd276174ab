"""Frames → claims: fillers, evidence, status, sources, time, amount and a name that lasts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.knowledge import Knowledge
from kg.model import Attribution, Claim, Document, Entity, Filler, Frame, Interval, Mention, Quote, Span
from kg.model.claim import claim_id
from kg.qualify.amount import amount_of
from kg.qualify.attribution import Sources
from kg.qualify.confidence import confidence_of
from kg.qualify.fillers import fillers_of
from kg.qualify.learned.model import Qualifier
from kg.qualify.status import status_among
from kg.qualify.time import time_of
from kg.syntax import Tree

# evidence is a sentence or two, not a paragraph that the parser did not split
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Assembler:
    """What the frames of one document have in common."""

    document: Document
    tree: Tree
    mentions: Sequence[Mention]
    entities: Sequence[Entity | None]
    antecedents: Sequence[tuple[int, ...]]
    knowledge: Knowledge
    sources: Sources
    model: Qualifier | None = None

    def claim(self, frame: Frame) -> Claim | None:
        """The claim of a frame, its id still to be counted; None when no core role has an entity."""
        roles = self.roles(frame)
        core = self.knowledge.ontology.classes[frame.claim].core
        if not any(name in core for name, _ in roles):
            return None
        tree = self.tree
        language = self.knowledge.languages[tree.lang]
        hits = self.sources.hits[tree.sentence[frame.trigger]]
        status, cues = status_among(tree, frame, hits)
        if self.model is not None:
            status, cues = self.model.status_of(frame, self.sources, (status, cues))
        return Claim(
            id="",
            article=self.document.id,
            type=frame.claim,
            roles=roles,
            status=status,
            evidence=evidence_of(tree, frame),
            trigger=tree.quote(frame.words[0], frame.words[-1]),
            evoked_by=frame.evoked,
            confidence=confidence_of(frame, [f for _, fillers in roles for f in fillers], status),
            effect=frame.effect,
            attributions=self._attributions(frame, status),
            time=self._time(frame, status),
            amount=amount_of(tree, frame, language),
            cues=tuple(tree.quote(token, token) for token in cues),
        )

    def _attributions(self, frame: Frame, status: str) -> tuple[Attribution, ...]:
        """Sources that can speak: goods and sites that a cue points at were misread."""
        ontology = self.knowledge.ontology
        ruled = tuple(a for a in self.sources.of(frame) if a.source.entity.type in ontology.sources)
        return ruled if self.model is None else self.model.sources_of(frame, self.sources, ruled, status, ontology)

    def _time(self, frame: Frame, status: str) -> Interval | None:
        tree, published = self.tree, self.document.published
        if self.model is not None:
            return self.model.time_of(frame, self.sources, published, status, self.knowledge)
        hits = self.sources.hits[tree.sentence[frame.trigger]]
        return time_of(tree, frame, published, self.knowledge.languages[tree.lang], status, hits)

    def roles(self, frame: Frame) -> tuple[tuple[str, tuple[Filler, ...]], ...]:
        """Entities by role, each once a role; a plural mention gives several. Types that the role refuses are left out."""
        found = []
        uses = {use.name: use.types for use in self.knowledge.ontology.classes[frame.claim].roles}
        for name, arguments in frame.roles:
            fillers: dict[str, Filler] = {}
            for argument in arguments:
                for filler in fillers_of(
                    self.mentions, self.entities, self.antecedents, argument.mention, argument.rule, argument.score
                ):
                    if filler.entity.type not in uses[name]:
                        continue
                    known = fillers.get(filler.entity.id)
                    # the surest mention stands for the entity, in the place of the first
                    fillers[filler.entity.id] = filler if known is None or filler.score > known.score else known
            if fillers:
                found.append((name, tuple(fillers.values())))
        return tuple(found)


def evidence_of(tree: Tree, frame: Frame) -> Quote:
    """The trigger's sentence; of one longer than LONGEST characters the clause, else a stretch about the trigger."""
    sentence = tree.sentence_quote(tree.sentence[frame.trigger])
    if len(sentence.text) <= LONGEST:
        return sentence
    clause = tree.subtree(tree.clause(frame.trigger))
    spans = [Span(tree.starts[clause[0]], tree.ends[clause[-1]])]
    trigger = Span(tree.starts[frame.words[0]], tree.ends[frame.words[-1]])
    spans.append(_window(tree, sentence, trigger))
    fits = next(s for s in spans if s.end - s.start <= LONGEST and s.start <= trigger.start and trigger.end <= s.end)
    return fits.of(tree.text)


def _window(tree: Tree, sentence: Span, trigger: Span) -> Span:
    """Whole words about the trigger, as many as fit, as far on either side as the sentence goes."""
    width = trigger.end - trigger.start
    length = max(LONGEST, width)
    start = max(sentence.start, min(trigger.start - (length - width) // 2, sentence.end - length))
    end = min(sentence.end, start + length)
    starts = [s for s in tree.starts if start <= s <= trigger.start]
    ends = [e for e in tree.ends if trigger.end <= e <= end]
    return Span(min(starts, default=trigger.start), max(ends, default=trigger.end))


def named(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with their ids; of those that agree in all that an id is made of, each counts on."""
    seen: Counter[tuple[str, str | None, bool, str, str]] = Counter()
    done = []
    for claim in claims:
        key = (claim.type, claim.effect, claim.status == "denied", claim.evidence.text, claim.trigger.text)
        done.append(replace(claim, id=claim_id(claim.article, *key, seen[key])))
        seen[key] += 1
    return tuple(done)
