"""Routes as plain data, on a map, and as drawings that are text: GeoJSON, Mermaid, dot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.export.claims import claim_record
from kg.export.encode import encode
from kg.export.material import Material
from kg.model import Entity
from kg.query.routes import Route, RouteLeg
from kg.rdf.iri import entity_iri
from kg.rdf.namespaces import BASE, Base
from kg.view.points import load_points, point_of


def route_record(route: Route, base: Base = BASE, lang: str | None = None) -> dict[str, Any]:
    """`claim` is there for a route that one claim tells; each step has all claims that tell it, its own first."""
    lang = lang or route.said.article.lang
    record: dict[str, Any] = {
        "goods": [entity.label(lang) for entity in route.goods],
        "composed": route.composed,
        "status": route.status,
        "confidence": route.confidence,
        "legs": [
            {
                "order": step.order,
                "from": _place(step.start, lang, base),
                "to": _place(step.end, lang, base),
                "goods": [entity.label(lang) for entity in step.goods],
                "status": step.said[0].claim.status,
                "claims": [claim_record(said, base) for said in step.said],
            }
            for step in route.legs
        ],
        "denied": [claim_record(said, base) for said in route.denied],
    }
    return record if route.composed else {**record, "claim": claim_record(route.said, base)}


def geojson(routes: Sequence[Route], lang: str = "en") -> str:
    """RFC 7946: a line a step, a point a place; a country is its capital, and what lies nowhere known is left out."""
    return "".join(_features(routes, lang))


def write_geojson(material: Material) -> Iterator[str]:
    """The routes that one claim tells, whatever its status."""
    return _features(_told(material), material.lang)


def write_mermaid(material: Material) -> Iterator[str]:
    yield mermaid(list(_told(material)), material.lang)


def write_dot(material: Material) -> Iterator[str]:
    yield dot(list(_told(material)), material.lang)


def _told(material: Material) -> Iterator[Route]:
    for said in material.claims():
        claim = said.claim
        if any(edge.through for edge in material.ontology.classes[claim.type].edges):
            goods = tuple(filler.entity for filler in claim.role("theme"))
            legs = tuple(RouteLeg(leg.order, leg.start, leg.end, goods, (said,)) for leg in claim.legs if leg.start and leg.end)
            if legs:
                yield Route(goods, legs, False, claim.status, claim.confidence, ())


def _features(routes: Iterable[Route], lang: str) -> Iterator[str]:
    """A collection in pieces: its lines as the routes come, then the points of their places."""
    points = load_points()
    places: dict[str, Entity] = {}
    yield '{"type": "FeatureCollection", "features": ['
    between = "\n"
    for number, route in enumerate(routes, 1):
        for step in route.legs:
            ends = [point_of(place, points) for place in (step.start, step.end)]
            places |= {place.id: place for place in (step.start, step.end)}
            if ends[0][0] is None or ends[1][0] is None:
                continue
            line = {"type": "LineString", "coordinates": [list(point) for point, _ in ends if point]}
            yield between + _feature(line, _properties(number, route, step, lang))
            between = ",\n"
    for place in sorted(places.values(), key=lambda place: place.id):
        point, own = point_of(place, points)
        if point is not None:
            geometry = {"type": "Point", "coordinates": list(point)}
            yield between + _feature(geometry, {"name": place.label(lang), "id": place.id, "exact": own})
            between = ",\n"
    yield "\n]}\n"


def _feature(geometry: dict[str, Any], properties: dict[str, Any]) -> str:
    return encode({"type": "Feature", "geometry": geometry, "properties": properties})


def mermaid(routes: Sequence[Route], lang: str = "en") -> str:
    """A flow chart: a line for what is stated, dots for what is less certain, a cross for what is denied."""
    names = _names(routes)
    lines = ["flowchart LR"]
    lines += [f'  {name}["{_mermaid_text(place.label(lang))}"]' for place, name in names.values()]
    for (start, end), steps in _edges(routes).items():
        label = _mermaid_text("; ".join(dict.fromkeys(_label(step, lang) for step in steps)))
        arrow = {"stated": "-->", "denied": "--x"}.get(steps[0].said[0].claim.status, "-.->")
        lines.append(f'  {names[start][1]} {arrow}|"{label}"| {names[end][1]}')
    return "\n".join(lines) + "\n"


def dot(routes: Sequence[Route], lang: str = "en") -> str:
    """For Graphviz, with the same lines."""
    names = _names(routes)
    lines = ["digraph routes {", "  rankdir=LR;", "  node [shape=box];"]
    lines += [f"  {name} [label={_quoted(place.label(lang))}];" for place, name in names.values()]
    for (start, end), steps in _edges(routes).items():
        label = "; ".join(dict.fromkeys(_label(step, lang) for step in steps))
        style = {"stated": "solid", "denied": "dotted"}.get(steps[0].said[0].claim.status, "dashed")
        lines.append(f"  {names[start][1]} -> {names[end][1]} [label={_quoted(label)}, style={style}];")
    return "\n".join([*lines, "}"]) + "\n"


DRAWINGS: Mapping[str, Callable[[Sequence[Route], str], str]] = {"geojson": geojson, "mermaid": mermaid, "dot": dot}


def _properties(number: int, route: Route, step: RouteLeg, lang: str) -> dict[str, Any]:
    claim, article = step.said[0].claim, step.said[0].article
    return {
        "route": number,
        "order": step.order,
        "composed": route.composed,
        "from": step.start.label(lang),
        "to": step.end.label(lang),
        "goods": ", ".join(entity.label(lang) for entity in step.goods),
        "class": claim.type,
        "status": claim.status,
        "confidence": claim.confidence,
        "claim": claim.id,
        "time": claim.time.text if claim.time else None,
        "evidence": claim.evidence.text,
        "by": ", ".join(a.source.entity.label(lang) for a in claim.attributions) or None,
        "publisher": article.publisher,
        "published": str(article.published) if article.published else None,
    }


def _edges(routes: Sequence[Route]) -> dict[tuple[str, str], list[RouteLeg]]:
    """Start and end → the steps between them, once for all routes that take them; the most certain route's first."""
    found: dict[tuple[str, str], list[RouteLeg]] = {}
    for route in routes:
        for step in route.legs:
            found.setdefault((step.start.id, step.end.id), []).append(step)
    return found


def _names(routes: Sequence[Route]) -> dict[str, tuple[Entity, str]]:
    """Id of a place → the place and its name in a drawing."""
    places = {place.id: place for route in routes for step in route.legs for place in (step.start, step.end)}
    return {id: (places[id], f"p{number}") for number, id in enumerate(sorted(places), 1)}


def _label(step: RouteLeg, lang: str) -> str:
    claim = step.said[0].claim
    goods = ", ".join(entity.label(lang) for entity in step.goods)
    return ", ".join(part for part in (goods, claim.status, claim.time.text if claim.time else "") if part)


def _place(place: Entity, lang: str, base: Base) -> dict[str, str]:
    return {"label": place.label(lang), "iri": str(entity_iri(place.id, base))}


def _mermaid_text(text: str) -> str:
    # inside quotes Mermaid reads HTML entities, and nothing else specially
    return text.replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;").replace("\n", " ")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
