"""One document's tokens, sentences and Universal Dependencies, as arrays indexed by token.

Paragraphs are parsed one by one (a parser that sees a headline glued to a lead errs), and laid end to end here;
token indices run through the whole document, offsets are code points into the document's text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.model import Quote, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

# features of Universal Dependencies that later stages look at
FEATURES = (
    "Number",
    "Gender",
    "Person",
    "Tense",
    "Mood",
    "VerbForm",
    "Voice",
    "PronType",
    "Poss",
    "Polarity",
    "Definite",
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A parsed stretch of the document: `doc[k]` stands at `offset + doc[k].idx` in the document's text."""

    offset: int
    doc: Doc


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Lower case, no accents, plain quotes and hyphens: the form under which words are compared."""
    plain = word.translate(_PLAIN)
    bare = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold().strip()


_PLAIN = {0x2019: "'", 0x2018: "'", 0x02BC: "'", 0x0153: "oe", 0x0152: "OE", 0x00E6: "ae", 0x00C6: "AE",
          0x2010: "-", 0x2011: "-", 0x2013: "-", 0x00A0: " ", 0x202F: " "}  # fmt: skip


@dataclass(slots=True)
class Tree:
    """Token arrays, all of one length; `sentences` holds (first, end) token indices, half-open.

    words    surface form            norms   folded surface form (see `fold`)
    lemmas   lower-case lemma        pos     universal part of speech
    deps     UD relation, subtypes kept ("nsubj:pass", "obl:agent", "acl:relcl"); "root" for roots
    heads    token index of the head, its own for roots
    kids     token indices of the dependents, in order
    case     lemmas of the case markers joined by "_" ("en_provenance_de"), "" for none; for clauses the mark
    morph    feature → value (see FEATURES)
    ents     label of the pipeline's entity recognizer, "" for none; `ent_first` tells where a name begins
    starts, ends   offsets into `text`
    sentence, paragraph   index of the sentence and of the paragraph of each token
    """

    text: str
    lang: str
    words: list[str] = field(default_factory=list)
    norms: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    kids: list[list[int]] = field(default_factory=list)
    case: list[str] = field(default_factory=list)
    morph: list[dict[str, str]] = field(default_factory=list)
    ents: list[str] = field(default_factory=list)
    ent_first: list[bool] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def quote(self, first: int, last: int) -> Quote:
        """Words from token `first` to token `last`, both included."""
        return Span(self.starts[first], self.ends[last]).of(self.text)

    def sentence_quote(self, index: int) -> Quote:
        first, end = self.sentences[index]
        while end - 1 > first and self.pos[end - 1] == "SPACE":
            end -= 1
        return self.quote(first, end - 1)

    def is_root(self, token: int) -> bool:
        return self.heads[token] == token

    def ancestors(self, token: int) -> list[int]:
        """From the token itself up to its root."""
        chain = [token]
        while self.heads[token] != token:
            token = self.heads[token]
            chain.append(token)
        return chain

    def subtree(self, token: int, without: frozenset[str] = frozenset()) -> list[int]:
        """The token and all that hangs below it, sorted; dependents whose relation is in `without` are left out."""
        found, queue = [token], [token]
        while queue:
            for kid in self.kids[queue.pop()]:
                if self.deps[kid] not in without:
                    found.append(kid)
                    queue.append(kid)
        return sorted(found)

    def child(self, token: int, *relations: str) -> int | None:
        """The first dependent with one of these relations."""
        return next((k for k in self.kids[token] if self.deps[k] in relations), None)

    def in_headline(self, token: int) -> bool:
        """Whether the token stands in the first paragraph of several: a lone one is no headline."""
        return self.paragraph[token] == 0 and self.paragraph[-1] > 0

    def clause(self, token: int) -> int:
        """Head of the clause that the token stands in: its nearest ancestor (or itself) that heads a predicate."""
        while self.heads[token] != token and not (
            self.pos[token] in ("VERB", "AUX")
            or self.deps[token].split(":")[0] in CLAUSES
            or self.child(token, "cop", "nsubj", "nsubj:pass") is not None
        ):
            token = self.heads[token]
        return token


CLAUSES = frozenset({"csubj", "ccomp", "xcomp", "advcl", "acl", "parataxis"})


def grow(text: str, lang: str, paragraphs: Sequence[Paragraph]) -> Tree:
    """Tree of a document from its parsed paragraphs (`spacy.tokens.Doc` in Universal Dependencies)."""
    tree = Tree(text, lang)
    for number, paragraph in enumerate(paragraphs):
        base = len(tree)
        doc = paragraph.doc
        for token in doc:
            root = token.head.i == token.i
            tree.words.append(token.text)
            tree.norms.append(fold(token.text))
            tree.lemmas.append(token.lemma_.lower() or token.lower_)
            tree.pos.append(token.pos_)
            tree.tags.append(token.tag_)
            tree.deps.append("root" if root else token.dep_)
            tree.heads.append(base + token.head.i)
            tree.morph.append(_features(token.morph.to_dict()))
            tree.ents.append(token.ent_type_)
            tree.ent_first.append(token.ent_iob_ == "B")
            tree.starts.append(paragraph.offset + token.idx)
            tree.ends.append(paragraph.offset + token.idx + len(token.text))
            tree.paragraph.append(number)
        for sentence in doc.sents:
            tree.sentence.extend([len(tree.sentences)] * len(sentence))
            tree.sentences.append((base + sentence.start, base + sentence.end))
    tree.kids = [[] for _ in tree.words]
    for index, head in enumerate(tree.heads):
        if head != index:
            tree.kids[head].append(index)
    tree.case = [_case(tree, index) for index in range(len(tree))]
    return tree


def _features(morph: dict[str, str]) -> dict[str, str]:
    return {name: morph[name] for name in FEATURES if name in morph}


def _case(tree: Tree, token: int) -> str:
    """Case markers before the token with their fixed parts: "en provenance de" → "en_provenance_de"."""
    relation = tree.deps[token].split(":")[0]
    wanted = ("mark",) if relation in CLAUSES else ("case",)
    marks: list[int] = []
    for kid in tree.kids[token]:
        if tree.deps[kid] in wanted and (kid < token or tree.lang == "fr"):
            marks.append(kid)
            marks.extend(_fixed(tree, kid))
    return "_".join(_contract(tree.lemmas[k]) for k in sorted(set(marks)) if tree.norms[k] not in ("'s", "'"))


def _fixed(tree: Tree, token: int) -> Iterable[int]:
    return (k for k in tree.kids[token] if tree.deps[k] == "fixed")


def _contract(lemma: str) -> str:
    """Contracted articles give the bare preposition: "du" → "de", "aux" → "à"."""
    return _CONTRACTED.get(lemma, lemma)


_CONTRACTED = {
    "du": "de",
    "des": "de",
    "d'": "de",
    "d’": "de",
    "au": "à",
    "aux": "à",
    "jusqu'": "jusque",
    "jusqu’": "jusque",
}
