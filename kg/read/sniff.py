"""Which format bytes without a name are in."""

from __future__ import annotations

import re

from kg.read.decode import decode

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|div|article|main|p)\b", re.I | re.S
)
_JSON = re.compile(r'\s*(?:\{\s*"|\{\s*\}|\[\s*[\[{\]"\d])')


def sniff(data: bytes, source: str) -> str:
    """Suffix of the format: ".json" (JSONL too), ".html" or ".txt". Raises DocumentError for what is no text."""
    head = data[:4096]
    if _HTML.match(head.decode("latin-1")):
        return ".html"
    text = decode(data, source)
    return ".json" if _JSON.match(text[:4096]) else ".txt"
