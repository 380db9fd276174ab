"""Whom people mean when they judge that two are one, or are not: names, ids, or "NAME@ARTICLE" for one article's."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from rdflib import URIRef
from rdflib.namespace import RDF, RDFS

from kg.errors import QueryError
from kg.identity import Groups, Judgement, Ref, as_read, become, ids_called
from kg.knowledge.names import normal, slug
from kg.model import EntityType
from kg.query.labels import labels
from kg.query.names import Names, did_you_mean
from kg.rdf.entities import TYPE_OF_PREFIX
from kg.rdf.iri import local_part, name_iri
from kg.rdf.namespaces import SC
from kg.store.base import Store

_PREFIXES = {kind: prefix for prefix, kind in TYPE_OF_PREFIX.items()}
_LOCAL = """
SELECT ?article ?label ?type {{ GRAPH ?g {{ ?g prov:wasDerivedFrom ?article . {0} rdfs:label ?label ; a ?type }} }}
ORDER BY ?label"""


def judged(
    store: Store, names: Names, groups: Groups, texts: Sequence[str], *, same: bool, note: str = ""
) -> list[Judgement]:
    """The judgements that people make with these words; those that hold already are left out.

    Raises QueryError for a name that is unknown or that several things bear, and for a single one.
    """
    refs = (_same if same else _different)(_Referents(store, names, groups), texts)
    if same:
        pairs = [(refs[0], ref) for ref in refs[1:] if not groups.same(refs[0].id, ref.id)]
    else:
        pairs = [(a, b) for a, b in combinations(refs, 2) if not groups.differ(a.id, b.id)]
    return [Judgement(same, a, b, note) for a, b in pairs]


def taken_back(store: Store, names: Names, groups: Groups, texts: Sequence[str], *, same: bool) -> list[Judgement]:
    """The judgements between the things that these two names mean, or among all that bear this one. Raises QueryError
    when there are none, or when the words do not tell them apart."""
    word = "the same" if same else "different"
    known = [one for one in groups.judgements if one.same is same]
    if not known:
        raise QueryError(f"nothing was judged {word}")
    if len(texts) > 2:
        raise QueryError("name the two of one judgement")
    meant = [_meant(store, names, groups, text) for text in texts]
    for rank in range(2):  # by their own names and ids; else by what they are one with now
        left, right = meant[0][rank], meant[-1][rank]
        found = [o for o in known if (o.a in left and o.b in right) or (o.b in left and o.a in right)]
        if found and (rank == 0 or len(found) == 1):
            return found
        if found:
            raise QueryError(f"several judgements: {'; '.join(map(str, found))}; name one by its ids")
    raise QueryError(f"{' and '.join(texts)}: not judged {word}; what was: {'; '.join(map(str, known[:5]))}")


def _meant(store: Store, names: Names, groups: Groups, text: str) -> tuple[list[Ref], list[Ref]]:
    """Refs of this very name or id, and those that are one with what is called so now."""
    refs = [ref for one in groups.judgements for ref in (one.a, one.b)]
    exact = [r for r in refs if text in (r.id, str(r)) or normal(text) == normal(r.name)]
    try:
        ids = {groups.canonical(id) for id in names.ids(text)}
    except QueryError:
        if not exact:
            raise
        ids = set()
    return exact, [ref for ref in refs if groups.canonical(ref.id) in ids]


def _same(referents: _Referents, texts: Sequence[str]) -> list[Ref]:
    refs: dict[Ref, None] = {}
    for text in texts:
        found = referents.of(text)
        if len({ref.id.partition(":")[0] for ref in found}) > 1:
            raise _several(text, found)
        refs |= dict.fromkeys(found)
    if len(refs) < 2:
        raise QueryError(f"{next(iter(refs))} alone; name another one that is the same")
    return list(refs)


def _different(referents: _Referents, texts: Sequence[str]) -> list[Ref]:
    found = [referents.of(text) for text in texts[:1]]
    # the first keeps the name that it has in all other articles
    found = [tuple(map(referents.at_large, found[0])), *map(referents.of, texts[1:])]
    if len(texts) == 1:
        refs = list(found[0])
        if len(refs) == 1:
            raise QueryError(f"{refs[0]} alone; name another one, or two of its articles with --article")
        if len(refs) > 2:
            raise _several(texts[0], refs)
    else:
        for text, some in zip(texts, found, strict=True):
            if len(some) > 1:
                raise _several(text, some)
        refs = [some[0] for some in found]
    if len(set(refs)) < len(refs):
        raise QueryError(f"{refs[0]} cannot differ from itself")
    return refs


def _several(text: str, refs: Sequence[Ref]) -> QueryError:
    shown = ", ".join(str(ref) for ref in refs[:5]) + (", …" if len(refs) > 5 else "")
    return QueryError(f"{text!r} may be {shown}; name one of them so")


class _Referents:
    """Words → refs. New ids are given to what has none that holds beyond its article."""

    def __init__(self, store: Store, names: Names, groups: Groups) -> None:
        self._store, self._names, self._groups = store, names, groups
        self._taken = set(groups.refs)
        self._global: dict[Ref, Ref] = {}
        self._local: dict[str, Ref] = {}

    def of(self, text: str) -> tuple[Ref, ...]:
        known = self._groups.refs.get(text)
        if known is not None:
            return (known,)
        if text.startswith("local:") and (new := become(self._store, text)) is not None:
            return (self._ref(new, text),)
        if (apart := self._apart(text)) is not None:
            return (apart,)
        refs = tuple(dict.fromkeys(self._ref(id, text) for id in self._names.ids(text)))
        # what is called so before what may be called so, too
        return tuple(ref for ref in refs if normal(ref.name) == normal(text)) or refs

    def at_large(self, ref: Ref) -> Ref:
        """What a ref to one article's entity is in all others."""
        if ref not in self._global:
            return ref
        self._taken.discard(ref.id)
        return self._global[ref]

    def _apart(self, text: str) -> Ref | None:
        """ "NAME@ARTICLE", whatever signs either has."""
        if "@" not in text:
            return None
        articles = self._store.digests()
        cuts = [n for n, sign in enumerate(text) if sign == "@" and text[n + 1 :] in articles and n > 0]
        if cuts:
            return self._in(text[: cuts[0]], text[cuts[0] + 1 :])
        article = text.rpartition("@")[2]
        near = did_you_mean(article, {id: id for id in articles})
        raise QueryError(f"no article {article!r} here{near}")

    def _in(self, name: str, article: str) -> Ref:
        for ref in self._groups.scoped(article):
            if name == ref.id or normal(name) == normal(ref.name):
                return ref
        triples = as_read(self._store, article)
        ids = ids_called(name, triples, self._store.base)
        if not ids:
            raise QueryError(f"{article} calls nothing {name!r} that a claim is about")
        if len(ids) > 1:
            raise QueryError(f"{name!r} may be {', '.join(ids)} in {article}; name one of them by its id")
        for ref in self._groups.scoped(article):
            if ids[0] in ids_called(ref.name, triples, self._store.base):
                return ref  # by another of its names
        if ids[0].startswith("local:"):
            node = name_iri(ids[0], self._store.base)
            kinds = [str(value).removeprefix(str(SC)) for s, verb, value in triples if (s, verb) == (node, RDF.type)]
            return self._local.get(ids[0]) or self._new(ids[0], EntityType(kinds[0]), name, article)
        made = Ref(self._free(ids[0], 2), name, article)
        self._global[made] = self._ref(ids[0], name)
        return made

    def _ref(self, id: str, text: str) -> Ref:
        groups = self._groups
        named = [r for m in groups.members(id) if (r := groups.refs.get(m)) and normal(r.name) == normal(text)]
        if named or id in groups.refs:
            return named[0] if named else groups.refs[id]
        node = name_iri(id, self._store.base)
        if id in self._local:
            return self._local[id]
        if id.startswith("local:"):
            article, label, kind = map(str, self._store.select(_LOCAL.format(node.n3())).rows[0])
            article = local_part(article, self._store.base)
            return self._new(id, EntityType(kind.removeprefix(str(SC))), label, article)
        return Ref(id, labels(self._store, [URIRef(node)], "en").get(node, id.partition(":")[2]))

    def _new(self, id: str, kind: EntityType, name: str, article: str) -> Ref:
        """An id with a dot, which the linker never makes; of persons, whom it never names, the plain name is free."""
        free = self._free(f"{_PREFIXES[kind]}:{slug(name)}", 1 if kind is EntityType.PERSON else 2)
        self._local[id] = Ref(free, name, article)
        return self._local[id]

    def _free(self, id: str, number: int) -> str:
        while (found := id if number == 1 else f"{id}.{number}") in self._taken or self._known(found):
            number += 1
        self._taken.add(found)
        return found

    def _known(self, id: str) -> bool:
        return self._store.ask(f"ASK {{ {name_iri(id, self._store.base).n3()} {RDFS.label.n3()} ?label }}")
