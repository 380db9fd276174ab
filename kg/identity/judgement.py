"""What people judge of entities: that two are one, or that they are not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ref:
    """Whom a judgement is about.

    id       what it is called in the graph ("org:nvidia") when it stands by itself
    name     what people call it; with an article, what the article calls it (a name, or the id that it was read as)
    article  id of the one article that is meant, "" for all: of a person, who is known inside an article alone, and of
             a namesake that the linker took for another
    """

    id: str
    name: str = ""
    article: str = ""

    def __str__(self) -> str:
        return f"{self.name}@{self.article}" if self.article else self.id


@dataclass(frozen=True, slots=True)
class Judgement:
    """`same`: both are one; else they are not. `note` says why, in the words of who judged."""

    same: bool
    a: Ref
    b: Ref
    note: str = ""

    def __str__(self) -> str:
        return f"{self.a} {'=' if self.same else '≠'} {self.b}"
