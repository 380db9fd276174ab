"""From gold claims to labels on tokens and mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract import Page
from kg.extract.learned.pair_features import path
from kg.model import Mention, MentionKind
from kg.training.extraction.gold import EXACT, GoldArticle, GoldClaim, names, stands_for

CONTENT = frozenset({"VERB", "NOUN", "ADJ", "ADV", "PROPN"})
SOURCE = "by"
FAR = 99


@dataclass(frozen=True, slots=True)
class GoldTrigger:
    """`token` heads the words that evoke the claim; `others` are further content words of it, no negatives."""

    token: int
    claim: GoldClaim
    others: tuple[int, ...]


def gold_triggers(article: GoldArticle, page: Page) -> list[GoldTrigger]:
    """Claims whose trigger words lie in what was read as the report."""
    tree = page.tree
    found = []
    for claim in article.claims:
        if claim.trigger is None:
            continue
        span = claim.trigger
        tokens = [t for t in range(len(tree)) if tree.starts[t] < span.end and tree.ends[t] > span.start]
        if not tokens:
            continue
        inside = set(tokens)
        roots = [t for t in tokens if tree.heads[t] not in inside or tree.is_root(t)]
        content = [t for t in roots if tree.pos[t] in CONTENT] or [t for t in tokens if tree.pos[t] in CONTENT]
        if content:
            token = content[0]
        else:  # a preposition or an auxiliary: the word that it belongs to
            token = roots[0] if roots else tokens[0]
            if tree.pos[token] in ("ADP", "PUNCT", "PART") or tree.deps[token] in (
                "case",
                "mark",
                "aux",
                "aux:pass",
                "det",
            ):
                token = tree.heads[token]
        others = tuple(t for t in tokens if t != token and tree.pos[t] in CONTENT)
        found.append(GoldTrigger(token, claim, others))
    return found


def candidates(page: Page, token: int, before: int = 1) -> list[Mention]:
    """Mentions that may fill a role of the trigger: those of its sentence, and the nominal ones of the sentences before."""
    tree = page.tree
    here = tree.sentence[token]
    return [
        m
        for m in page.mentions
        if (tree.sentence[m.head] == here and m.kind is not MentionKind.RELATIVE)
        or (0 < here - tree.sentence[m.head] <= before and m.refers and tree.paragraph[m.head] != 0)
    ]


@dataclass(frozen=True, slots=True)
class RoleLabels:
    """`roles` maps mention index → roles; `unsure` holds (mention, role) pairs that are neither right nor wrong."""

    roles: Mapping[int, frozenset[str]]
    unsure: frozenset[tuple[int, str]]


def role_labels(article: GoldArticle, page: Page, trigger: GoldTrigger) -> RoleLabels:
    """For each filler the one mention that the trigger's syntax reaches best; other mentions of it are unsure."""
    tree, token = page.tree, trigger.token
    here = tree.sentence[token]
    pool = candidates(page, token)
    linked = {d.token: 0 if d.via in ("direct", "conjunct", "relative", "participle") else 1 for d in page.edges[token]}
    roles: dict[int, set[str]] = defaultdict(set)
    unsure: set[tuple[int, str]] = set()

    def nearness(mention: Mention) -> tuple[int, int, int]:
        return (linked.get(mention.head, FAR), path(tree, token, mention.head)[2], abs(mention.head - token))

    for role, ids in [*trigger.claim.roles.items(), (SOURCE, trigger.claim.by)]:
        for entity in (article.entities[i] for i in ids):
            scored = [
                (m, s) for m in pool if (s := stands_for(page, m, entity) if not m.refers else names(page, m, entity))
            ]
            inside = [(m, s) for m, s in scored if tree.sentence[m.head] == here]
            if inside:
                # what hangs on the trigger comes first, then what names the entity exactly, then what is near
                best = min(
                    inside,
                    key=lambda x: (
                        (0 if linked.get(x[0].head, FAR) < FAR else 1) - 0.6 * (x[1] == EXACT),
                        nearness(x[0]),
                    ),
                )
            elif scored:
                best = min(scored, key=lambda x: (-x[1], -x[0].head))
            else:
                continue
            roles[best[0].index].add(role)
            unsure.update((m.index, role) for m, _ in scored if m.index != best[0].index)
    return RoleLabels({i: frozenset(r) for i, r in roles.items()}, frozenset(unsure))
