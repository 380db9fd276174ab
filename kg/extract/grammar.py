"""What grammar settles, whatever a model scored: the stations of a route, and who undergoes what a noun names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.extract.learned.arguments import coordination
from kg.extract.lexical import read_entry
from kg.extract.page import Page
from kg.extract.routes import ROUTE, STATIONS, with_roles
from kg.extract.triggers import evoked
from kg.model import Argument, Frame, Mention, MentionKind
from kg.syntax import undergoing

# a station read off the clause alone may belong to anything
SURE = 0.7
# beside an argument that is CERTAIN one of its role that is DOUBTFUL goes; of one entity's roles those that are by MUCH less sure
DOUBTFUL, CERTAIN = 0.6, 0.9
MUCH = 0.15
QUOTES = frozenset("\"'»”’)")


def settle(page: Page, frames: Sequence[Frame], read: Sequence[Frame]) -> list[Frame]:
    """Frames of a model, mended by the frames that lexicon and rules read on the same page."""
    routes = [r for r in read if r.claim == ROUTE]
    told = _with_undergone(page, [_on_what_is_undergone(page, f) for f in frames], read)
    mended = [_with_stations(page, f, routes) if f.claim == ROUTE else _with_undergoer(page, f) for f in told]
    for mend in (_without_bearers, _without_accuser, _with_conjuncts, _without_rivals, _without_doubles, _with_examples):
        mended = [mend(page, frame) for frame in mended]
    return mended


def is_asked(page: Page, frame: Frame) -> bool:
    """A question that the author puts claims nothing; one that an authority examines ends in no question mark."""
    tree = page.tree
    _, end = tree.sentences[tree.sentence[frame.trigger]]
    words = [w for w in tree.words[frame.trigger : end] if w.strip() and w not in QUOTES]
    return bool(words) and words[-1] == "?"


def _with_stations(page: Page, frame: Frame, routes: Sequence[Frame]) -> Frame:
    """A way that the reading of the same words is sure of, where the model found none: legs are a matter of syntax."""
    told = [r for r in routes if set(r.words) & set(frame.words) and r.role("via") and _is_sure(r)]
    best = max(told, key=lambda r: (_stations(r), r.score), default=None)
    if best is None or frame.role("via") or _stations(best) < max(2, _stations(frame)):
        return frame
    stations = {role: best.role(role) for role in STATIONS}
    placed = {a.mention for arguments in stations.values() for a in arguments}
    others = {
        role: tuple(a for a in kept if a.mention not in placed) for role, kept in frame.roles if role not in STATIONS
    }
    return with_roles(page, frame, others | stations)


def _without_rivals(page: Page, frame: Frame) -> Frame:
    """Two fillers of one role are told together: beside a sure one, a doubtful one from elsewhere in the sentence goes."""
    roles = {}
    for role, arguments in frame.roles:
        best = max(arguments, key=lambda a: a.score)
        roles[role] = tuple(
            a for a in arguments if a.score >= DOUBTFUL or best.score < CERTAIN or _together(page, a, best)
        )
    return with_roles(page, frame, roles)


def _without_bearers(page: Page, frame: Frame) -> Frame:
    """ "Pékin fait l'*objet* de restrictions", "depuis deux *mois*": nouns that only say who undergoes another, or when."""
    tree, language = page.tree, page.knowledge.languages[page.tree.lang]
    undergone, spans = language.undergone, {form for forms in language.times["units"].values() for form in forms}
    first, end = tree.sentences[tree.sentence[frame.trigger]]
    bearers = {undergoing(tree, t, undergone) for t in range(first, end) if tree.pos[t] == "NOUN"}
    heads = {a.mention: page.mentions[a.mention].head for _, found in frame.roles for a in found}
    return _kept(page, frame, lambda a: heads[a.mention] not in bearers and tree.norms[heads[a.mention]] not in spans)


def _with_conjuncts(page: Page, frame: Frame) -> Frame:
    """ "via Dubai and Oman": of what is told together with no preposition of its own, each has the surest one's role."""
    tree, uses = page.tree, {u.name: u.types for u in page.knowledge.ontology.classes[frame.claim].roles}
    listed = sorted(((a, role) for role, found in frame.roles for a in found), key=lambda pair: -pair[0].score)
    leads: dict[int, str] = {}
    roles: dict[str, tuple[Argument, ...]] = {}
    for argument, role in listed:
        mention = page.mentions[argument.mention]
        first = coordination(tree, mention.head)
        lead = leads.setdefault(first, role)
        own = tree.case[mention.head] and tree.case[mention.head] != tree.case[first]
        follows = mention.head != first and not own and page.type_of(mention) in uses[lead]
        chosen = lead if follows else role
        roles[chosen] = (*roles.get(chosen, ()), argument)
    order = {a.mention: page.mentions[a.mention].head for a, _ in listed}
    return with_roles(page, frame, {r: tuple(sorted(f, key=lambda a: order[a.mention])) for r, f in roles.items()})


