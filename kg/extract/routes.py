"""Routes with several legs: told by coordinated or chained verbs, or drawn with arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract.page import Page
from kg.model import Argument, EntityType, Frame, Mention

ROUTE = "Movement"
STATIONS = ("origin", "via", "destination")
PLACES = frozenset({EntityType.COUNTRY, EntityType.PLACE, EntityType.FACILITY})
ARROWS = frozenset({"→", "->", "-->", "⟶", "➔", "➝", "=>", "⇒", "►", ">"})
SALE = "Transfer"
START = frozenset({"from", "at", "to"})
MODIFYING = frozenset({"acl", "acl:relcl"})
DRAWN = ARROWS - {">"}  # which also leads through the sections of a site
CHAINED = frozenset({"conj", "advcl", "xcomp", "parataxis", "acl", "acl:relcl", "dep"})


def join_routes(page: Page, frames: Sequence[Frame]) -> list[Frame]:
    """Movements of one sentence whose verbs are chained and whose goods are the same become one ordered route."""
    joined: list[Frame] = []
    for frame in sorted(frames, key=lambda f: f.trigger):
        before = next((k for k, f in enumerate(joined) if _continues(page, f, frame)), None)
        if before is None:
            joined.append(frame)
        else:
            joined[before] = _append(page, joined[before], frame)
    joined.extend(_untold(page, joined))
    return [_drawn(page, _bought(page, f, joined)) if f.claim == ROUTE else f for f in joined]


def _bought(page: Page, route: Frame, frames: Sequence[Frame]) -> Frame:
    """Goods "bought in Kolwezi, trucked through …" set out from where they were bought."""
    if route.role("origin"):
        return route
    language = page.knowledge.languages[page.tree.lang]
    for frame in frames:
        if frame.claim != SALE or frame.trigger > route.trigger or not _is_chained(page, frame.words, route.trigger):
            continue
        goods = _entities(page, frame.role("theme")) & _entities(page, route.role("theme"))
        stays = [d.token for d in page.edges[frame.trigger] if START.intersection(language.slots_of(d.case))]
        places = [m for t in stays if (m := page.at.get(t)) is not None and page.type_of(m) in PLACES]
        if goods and places:
            taken = {"origin": (Argument(places[0].index, 0.7, "bought there"),)}
            return with_roles(page, route, dict(route.roles) | taken)
    return route


def _continues(page: Page, first: Frame, second: Frame) -> bool:
    """Whether the second verb carries on the first one's journey: chained to it, same goods or none of its own."""
    tree = page.tree
    if first.claim != ROUTE or second.claim != ROUTE or tree.sentence[first.trigger] != tree.sentence[second.trigger]:
        return False
    chained = _is_chained(page, first.words, second.trigger) or _is_sequel(page, first.trigger, second.trigger)
    if not chained or not (first.role("destination") or first.role("via") or first.role("origin")):
        return False
    if not (second.role("destination") or second.role("via")) or _has_other_subject(page, first, second):
        return False
    own, theirs = _entities(page, second.role("theme")), _entities(page, first.role("theme"))
    return not own or not theirs or bool(own & theirs)


def _is_sequel(page: Page, first: int, second: int) -> bool:
    """ "shipped to X, *then* on to Y": whatever the parser made of it."""
    if page.tree.pos[first] == "NOUN":
        return False
    sequels = page.knowledge.languages[page.tree.lang].sequels
    return any(norm in sequels for norm in page.tree.norms[first + 1 : second])


def _has_other_subject(page: Page, first: Frame, second: Frame) -> bool:
    """ "Chile exports copper to Japan; *Peru* exports zinc to India": somebody else, who is not what travels."""
    goods = _entities(page, [*first.role("theme"), *second.role("theme")])
    subjects = [
        {e.id for d in page.edges[f.trigger] if d.relation == "nsubj" and d.via in ("direct", "conjunct")
         and (m := page.at.get(d.token)) is not None for e in page.resolved(m)} - goods
        for f in (first, second)
    ]  # fmt: skip
    return all(subjects) and not subjects[0] & subjects[1]


