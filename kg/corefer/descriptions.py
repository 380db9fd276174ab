"""Definite descriptions: "les deux pays", "both", "the Dutch toolmaker", "le groupe", "la cité-Etat"."""

from __future__ import annotations

from kg.corefer.agreement import Context
from kg.model import EntityType, Mention, MentionKind

# how many sentences back a description may reach: a report's protagonists stay present for long
REACH = 8
NAMING = frozenset({"appos", "flat", "flat:name", "compound", "nmod"})
# what descriptions stand before the names of: "Dutch toolmaker ASML", "the trader Trafigura"
BEARERS = frozenset({EntityType.ORGANIZATION, EntityType.PERSON})
ARTICLES = frozenset({"un", "une"})
# goods are described anew each time ("the chips", "these devices"): the same words need not mean the same goods
RECALLED = frozenset(EntityType) - {EntityType.PRODUCT}


def description_antecedents(context: Context, mention: Mention) -> tuple[int, ...]:
    """Nearest named mentions of the described type, country and number; () for what brings in something new."""
    kinds = _kinds(context, mention)
    count = _count(context, mention)
    if not kinds or not count or _is_specified(context, mention):
        return ()
    if _is_known(context, mention):
        return ()
    if count > 1:
        pair = _coordination(context, mention, kinds, count)
        if pair:
            return pair
    country = _country(context, mention)
    chosen: list[Mention] = []
    names: set[str] = set()
    for candidate in context.before(mention, REACH):
        entity = context.entities[candidate.index]
        if entity is None or entity.type not in kinds or entity.id in names or not _named(candidate):
            continue
        if country is not None and country not in (entity.country, entity.id):
            continue
        if chosen and entity.type is not context.type_of(chosen[0]):
            continue
        names.add(entity.id)
        chosen.append(candidate)
        if len(chosen) == count:
            return tuple(sorted(m.index for m in chosen))
    return ()


def _is_known(context: Context, mention: Mention) -> bool:
    """Whether it says by itself whom it means: "l'administration américaine" is the United States, no firm from there."""
    entity = context.entities[mention.index]
    return entity is not None and not entity.id.startswith("local:")


def _coordination(context: Context, mention: Mention, kinds: frozenset[EntityType], count: int) -> tuple[int, ...]:
    """The nearest names told together that are as many: "Singapore and Malaysia … the two countries"."""
    for candidate in context.before(mention, REACH):
        group = context.coordinated(candidate)
        entities = [context.entities[m.index] for m in group]
        types = {e.type for e in entities if e is not None}
        distinct = {e.id for e in entities if e is not None}
        if len(group) == count == len(distinct) and len(types) == 1 and types <= kinds and all(map(_is_name, group)):
            return tuple(sorted(m.index for m in group))
    return ()


def _is_name(mention: Mention) -> bool:
    return mention.kind is MentionKind.NAME


def named_beside(context: Context, mention: Mention) -> tuple[int, ...]:
    """The name that directly follows its description, with those coordinated: "Dutch toolmaker *ASML*", "du français *Eramet*"."""
    name = next((m for m in context.mentions[mention.index + 1 :] if m.first == mention.last + 1), None)
    if name is None or name.kind is not MentionKind.NAME:
        return ()
    tree, kinds = context.tree, {context.type_of(mention), context.type_of(name)}
    if (
        mention.kind is MentionKind.ADJECTIVE
    ):  # the adjective is a noun here: it has the article, and no noun of its own
        article = mention.first > 0 and tree.norms[mention.first - 1] in context.language.definite | ARTICLES
        alike = article and tree.lang == "fr" and context.type_of(name) in BEARERS
    else:
        alike = kinds <= BEARERS
    if not alike:
        return ()
    below = tree.heads[name.head] == mention.head and tree.deps[name.head] in NAMING and not tree.case[name.head]
    above = tree.heads[mention.head] == name.head
    beside = tree.heads[name.head] == tree.heads[mention.head] and not tree.case[name.head]
    if not (below or above or beside):
        return ()
    return tuple(m.index for m in context.coordinated(name)) if context.plural(mention) else (name.index,)


def appositive(context: Context, mention: Mention) -> tuple[int, ...]:
    """The name that a description stands in apposition to, or that stands in apposition to it: "X, a trader", "his buyer, X"."""
    tree = context.tree
    if tree.deps[mention.head] == "appos":
        names = [context.name_at(tree.heads[mention.head])]
    else:
        names = [context.name_at(k) for k in tree.kids[mention.head] if tree.deps[k] == "appos"]
    for name in names:
        if name is not None and _alike(context, mention, name):
            several = context.plural(mention) and name.head > mention.head
            return tuple(m.index for m in context.coordinated(name)) if several else (name.index,)
    return ()


def _alike(context: Context, mention: Mention, name: Mention) -> bool:
    kinds = {context.type_of(mention), context.type_of(name)}
    return None not in kinds and (len(kinds) == 1 or kinds == BEARERS)


def _named(candidate: Mention) -> bool:
    return candidate.kind in (MentionKind.NAME, MentionKind.ADJECTIVE)


def group_antecedents(context: Context, mention: Mention) -> tuple[int, ...]:
    """What a pronoun that counts stands for: "Both deny it"."""
    return description_antecedents(context, mention) if _group_count(context, mention) > 1 else ()


def _kinds(context: Context, mention: Mention) -> frozenset[EntityType]:
    """Types of what the description can take up; none for an indefinite one."""
    tree = context.tree
    if _group_count(context, mention):
        return RECALLED
    determiners = {tree.norms[k] for k in tree.kids[mention.head] if tree.deps[k].split(":")[0] == "det"}
    if not determiners & (context.language.definite | context.language.demonstratives):
        return frozenset()
    named = context.language.kinds.get(tree.lemmas[mention.head])
    kinds = frozenset(EntityType(k) for k in named or ([mention.type] if mention.type else []))
    return kinds & RECALLED


def _is_specified(context: Context, mention: Mention) -> bool:
    """A complement or a relative clause says which one: "the ministry of trade", "the firm that …"."""
    tree = context.tree
    for kid in tree.kids[mention.head]:
        relation = tree.deps[kid].split(":")[0]
        apart = any(tree.norms[t] == "," for t in range(mention.head + 1, kid))  # ", which …" adds, it does not specify
        if relation == "appos" or (relation in ("nmod", "acl") and not apart):
            return True
    return False


def _count(context: Context, mention: Mention) -> int:
    """How many the description names: 1 for a singular, the numeral's value for "les deux pays", else 0."""
    tree = context.tree
    group = _group_count(context, mention)
    if group:
        return group
    for kid in tree.kids[mention.head]:
        if tree.deps[kid] in ("nummod", "det", "amod") and tree.norms[kid] in context.language.numbers:
            return context.language.numbers[tree.norms[kid]]
    return 0 if context.plural(mention) else 1


def _group_count(context: Context, mention: Mention) -> int:
    """Of "both", "les deux", "le duo": how many; 0 for other words."""
    tree = context.tree
    for group in context.language.groups:
        start = mention.head + 1 - len(group.words)
        if start >= 0 and tuple(tree.norms[start : mention.head + 1]) == group.words:
            return group.count
    return 0


def _country(context: Context, mention: Mention) -> str | None:
    """Id of the country whose adjective stands in the description: "the Dutch toolmaker"."""
    for kid in context.tree.kids[mention.head]:
        other = context.by_head.get(kid)
        if other is not None and other.kind is MentionKind.ADJECTIVE:
            entity = context.entities[other.index]
            return entity.id if entity is not None else None
    return None
