"""Proper names → gazetteer entities; names outside the gazetteer → one draft per bearer, whatever form a mention has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from kg.knowledge.gazetteer import Hit
from kg.knowledge.names import bare, words
from kg.link.draft import Context, Draft, Link, key_of
from kg.model import Entity, EntityType, Mention, MentionKind

BEARS = ("name", "alias", "acronym", "capital")
# case markers that put an event at a place: there a capital is the city, not the government
INSIDE = frozenset({"in", "at", "near", "outside", "inside", "around", "dans", "près_de", "autour_de"})
AFFIX = frozenset({"s", "d", "l"})
QUOTES = "\"'“”«»‘’\u00a0\u202f "
QUOTED = re.compile(r"[\"“«‘]")
# letters of a title that is not abbreviated
SPELT_OUT = 4
# what news calls by the first words of its name
WITH_SHORT_FORMS = frozenset({EntityType.ORGANIZATION, EntityType.FACILITY, EntityType.REGULATION})


def link_names(context: Context) -> None:
    """Fills `context.links` for names and country adjectives."""
    names = [m for m in context.mentions if m.kind is MentionKind.NAME]
    unknown: list[Mention] = []
    for mention in names:
        hits = _hits(context, mention)
        if hits:
            context.links[mention.index] = _choose(context, mention, hits)
        else:
            unknown.append(mention)
    _join_subsidiaries(context, names)
    _link_adjectives(context)
    _link_unknown(context, unknown)
    _join_introduced(context, names, _introduced(context, names))


def name_words(context: Context, text: str) -> list[str]:
    """Words of a name without title before it, legal form after it, article and possessive mark."""
    language = context.language
    parts = bare(words(text))
    while len(parts) > 1 and _is_title(context, parts[0]):
        parts = parts[1:]
    while len(parts) > 1 and (parts[-1] in language.suffixes or parts[-1] in AFFIX):
        parts = parts[:-1]
    return parts


def _hits(context: Context, mention: Mention) -> tuple[Hit, ...]:
    """Bearers of the name as it stands, else without title and legal form; "M. Dupont" is no chemicals company."""
    lang, text = context.tree.lang, context.text(mention)
    for name in (text, " ".join(name_words(context, text))):
        written = [h for h in context.gazetteer.lookup(name, lang) if h.written(text)]
        found = [h for h in written if h.form in BEARS] or written  # "the Americans" is a name to a recognizer
        if _is_titled(context, mention):
            found = [h for h in found if h.entity.type is EntityType.PERSON]
        if found:
            return tuple(found)
    return ()


def _is_titled(context: Context, mention: Mention) -> bool:
    """Whether a person's title stands before the name, or in short opens it: not "General Motors", "King's Road"."""
    before = context.tree.norms[mention.first - 1] if mention.first else ""
    opening = words(context.text(mention))
    short = len(opening) > 1 and len(opening[0]) < SPELT_OUT
    return _is_title(context, before) or (short and _is_title(context, opening[0]))


def _is_title(context: Context, word: str) -> bool:
    return word in context.language.titles or f"{word}." in context.language.titles


def _choose(context: Context, mention: Mention, hits: tuple[Hit, ...]) -> Entity:
    """The likeliest bearer: a capital inside which something happens is a place, else it stands for its government."""
    first = hits[0]
    if len(hits) > 1 and _located(context, mention):
        place = next((h for h in hits if h.entity.type is EntityType.PLACE), None)
        if place is not None and first.form in ("capital", "alias"):
            return place.entity
    return first.entity


def _join_subsidiaries(context: Context, names: list[Mention]) -> None:
    """ "Samsung", where the article is about Samsung Electronics alone of the group, is Samsung Electronics."""
    parents = context.gazetteer.parents
    linked = {link.id: link for link in context.links.values() if isinstance(link, Entity)}
    longer: dict[str, list[Entity]] = {}
    for id, entity in linked.items():
        parent = linked.get(parents.get(id, ""))
        if parent is not None and words(entity.label("en"))[: len(words(parent.label("en")))] == words(
            parent.label("en")
        ):
            longer.setdefault(parent.id, []).append(entity)
    for mention in names:
        link = context.links.get(mention.index)
        if isinstance(link, Entity) and len(longer.get(link.id, ())) == 1:
            context.links[mention.index] = longer[link.id][0]


def _located(context: Context, mention: Mention) -> bool:
    case, relation = context.tree.case[mention.head], context.tree.deps[mention.head]
    return case in INSIDE or (case == "à" and relation in ("obl:mod", "nmod"))


