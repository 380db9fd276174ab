"""A folder of one's own: made by `kg init`, and its kg.toml heard by every command in it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from commands import Kg, one_line

from kg.cli import project
from kg.cli.project import load_project
from kg.knowledge.gazetteer import load_gazetteer
from kg.knowledge.locate import ontologies
from kg.read import read_documents

START = Path(project.__file__).with_name("start")


@pytest.fixture
def chips(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two reports that the toy reader understands, and the folder that the commands run in."""
    assert kg("init", "chips").exit_code == 0
    reports = {"report.en.txt": "Tin went from Chile to Japan.", "depeche.fr.txt": "Zinc went from Norway to Japan."}
    for name, text in reports.items():
        lang = name.split(".")[1]
        Path("chips/sources", name).write_text(f"---\nlang: {lang}\n---\n{text}\n")
    monkeypatch.chdir("chips")
    return Path.cwd()


def settings(chips: Path, text: str) -> None:
    (chips / "kg.toml").write_text(text, encoding="utf-8")


def test_init_tells_what_it_writes_and_what_comes_next(kg: Kg) -> None:
    done = kg("init", "a b/chips")
    written = sorted(str(path) for path in Path("a b/chips").rglob("*") if path.is_file())
    assert [f"kg: wrote {name}" for name in written] == sorted(done.stderr.splitlines()[:-1])
    assert {Path(name).name for name in written} >= {"kg.toml", "gazetteer.csv", ".gitignore", "report.en.txt"}
    assert "next: cd 'a b/chips' && kg build &&" in done.stderr
    assert "cd " not in kg("init", ".").stderr


def test_init_overwrites_nothing(kg: Kg) -> None:
    Path("mine").mkdir()
    Path("mine/notes.txt").write_text("mine")
    assert kg("init", "mine").exit_code == 0
    (Path("mine/kg.toml")).write_text("mine")
    Path("mine/gazetteer.csv").unlink()
    assert one_line(kg("init", "mine")).endswith("there already; nothing was written")
    assert Path("mine/kg.toml").read_text() == "mine"
    assert not Path("mine/gazetteer.csv").exists()


def test_init_where_no_folder_can_be(kg: Kg) -> None:
    Path("file").write_text("")
    assert one_line(kg("init", "file")) == "file: File exists"


def test_what_init_writes_is_right() -> None:
    """Every key is there, at the value that holds without it; names and reports can be read."""
    made, bare = load_project(START / "kg.toml"), project.Project()
    given = tomllib.loads((START / "kg.toml").read_text("utf-8"))
    assert set(given) == {key.partition(".")[0] for key in project._KEYS}
    assert (made.store.name, made.shown, made.pipelines) == (str(bare.store), bare.shown, bare.pipelines)
    names = load_gazetteer(ontologies(), made.gazetteers)
    magnet = names.entities["product:vm-40-magnet"]
    assert magnet.maker in names.entities
    assert set(magnet.kinds) <= set(names.entities)
    reports = list(read_documents(made.sources))
    assert {report.lang for report in reports} == {"en", "fr"}  # type: ignore[union-attr]


