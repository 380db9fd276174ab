"""The page as a browser gets it: nothing that an article says can run, and nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from kg.knowledge.ontology import Ontology
from kg.model import Entity, Filler, Quote, Reading, Span
from kg.query.claims import Article, StoredClaim
from kg.view import Page, compose, load_points, render
from kg.view.render import SCRIPTS, STYLE, asset, script_safe, words

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "--></script><img src=x onerror=alert(1)>",
    "</ScRiPt ><svg/onload=alert(1)>",
    "[[scripts]] [[data]] [[csp]]",
    "\\u003c/script\\u003e \\",
    "\"'`${alert(1)}{{alert(1)}}",
    "line\u2028separator\u2029\x00\x1b",
    "\u202egnp.exe \ud83d\udea2 &lt;b&gt; &amp;",
)


class Elements(HTMLParser):
    """Tags with their attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.inside = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag in ("script", "style")
        if self.inside:
            self.raw.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            tag, attrs, text = self.raw[-1]
            self.raw[-1] = (tag, attrs, text + data)


def hostile_page(reading: Reading, ontology: Ontology, evil: str) -> Page:
    """Everything that comes from an article or a gazetteer says the same evil thing."""
    first = reading.claims[0]
    quote = Quote(0, len(evil), evil)
    entity = Entity("local:" + evil, first.role("origin")[0].entity.type, (("en", evil), ("fr", evil)), aliases=(evil,))
    claim = replace(
        first, evidence=quote, trigger=Span(0, 1).of(evil), evoked_by=evil, cues=(quote,),
        roles=(("origin", (Filler(entity, quote),)), ("destination", (Filler(entity, quote, quote),))),
        attributions=tuple(replace(a, source=Filler(entity, quote), cue=quote) for a in first.attributions),
    )  # fmt: skip
    article = Article(evil, evil, "en", None, evil, evil, "https://a.example/?" + evil, "d")
    return compose([StoredClaim(claim, article)], ontology, load_points())


@pytest.fixture(scope="module")
def page(sample_reading: Reading, ontology: Ontology) -> Page:
    d = sample_reading.document
    article = Article(d.id, d.title, d.lang, d.published, d.publisher, d.author, d.url, d.digest)
    return compose([StoredClaim(claim, article) for claim in sample_reading.claims], ontology, load_points())


@pytest.fixture(scope="module")
def elements(page: Page) -> Elements:
    return Elements(render(page))


def data(elements: Elements, name: str = "kg-data") -> Any:
    (text,) = [text for _, attrs, text in elements.raw if attrs.get("id") == name]
    return json.loads(text)


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_words_stay_words(sample_reading: Reading, ontology: Ontology, elements: Elements, evil: str) -> None:
    evil = evil.encode("utf-16", "surrogatepass").decode("utf-16")
    got = Elements(render(hostile_page(sample_reading, ontology, evil)))
    # the same elements as those of a harmless page, and the very same scripts
    assert [(tag, sorted(attrs)) for tag, attrs in got.tags] == [(tag, sorted(attrs)) for tag, attrs in elements.tags]
    assert [text for _, attrs, text in got.raw if "id" not in attrs] == [
        text for _, attrs, text in elements.raw if "id" not in attrs
    ]
    said = data(got)
    assert said["articles"][0]["title"] == evil
    assert "".join(piece["text"] for piece in said["claims"][0]["quote"]) == evil
    assert said["entities"][0]["labels"] == {"en": evil, "fr": evil}


@pytest.mark.parametrize("evil", HOSTILE)
def test_json_in_a_script_has_no_tags_and_means_the_same(evil: str) -> None:
    written = script_safe(json.dumps({evil: [evil]}, ensure_ascii=False))
    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written) == {evil: [evil]}


def test_only_the_pages_own_scripts_may_run(elements: Elements) -> None:
    (policy,) = [
        attrs["content"] or "" for tag, attrs in elements.tags if attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

    def digest(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    run = [text for tag, attrs, text in elements.raw if tag == "script" and "type" not in attrs]
    assert len(run) == len(SCRIPTS)
    assert rules["script-src"].split() == [digest(text) for text in run]
    assert rules["style-src"].split() == [digest(text) for tag, _, text in elements.raw if tag == "style"]
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in policy
    # the policy comes before all that it governs
    order = [tag for tag, attrs in elements.tags]
    assert [tag for tag in order if tag in ("meta", "style", "script", "link")][1] == "meta"
    assert "http-equiv" in [attrs for tag, attrs in elements.tags if tag == "meta"][1]


def test_nothing_is_fetched(elements: Elements) -> None:
    addresses = [
        value
        for _, attrs in elements.tags
        for name, value in attrs.items()
        if name in ("src", "href", "action", "data")
    ]
    assert all((value or "").startswith(("#", "data:")) for value in addresses)
    assert not any(name.startswith("on") or name == "style" for _, attrs in elements.tags for name in attrs)
    own = [name for name in SCRIPTS if not name.startswith("vendor/")]
    for name in own:
        assert not re.search(
            r"fetch\(|XMLHttpRequest|WebSocket|import\(|https?://|innerHTML|eval\(|document\.write", asset(name)
        ), name
    assert not re.search(r"url\(|@import", asset(STYLE))


def test_scripts_and_styles_cannot_end_early() -> None:
    for name in SCRIPTS:
        assert not re.search(r"</script|<!--", asset(name), re.I), name
    assert "</style" not in asset(STYLE).lower()


def test_the_same_page_gives_the_same_bytes_and_stays_small(page: Page) -> None:
    assert render(page) == render(page)
    assert len(render(page).encode()) < 500_000
    assert render(page, "fr") != render(page, "en")
    assert '<html lang="en">' in render(page, '"><script>')


def test_all_words_are_said_in_both_languages() -> None:
    used = set()
    template = (
        name for name in ("base.js", "detail.js", "lists.js", "filters.js", "search.js", "app.js", "viewport.js")
    )
    for name in template:
        used |= set(re.findall(r'\bt\("(\w+)"', asset(name)))
    from importlib.resources import files  # noqa: PLC0415

    page = (files("kg.view") / "templates" / "page.html").read_text(encoding="utf-8")
    used |= set(re.findall(r'data-t(?:-\w+)?="(\w+)"', page))
    assert used <= set(words())
    for key, said in words().items():
        slots = [sorted(re.findall(r"\{\w+\}", text)) for text in said.values()]
        assert slots[0] == slots[1], key
    assert not any(key.endswith("_one") and key.removesuffix("_one") not in words() for key in words())


def test_every_vendored_file_has_its_licence() -> None:
    from importlib.resources import files  # noqa: PLC0415

    folder = files("kg.view") / "assets" / "vendor"
    held = {entry.name for entry in folder.iterdir()}
    listed = (folder / "README.md").read_text(encoding="utf-8")
    for name in held - {"README.md"}:
        if not name.endswith(".LICENSE"):
            package = "world-atlas" if name == "countries-110m.json" else name.removesuffix(".min.js")
            assert f"{package}.LICENSE" in held
            assert f"| `{name}` |" in listed
