"""What grammar settles, whatever a model scored: the stations of a route, and who undergoes what a noun names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.lexical import read_entry
from kg.extract.page import Page
from kg.extract.routes import ROUTE, STATIONS
from kg.extract.triggers import evoked
from kg.model import Argument, Frame, MentionKind

QUOTES = frozenset("\"'»”’)")


def settle(page: Page, frames: Sequence[Frame], read: Sequence[Frame]) -> list[Frame]:
    """Frames of a model, mended by the frames that lexicon and rules read on the same page."""
    routes = [r for r in read if r.claim == ROUTE]
    mended = (_with_stations(page, f, routes) if f.claim == ROUTE else _with_undergoer(page, f) for f in frames)
    return [_with_examples(page, f) for f in mended]


def is_asked(page: Page, frame: Frame) -> bool:
    """A question that the author puts claims nothing; one that an authority examines ends in no question mark."""
    tree = page.tree
    _, end = tree.sentences[tree.sentence[frame.trigger]]
    words = [w for w in tree.words[frame.trigger : end] if w.strip() and w not in QUOTES]
    return bool(words) and words[-1] == "?"


def _with_stations(page: Page, frame: Frame, routes: Sequence[Frame]) -> Frame:
    """The stations that the reading of the same words has, where it has as many: their order is a matter of syntax."""
    told = [r for r in routes if set(r.words) & set(frame.words)]
    best = max(told, key=lambda r: (_stations(r), r.score), default=None)
    if best is None or _stations(best) < max(2, _stations(frame)):
        return frame
    stations = {role: best.role(role) for role in STATIONS}
    placed = {a.mention for arguments in stations.values() for a in arguments}
    others = {
        role: tuple(a for a in kept if a.mention not in placed) for role, kept in frame.roles if role not in STATIONS
    }
    return _with_roles(page, frame, others | stations)


def _stations(frame: Frame) -> int:
    return sum(len(frame.role(role)) for role in STATIONS)


def _with_undergoer(page: Page, frame: Frame) -> Frame:
    """ "Pékin fait l'objet de restrictions": who is the passive subject of a noun does not do what it names."""
    tree = page.tree
    undergoers = {
        mention.index
        for d in page.edges[frame.trigger]
        if d.relation == "nsubj:pass" and tree.pos[frame.trigger] == "NOUN" and (mention := page.at.get(d.token))
    }
    if not undergoers:
        return frame
    roles = {role: tuple(a for a in kept if a.mention not in undergoers) for role, kept in frame.roles}
    for role, argument in _read(page, frame):
        if argument.mention in undergoers:
            roles[role] = (*roles.get(role, ()), argument)
    return _with_roles(page, frame, roles)


def _with_examples(page: Page, frame: Frame) -> Frame:
    """ "chips such as the H20": what is named as an example fills the role of what it is an example of."""
    language = page.knowledge.languages[page.tree.lang]
    roles = dict(frame.roles)
    taken = {a.mention for arguments in roles.values() for a in arguments}
    for role, arguments in frame.roles:
        for argument in arguments:
            head = page.mentions[argument.mention].head
            named = [page.at.get(k) for k in page.tree.kids[head] if language.slots_of(page.tree.case[k])[:1] == ("as",)]
            for example in (m for m in named if m is not None and m.index not in taken):
                if example.kind is MentionKind.NAME and page.type_of(example) == page.type_of(page.mentions[argument.mention]):
                    roles[role] = (*roles[role], replace(argument, mention=example.index, rule="example"))
                    taken.add(example.index)
    return _with_roles(page, frame, roles)


def _read(page: Page, frame: Frame) -> list[tuple[str, Argument]]:
    """Arguments of the best entry of the frame's class at its trigger."""
    lexicon = page.knowledge.lexicons[page.tree.lang]
    entries = [
        read_entry(page, entry, frame.trigger, words)
        for entry, words in evoked(page.tree, lexicon, frame.trigger)
        if entry.valency.claim == frame.claim
    ]
    best = max(entries, key=lambda f: f.score, default=None)
    return [] if best is None else [(role, a) for role, arguments in best.roles for a in arguments]


def _with_roles(page: Page, frame: Frame, roles: dict[str, tuple[Argument, ...]]) -> Frame:
    order = [use.name for use in page.knowledge.ontology.classes[frame.claim].roles]
    return replace(frame, roles=tuple((role, roles[role]) for role in order if roles.get(role)))
