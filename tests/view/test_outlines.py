from __future__ import annotations

from itertools import pairwise

from kg.view import land
from kg.view.points import Point


def inside(point: Point, ring: tuple[Point, ...]) -> bool:
    """Whether a ray from the point crosses the ring an odd number of times."""
    x, y = point
    crossed = [
        (a, b) for (a, b) in pairwise(ring)
        if (a[1] > y) != (b[1] > y) and x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
    ]  # fmt: skip
    return len(crossed) % 2 == 1


def test_the_land_is_closed_rings_on_the_globe() -> None:
    rings = land()
    assert len(rings) > 100
    assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in rings)
    assert all(-180.1 <= x <= 180.1 and -90 <= y <= 90 for ring in rings for x, y in ring)


def test_towns_lie_on_it_and_oceans_do_not() -> None:
    rings = land()
    for town in ((2.35, 48.85), (103.0, 13.0), (-58.0, -30.0), (116.4, 39.9)):
        assert any(inside(town, ring) for ring in rings), town
    for water in ((-40.0, 30.0), (-150.0, 0.0), (80.0, -30.0)):
        assert not any(inside(water, ring) for ring in rings), water
