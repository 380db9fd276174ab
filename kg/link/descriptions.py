"""Descriptions → entities: governments, goods by kind and maker, named sites and places, groups of their article."""

from __future__ import annotations

from kg.knowledge.names import normal, slug, words
from kg.link.draft import MODIFIERS, Context, Draft, Link, unique
from kg.model import Entity, EntityType, Mention, MentionKind

# relations by which a name stands beside the noun that classifies it: "puces H20", "the H20 chip"
NAMING = frozenset({"compound", "flat", "flat:name", "flat:foreign", "appos", "nmod", "amod"})
LONGEST = 8  # tokens of a description that may be its name
IDLE = frozenset({"DET", "NUM", "PUNCT", "ADP", "PART", "PRON", "SPACE", "CCONJ"})


def link_descriptions(context: Context) -> None:
    """Fills `context.links` for nominal mentions; the same words with the same country and maker are one entity."""
    seen: dict[tuple[object, ...], Draft] = {}
    for mention in context.mentions:
        if mention.kind is not MentionKind.NOMINAL or mention.index in context.links:
            continue
        link = _describe(context, mention)
        if isinstance(link, Draft):
            same = (link.type, normal(link.names[0]), link.key, link.country, link.maker)
            link = seen.setdefault(same, link)
        if link is not None:
            context.links[mention.index] = link


def _describe(context: Context, mention: Mention) -> Link | None:
    tree, gazetteer = context.tree, context.gazetteer
    kind = mention.type or gazetteer.noun_type(tree.lemmas[mention.head], tree.lang)
    if "government" in gazetteer.state_words(tree.lemmas[mention.head], tree.lang):
        return _government(context, mention)
    if kind is None and any(
        h.entity.type is EntityType.PRODUCT for h in gazetteer.lookup(mention.quote.text, tree.lang)
    ):
        kind = EntityType.PRODUCT  # "terres rares": the head alone tells nothing
    if kind is None:
        return None
    if kind is EntityType.PRODUCT:
        return _goods(context, mention)
    if kind is EntityType.COUNTRY:
        several = tree.morph[mention.head].get("Number") == "Plur" and any(
            tree.deps[k] in ("amod", "compound", "nmod") for k in tree.kids[mention.head]
        )
        # "the country" says no more than "it"; "South Asian countries" are a group with no names
        return Draft(EntityType.PLACE, [" ".join(mention.quote.text.split())]) if several else None
    named = _named(context, mention, kind)
    if named is not None:
        return named
    hits = gazetteer.lookup(mention.quote.text, tree.lang)
    if hits and hits[0].entity.type is kind and hits[0].written(mention.quote.text):
        return hits[0].entity
    return Draft(kind, [_label(context, mention)], country=context.country_of(mention))


def _government(context: Context, mention: Mention) -> Link:
    """ "the Chinese government" is China; "the Lula administration" an organization; "the government" one of its article."""
    for other, link in context.beside(mention, MODIFIERS):
        if isinstance(link, Entity) and link.type is EntityType.COUNTRY:
            return link
        if link.type is EntityType.PERSON:
            name = link.label if isinstance(link, Draft) else link.label(context.tree.lang)
            parts = (words(name)[-1], words(context.tree.lemmas[mention.head])[0])
            pair = parts if context.tree.lang == "en" else parts[::-1]
            first, last = sorted((other.first, mention.first)), sorted((other.last, mention.last))
            return Draft(EntityType.ORGANIZATION, [context.tree.quote(first[0], last[1]).text], slug(" ".join(pair)))
    return Draft(EntityType.ORGANIZATION, [_label(context, mention)])


