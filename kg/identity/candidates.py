"""Pairs of entities that may be one, for people to judge: those that names speak for, the likeliest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.identity.counted import Counted
from kg.identity.groups import Groups
from kg.knowledge.names import normal, singular
from kg.knowledge.spelling import Spelling
from kg.model import EntityType

# what is called by the first words of its name, or by its initials
_BODIES = frozenset({EntityType.ORGANIZATION, EntityType.FACILITY, EntityType.REGULATION})
# a short name that begins so many others belongs to none of them
_MANY = 4
# words of fewer letters are small
_SMALL = 4

_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities that may be one; `a` is the better known. `reason` in words, `score` 0..1 ranks."""

    a: Counted
    b: Counted
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class _Named:
    """An entity with its names folded: `main` those it is known by, `full` the short ones too, `plain` without title
    and legal form, `sounds` in one spelling, `whole` so of those it is known by."""

    counted: Counted
    main: frozenset[str]
    full: frozenset[str]
    plain: frozenset[_Words]
    sounds: frozenset[_Words]
    whole: frozenset[_Words]

    @property
    def type(self) -> EntityType:
        return self.counted.entity.type


def similar(entities: Sequence[Counted], groups: Groups, spelling: Spelling) -> list[Candidate]:
    """Candidates, the best first; no pair that was judged different, none of two that the gazetteer tells apart."""
    named = [_named(one, spelling) for one in entities if _is_named(one, spelling)]
    best: dict[tuple[str, str], Candidate] = {}
    for one, other, reason, names in _proposed(named, spelling):
        a, b = sorted((one.counted, other.counted), key=lambda c: (not c.known, -c.claims, c.entity.id))
        if (a.known and b.known) or groups.differ(a.entity.id, b.entity.id):
            continue
        score = round(names + _fit(a, b), 2)
        pair = (a.entity.id, b.entity.id)
        if pair not in best or best[pair].score < score:
            best[pair] = Candidate(a, b, reason, score)
    return sorted(best.values(), key=lambda c: (-c.score, -c.b.claims, -c.a.claims, c.a.entity.id, c.b.entity.id))


def _proposed(named: Sequence[_Named], spelling: Spelling) -> Iterator[tuple[_Named, _Named, str, float]]:
    by_sound: dict[_Words, list[_Named]] = defaultdict(list)
    for one in named:
        for sounds in sorted(one.sounds):
            by_sound[sounds].append(one)
    for block in by_sound.values():
        # each with the one that most claims name, not with each other: of a hundred namesakes, a hundred pairs
        for other in block[1:]:
            yield (block[0], other, *_alike(block[0], other))
    yield from _acronyms(named)
    yield from _shortened(named, by_sound)
    yield from _translated(named, spelling)


def _alike(a: _Named, b: _Named) -> tuple[str, float]:
    shared = a.full & b.full
    if shared & a.main & b.main:
        return "the same name", 0.9
    if shared & (a.main | b.main):
        return "one is called as the other for short", 0.75
    if shared:
        name = min(n for one in (a, b) for n in one.counted.names if normal(n) in shared)
        return f"both are called {name} for short", 0.5
    if a.plain & b.plain:
        return "the same name but for a title or a legal form", 0.85
    return "the same name in another spelling", 0.8


def _acronyms(named: Sequence[_Named]) -> Iterator[tuple[_Named, _Named, str, float]]:
    short: dict[str, list[_Named]] = defaultdict(list)
    for one in named:
        if one.type in _BODIES:
            for name in {n for n in one.counted.names if n.isupper() and 2 < len(n) < 8}:
                short[name.lower()].append(one)
    for one in named:
        for letters in sorted(_initials(one)) if one.type in _BODIES else ():
            for other in short.get(letters, ()):
                if other is not one and other.type is one.type:
                    yield one, other, f"{letters.upper()} are the initials of the other", 0.75


def _initials(one: _Named) -> set[str]:
    """With and without small words."""
    long = [parts for parts in one.plain if len(parts) > 2]
    return {"".join(w[0] for w in p) for p in long} | {"".join(w[0] for w in p if len(w) >= _SMALL) for p in long}


