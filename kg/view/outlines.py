"""The outlines of the land, for maps that are drawn without a network."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import Any

from kg.view.points import Point
from kg.view.render import OUTLINES, asset


def land() -> tuple[tuple[Point, ...], ...]:
    """Closed rings of longitude and latitude, in degrees, at 1:110 million (Natural Earth, of world-atlas)."""
    world = json.loads(asset(OUTLINES))
    arcs = [_points(arc, world["transform"]) for arc in world["arcs"]]
    shapes = [shape for geometry in world["objects"]["land"]["geometries"] for shape in _polygons(geometry)]
    return tuple(_ring(ring, arcs) for shape in shapes for ring in shape)


def _points(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """TopoJSON keeps each point as its step from the one before, in whole numbers."""
    (x_scale, y_scale), (x, y) = transform["scale"], transform["translate"]
    steps = accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]])
    return [(x + x_scale * step[0], y + y_scale * step[1]) for step in steps]


def _polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    return geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]


def _ring(numbers: list[int], arcs: list[list[Point]]) -> tuple[Point, ...]:
    """Arcs laid end to end; a negative number is an arc walked backwards."""
    found: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        found += arc[1:] if found else arc
    return tuple(found)
