"""One HTML page that a browser opens from a disk: graph, map of routes, claims and their quotations."""

from __future__ import annotations

from collections.abc import Iterator

from kg.export.material import Material


def write_html(material: Material) -> Iterator[str]:
    from kg.view import compose, load_points, render  # noqa: PLC0415 (other formats must not pay for it)

    yield render(compose(material.claims(), material.ontology, load_points()), material.lang)