def _link_adjectives(context: Context) -> None:
    """ "Chinese" → China; of several countries ("Congolese") the one that the article also names."""
    tree, lang = context.tree, context.tree.lang
    named = Counter(link.id for link in context.links.values() if isinstance(link, Entity))
    for mention in context.mentions:
        if mention.index in context.links or not mention.refers:
            continue
        hits = context.gazetteer.lookup(tree.words[mention.head], lang)
        if mention.kind is not MentionKind.ADJECTIVE:
            # "the Chinese", "les Turcs": nothing but the demonym
            hits = tuple(h for h in hits if h.form in ("adjective", "demonym"))
            if mention.kind is not MentionKind.NOMINAL or not tree.words[mention.head][:1].isupper():
                continue
        countries = [h.entity for h in hits if h.entity.type is EntityType.COUNTRY]
        if countries:
            context.links[mention.index] = max(countries, key=lambda c: (named[c.id], -countries.index(c)))


def _introduced(context: Context, names: list[Mention]) -> dict[str, Mention]:
    """Folded short form → the mention that introduces it: "Bureau of Industry and Security (BIS)", or the reverse."""
    tree, found = context.tree, {}
    ends = {m.last: m for m in names} | {(m.name or (m.first, m.last))[1]: m for m in names}
    for opening in range(1, len(tree) - 2):
        if tree.words[opening] != "(":
            continue
        closing = next((t for t in range(opening + 1, min(opening + 12, len(tree))) if tree.words[t] == ")"), None)
        before = ends.get(opening - 1) or ends.get(opening)
        if closing is None or before is None:
            continue
        inside = tree.quote(opening + 1, closing - 1).text
        within = next((m for m in names if opening < m.first and m.last < closing), None)
        if _is_acronym(inside.strip(QUOTES)) or (QUOTED.search(inside) and len(bare(words(inside))) == 1):
            found["".join(bare(words(inside)))] = before
        elif within is not None and _is_acronym(context.text(before)):
            found["".join(words(context.text(before)))] = within
    return found


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "").replace("-", "")
    return 2 <= len(letters) <= 10 and letters.isalnum() and sum(c.isupper() for c in letters) * 2 >= len(letters)


def _link_unknown(context: Context, unknown: list[Mention]) -> None:
    """One draft per bearer: longest names first, so that short forms find them."""
    forms: dict[tuple[str, ...], list[Mention]] = {}
    for mention in unknown:
        forms.setdefault(tuple(name_words(context, context.text(mention))), []).append(mention)
    drafts: dict[tuple[str, ...], Link] = {
        tuple(name_words(context, context.text(context.mentions[index]))): link
        for index, link in context.links.items()
        if context.mentions[index].kind is MentionKind.NAME and link.type in WITH_SHORT_FORMS
    }
    for form in sorted(forms, key=lambda f: (-len(f), -len("".join(f)), f)):
        mentions = forms[form]
        link = _long_form(context, form, drafts, mentions) or _acronym_of(context, form, drafts)
        if link is None:
            link = _draft(context, form, mentions)
        drafts[form] = link
        for mention in mentions:
            context.links[mention.index] = link
            text = _clean(context.text(mention))
            if isinstance(link, Draft) and text not in link.names:
                link.names.append(text)


def _long_form(
    context: Context, form: tuple[str, ...], drafts: Mapping[tuple[str, ...], Link], mentions: list[Mention]
) -> Link | None:
    """What a short form abbreviates: a surname, or the first words of one longer name."""
    found = {
        id(link): link
        for longer, link in drafts.items()
        if len(longer) > len(form) and _shortens(context, form, longer, link.type)
    }
    if len(found) != 1:
        return None
    link = next(iter(found.values()))
    if isinstance(link, Draft) and any(m.type is EntityType.PERSON for m in mentions) and len(form) == 1:
        surname = any(longer[-1:] == form and len(longer) < 4 for longer, other in drafts.items() if other is link)
        if surname and link.type is not EntityType.PERSON:
            link.type, link.key = EntityType.PERSON, ""
    return link


def _shortens(context: Context, form: tuple[str, ...], longer: tuple[str, ...], kind: EntityType) -> bool:
    """A surname; else the first words of a name, unless they are a common noun ("Bank", of several banks)."""
    if longer[-len(form) :] == form and (kind is EntityType.PERSON or (len(form) == 1 and len(longer) < 4)):
        return context.gazetteer.noun_type(form[-1], context.tree.lang) is None
    if kind is EntityType.PERSON or longer[: len(form)] != form or len("".join(form)) < 3:
        return False
    return len(form) > 1 or context.gazetteer.noun_type(form[0], context.tree.lang) is None


def _acronym_of(context: Context, form: tuple[str, ...], drafts: Mapping[tuple[str, ...], Link]) -> Link | None:
    """The one longer name that has these initials."""
    joined = "".join(form)
    if len(form) != 1 or len(joined) < 3:
        return None
    found = {id(link): link for link in drafts.values() if joined in _initials(link)}
    return next(iter(found.values())) if len(found) == 1 else None


