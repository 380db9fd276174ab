"""Web pages: the article's text and its metadata, by trafilatura."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import IO, Any

from kg.errors import NoTextError
from kg.knowledge.boilerplate import flat
from kg.read.dateline import LONGEST, Stamp, find_dateline
from kg.read.dates import parse_date
from kg.read.decode import MAX_BYTES, decode, read_bytes
from kg.read.draft import Draft, boilerplate

for _name in ("trafilatura", "htmldate"):
    # what they report of a page is told in our own errors
    logging.getLogger(_name).addHandler(logging.NullHandler())

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_SHORT = 300  # characters below which a page's own word on its language counts more than a guess
_NEAR = 40  # elements after the headline among which a dateline may stand
_SENTENCE = 80  # characters from which a <p> with a full stop is the story
_LINKED_DATA = "script[@type='application/ld+json']"


def read_html(stream: IO[bytes], source: str) -> Iterator[Draft]:
    """One draft; its text is the headline and the body that trafilatura finds, not the page.

    Raises NoTextError for a page without an article.
    """
    import trafilatura  # noqa: PLC0415 - a third of a second, for pages alone

    page = re.sub(r"^\s*<\?xml[^>]*>", "", _decode(read_bytes(stream, MAX_BYTES, source), source))
    if not re.search(r"<(?:html|body)\b", page, re.IGNORECASE):
        page = f"<html><body>{page}</body></html>"
    tree: Any = trafilatura.load_html(page)
    if tree is None:
        raise NoTextError(source, "no article text in this page")
    # first, since extraction changes the tree
    seen, published = _visible(tree), _published(tree)
    found: Any = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
    body = (found.text or "").strip() if found else ""
    if not body:
        raise NoTextError(source, "no article text in this page")
    title = (found.title or "").strip() or None
    known = title is None or flat(title) in flat(body[: len(title) + 200])
    text = body if known else f"{title}\n{body}"
    yield Draft(
        text=text,
        source=source,
        lang=_declared(tree) if len(text) < _SHORT else None,
        title=title,
        published=published or (seen.published.isoformat() if seen.published else None),
        publisher=(found.sitename or "").strip() or None,
        author=(found.author or "").replace("; ", ", ").strip() or ", ".join(seen.authors) or None,
        url=found.url or None,
    )


def _decode(data: bytes, source: str) -> str:
    """By the page's own charset where it is not UTF-8."""
    declared = _CHARSET.search(data[:4096])
    try:
        if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
            return data.decode(declared[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        pass
    return decode(data, source)


def _published(tree: Any) -> str | None:
    """Day of publication in the page's head and linked data; the body is left out, since its dates are the story's."""
    from htmldate import find_date  # noqa: PLC0415
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415

    parts = [*tree.xpath("//head"), *tree.xpath(f"//body//{_LINKED_DATA}")]
    head = "".join(etree.tostring(part, encoding="unicode", method="html", with_tail=False) for part in parts)
    # the far limit keeps the reading independent of today's date
    day: str | None = find_date(
        f"<html>{head}<body></body></html>", original_date=True, extensive_search=False, max_date="2999-12-31"
    )
    return day if day and parse_date(day, boilerplate().dateline) else None


def _visible(tree: Any) -> Stamp:
    """The dateline between the headline and the story's second paragraph, which extraction drops."""
    headings = tree.xpath("//h1")
    lines, prose = ["-"], 0
    for element in headings[0].xpath("following::*")[:_NEAR] if headings else ():
        line = " ".join(" ".join(element.itertext()).split()) if isinstance(element.tag, str) else ""
        prose += element.tag == "p" and len(line) > _SENTENCE and line[-1] in ".!?…»\""
        if prose > 1:
            break
        if 0 < len(line) <= LONGEST and element.tag not in ("script", "style"):
            lines.append(line)
    return find_dateline("\n".join(lines), boilerplate())


def _declared(tree: Any) -> str | None:
    lang = re.match(r"[A-Za-z]{2}(?![A-Za-z])", tree.get("lang") or "")
    return lang[0].lower() if lang else None
