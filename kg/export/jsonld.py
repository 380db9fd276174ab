"""JSON-LD with its context inside, so that no reader needs the network: that of `ontologies/context.jsonld`, for the
store's base. Values are always lists."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from rdflib.namespace import RDF

from kg.export.encode import encode
from kg.export.material import Material
from kg.export.turtle import Names
from kg.rdf.context import context
from kg.rdf.terms import Words

_TYPE = RDF.type.n3()
# what canonical N-Triples escapes, JSON escapes alike, but for U+FFFE and U+FFFF, which JSON reads too
_LITERAL = re.compile(r'"(.*)"(?:@([\w-]+)|\^\^<(.*)>)?', re.DOTALL)


def write_jsonld(material: Material) -> Iterator[str]:
    head = context(material.ontology, material.store.base)
    types = {key: str(value["@type"]) for key, value in head.items() if isinstance(value, Mapping)}
    compact = _Compact(Names(material.store.base.prefixes), types)
    yield '{"@context": ' + json.dumps(head, ensure_ascii=False, indent=1) + ',\n"@graph": ['
    between = "\n"
    for graph, statements in groupby(material.statements(), key=lambda statement: statement[3]):
        yield f'{between}{{"@id": {encode(compact.iri(graph))}, "@graph": [\n'
        yield ",\n".join(map(encode, compact.nodes(statement[:3] for statement in statements)))
        yield "\n]}"
        between = ",\n"
    yield "\n]}\n"


class _Compact:
    """Triples as nodes; `types` tells how the context reads a property's values: "@id", "xsd:date"."""

    def __init__(self, names: Names, types: Mapping[str, str]) -> None:
        self._names, self._types = names, types

    def iri(self, term: str) -> str:
        word = self._names.word(term)
        return word[1:-1] if word[0] == "<" else word

    def nodes(self, triples: Iterable[Words]) -> Iterator[dict[str, Any]]:
        for subject, mine in groupby(triples, key=lambda triple: triple[0]):
            yield self._node(subject, mine)

    def _node(self, subject: str, triples: Iterable[Words]) -> dict[str, Any]:
        node: dict[str, Any] = {"@id": self.iri(subject)}
        for predicate, values in groupby(triples, key=lambda triple: triple[1]):
            if predicate == _TYPE:
                node["@type"] = [self.iri(value) for _, _, value in values]
            else:
                key = self.iri(predicate)
                read_as = self._types.get(key)
                node[key] = [self._value(value, read_as) for _, _, value in values]
        return node

    def _value(self, term: str, read_as: str | None) -> str | dict[str, str]:
        literal = _LITERAL.fullmatch(term)
        if literal is None:
            return self.iri(term) if read_as == "@id" else {"@id": self.iri(term)}
        quoted, lang, datatype = literal.groups()
        words = json.loads(f'"{quoted}"') if "\\" in quoted else quoted
        if lang:
            return {"@value": words, "@language": lang}
        kind = self.iri(f"<{datatype}>") if datatype else ""
        if kind == (read_as or ""):
            return words
        return {"@value": words, "@type": kind} if kind else {"@value": words}
