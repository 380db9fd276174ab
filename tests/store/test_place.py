"""The folder of a store: whose it is, and who may open it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from kg.errors import StoreError
from kg.rdf.namespaces import Base
from kg.store import open_store

G, A = URIRef("https://kg.example/id/graph/g"), URIRef("https://kg.example/id/org/a")
QUADS = [(A, A, Literal("x"), G)]
OPEN = "import os, pathlib, kg.store; from rdflib import URIRef; o = kg.store.open_store(pathlib.Path({!r}){}); "


@pytest.fixture
def made(tmp_path: Path) -> Path:
    with open_store(tmp_path / "store") as store:
        store.replace(G, QUADS)
    return tmp_path / "store"


def refused(path: Path, **options: bool) -> str:
    before = sorted(path.rglob("*")) if path.is_dir() else []
    with pytest.raises(StoreError) as caught:
        open_store(path, **options)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    assert (sorted(path.rglob("*")) if path.is_dir() else []) == before, "a refused folder is left as it was"
    return message


def other_process(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_what_was_written_is_there_again(made: Path) -> None:
    for options in ({}, {"create": False}, {"read_only": True}):
        with open_store(made, **options) as store:
            assert list(store.quads()) == QUADS


def test_an_empty_folder_and_a_path_with_spaces_become_stores(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "a b" / "c d"):
        with open_store(folder) as store:
            store.replace(G, QUADS)
        assert json.loads((folder / "kg-store.json").read_text())["format"] == 1


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    assert "not empty" in refused(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["photo.jpg"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert "is a file" in refused(tmp_path / "file")
    assert "cannot be used" in refused(tmp_path / "file" / "store")


def test_a_store_that_must_exist_is_not_made(tmp_path: Path) -> None:
    assert "there is no store" in refused(tmp_path / "none", create=False)
    assert "there is no store" in refused(tmp_path / "none", read_only=True)
    assert "empty folder" in refused(tmp_path, create=False)
    assert not (tmp_path / "none").exists()


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path, made: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert "Permission denied" in refused(tmp_path / "store2")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("folder", [Path("/proc/kg-store"), Path("/sys/kg-store")], ids=["proc", "sys"])
def test_a_place_where_no_one_can_write_is_refused(folder: Path) -> None:
    if not folder.parent.is_dir():
        pytest.skip(f"no {folder.parent} on this system")
    assert "cannot be used as a store" in refused(folder)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"format": 1}', '{"format": "x", "base": "y/"}', '{"format": 1, "base": "y"}']
)
def test_a_damaged_marker_is_told(made: Path, content: str) -> None:
    (made / "kg-store.json").write_text(content)
    assert "kg-store.json is damaged" in refused(made)


def test_a_newer_format_is_told(made: Path) -> None:
    (made / "kg-store.json").write_text('{"format": 2, "base": "https://kg.example/id/", "more": []}')
    assert "newer kg (format 2" in refused(made)


@pytest.mark.parametrize("victim", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_damaged_database_is_told(made: Path, victim: str) -> None:
    for path in (made / "oxigraph").glob(victim):
        path.write_bytes(b"garbage")
    with pytest.raises(StoreError, match="damaged or incomplete") as caught:
        open_store(made)
    assert "\n" not in str(caught.value)


def test_a_store_without_its_database_is_told(made: Path) -> None:
    (made / "oxigraph").rename(made / "elsewhere")
    with pytest.raises(StoreError, match="damaged or incomplete"):
        open_store(made, read_only=True)


@pytest.fixture
def held(made: Path) -> Iterator[Path]:
    """A store that another process has open for writing."""
    code = OPEN.format(str(made), "") + "print('open', flush=True); input()"
    holder = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdin is not None
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    yield made
    holder.communicate("\n")


@pytest.mark.parametrize("read_only", [False, True])
def test_a_store_in_use_by_another_process_is_told(held: Path, read_only: bool) -> None:
    with pytest.raises(StoreError, match=r"store: in use by another process"):
        open_store(held, read_only=read_only)


def test_a_store_in_use_by_this_process_is_told_and_stays_usable(made: Path) -> None:
    with open_store(made) as store:
        for read_only in (False, True):
            with pytest.raises(StoreError, match="in use"):
                open_store(made, read_only=read_only)
        store.replace(G, [])
    with open_store(made) as store:
        assert list(store.quads()) == []


def test_many_can_read_at_once_and_none_can_write_then(made: Path) -> None:
    with open_store(made, read_only=True) as one, open_store(made, read_only=True) as two:
        assert list(one.quads()) == list(two.quads()) == QUADS
        with pytest.raises(StoreError, match="in use"):
            open_store(made)
        assert other_process(OPEN.format(str(made), ", read_only=True") + "print(len(list(o.quads())))") == "1\n"


def test_a_store_open_for_reading_is_not_written(made: Path) -> None:
    with open_store(made, read_only=True) as store:
        for write in (lambda: store.replace(G, []), lambda: store.remove(G), lambda: store.update("CLEAR ALL")):
            with pytest.raises(StoreError, match="for reading only"):
                write()
        assert list(store.quads()) == QUADS


def test_a_process_that_dies_leaves_the_store_whole_and_free(made: Path) -> None:
    code = OPEN.format(str(made), "") + f"g = URIRef({str(G)!r}); o.replace(g, [(g, g, g, g)]); os._exit(9)"
    subprocess.run([sys.executable, "-c", code], check=False)
    with open_store(made) as store:
        assert list(store.quads()) == [(G, G, G, G)]


def test_the_base_is_a_setting_of_the_store(tmp_path: Path) -> None:
    base = Base("https://data.example/")
    with open_store(tmp_path / "s", base=base) as store:
        store.update("INSERT DATA { GRAPH graph:g { country:SG sc:iso 'SG' } }")
    with open_store(tmp_path / "s") as store:
        assert store.base == base
        assert store.graphs() == (URIRef("https://data.example/graph/g"),)
    with pytest.raises(StoreError, match=r"live under https://data\.example/, not"):
        open_store(tmp_path / "s", base=Base())
