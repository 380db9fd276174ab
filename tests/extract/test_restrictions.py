"""Restrictions: who limits what for whom, and in which direction."""

from __future__ import annotations

import pytest
from readings import frames_of, page_of, roles_of, told

# language, text, effect, roles that the frame must have
RESTRICTIONS = [
    ("en", "Washington restricted exports of H20 chips to China.", "impose", {"authority": ["United States"], "target": ["China"]}),
    ("en", "Japan tightened controls on exports of lithography machines to China.", "tighten", {"authority": ["Japan"]}),
    ("en", "Canada eased the ban on beef from Brazil.", "ease", {"authority": ["Canada"]}),
    ("en", "India lifted the ban on exports of rice.", "lift", {"authority": ["India"], "theme": ["rice"]}),
    ("en", "The Netherlands imposed an export ban on lithography machines.", "impose", {"authority": ["Netherlands"]}),
    ("en", "Brussels slapped tariffs on electric cars from China.", "impose", {"authority": ["European Union"]}),
    ("fr", "Washington a restreint les exportations de puces H20 vers la Chine.", "impose",
     {"authority": ["États-Unis"], "target": ["Chine"]}),
    ("fr", "Le Japon a durci le contrôle des exportations de gallium.", "tighten", {"authority": ["Japon"]}),
    ("fr", "Le Canada a assoupli l'embargo sur le bœuf.", "ease", {"authority": ["Canada"]}),
    pytest.param("fr", "L'Inde a levé l'interdiction d'exporter du riz.", "lift", {"authority": ["Inde"], "theme": ["riz"]},
                 marks=pytest.mark.xfail(reason="known failure")),
    ("fr", "Bruxelles a imposé des droits de douane de 20 % sur l'acier chinois.", "impose",
     {"authority": ["Union européenne"], "theme": ["acier chinois"], "instrument": ["droits de douane"]}),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "effect", "roles"), RESTRICTIONS)
def test_restriction(lang: str, text: str, effect: str, roles: dict[str, list[str]]) -> None:
    page = page_of(text, lang)
    found = [(f.effect, roles_of(page, f)) for f in frames_of(text, lang) if f.claim == "Restriction"]
    assert any(e == effect and all(r.get(k) == v for k, v in roles.items()) for e, r in found), found


# who acts on a rule is not its author
OTHERS = [
    ("en", "Traders circumvented the embargo on Russian oil.", "Restriction", "authority"),
    ("en", "Brokers criticised the ban on exports.", "Restriction", "authority"),
    ("fr", "Des négociants ont contourné l'embargo sur le pétrole russe.", "Restriction", "authority"),
]


@pytest.mark.parametrize(("lang", "text", "claim", "role"), OTHERS)
def test_no_role(lang: str, text: str, claim: str, role: str) -> None:
    assert not [roles for roles in told(text, lang, claim) if role in roles]


# one entity, one filler: neither the adjective nor the description stands beside the name
ONCE = [
    ("en", "Dutch toolmaker ASML shipped two machines to Taiwan.", "Movement", "agent", ["ASML"]),
    ("en", "The trader Trafigura bought cobalt from Congo.", "Transfer", "recipient", ["Trafigura"]),
    ("fr", "Le fabricant néerlandais ASML a livré deux machines à Samsung.", "Transfer", "supplier", ["ASML"]),
    ("fr", "Comilog, une filiale du français Eramet, extrait du manganèse.", "Ownership", "owner", ["Eramet"]),
    ("en", "US suppliers sold chips to Huawei.", "Transfer", "recipient", ["Huawei"]),
]


@pytest.mark.parametrize(("lang", "text", "claim", "role", "fillers"), ONCE)
def test_fillers(lang: str, text: str, claim: str, role: str, fillers: list[str]) -> None:
    assert fillers in [roles.get(role) for roles in told(text, lang, claim)], told(text, lang, claim)


# what is counted is moved, not the count; means of transport move nothing
QUANTITIES = [
    ("en", "Glencore shipped 30,000 tonnes of cobalt to China.", "theme", ["cobalt"]),
    ("fr", "Glencore a acheminé 30.000 tonnes de cobalt vers la Chine.", "theme", ["cobalt"]),
    ("en", "The cobalt was hauled to Durban by lorry.", "agent", None),
]


@pytest.mark.parametrize(("lang", "text", "role", "fillers"), QUANTITIES)
def test_quantities(lang: str, text: str, role: str, fillers: list[str] | None) -> None:
    assert [roles.get(role) for roles in told(text, lang, "Movement")] == [fillers]


def test_headline_is_told_in_full_below() -> None:
    text = "China bans gallium exports\nChina has banned exports of gallium to Japan, the ministry said on Friday."
    triggers = [
        page_of(text, "en").tree.paragraph[f.trigger] for f in frames_of(text, "en") if f.claim == "Restriction"
    ]
    assert triggers
    assert set(triggers) == {1}