def _goods(context: Context, mention: Mention) -> Link:
    """Goods by kind; with a maker, a country or further words they are goods of their own, of that kind."""
    model = next(
        (k for other, k in context.beside(mention, NAMING)
         if k.type is EntityType.PRODUCT and other.kind is MentionKind.NAME), None,
    )  # fmt: skip
    if model is not None:
        return model
    whole, kind = _kind(context, mention)
    maker = next(
        (link.id for _, link in context.beside(mention, MODIFIERS)
         if isinstance(link, Entity) and link.type is EntityType.ORGANIZATION), None,
    )  # fmt: skip
    country = context.country_of(mention)
    if kind is not None and whole and country is None and (maker is None or maker == kind.maker):
        return kind
    kinds = (kind.id, *kind.kinds) if kind is not None else ()
    draft = Draft(EntityType.PRODUCT, [_label(context, mention)], country=country, maker=maker)
    if maker is not None and kind is not None:
        kinds = unique((*_family(context, maker, kind), *kinds))
        if whole:
            draft.key = slug(f"{maker.partition(':')[2]} {kind.label('en')}")
    draft.kinds = kinds
    return draft


def _family(context: Context, maker: str, kind: Entity) -> tuple[str, ...]:
    """The maker's line of such goods that has models of its own, with what it is a kind of; () without one."""
    made = [
        e
        for e in context.gazetteer.entities.values()
        if e.maker == maker and not {kind.id, *kind.kinds}.isdisjoint(e.kinds)
    ]
    models = {e.id: sum(e.id in model.kinds for model in made) for e in made}
    family = max(made, key=lambda e: (models[e.id], e.id), default=None)
    return (family.id, *family.kinds) if family is not None and models[family.id] else ()


def _kind(context: Context, mention: Mention) -> tuple[bool, Entity | None]:
    """The longest name of goods around the head noun, and whether it is all that the mention says."""
    tree, head = context.tree, mention.head
    first, last = mention.first, mention.last
    spans = sorted(
        ((a, b) for a in range(first, head + 1) for b in range(head, last + 1)), key=lambda s: (s[0] - s[1], s[0])
    )
    for a, b in spans:
        text = tree.quote(a, b).text
        hits = [h for h in context.gazetteer.lookup(text, tree.lang) if h.entity.type is EntityType.PRODUCT]
        if not hits and a == b:
            hits = [
                h for h in context.gazetteer.lookup(tree.lemmas[head], tree.lang) if h.entity.type is EntityType.PRODUCT
            ]
        if hits:
            rest = [t for t in range(first, last + 1) if not a <= t <= b and tree.pos[t] not in IDLE]
            return not [t for t in rest if not _is_other(context, mention, t)], hits[0].entity
    return False, None


def _is_other(context: Context, mention: Mention, token: int) -> bool:
    """Whether a token belongs to the name of a maker or a country, which is told apart."""
    return any(
        other.first <= token <= other.last and isinstance(context.links.get(other.index), Entity)
        for other in context.mentions
        if other.index != mention.index and other.kind in (MentionKind.NAME, MentionKind.ADJECTIVE)
    )


def _named(context: Context, mention: Mention, kind: EntityType) -> Link | None:
    """ "the port of Mersin" is Mersin; "mine d'Inkai" is a site of that name."""
    tree = context.tree
    if tree.morph[mention.head].get("Number") == "Plur":
        return None
    for other, link in context.beside(mention, NAMING):
        if other.kind is not MentionKind.NAME or tree.case[other.head] not in ("", "of", "de"):
            continue
        if kind is EntityType.PLACE and link.type is EntityType.PLACE:
            classifies = EntityType.PLACE in context.language.kinds.get(tree.lemmas[mention.head], frozenset())
            return link if classifies else None
        if kind is EntityType.FACILITY and link.type is EntityType.FACILITY:
            return link
        if kind is EntityType.FACILITY and link.type in (EntityType.PLACE, EntityType.ORGANIZATION):
            first, last = min(mention.first, other.first), max(mention.last, other.last)
            name = tree.quote(first, last).text
            country = link.country if link.country else context.country_of(mention)
            return Draft(kind, [" ".join(name.split())], slug(normal(name)), country)
    return None


def _label(context: Context, mention: Mention) -> str:
    """With its complements, where they are short: "rules on flow meters" tells what "rules" does not."""
    first, last = mention.outer
    span = mention.outer if last - first < LONGEST else (mention.first, mention.last)
    return " ".join(context.tree.quote(*span).text.split())
