"""`kg ask` and `kg claims --contested`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Kg, one_line
from story import fill, read_story

from kg.knowledge.ontology import Ontology
from kg.store import open_store

STORY = """
Alpha 2025-04-10 en | Restriction stated authority=US theme=h20 target=CN effect=impose time=2025-04-09/..
Beta 2025-07-15 fr | Restriction stated authority=US theme=h20 target=CN effect=lift time=2025-07-14/..
Delta 2025-03-01 en | Transfer alleged supplier=tsmc recipient=huawei theme=chips by=bloomberg
Delta 2025-03-01 en | Transfer denied supplier=tsmc recipient=huawei by=tsmc same
Alpha 2025-03-02 en | Transfer stated supplier=nvidia recipient=megaspeed theme=h100 time=2024
Beta 2025-03-02 fr | Transfer stated supplier=nvidia recipient=megaspeed theme=h100 say=fourni
"""


@pytest.fixture(autouse=True)
def story(toy: None, ontology: Ontology) -> None:
    with open_store(Path("kg-store")) as store:
        fill(store, read_story(STORY, ontology), ontology)


def test_all_questions_are_listed_in_both_languages(kg: Kg) -> None:
    shown = kg("ask").stdout
    assert "restrictions" in shown
    assert "contested" in shown
    assert "Qui possède" in kg("ask", "--lang", "fr").stdout
    assert len(json.loads(kg("ask", "-f", "json").stdout)) >= 17


@pytest.mark.parametrize(
    "given", [["goods=H20"], ["--goods", "H20"], ["--goods=H20"], ["H20"], ["puces d'IA de Nvidia"], ["goods=Nvidia"]]
)
def test_a_parameter_is_given_as_one_likes(kg: Kg, given: list[str]) -> None:
    (first, second) = json.loads(kg("ask", "restrictions", *given, "-f", "json").stdout)
    assert first["theme"] == {"value": "https://kg.example/id/product/nvidia-h20", "label": "H20"}
    assert (first["effect"]["label"], second["effect"]["label"]) == ("impose", "lift")


def test_a_table_names_things_as_people_do(kg: Kg) -> None:
    shown = kg("ask", "restrictions", "H20", "--lang", "fr").stdout
    assert "authority: États-Unis" in shown
    assert "“restriction United States H20 China”" in " ".join(shown.split())


def test_times(kg: Kg) -> None:
    assert "h20" not in kg("ask", "in-force", "2025-04-08").stdout.lower()
    assert "H20" in kg("ask", "in-force", "2025-05").stdout
    assert "H20" not in kg("ask", "in-force", "2025-08").stdout
    assert len(json.loads(kg("ask", "restrictions", "H20", "--published-before", "2025-07", "-f", "json").stdout)) == 1
    assert len(json.loads(kg("ask", "restrictions", "H20", "--valid-on", "2025-05-01", "-f", "json").stdout)) == 1


def test_each_claim_with_who_agrees_and_who_denies(kg: Kg) -> None:
    """By distinct origins, across languages."""
    shown = kg("claims", "--entity", "Huawei").stdout
    assert "1 denies it: TSMC (a party to it)" in shown
    assert "1 says the contrary: Bloomberg" in shown
    assert kg("claims", "--entity", "Megaspeed").stdout.count("1 agrees: ") == 2
    assert "agree" not in kg("claims", "--class", "restriction").stdout
    records = json.loads(kg("claims", "-f", "json").stdout)
    told = {(r["publisher"], r["type"], r["status"]): [[v["origin"] for v in r[k]] for k in ("agree", "deny", "unsure")] for r in records}
    assert told["Delta", "Transfer", "alleged"] == [[], ["TSMC"], []]
    assert told["Delta", "Transfer", "denied"] == [[], ["Bloomberg"], []]
    assert told["Beta", "Transfer", "stated"] == [["Alpha"], [], []]
    assert told["Alpha", "Restriction", "stated"] == [[], [], []]


def test_contested(kg: Kg) -> None:
    (one,) = json.loads(kg("ask", "contested", "-f", "json").stdout)
    assert ([v["origin"] for v in one["agree"]], [v["origin"] for v in one["deny"]]) == (["Bloomberg"], ["TSMC"])
    assert one["deny"][0]["party"] is True
    shown = kg("ask", "contested", "about=Huawei").stdout
    assert "Bloomberg" in shown
    assert kg("ask", "contested", "about=Nvidia").stderr.endswith("kg: 0 matters: of the claims, 4 name Nvidia, but none answers this\n")
    claims = json.loads(kg("claims", "--contested", "-f", "json").stdout)
    assert sorted(c["status"] for c in claims) == ["alleged", "denied"]
    assert json.loads(kg("claims", "--contested", "--entity", "Nvidia", "-f", "json").stdout) == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["ask", "restrictions", "durian"], "0 rows: known, but no claim names durian"),
        (["ask", "restrictions", "Megaspeed"], "0 rows: of the claims, 2 name Megaspeed, but none answers this"),
        (["ask", "restrictions", "H20", "--published-after", "2030"], "0 rows: 2 without the conditions on time"),
        (["ask", "restrictions", "H20", "target=SMIC"], "0 rows: known, but no claim names SMIC"),
        (["ask", "evasions"], "0 rows: no claim answers this"),
        (["ask", "contested", "class=sanction"], "0 matters: no claim answers this"),
        (["ask", "contested", "--published-before", "2020"], "0 matters: 1 without the conditions on time"),
        (["trace", "H100", "--to", "Japan"], "0 routes: known, but no claim names Japan"),
    ],
)
def test_no_answer_says_why(kg: Kg, words: list[str], why: str) -> None:
    assert kg(*words).stderr.splitlines()[-1] == f"kg: {why}"


def test_corroborated(kg: Kg) -> None:
    (one,) = json.loads(kg("ask", "corroborated", "class=transfer", "-f", "json").stdout)
    assert [v["origin"] for v in one["agree"]] == ["Alpha", "Beta"]


def test_valid_on(kg: Kg) -> None:
    claims = json.loads(kg("claims", "--valid-on", "2025-04-10", "--class", "restriction", "-f", "json").stdout)
    assert [c["effect"] for c in claims] == ["impose"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["restriktions"], "no question 'restriktions'; did you mean 'restrictions', 'evasions'?"),
        (["restrictions"], "restrictions needs goods (goods, a kind of goods, or their maker): kg ask restrictions goods=H20"),
        (["restrictions", "goods=H20", "on=2025"], "restrictions has no parameter 'on'; it has goods, target"),
        (["restrictions", "H21"], "nothing here is called 'H21'; did you mean 'H20'?"),
        (["restrictions", "--goods"], "--goods needs a value"),
        (["restrictions", "goods=H20", "goods=H100"], "'goods': one value for each parameter, as NAME=VALUE"),
        (["in-force", "on=2025-13"], "not a date: '2025-13'; write 2025, 2025-03 or 2025-03-28"),
        (["restrictions", "H20", "--valid-on", "May"], "not a date: 'May'; write 2025, 2025-03 or 2025-03-28"),
        (["contested", "entity=Nvidia"], "contested has no parameter 'entity'; it has about, class, publisher, source"),
        (["contested", "-f", "csv"], "no format 'csv' for this question; there are table, json"),
    ],
)  # fmt: skip
def test_bad_questions_get_one_line(kg: Kg, args: list[str], message: str) -> None:
    assert one_line(kg("ask", *args)) == message
