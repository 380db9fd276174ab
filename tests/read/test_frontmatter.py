from __future__ import annotations

import pytest

from kg.read.frontmatter import split

BODY = "A headline\n\nThe story.\n"


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ("title: Ore: the trail\nlang: en\n\n", {"title": "Ore: the trail", "lang": "en"}),
        ("Titre: Le minerai\nAuteur: Léa Roy\nPublié: 2025-06-03\n\n",
         {"title": "Le minerai", "author": "Léa Roy", "published": "2025-06-03"}),
        ("url: https://a.example/b\n\n", {"url": "https://a.example/b"}),
        ("lang: fr\r\nid: x-1\r\n\r\n", {"lang": "fr", "id": "x-1"}),
        ("---\ntitle: 'Ore'\nmood: grim\nauthor: [A Roy, B Lee]\ntags:\n  - a\ndate: 2025-06-03\n---\n\n",
         {"title": "Ore", "author": "A Roy, B Lee", "published": "2025-06-03"}),
        ("---\r\nlang: en\r\n---\r\n", {"lang": "en"}),
        ("---\nlang: en\n...\n", {"lang": "en"}),
        ("\n---\nlang: en\nurl:\nauthor: null\n---\n", {"lang": "en"}),
    ],
)  # fmt: skip
def test_fields_are_taken_off(head: str, fields: dict[str, str]) -> None:
    assert split(head + BODY) == (fields, BODY)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "",
        "Language: the new frontier\n\nThe story.\n",  # a headline
        "Date: what the ministry of mines knew\n\nThe story.\n",
        "title: Ore\nmood: grim\n\nThe story.\n",  # an unknown key: a text with colons
        "title: Ore\nlang: en\nThe story follows at once.\n",
        "---\nThe story under a rule.\n---\nMore of it.\n",
        "---\ntitle: never closed\n\nThe story.\n",
    ],
)
def test_text_is_left_alone(text: str) -> None:
    assert split(text) == ({}, text)
