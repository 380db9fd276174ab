"""Pages about a store: what `kg export --format html` freezes, and what a server can hand out as it is."""

from kg.view.compose import compose
from kg.view.model import Page
from kg.view.outlines import land
from kg.view.points import load_points
from kg.view.render import page_json, render

__all__ = ["Page", "compose", "land", "load_points", "page_json", "render"]
