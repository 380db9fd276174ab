"""Which dependency scheme a pipeline speaks, and the component that makes it Universal Dependencies."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate.arcs import Arcs
from kg.annotate.clear import convert

COMPONENT = "kg_universal"
# labels that only one of the schemes has
_CLEAR = frozenset({"pobj", "dobj", "prep"})
_UNIVERSAL = frozenset({"case", "nsubj", "obj", "mark"})


def scheme(labels: Iterable[str]) -> str | None:
    """ "universal", "clear" (ClearNLP, as in spaCy's English pipelines), or None for another one."""
    found = frozenset(labels)
    if found >= _CLEAR:
        return "clear"
    return "universal" if found >= _UNIVERSAL else None


@Language.component(COMPONENT, assigns=["token.dep", "token.head", "token.pos"], requires=["token.dep", "token.head"])
def universal(doc: Doc) -> Doc:
    """Rewrite a ClearNLP tree in place; sentence boundaries and entities stay."""
    if len(doc) == 0:
        return doc
    arcs = Arcs(
        words=[token.text for token in doc],
        lemmas=[token.lemma_ for token in doc],
        tags=[token.tag_ for token in doc],
        ents=[token.ent_type_ for token in doc],
        pos=[token.pos_ for token in doc],
        heads=[token.head.i for token in doc],
        deps=[token.dep_ for token in doc],
    )
    convert(arcs)
    strings = doc.vocab.strings
    rows = [
        (np.int64(head - token).astype(np.uint64), strings.add("ROOT" if head == token else dep), strings.add(pos))
        for token, (head, dep, pos) in enumerate(zip(arcs.heads, arcs.deps, arcs.pos, strict=True))
    ]
    return doc.from_array(["HEAD", "DEP", "POS"], np.asarray(rows, dtype="uint64"))  # type: ignore[arg-type]
