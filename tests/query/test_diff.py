"""What changed between two graphs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from story import read_story, said

from kg.knowledge.ontology import Ontology
from kg.query.claims import StoredClaim
from kg.query.diff import diff

OLD = """
a 2025-01-05 en | Movement alleged theme=h100 origin=SG destination=CN by=US
b 2025-01-06 en | Sanction stated authority=US target=megaspeed
"""
SAME = OLD.replace("\n\n", "\n")


def changes(before: list[StoredClaim], after: list[StoredClaim], ontology: Ontology) -> list[tuple[str, str]]:
    return [(change.kind, change.said.claim.type) for change in diff(before, after, ontology)]


def claims(story: str, ontology: Ontology) -> list[StoredClaim]:
    return said(read_story(story, ontology))


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (OLD, []),
        (OLD + "c 2025-01-07 en | Use stated user=huawei theme=h20", [("new", "Use")]),
        (OLD.replace("b 2025", "# b 2025"), [("withdrawn", "Sanction")]),
        (OLD.replace("alleged", "stated"), [("strengthened", "Movement")]),
        (OLD.replace("alleged", "possible"), [("weakened", "Movement")]),
        # a denial of the same words is another claim, and the same one, weakened
        (OLD.replace("alleged", "denied"), [("weakened", "Movement")]),
        (
            OLD + "c 2025-01-07 fr | Movement denied theme=h100 origin=SG destination=CN by=SG",
            [("new", "Movement"), ("contradicted", "Movement")],
        ),
        (
            OLD + "c 2025-01-07 fr | Movement stated theme=nvidia-chips origin=SG destination=CN say=livrées",
            [("new", "Movement"), ("corroborated", "Movement")],
        ),
        (OLD.replace("by=US", "by=US time=2024"), [("revised", "Movement")]),
    ],
)
def test_kinds_of_change(new: str, expected: list[tuple[str, str]], ontology: Ontology) -> None:
    assert changes(claims(OLD, ontology), claims(new, ontology), ontology) == expected


def test_a_gazetteer_that_only_renames_changes_nothing(ontology: Ontology) -> None:
    before = claims(OLD, ontology)
    after = []
    for stored in before:
        roles = tuple(
            (role, tuple(replace(f, entity=replace(f.entity, labels=(("en", "other"),), id=f"{f.entity.id}-2")) for f in fs))
            for role, fs in stored.claim.roles
        )
        after.append(replace(stored, claim=replace(stored.claim, roles=roles)))
    assert changes(before, after, ontology) == []