def _shortened(
    named: Sequence[_Named], by_sound: Mapping[_Words, Sequence[_Named]]
) -> Iterator[tuple[_Named, _Named, str, float]]:
    """ "Capital Bank" and "Capital Bank of Central Asia", "Lutnick" and "Howard Lutnick"."""
    longer: dict[_Words, dict[str, _Named]] = defaultdict(dict)
    for one in named:
        for sounds in one.sounds:
            cuts = [sounds[-1:]] if one.type is EntityType.PERSON else [sounds[:n] for n in range(1, len(sounds))]
            for cut in cuts if len(sounds) > 1 and (one.type is EntityType.PERSON or one.type in _BODIES) else ():
                longer[cut][one.counted.entity.id] = one
    for cut, found in longer.items():
        if len("".join(cut)) >= _SMALL and len(found) <= _MANY:
            for short in by_sound.get(cut, ()):
                for one in found.values():
                    apart = short.counted.article is not None and short.counted.article == one.counted.article
                    fits = cut in short.whole and short.type is one.type
                    if short is not one and fits and not apart and not _abroad(short, one):
                        yield short, one, "one name within the other", 0.5 + 0.05 * len(cut)


def _translated(named: Sequence[_Named], spelling: Spelling) -> Iterator[tuple[_Named, _Named, str, float]]:
    """ "Nordic Metals Council" and "Conseil nordique des métaux": all that are no small words have the same stems."""
    blocks: dict[frozenset[str], dict[str, _Named]] = defaultdict(dict)
    for one in named:
        for parts in sorted(one.plain) if one.type in _BODIES else ():
            stems = frozenset(spelling.stem(word) for word in parts if len(word) >= _SMALL)
            if len(stems) > 1 and min(map(len, stems)) > 2:
                blocks[stems][one.counted.entity.id] = one
    for block in blocks.values():
        first, *others = block.values()
        for other in others:
            if other.type is first.type and not _abroad(first, other):
                yield first, other, "the same words in another order or language", 0.6


def _fit(a: Counted, b: Counted) -> float:
    """What speaks for and against it besides their names."""
    fit = 0.0
    if a.entity.type is not b.entity.type:
        fit -= 0.3
    if a.entity.country and b.entity.country:
        fit += 0.05 if a.entity.country == b.entity.country else -0.3
    if a.article is not None and a.article == b.article:
        fit -= 0.2  # who read the article took them for two
    return fit


def _abroad(a: _Named, b: _Named) -> bool:
    countries = {a.counted.entity.country, b.counted.entity.country} - {None}
    return len(countries) == 2


def _named(one: Counted, spelling: Spelling) -> _Named:
    def plain(names: Iterable[str]) -> frozenset[_Words]:
        return frozenset(parts for name in names if (parts := spelling.plain(name, one.entity.type)))

    def sounds(names: Sequence[str]) -> frozenset[_Words]:
        acronyms = [name for name in names if name.isupper()]  # are spelt, not pronounced
        others = plain(name for name in names if not name.isupper())
        return plain(acronyms) | frozenset(tuple(map(spelling.sound, parts)) for parts in others)

    labels = [label for _, label in one.entity.labels]
    return _Named(
        one,
        main=frozenset(map(normal, labels)),
        full=frozenset(map(normal, one.names)),
        plain=plain(one.names),
        sounds=sounds(one.names),
        whole=sounds(labels),
    )


def _is_named(one: Counted, spelling: Spelling) -> bool:
    """Whether it has a name, and not only a description of its article ("three brokers", "Exporters")."""
    if not one.entity.id.startswith("local:"):
        return True
    lang, label = one.entity.labels[0]
    telling = [word for word in label.split() if len(word) >= _SMALL or word.isupper()]
    if len(telling) == 1 and singular(normal(telling[0])) in spelling.nouns:
        return False
    # in French names the first word alone has a capital: "Conseil nordique des métaux"
    return bool(telling) and all(word[:1].isupper() for word in (telling[:1] if lang == "fr" else telling))
