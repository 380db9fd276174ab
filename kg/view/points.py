"""Where on a map an entity lies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kg.model import Entity

Point = tuple[float, float]  # longitude, latitude in degrees


@cache
def load_points() -> Mapping[str, Point]:
    """Points by id of the entity, from `data/points.tsv`."""
    lines = (files("kg.view") / "data" / "points.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {name: (float(longitude), float(latitude)) for name, longitude, latitude in rows}


def point_of(entity: Entity, points: Mapping[str, Point]) -> tuple[Point | None, bool]:
    """The entity's own point and True, else that of its country and False, else None."""
    if entity.id in points:
        return points[entity.id], True
    return points.get(entity.country or ""), False
