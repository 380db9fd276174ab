"""A view model as one HTML page that needs no network, and as the JSON that a server hands out."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

from kg.knowledge import LANGUAGES
from kg.view.model import Page

# in the order in which the browser runs them
SCRIPTS = (
    *(f"vendor/{name}.min.js" for name in (
        "d3-array", "d3-dispatch", "d3-quadtree", "d3-timer", "d3-force", "d3-geo", "topojson-client",
    )),
    "base.js", "data.js", "viewport.js", "graph.js", "map.js", "detail.js", "lists.js", "filters.js", "search.js",
    "app.js",
)  # fmt: skip
STYLE = "style.css"
OUTLINES = "vendor/countries-110m.json"

_SLOT = re.compile(r"\[\[(\w+)\]\]")
# JSON that can stand in a <script>: no tag, comment or entity, no line end that only JavaScript knows
_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def render(page: Page, lang: str = "en") -> str:
    """One self-contained HTML page; `lang` is the language that it opens in. The same page gives the same bytes."""
    scripts, style = [asset(name) for name in SCRIPTS], asset(STYLE)
    slots = {
        "lang": html.escape(lang if lang in LANGUAGES else LANGUAGES[0]),
        "csp": html.escape(_policy(scripts, style)),
        "style": style,
        "data": script_safe(page_json(page)),
        "words": script_safe(json.dumps(words(), ensure_ascii=False, separators=(",", ":"))),
        "outlines": script_safe(asset(OUTLINES).strip()),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    template = (files("kg.view") / "templates" / "page.html").read_text(encoding="utf-8")
    # in one pass: what is put in is never searched for slots
    return _SLOT.sub(lambda slot: slots[slot[1]], template)


def page_json(page: Page) -> str:
    """The view model, compact: what is None or empty is left out."""
    return json.dumps(_slim(asdict(page)), ensure_ascii=False, separators=(",", ":"))


def script_safe(text: str) -> str:
    """The same JSON, but nothing in it can end the <script> that it stands in."""
    return text.translate(_UNSAFE)


@cache
def asset(name: str) -> str:
    """Text of a file in `assets/`."""
    return files("kg.view").joinpath("assets", *name.split("/")).read_text(encoding="utf-8")


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """What the page itself says: key → language → words, from `data/words.toml`."""
    table = tomllib.loads((files("kg.view") / "data" / "words.toml").read_text(encoding="utf-8"))
    return {key: {lang: said[lang] for lang in LANGUAGES} for key, said in sorted(table.items())}


def _policy(scripts: list[str], style: str) -> str:
    """Only these scripts run and only this style applies; nothing is fetched, sent or written as HTML."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _slim(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _slim(v) for k, v in value.items() if v is not None and v not in ((), {})}
    if isinstance(value, (list, tuple)):
        return [_slim(v) for v in value]
    return value
