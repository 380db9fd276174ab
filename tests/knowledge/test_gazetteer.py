"""The gazetteer: every line of its data, lookup by name in both languages, a user's own files."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.knowledge.gazetteer import RANK, Gazetteer, load_gazetteer, normal, slug
from kg.knowledge.locate import ontologies
from kg.knowledge.names import singular, words
from kg.knowledge.records import PREFIX, Record, own_records
from kg.model import EntityType

FOLDER = ontologies() / "gazetteers"
FILES = sorted(FOLDER.glob("*.jsonl"))
# territories without inhabitants, or without a seat of government
NO_CAPITAL = {"AQ", "BV", "HM", "UM", "TK"}
NO_DEMONYM = {"AQ", "BV", "HM", "UM", "TF"}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(ontologies())


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list(own_records(FILES))


def first(gazetteer: Gazetteer, name: str, lang: str) -> tuple[str, str] | None:
    hits = gazetteer.lookup(name, lang)
    return (hits[0].entity.id, hits[0].form) if hits else None


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_lines_are_canonical(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert rows
    for row, line in zip(rows, path.read_text("utf-8").splitlines(), strict=True):
        assert line == json.dumps(row, ensure_ascii=False, sort_keys=True)
        assert row["en"].strip() == row["en"]
        assert row["fr"].strip() == row["fr"]
        assert row["id"].startswith(PREFIX[EntityType(row["type"])] + ":")
        assert not any(c.isspace() or c.isupper() for c in row["id"].partition(":")[2]) or row["type"] == "Country"
    assert [row["id"] for row in rows] == sorted({row["id"] for row in rows})


def test_sizes(records: list[Record]) -> None:
    """A file that was cut short is noticed."""
    size = {path.stem: len(path.read_text("utf-8").splitlines()) for path in FILES}
    least = {
        "countries": 250, "blocs": 80, "agencies": 300, "media": 150, "companies": 1000, "products": 700,
        "regulations": 100, "places": 800, "facilities": 100,
    }  # fmt: skip
    assert {name: n for name, n in least.items() if size[name] < n} == {}


def test_references_are_known(records: list[Record]) -> None:
    ids = {r.entity.id for r in records}
    for record in records:
        entity = record.entity
        named = {entity.country, entity.maker, record.parent, *entity.kinds, *entity.members} - {None}
        assert named <= ids, record.where


def test_no_chain_of_kinds_or_parents_bites_its_tail(records: list[Record]) -> None:
    parents = {r.entity.id: r.parent for r in records}
    for record in records:
        assert record.entity.id not in record.entity.kinds
        seen, node = set(), record.parent
        while node:
            assert node not in seen, record.where
            seen.add(node)
            node = parents[node]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_name_of_two_entities_is_resolved(records: list[Record], lang: str) -> None:
    """By its form, by a declared priority, or by its capital: "apple" and "Apple"."""
    bearers: dict[str, dict[str, tuple[int, int, bool]]] = defaultdict(dict)
    for record in records:
        for named in record.names(lang):
            right = (-record.priority, RANK[named.form], named.name[:1].islower())
            held = bearers[" ".join(words(named.name))]
            held[record.entity.id] = min(held.get(record.entity.id, right), right)
    unresolved = {
        key: sorted(held) for key, held in bearers.items() if len(held) > 1 and len(set(held.values())) < len(held)
        and sorted(held.values())[0] == sorted(held.values())[1]
    }  # fmt: skip
    assert unresolved == {}


def test_countries_are_complete() -> None:
    rows = [json.loads(line) for line in (FOLDER / "countries.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) == 250  # 249 of ISO 3166-1, and Kosovo
    for row in rows:
        iso = row["iso"]
        assert row["id"] == f"country:{iso}"
        assert bool(row.get("capital_en") and row.get("capital_fr")) != (iso in NO_CAPITAL), iso
        if iso not in NO_DEMONYM:
            assert row["demonyms_en"].keys() == {"adjective", "noun", "plural"}, iso
            assert row["demonyms_fr"].keys() == {"m", "f", "mp", "fp"} or iso == "TK", iso


@pytest.mark.parametrize(
    ("name", "lang", "id", "form"),
    [
        ("Pékin", "fr", "country:CN", "capital"),
        ("Beijing", "en", "country:CN", "capital"),
        ("la Chine", "fr", "country:CN", "name"),
        ("chinoises", "fr", "country:CN", "adjective"),
        ("Etats-Unis", "fr", "country:US", "name"),
        ("États‑Unis", "fr", "country:US", "name"),
        ("U.S.", "en", "country:US", "acronym"),
        ("US", "en", "country:US", "acronym"),
        ("the Netherlands", "en", "country:NL", "name"),
        ("Dutch", "en", "country:NL", "adjective"),
        ("Spaniards", "en", "country:ES", "demonym"),
        ("RDC", "fr", "country:CD", "acronym"),
        ("Congo", "en", "country:CD", "alias"),
        ("Congo", "fr", "country:CG", "alias"),
        ("Singapour", "fr", "country:SG", "name"),
        ("émiratis", "fr", "country:AE", "adjective"),
        ("nigérien", "fr", "country:NE", "adjective"),
        ("nigérian", "fr", "country:NG", "adjective"),
        ("l’Union européenne", "fr", "org:eu", "name"),
        ("Bruxelles", "fr", "org:eu", "alias"),
        ("OFAC", "en", "org:us-ofac", "acronym"),
        ("département américain du Commerce", "fr", "org:us-commerce", "name"),
        ("Commerce Department", "en", "org:us-commerce", "alias"),
        ("Maison-Blanche", "fr", "org:us-white-house", "name"),
        ("Bureau of Industry and Security", "fr", "org:us-bis", "name"),
        ("puces", "fr", "product:semiconductor", "alias"),
        ("semi-conducteurs avancés", "fr", "product:advanced-chip", "alias"),
        ("puces Nvidia", "fr", "product:nvidia-ai-chips", "alias"),
        ("H20", "en", "product:nvidia-h20", "alias"),
        ("terres rares", "fr", "product:rare-earths", "name"),
        ("batteries", "fr", "product:battery", "name"),
        ("apple", "en", "product:apple", "name"),
        ("Apple", "en", "org:apple", "name"),
        ("Safran", "fr", "org:safran", "name"),
        ("safran", "fr", "product:saffron", "name"),
        ("Le Havre", "fr", "place:le-havre", "name"),
        ("détroit d’Ormuz", "fr", "place:strait-of-hormuz", "name"),
        ("paquets de sanctions", "fr", None, None),
        ("19e paquet de sanctions", "fr", "rule:eu-package-19", "alias"),
        ("Druzhba", "en", "facility:druzhba-pipeline", "alias"),
        ("nothing of the kind", "en", None, None),
    ],
)
def test_lookup(gazetteer: Gazetteer, name: str, lang: str, id: str | None, form: str | None) -> None:
    found = first(gazetteer, name, lang)
    assert found == ((id, form) if id else None) or (found and found[0] == id and form in ("name", "alias"))


def test_a_capital_is_a_place_too(gazetteer: Gazetteer) -> None:
    assert [h.entity.id for h in gazetteer.lookup("Moscow", "en")] == ["country:RU", "place:moscow"]
    place = gazetteer.entity("place:moscow")
    assert place is not None
    assert (place.type, place.country, place.label("fr")) == (EntityType.PLACE, "country:RU", "Moscou")


def test_model_family_and_maker(gazetteer: Gazetteer) -> None:
    h20 = gazetteer.entity("product:nvidia-h20")
    assert h20 is not None
    assert h20.maker == "org:nvidia"
    assert h20.kinds == ("product:nvidia-ai-chips", "product:ai-accelerator", "product:semiconductor")


@pytest.mark.parametrize(
    ("tokens", "lang", "end", "id"),
    [
        (["Etats", "-", "Unis", "et"], "fr", 3, "country:US"),
        (["Bank", "of", "China", ",", "said"], "en", 3, "org:bank-of-china"),
        (["China", "'s", "customs"], "en", 3, "org:cn-customs"),
        (["China", "'s", "ports"], "en", 1, "country:CN"),
        (["US", "chips"], "en", 1, "country:US"),
        (["us", "chips"], "en", 0, None),
        (["Us", "all"], "en", 0, None),
        (["Ofac", "a"], "fr", 1, "org:us-ofac"),
        (["Moscow", "."], "en", 1, "country:RU"),
        (["South", ",", "Korea"], "en", 0, None),
        (["South", "Korea", "'s"], "en", 2, "country:KR"),
        (["rare", "earth", "magnets", "from"], "en", 3, "product:rare-earth-magnet"),
    ],
)
def test_longest(gazetteer: Gazetteer, tokens: list[str], lang: str, end: int, id: str | None) -> None:
    norms = [token.casefold() for token in tokens]
    found, hits = gazetteer.longest(norms, 0, lang, tokens)
    assert (found, hits[0].entity.id if hits else None) == (end, id)


@pytest.mark.parametrize(
    ("lemma", "lang", "kind"),
    [
        ("broker", "en", EntityType.PERSON), ("courtier", "fr", EntityType.PERSON), ("smuggler", "en", EntityType.PERSON),
        ("company", "en", EntityType.ORGANIZATION), ("entreprises", "fr", EntityType.ORGANIZATION),
        ("mine", "en", EntityType.FACILITY), ("raffineries", "fr", EntityType.FACILITY), ("oléoduc", "fr", EntityType.FACILITY),
        ("port", "fr", EntityType.PLACE), ("licence", "en", EntityType.REGULATION), ("décret", "fr", EntityType.REGULATION),
        ("ore", "en", EntityType.PRODUCT), ("puce", "fr", EntityType.PRODUCT), ("grève", "fr", EntityType.EVENT),
        ("strike", "en", EntityType.EVENT), ("year", "en", None), ("année", "fr", None),
    ],
)  # fmt: skip
def test_noun_type(gazetteer: Gazetteer, lemma: str, lang: str, kind: EntityType | None) -> None:
    assert gazetteer.noun_type(lemma, lang) is kind


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_nouns_are_many_and_sorted(lang: str) -> None:
    lemmas = [line.partition("\t")[0] for line in (FOLDER / f"nouns.{lang}.tsv").read_text("utf-8").splitlines()]
    assert len(lemmas) >= 1500
    assert lemmas == sorted(set(lemmas))


def test_words_of_a_state(gazetteer: Gazetteer) -> None:
    assert "government" in gazetteer.state_words("gouvernement", "fr")
    assert gazetteer.state_words("ministry", "en") == {"body"}
    assert "chinoises" in gazetteer.adjectives("country:CN", "fr")


@pytest.mark.parametrize(
    ("one", "other"),
    [("États-Unis", "etats unis"), ("L’Oréal", "oreal"), ("the Hague", "Hague"), ("U.S.A.", "usa"), ("Łódź", "lodz")],
)
def test_normal(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_slug() -> None:
    assert [slug("AT&T"), slug("Union européenne"), slug("OPEC+")] == ["at-and-t", "union-europeenne", "opec-plus"]


@pytest.mark.parametrize(
    ("one", "many"),
    [("puce", "puces"), ("métal", "métaux"), ("battery", "batteries"), ("batterie", "batteries"), ("drone", "drones"),
     ("torch", "torches"), ("vache", "vaches"), ("bateau", "bateaux"), ("cargo", "cargoes"), ("carcasse", "carcasses")],
)  # fmt: skip
def test_singular_and_plural_have_one_stem(one: str, many: str) -> None:
    assert singular(words(one)[0]) == singular(words(many)[0])


def test_users_csv_wins(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("type,name,aliases,country,maker\nOrganization,Apple,Pomme SA|PSA,FR,\nProduct,Zed 9,,,org:apple\n", "utf-8")
    gazetteer = load_gazetteer(ontologies(), [path])
    apple = gazetteer.lookup("Pomme SA", "fr")[0].entity
    assert (apple.id, apple.country) == ("org:apple", "country:FR")  # replaces ours
    assert gazetteer.lookup("Apple", "en")[0].entity == apple
    assert gazetteer.lookup("Zed 9", "fr")[0].entity.maker == "org:apple"


def test_users_name_wins_over_ours(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text('{"type": "Organization", "name": "Moscow", "id": "org:moscow-club"}\n', "utf-8")
    gazetteer = load_gazetteer(ontologies(), [path])
    assert [h.entity.id for h in gazetteer.lookup("Moscow", "en")] == ["org:moscow-club", "country:RU", "place:moscow"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.jsonl", '{"type": "Organization", "en": "A"}\n{"type": \n', "a.jsonl:2: broken JSON"),
        ("a.jsonl", '["A"]\n', "a.jsonl:1: not an object"),
        ("a.jsonl", '{"type": "Thing", "en": "A"}\n', "a.jsonl:1: unknown entity type 'Thing'"),
        ("a.jsonl", '{"type": "Place"}\n', "a.jsonl:1: no name"),
        ("a.jsonl", '{"type": "Place", "en": "A", "aliases": "B"}\n', "a.jsonl:1: aliases is not a list"),
        ("a.csv", "type,name\nPlace,A\nThing,B\n", "a.csv:3: unknown entity type 'Thing'"),
        ("a.csv", "type,name,priority\nPlace,A,high\n", "a.csv:2: priority is not a whole number"),
    ],
)
def test_broken_file(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(KnowledgeError) as error:
        load_gazetteer(ontologies(), [tmp_path / name])
    assert message in str(error.value)


def test_missing_file_and_bad_encoding(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"none\.csv"):
        load_gazetteer(ontologies(), [tmp_path / "none.csv"])
    (tmp_path / "latin.jsonl").write_bytes('{"type": "Place", "en": "Orléans"}'.encode("latin-1"))
    with pytest.raises(KnowledgeError, match="not UTF-8"):
        load_gazetteer(ontologies(), [tmp_path / "latin.jsonl"])
