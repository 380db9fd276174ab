"""Who is who across articles: what people judge, kept as a table and as a graph, and put into effect where quads are
written; and pairs of entities that people may want to judge."""

from kg.identity.apply import Renamer, as_read, become, judge, judgements, refresh, stale, sync
from kg.identity.candidates import Candidate, similar
from kg.identity.counted import Counted, entities
from kg.identity.groups import Groups
from kg.identity.judgement import Judgement, Ref
from kg.identity.rename import PATCH, ids_called
from kg.identity.table import FILE

__all__ = [
    "FILE", "PATCH", "Candidate", "Counted", "Groups", "Judgement", "Ref", "Renamer", "as_read", "become", "entities", "ids_called", "judge",
    "judgements", "refresh", "similar", "stale", "sync",
]  # fmt: skip
