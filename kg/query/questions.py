"""Questions with a name: SPARQL files that say in a comment header what they ask and what they need to know.

    # en: What restricts these goods          title, in both languages
    # fr: Ce qui restreint ces biens
    # parameter goods entity: goods, or their maker / des biens, ou leur fabricant
    # parameter on date optional: the day / le jour
    # example: goods=H20

Each file answers its example as it stands, in any SPARQL client. What is asked for replaces the values of the line
`VALUES ?goods { … }`; a line that begins with `#?on ` counts when `on` is given; and for `# times: ?claim` come the
conditions on publication and validity of these claims; it stands before the first OPTIONAL of its group.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rdflib import URIRef

from kg.errors import KnowledgeError, QueryError
from kg.knowledge.names import normal
from kg.query.claims import holds_on
from kg.query.names import Names, day, did_you_mean
from kg.rdf.iri import name_iri
from kg.rdf.terms import Term
from kg.rdf.terms import day as day_term
from kg.store.base import Store, Table

FOLDER = "queries"
KINDS = ("entity", "date", "publisher")

_PUBLISHERS = "SELECT DISTINCT ?name { ?article schema:publisher ?name }"

_PARAMETER = re.compile(r"# parameter (\w+) (\w+)( optional)?: (.+) / (.+)")
_TITLE = re.compile(r"# (en|fr): (.+)")
_EXAMPLE = re.compile(r"# example: (.+)")
_PREFIX = re.compile(r"^PREFIX .*\n", re.MULTILINE)
_TIMES = re.compile(r"# times: (.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """`kind`: "entity", "date" or "publisher"; `says`: language → what it is."""

    name: str
    kind: str
    optional: bool
    says: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """`titles`: language → title; `example`: parameter → what someone might ask for."""

    name: str
    titles: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    example: Mapping[str, str]
    sparql: str


@dataclass(frozen=True, slots=True)
class Times:
    """Conditions on the claims that answer, as in `kg.query.claims.ClaimFilter`."""

    published_after: date | None = None
    published_before: date | None = None
    valid_on: date | None = None


ANY_TIME = Times()


def load_questions(root: Path) -> dict[str, Question]:
    """All of `root/queries/`, by name. Raises KnowledgeError for a header that lacks something."""
    return {path.stem: _read(path) for path in sorted((root / FOLDER).glob("*.rq"))}


def question(known: Mapping[str, Question], name: str) -> Question:
    """Raises QueryError with near names for one that is not known."""
    if name not in known:
        near = did_you_mean(name, {other: other for other in known})
        raise QueryError(f"no question {name!r}{near or '; there are ' + ', '.join(known)}")
    return known[name]


def values(asked: Question, given: Mapping[str, str], names: Callable[[], Names], store: Store) -> dict[str, tuple[Term, ...]]:
    """What people wrote → the terms of the store; `names` is called when a name is to be found. Raises QueryError for what is missing, unknown or no date."""
    known = {parameter.name: parameter for parameter in asked.parameters}
    for name in given:
        if name not in known:
            near = did_you_mean(name, {other: other for other in known})
            raise QueryError(f"{asked.name} has no parameter {name!r}{near or '; it has ' + ', '.join(known)}")
    for parameter in asked.parameters:
        if not parameter.optional and not given.get(parameter.name):
            example = " ".join(f"{key}={value}" for key, value in asked.example.items())
            raise QueryError(f"{asked.name} needs {parameter.name} ({parameter.says['en']}): kg ask {asked.name} {example}")
    return {name: _terms(known[name], value, names, store) for name, value in given.items() if value}


def ask(store: Store, asked: Question, given: Mapping[str, Sequence[Term]], times: Times = ANY_TIME) -> Table:
    """The answer, each row once."""
    return store.select(sparql(asked, given, times))


def sparql(asked: Question, given: Mapping[str, Sequence[Term]], times: Times = ANY_TIME) -> str:
    """The question as SPARQL, without prefixes, which the store has for data under any base."""
    lines = []
    for line in _PREFIX.sub("", asked.sparql).splitlines():
        mark = re.match(r"(\s*)#\?(\w+) (.*)", line)
        if mark and mark[2] not in given:
            continue
        lines.append(_filled(mark[1] + mark[3] if mark else line, given))
    return _TIMES.sub(lambda found: conditions(found[1].split(), times), "\n".join(lines)) + "\n"


def conditions(claims: Sequence[str], times: Times) -> str:
    """Patterns that leave those solutions in which these variables are claims of these times.

    They stand before the OPTIONALs of a group: an engine that meets a plain pattern behind one reads it for the whole store.
    """
    asked = claims if times != ANY_TIME else ()
    parts = [f"{claim} sc:article {claim}In ." for claim in asked]
    for claim in asked:
        published = f"{claim}Published"
        parts.append(f"OPTIONAL {{ {claim}In schema:datePublished {published} }}")
        if times.published_after is not None:
            parts.append(f"FILTER({published} >= {day_term(times.published_after).n3()})")
        if times.published_before is not None:
            parts.append(f"FILTER({published} < {day_term(times.published_before).n3()})")
        if times.valid_on is not None:
            parts.append(holds_on(claim, published, times.valid_on))
    return "\n".join(parts)


def _filled(line: str, given: Mapping[str, Sequence[Term]]) -> str:
    found = re.match(r"(\s*VALUES \?(\w+) \{).*\}", line)
    if found is None or found[2] not in given:
        return line
    return f"{found[1]} {' '.join(term.n3() for term in given[found[2]])} }}"


def _terms(parameter: Parameter, value: str, names: Callable[[], Names], store: Store) -> tuple[Term, ...]:
    match parameter.kind:
        case "entity":
            return tuple(URIRef(name_iri(id, store.base)) for id in names().ids(value))
        case "date":
            return (day_term(day(value)),)
        case _:
            return _publishers(value, store)


def _publishers(value: str, store: Store) -> tuple[Term, ...]:
    """Publishers of this name, whatever its case."""
    known = [row[0] for row in store.select(_PUBLISHERS).rows]
    if found := tuple(sorted(term for term in known if term is not None and normal(str(term)) == normal(value))):
        return found
    near = did_you_mean(normal(value), {normal(str(term)): str(term) for term in known})
    raise QueryError(f"nobody called {value!r} published anything here{near}")


def _read(path: Path) -> Question:
    sparql = path.read_text("utf-8")
    header = [line for line in sparql.splitlines() if line.startswith("# ")]
    titles = {found[1]: found[2] for line in header if (found := _TITLE.fullmatch(line))}
    parameters = tuple(
        Parameter(found[1], found[2], bool(found[3]), {"en": found[4], "fr": found[5]})
        for line in header
        if (found := _PARAMETER.fullmatch(line))
    )
    examples = [found[1] for line in header if (found := _EXAMPLE.fullmatch(line))]
    if set(titles) != {"en", "fr"} or len(examples) != 1 or any(p.kind not in KINDS for p in parameters):
        raise KnowledgeError(f"{path}: the header needs # en:, # fr:, # example: and parameters of {', '.join(KINDS)}")
    pairs = dict(part.split("=", 1) for part in re.findall(r"\w+=[^=]+(?=\s\w+=|$)", examples[0]))
    return Question(path.stem, titles, parameters, {k: v.strip() for k, v in pairs.items()}, sparql)