def _is_chained(page: Page, words: Sequence[int], token: int) -> bool:
    """Whether a verb hangs on an earlier one, or both on one noun: "puces achetées à…, acheminées ensuite en…".

    In "the marble, which left Carrara, reached Doha" the noun in turn hangs on the later verb.
    """
    tree = page.tree
    if tree.pos[words[0]] == "NOUN":  # "shipments …": only what hangs on the noun itself is its journey
        return tree.heads[token] in words
    link, steps = token, 0
    while link not in words and tree.heads[link] != link and tree.deps[link] in CHAINED and steps < 4:
        link, steps = tree.heads[link], steps + 1
    modified = [tree.heads[w] for w in words if tree.deps[w] in MODIFYING]
    return link in words or any(tree.heads[token] == noun or tree.heads[noun] == token for noun in modified)


def _entities(page: Page, arguments: Sequence[Argument]) -> set[str]:
    return {e.id for a in arguments for e in page.resolved(page.mentions[a.mention])}


def _append(page: Page, first: Frame, second: Frame) -> Frame:
    """The longer route: where the first leg ended becomes a stop on the way, unless it ends in the same place."""
    stops = [*first.role("via")]
    ends = second.role("destination")
    met = _entities(page, ends)
    for argument in (*first.role("destination"), *second.role("origin"), *second.role("via")):
        names = _entities(page, [argument])
        if not names & met and not names & _entities(page, stops) and not names & _entities(page, first.role("origin")):
            stops.append(argument)
    roles = {
        "theme": first.role("theme") or second.role("theme"),
        "origin": first.role("origin"),
        "via": tuple(stops),
        "destination": ends or (),
        "agent": first.role("agent") or second.role("agent"),
    }
    if not ends and first.role("destination"):  # "shipped to China by way of Laos": nothing new ends the route
        roles["destination"] = first.role("destination")
        roles["via"] = tuple(a for a in stops if a not in first.role("destination"))
    return replace(with_roles(page, first, roles), score=max(first.score, second.score))


def with_roles(page: Page, frame: Frame, roles: dict[str, tuple[Argument, ...]]) -> Frame:
    """The frame with other arguments, in the ontology's order; empty roles go."""
    order = [use.name for use in page.knowledge.ontology.classes[frame.claim].roles]
    return replace(frame, roles=tuple((name, roles[name]) for name in order if roles.get(name)))


def drawn_stations(page: Page, token: int, arrows: frozenset[str] = ARROWS) -> list[Mention]:
    """Places of the token's sentence that arrows connect, in order; [] when none are drawn."""
    places = [m for m in page.in_sentence(token) if page.type_of(m) in PLACES and m.refers]
    chain: list[Mention] = []
    for left, right in pairwise(places):
        between = "".join(page.tree.words[left.last + 1 : right.first])  # a tokenizer may cut "->" in two
        if between in arrows:
            chain = [*chain, right] if chain and chain[-1] is left else [left, right]
    return chain


def _untold(page: Page, frames: Sequence[Frame]) -> list[Frame]:
    """Routes that are drawn with arrows and told by no verb: "The chips: Singapore → Penang → Shenzhen"."""
    told = {page.tree.sentence[f.trigger] for f in frames if f.claim == ROUTE}
    found = []
    for number, (first, _) in enumerate(page.tree.sentences):
        stations = drawn_stations(page, first, DRAWN)
        if number in told or not stations:
            continue
        goods = [
            m for m in page.in_sentence(first) if page.type_of(m) is EntityType.PRODUCT and m.head < stations[0].head
        ]
        theme = (("theme", (Argument(goods[-1].index, 0.5, "drawn with arrows"),)),) if goods else ()
        trigger = page.tree.ancestors(stations[0].head)[-1]
        found.append(Frame(ROUTE, trigger, (trigger,), theme, "arrows", 0.8))
    return found


def _drawn(page: Page, frame: Frame) -> Frame:
    """A movement whose sentence draws its route takes the stations from there."""
    stations = drawn_stations(page, frame.trigger)
    if not stations:
        return frame
    roles = dict(frame.roles)
    drawn = [Argument(m.index, 1.0, "drawn with arrows") for m in stations]
    roles["origin"], roles["via"], roles["destination"] = (drawn[0],), tuple(drawn[1:-1]), (drawn[-1],)
    kept = {a.mention for a in drawn}
    roles["theme"] = tuple(a for a in roles.get("theme", ()) if a.mention not in kept)
    return with_roles(page, frame, roles)
