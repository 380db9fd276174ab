"""Blocs and the times of their members: every line of the data, and the form of what is written."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.knowledge.gazetteer import Gazetteer, load_gazetteer
from kg.knowledge.locate import ontologies
from kg.knowledge.membership import read_membership
from kg.model import Membership

FOLDER = ontologies() / "gazetteers"
# no bloc of the gazetteer is older than NATO
FIRST, LAST = date(1949, 1, 1), date(2026, 12, 31)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(ontologies())


def written() -> Iterator[tuple[str, list[str]]]:
    for path in sorted(FOLDER.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if "members" in row:
                yield row["id"], row["members"]


@pytest.mark.parametrize(("bloc", "members"), written(), ids=[bloc for bloc, _ in written()])
def test_members_are_countries_or_known_each_at_most_once_at_a_time(
    bloc: str, members: list[str], gazetteer: Gazetteer
) -> None:
    assert len(set(members)) == len(members), "a line twice"
    spells: dict[str, list[Membership]] = defaultdict(list)
    for text in members:
        one = read_membership(text)
        assert one.member in gazetteer.entities
        assert text.partition(" ")[0] == one.member.removeprefix("country:"), "an ISO code in capitals, or an id"
        assert one.time == "" or one.earliest is not None, "an end without a beginning"
        assert all(FIRST <= day <= LAST for day in (one.earliest, one.latest) if day is not None)
        spells[one.member].append(one)
    for several in spells.values():
        ordered = sorted(several, key=lambda m: m.earliest or date.min)
        for one, after in pairwise(ordered):
            assert one.latest is not None, "it has not ended, and begins again"
            assert after.earliest is not None
            assert one.latest < after.earliest
    assert gazetteer.memberships[bloc] == tuple(map(read_membership, members))


def test_members_of_an_entity_are_those_of_today(gazetteer: Gazetteer) -> None:
    eu, opec = gazetteer.entities["org:eu"], gazetteer.entities["org:opec"]
    assert len(eu.members) == 27
    assert "country:GB" not in eu.members
    assert (opec.members.count("country:GA"), "country:QA" in opec.members) == (1, False)
    assert gazetteer.entities["org:g8"].members == ()


@pytest.mark.parametrize(
    ("bloc", "day", "number", "inside", "outside"),
    [
        ("org:eu", "1957-12-31", 0, "", "FR"), ("org:eu", "1958-01-01", 6, "FR", "GB"),
        ("org:eu", "2004-04-30", 15, "AT", "PL"), ("org:eu", "2004-05-01", 25, "PL", "BG"),
        ("org:eu", "2020-01-31", 28, "GB HR", ""), ("org:eu", "2020-02-01", 27, "HR", "GB"),
        ("org:nato", "1999-03-11", 16, "ES", "PL"), ("org:nato", "2024-03-07", 32, "SE FI", "UA"),
        ("org:brics", "2023-12-31", 5, "ZA", "IR"), ("org:brics", "2025-02-01", 10, "ID EG", "SA AR"),
        ("org:asean", "2025-10-25", 10, "MM", "TL"), ("org:opec", "2024-01-01", 12, "GA CG", "AO QA ID EC"),
        ("org:opec", "2016-08-01", 14, "ID GA QA", "CG"), ("org:g8", "2010-01-01", 8, "RU", ""),
        ("org:sco", "2024-12-31", 10, "BY IR", "MN"), ("org:efta", "1972-12-31", 8, "GB DK", "FI"),
        ("rule:cptpp", "2025-01-01", 12, "GB", "US CN"), ("rule:wassenaar", "2020-01-01", 42, "IN", "CN"),
        ("org:ecowas", "2025-02-01", 12, "NG", "ML"), ("org:opec-plus", "2025-01-01", 22, "MX IQ", "AO"),
    ],
)  # fmt: skip
def test_members_on_a_day(
    bloc: str, day: str, number: int, inside: str, outside: str, gazetteer: Gazetteer
) -> None:
    on = date.fromisoformat(day)
    found = {
        m.member.removeprefix("country:") for m in gazetteer.memberships[bloc]
        if (m.earliest is None or m.earliest <= on) and (m.latest is None or on <= m.latest)
    }  # fmt: skip
    assert len(found) == number
    assert found >= set(inside.split())
    assert not found & set(outside.split())


@pytest.mark.parametrize(
    ("text", "member", "earliest", "latest"),
    [
        ("FR", "country:FR", None, None),
        ("gb 1973-01-01/2020-01-31", "country:GB", date(1973, 1, 1), date(2020, 1, 31)),
        ("org:eu 2012-02/..", "org:eu", date(2012, 2, 1), None),
        ("EC 1973/1992", "country:EC", date(1973, 1, 1), date(1992, 12, 31)),
        ("ID ../2016-02", "country:ID", None, date(2016, 2, 29)),
    ],
)
def test_form(text: str, member: str, earliest: date | None, latest: date | None) -> None:
    found = read_membership(text)
    assert (found.member, found.earliest, found.latest) == (member, earliest, latest)
    assert found.time == text.partition(" ")[2]
    assert found.lasts == (latest is None)


@pytest.mark.parametrize("member", ["FR 2020", "FR 2020-13/..", "FR 2021/2020", "FR  2020/..", "FR 20/21", "FR 2020/.. x", ""])
def test_another_form_is_told_with_its_line(member: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps({"type": "Organization", "name": "Bloc", "members": ["DE", member]}), "utf-8")
    with pytest.raises(KnowledgeError, match=r"mine\.jsonl:1: "):
        load_gazetteer(ontologies(), [path])


def test_a_users_table_tells_times_too(tmp_path: Path) -> None:
    """Members separated by "|", as all lists of a CSV."""
    path = tmp_path / "mine.csv"
    path.write_text("type,id,name,members\nOrganization,org:club,Club,FR 2001/..|DE 1990/1999\n", "utf-8")
    found = load_gazetteer(ontologies(), [path])
    assert found.entities["org:club"].members == ("country:FR",)
    assert [m.member for m in found.memberships["org:club"]] == ["country:FR", "country:DE"]