def _without_accuser(page: Page, frame: Frame) -> Frame:
    """ "Oman suspects Peru of getting pumps via Cuba": beside another end, who speaks of a route is none of its ends."""
    tree, above = page.tree, set(page.tree.ancestors(frame.trigger)[1:]) - set(frame.words)
    if frame.claim != ROUTE:
        return frame

    def speaks(argument: Argument) -> bool:
        head = page.mentions[argument.mention].head
        return tree.deps[head] == "nsubj" and tree.heads[head] in above

    ends = {role: frame.role(role) for role in STATIONS}
    gone = {a.mention for found in ends.values() if not all(map(speaks, found)) for a in found if speaks(a)}
    return _kept(page, frame, lambda a: a.mention not in gone)


def _kept(page: Page, frame: Frame, keeps: Callable[[Argument], bool]) -> Frame:
    return with_roles(page, frame, {role: tuple(a for a in found if keeps(a)) for role, found in frame.roles})


def _without_doubles(page: Page, frame: Frame) -> Frame:
    """Nobody deals with himself: what two roles claim is left to a much surer one; a way may end where it began."""
    if frame.claim == ROUTE:
        return frame
    best: dict[str, float] = {}
    for argument in (a for _, found in frame.roles for a in found):
        for entity in page.resolved(page.mentions[argument.mention]):
            best[entity.id] = max(best.get(entity.id, 0.0), argument.score)

    def stays(argument: Argument) -> bool:
        meant = page.resolved(page.mentions[argument.mention])
        return not meant or any(argument.score > best[e.id] - MUCH for e in meant)

    return _kept(page, frame, stays)


def _together(page: Page, one: Argument, other: Argument) -> bool:
    heads = [page.mentions[a.mention].head for a in (one, other)]
    return coordination(page.tree, heads[0]) == coordination(page.tree, heads[1])


def _is_sure(frame: Frame) -> bool:
    return all(a.score >= SURE for role in STATIONS for a in frame.role(role))


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
    return with_roles(page, frame, roles)


def _on_what_is_undergone(page: Page, frame: Frame) -> Frame:
    """ "Hanoi is *subject* to restrictions": what is claimed is told by the noun behind."""
    tree = page.tree
    undergone = page.knowledge.languages[tree.lang].undergone
    for kid in (k for t in (frame.trigger, tree.heads[frame.trigger]) for k in tree.kids[t]):
        if tree.pos[kid] == "NOUN" and undergoing(tree, kid, undergone) == frame.trigger and _evokes(page, kid, frame):
            moved = replace(frame, trigger=kid, words=(kid,))
            told: dict[str, tuple[Argument, ...]] = {}
            for role, argument in _read(page, moved):
                told[role] = (*told.get(role, ()), argument)
            return with_roles(page, moved, told | dict(frame.roles))
    return frame


def _with_undergone(page: Page, frames: Sequence[Frame], read: Sequence[Frame]) -> list[Frame]:
    """What somebody undergoes by the reading of the lexicon, where the model claims nothing of the kind."""
    tree = page.tree
    undergone = page.knowledge.languages[tree.lang].undergone
    known = {(f.claim, tree.sentence[f.trigger]) for f in frames}
    added = [
        f for f in read
        if (f.claim, tree.sentence[f.trigger]) not in known and tree.pos[f.trigger] == "NOUN"
        and undergoing(tree, f.trigger, undergone) is not None and len(f.roles) > 1
    ]  # fmt: skip
    return [*frames, *added]


def _evokes(page: Page, token: int, frame: Frame) -> bool:
    lexicon = page.knowledge.lexicons[page.tree.lang]
    return any(entry.valency.claim == frame.claim for entry, _ in evoked(page.tree, lexicon, token))


def _with_examples(page: Page, frame: Frame) -> Frame:
    """ "chips such as the H20": what is named as an example fills the role of what it is an example of."""
    roles = dict(frame.roles)
    taken = {a.mention for arguments in roles.values() for a in arguments}
    for example, of in _examples(page, frame.trigger):
        for role, arguments in frame.roles:
            for argument in arguments:
                if argument.mention == of.index and example.index not in taken:
                    roles[role] = (*roles[role], replace(argument, mention=example.index, rule="example"))
                    taken.add(example.index)
    return with_roles(page, frame, roles)


def _examples(page: Page, token: int) -> list[tuple[Mention, Mention]]:
    """Names of the token's sentence that are given as examples, each with the nearest mention before of its type.

    Nearness, not attachment: parsers hang the phrase on any noun before it.
    """
    language, found = page.knowledge.languages[page.tree.lang], []
    mentions = page.in_sentence(token)
    for example in mentions:
        if example.kind is not MentionKind.NAME or language.slots_of(page.tree.case[example.head])[:1] != ("as",):
            continue
        before = [m for m in mentions if m.head < example.head and m.kind is MentionKind.NOMINAL]
        alike = [m for m in before if page.type_of(m) == page.type_of(example)]
        if alike:
            found.append((example, alike[-1]))
    return found


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