def test_commands_in_the_folder_and_below_it_use_its_settings(
    kg: Kg, chips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = kg("build")
    assert (built.stdout, built.exit_code) == ("2 articles read, 2 claims\n", 0)
    assert "store: kg-store (kg.toml)" in built.stderr
    assert json.loads((chips / "kg-store/kg-store.json").read_text())["base"] == "https://kg.example/id/"
    monkeypatch.chdir("sources")
    assert kg("stats", "--format", "json").stdout.count('"claims": 2') == 1
    assert f"store: {chips / 'kg-store'} ({chips / 'kg.toml'})" in kg("claims").stderr
    assert kg("build").stdout == "0 articles read, 0 claims; 2 unchanged\n"
    assert not Path("kg-store").exists()


def test_a_file_of_settings_can_be_named(kg: Kg, chips: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kg("build")
    monkeypatch.chdir("/")
    assert kg("--config", chips / "kg.toml", "claims", "--format", "jsonl").stdout.count("\n") == 2
    assert "no.toml: No such file" in one_line(kg("--config", chips / "no.toml", "claims"))


def test_each_setting_is_heard(kg: Kg, chips: Path) -> None:
    settings(chips, 'store = "other"\nbase = "https://a.example/"\nsources = ["sources/*.txt"]\nlanguages = ["fr"]\n'
                    "thresholds.shown = 0.95\n")  # fmt: skip
    built = kg("build")
    assert (built.stdout, built.exit_code) == ("1 article read, 1 claim; 1 skipped\n", 1)
    assert "report.en.txt: in language 'en'; only fr is read here" in built.stderr
    assert "https://a.example/product/zinc" in kg("query", "SELECT ?what { ?c sc:theme ?what }", "-f", "csv").stdout
    assert "1 less sure" in kg("claims").stderr
    assert sorted(path.name for path in chips.iterdir() if path.name.endswith(("store", "other"))) == ["other"]


def test_what_is_typed_wins(kg: Kg, chips: Path) -> None:
    settings(chips, 'store = "other"\nbase = "https://a.example/"\nsources = ["nowhere"]\nlanguages = ["fr"]\n'
                    "thresholds.shown = 0.95\n")  # fmt: skip
    typed = ("build", "sources/report.en.txt", "--store", "mine", "--base", "https://b.example/", "--lang", "en")
    assert kg(*typed).stdout == "1 article read, 1 claim\n"
    assert "<https://b.example/product/" in kg("query", "DESCRIBE ?c { ?c a sc:Movement }", "--store", "mine").stdout
    for option in (["--all"], ["--min-confidence", "0.5"]):
        assert "less sure" not in kg("claims", "--store", "mine", *option).stderr


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What graphs are made with."""
    import kg.api  # noqa: PLC0415

    seen: list[dict[str, object]] = []
    made = kg.api.Graph.__init__

    def noted(self: kg.api.Graph, store: object = None, **rest: object) -> None:
        seen.append({"store": store, **rest})
        made(self, store, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(kg.api.Graph, "__init__", noted)
    return seen


def test_names_and_pipelines_of_the_project_read_and_explain(
    kg: Kg, chips: Path, used: list[dict[str, object]]
) -> None:
    (chips / "grammar").mkdir()
    settings(chips, 'sources = ["sources"]\ngazetteers = ["a.csv", "b.csv"]\npipelines = {fr = "x", en = "grammar"}\n')
    kg("build")
    kg("claims")
    for made in used:
        assert dict(made["pipelines"]) == {"fr": "x", "en": "grammar"}  # type: ignore[call-overload]
        assert made["gazetteers"] == (Path("a.csv"), Path("b.csv"))
    used.clear()
    kg("build", "--pipeline", "fr=y", "--gazetteer", "c.csv")
    assert used[0]["pipelines"] == {"fr": "y", "en": "grammar"}
    assert used[0]["gazetteers"] == [Path("c.csv")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('stor = "x"', "kg.toml: no key 'stor'; did you mean 'store'?"),
        ("thresholds.show = 1", "kg.toml: no key 'thresholds.show'; did you mean 'thresholds.shown'?"),
        ("xyz = 1", "kg.toml: no key 'xyz'; there are store, sources, base"),
        ("store = 3", "kg.toml: store: a text in quotes, not 3"),
        ('store = ""', "kg.toml: store: a text in quotes, not ''"),
        ('sources = "sources"', "kg.toml: sources: a list of texts in quotes, not 'sources'"),
        ("gazetteers = [1]", "kg.toml: gazetteers: a list of texts in quotes, not [1]"),
        ('base = "chips"', "kg.toml: base: an IRI that ends in /, not 'chips'"),
        ("base = true", "kg.toml: base: a text in quotes, not true"),
        ('thresholds.shown = "high"', "kg.toml: thresholds.shown: a number from 0 to 1, not 'high'"),
        ("thresholds.shown = 60", "kg.toml: thresholds.shown: a number from 0 to 1, not 60"),
        ("thresholds.shown = true", "kg.toml: thresholds.shown: a number from 0 to 1, not true"),
        ("thresholds = 0.5", "kg.toml: thresholds: a table, not 0.5"),
        ('pipelines = ["fr"]', "kg.toml: pipelines: a table of texts in quotes, as fr"),
        ("pipelines = {fr = 1}", "kg.toml: pipelines: a table of texts in quotes, as fr"),
        ('languages = ["de"]', "kg.toml: languages: no language 'de'; there are en, fr"),
        ('pipelines = {de = "x"}', "kg.toml: pipelines: no language 'de'; there are en, fr"),
        ("store = ", "kg.toml: broken TOML: "),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_key(kg: Kg, chips: Path, text: str, says: str) -> None:
    settings(chips, text)
    assert one_line(kg("build", "sources")).startswith(says)


def test_bytes_that_are_no_text_are_named(kg: Kg, chips: Path) -> None:
    (chips / "kg.toml").write_bytes(b"store = '\xff'")
    assert one_line(kg("stats")) == "kg.toml: not UTF-8"


def test_a_broken_file_does_not_stop_what_needs_none(kg: Kg, chips: Path) -> None:
    settings(chips, "nonsense")
    assert kg("--version").exit_code == 0
    assert kg("init", "another").exit_code == 0


def test_another_base_than_the_stores_is_refused(kg: Kg, chips: Path) -> None:
    kg("build")
    assert "its data live under https://kg.example/id/" in one_line(kg("build", "--base", "https://b.example/"))
    assert "not a base IRI" in one_line(kg("build", "--store", "new", "--base", "here"))
