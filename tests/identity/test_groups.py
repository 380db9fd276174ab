"""Which ids stand for one entity."""

from __future__ import annotations

import pytest

from kg.identity import Groups, Judgement, Ref


def groups(*lines: str, known: tuple[str, ...] = ()) -> Groups:
    """ "a = b", "a x b"; "a@1" is one article's."""
    made = []
    for line in lines:
        a, sign, b = line.split()
        made.append(Judgement(sign == "=", _ref(a), _ref(b)))
    return Groups(made, known)


def _ref(text: str) -> Ref:
    id, _, article = text.partition("@")
    return Ref(f"org:{id}", id, article)


@pytest.mark.parametrize(
    ("lines", "known", "stays"),
    [
        (["b = a"], (), "b"),  # the one that was named first
        (["b = a", "c = b"], (), "b"),
        (["b = a"], ("org:a",), "a"),  # the gazetteer's
        (["b = a", "c = a"], ("org:c", "org:a"), "a"),  # of two that it has, the first
        (["b@1 = a"], (), "a"),  # one that holds in all articles
        (["b@1 = a@2"], (), "b"),
    ],
)
def test_which_id_stays(lines: list[str], known: tuple[str, ...], stays: str) -> None:
    found = groups(*lines, known=known)
    assert {found.canonical(id) for id in found.refs} == {f"org:{stays}"}


def test_sameness_is_symmetric_and_transitive() -> None:
    found = groups("a = b", "c = d", "b = d", "e = f")
    assert found.same("org:a", "org:c")
    assert found.same("org:c", "org:a")
    assert not found.same("org:a", "org:e")
    assert set(found.members("org:d")) == {"org:a", "org:b", "org:c", "org:d"}
    assert found.canonical("org:nobody") == "org:nobody"
    assert dict(found.moved()).keys() == {"org:b", "org:c", "org:d", "org:f"}


def test_difference_holds_for_all_that_are_the_same() -> None:
    found = groups("a = b", "c = d", "b x c")
    assert found.differ("org:a", "org:d")
    assert found.differ("org:d", "org:a")
    assert not found.differ("org:a", "org:b")


def test_a_contradiction_is_told_with_its_chain() -> None:
    assert groups("a = b", "b x c").contradiction() is None
    why = groups("a x d", "a = b", "c = b", "d = c").contradiction()
    assert str(why) == "org:a and org:d were judged different, and the same: org:a = org:b = org:c = org:d"


def test_one_name_in_one_article_is_one_entity() -> None:
    x, y = Ref("org:x", "Altair", "1"), Ref("org:y", "ALTAIR", "1")
    other = Ref("org:z")
    apart = (Judgement(False, x, other), Judgement(False, y, other))
    assert Groups(apart).contradiction() is not None
    assert Groups((*apart, Judgement(True, x, y))).contradiction() is None
