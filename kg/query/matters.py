"""Which of many claims concern the same matter, without comparing each with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from kg.query.compatible import GOODS, REACHED, Matter, own, same_matter, wider

# class, direction of effect, and two roles with a key of each
_Key = tuple[str, int | None, str, str, str, str]
_Own = tuple[bool, bool]


class Matters:
    """Matters by the entities that fill two of their core roles, and by whatever these are a part or a kind of."""

    def __init__(self, matters: Sequence[Matter]) -> None:
        self.matters = matters
        found: dict[_Key, dict[_Own, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, one in enumerate(matters):
            for key, owned in _keys(one):
                found[key][owned].append(number)
        self._found: Mapping[_Key, Mapping[_Own, Sequence[int]]] = found

    def peers(self, number: int) -> list[int]:
        """Numbers of those that are the same matter as this one, in order, without itself."""
        mine = self.matters[number]
        near: set[int] = set()
        for key, owned in _keys(mine):
            for other, numbers in self._found[key].items():
                # H20 and H100 meet under "semiconductor", which is neither's own
                if all(a or b for a, b in zip(owned, other, strict=True)):
                    near.update(numbers)
        near.discard(number)
        return sorted(n for n in near if same_matter(mine, self.matters[n]))


def _keys(of: Matter) -> Iterator[tuple[_Key, _Own]]:
    """What a matter can share with another, and whether each half of it is its own."""
    reach = {role: _reach(of, role) for role in sorted(of.roles)}
    # a shipment and a sale meet where goods ended up
    if (end := REACHED.get(of.type)) in reach and GOODS in reach:
        for (key, mine), (other, also) in product(reach[end].items(), reach[GOODS].items()):
            yield ("", None, "end", key, GOODS, other), (mine, also)
    for one, two in combinations(reach, 2):
        for (key, mine), (other, also) in product(reach[one].items(), reach[two].items()):
            yield (of.type, of.direction, one, key, two, other), (mine, also)
    if len(reach) == 1:
        ((role, keys),) = reach.items()
        for (key, mine), (other, also) in combinations(sorted(keys.items()), 2):
            yield (of.type, of.direction, role, key, role, other), (mine, also)


def _reach(of: Matter, role: str) -> dict[str, bool]:
    """Key → whether it is the own key of a filler."""
    keys = {key: False for entity in of.roles[role] for key in wider(entity, role)}
    return keys | {key: True for entity in of.roles[role] for key in own(entity)}
