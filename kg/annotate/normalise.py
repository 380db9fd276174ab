"""Typography that the parsers never saw → what they were trained on, code point by code point."""

from __future__ import annotations

# one code point for one: offsets into the parsed text stay offsets into the document
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("’‘‛ʼ′´`", "'"),
        **dict.fromkeys("“”„‟«»″‹›", '"'),
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\t\n\r\v\f\u2028\u2029\u0085\ufeff\u200b", " "),
        **dict.fromkeys("‐‑", "-"),
        "−": "-",
        "―": "—",
    }
)


def normalise(text: str) -> str:
    """Plain quotes, apostrophes, hyphens and spaces; of the same length as the text."""
    return text.translate(_PLAIN)
