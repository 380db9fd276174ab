"""French passive agents under one name: one of the treebanks that the parser learned from has no `obl:agent`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

COMPONENT = "kg_agents"


@Language.component(COMPONENT, assigns=["token.dep"], requires=["token.dep", "token.lemma", "token.morph"])
def agents(doc: Doc) -> Doc:
    """A plain `obl` with "par" below a passive or a participle is its agent (so are three of four in the data)."""
    for token in doc:
        if token.dep_ == "obl" and _by(token) and _passive(token.head):
            token.dep_ = "obl:agent"
    return doc


def _by(noun: Token) -> bool:
    return any(kid.dep_ == "case" and kid.lemma_ == "par" for kid in noun.lefts)


def _passive(verb: Token) -> bool:
    relations = {kid.dep_ for kid in verb.children}
    if relations & {"aux:pass", "nsubj:pass"}:
        return True
    return verb.morph.to_dict().get("VerbForm") == "Part" and "aux:tense" not in relations