def _initials(link: Link) -> set[str]:
    """Initials of each name of three words or more, with and without small words."""
    found: set[str] = set()
    for name in link.names if isinstance(link, Draft) else ():
        parts = words(name)
        if len(parts) > 2:
            found |= {"".join(w[0] for w in parts), "".join(w[0] for w in parts if len(w) > 3)}
    return found


def _join_introduced(context: Context, names: list[Mention], introduced: Mapping[str, Mention]) -> None:
    """A short form in brackets and the name before them are one: the gazetteer's entity where it knows either.

    It knows "BIS" and not "Bureau de l'industrie et de la sécurité"; of a long name with the same initials as an
    acronym that it knows otherwise ("Nordic Metals Council (NMC)"), the long name decides.
    """
    for short, mention in introduced.items():
        long = context.links.get(mention.index)
        shorts = [m for m in names if "".join(bare(words(context.text(m)))) == short]
        known = next((e for m in shorts if isinstance(e := context.links.get(m.index), Entity)), None)
        if long is None or long.type in (EntityType.COUNTRY, EntityType.PLACE, EntityType.PERSON):
            continue  # "DUBAI (AP)" names an agency after a place
        if isinstance(long, Draft) and known is not None and known.type is long.type and short not in _initials(long):
            same = [m for m, other in context.links.items() if other is long]
            context.links.update(dict.fromkeys(same, known))
            continue
        for other in shorts:
            context.links[other.index] = long
            text = _clean(context.text(other))
            if isinstance(long, Draft) and text not in long.names:
                long.names.append(text)


def _draft(context: Context, form: tuple[str, ...], mentions: list[Mention]) -> Link:
    """A new entity. A state's body is named by its country too, and is known in its article alone without one."""
    types = Counter(m.type for m in mentions if m.type is not None)
    kind = types.most_common(1)[0][0] if types else EntityType.ORGANIZATION
    if kind is EntityType.COUNTRY:
        kind = EntityType.PLACE
    if any(_is_titled(context, m) for m in mentions):
        kind = EntityType.PERSON
    text = _clean(context.text(mentions[0]))
    common = context.gazetteer.noun_type(form[0], context.tree.lang) if len(form) == 1 else None
    if common is not None:
        return Draft(common, [text])  # "the Company": no name that would be the same elsewhere
    draft = Draft(kind, [text], key_of(" ".join(form), kind))
    draft.country = next((c for c in map(context.country_of, mentions) if c), None)
    if kind is EntityType.ORGANIZATION and any("body" in context.gazetteer.state_words(w, context.tree.lang) for w in
                                               context.tree.lemmas[mentions[0].first : mentions[0].last + 1]):  # fmt: skip
        if draft.country is None:
            draft.key = ""
            return draft
        if "government" in context.gazetteer.state_words(context.tree.lemmas[mentions[0].head], context.tree.lang):
            return context.gazetteer.entities[draft.country]
        known = _body(context, text, draft.country)
        if known is not None:
            return known
        draft.key += f"-{draft.country.partition(':')[2].lower()}"
    if kind is EntityType.PRODUCT:
        _model(context, form, draft)
    return draft


def _body(context: Context, text: str, country: str) -> Entity | None:
    """A ministry or agency that the gazetteer knows by its country: "Ministry of Commerce" said of China."""
    lang, entity = context.tree.lang, context.gazetteer.entity(country)
    if entity is None:
        return None
    label = entity.label(lang)
    first, _, rest = text.partition(" ")
    tries = [f"{label}'s {text}", f"{text} of {label}"]
    for adjective in context.gazetteer.adjectives(country, lang):
        tries += [f"{adjective} {text}", f"{text} {adjective}", f"{first} {adjective} {rest}"]
    for name in tries:
        hit = next((h for h in context.gazetteer.lookup(name, lang) if h.entity.type is EntityType.ORGANIZATION), None)
        if hit is not None:
            return hit.entity
    return None


def _model(context: Context, form: tuple[str, ...], draft: Draft) -> None:
    """Maker and family of a model from the first words of its name: "Nvidia H30", "Ascend 920C"."""
    for end in range(len(form) - 1, 0, -1):
        for hit in context.gazetteer.lookup(" ".join(form[:end]), context.tree.lang):
            if hit.entity.type is EntityType.PRODUCT and not hit.name.islower():
                draft.maker, draft.kinds = hit.entity.maker, (hit.entity.id, *hit.entity.kinds)
                return
            if hit.entity.type is EntityType.ORGANIZATION:
                draft.maker = hit.entity.id
                return


def _clean(text: str) -> str:
    """A name as written, without line breaks and a possessive mark at its end."""
    text = " ".join(text.split())
    return text.removesuffix("'s").removesuffix("’s").strip(" ,;:'’\"")
