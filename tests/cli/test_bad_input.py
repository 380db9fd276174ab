"""Whatever is wrong: one clear line, a non-zero exit code, the rest of the batch kept, the store whole."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Kg, one_line

import kg as package

GOOD = '{"id": "good", "lang": "en", "title": "Tin", "text": "Tin went from Chile to Japan."}'


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "empty|no text"),
        ("blank.txt", b" \n\t\n", "empty|no text"),
        ("binary.txt", bytes(range(256)) * 8, "binary|not text|encoding|UTF-8"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "format|binary|no reader|not"),
        ("utf16.txt", b"\xff\xfe\x00\xd8" + b"\x00\xdc" * 3, "encoding|UTF|binary|text"),
        ("long.txt", b"a" * 50_000_000, "too|large|long|many|more than"),
        ("nothing.html", b"<html><body><script>x</script><img src='x.png'></body></html>", "no (article )?text"),
        ("german.txt", "Das ist ein Bericht über die Lieferung von Chips aus Taiwan nach China. ".encode() * 9, "lang"),
        ("broken.json", b'{"id": "x", "text": ', "JSON"),
        ("list.json", b"[1]", "article|object"),
        ("no-text.json", b'{"id": "x", "lang": "en"}', "text"),
    ],
)
def test_a_source_that_cannot_be_read(kg: Kg, news: Path, name: str, content: bytes, message: str) -> None:
    bad = news / name
    bad.write_bytes(content)
    Path("wire.jsonl").write_text(GOOD + "\n")
    result = kg("build", bad, news / "a.txt", "wire.jsonl")
    assert result.stdout == "2 articles read, 2 claims; 1 skipped\n", result.output
    line = one_line(result)
    assert name in line
    assert re.search(message, line, re.IGNORECASE), line
    assert len(line) < 300
    assert len(kg("export").stdout.splitlines()) == 2


def test_a_broken_line_among_good_ones(kg: Kg) -> None:
    Path("wire.jsonl").write_text(f"{GOOD}\n{{broken\n{GOOD.replace('good', 'other')}\n")
    result = kg("build", "wire.jsonl", "--format", "json")
    assert one_line(result).startswith("wire.jsonl:2: ")
    report = json.loads(result.stdout)
    assert (report["kept"], [error["source"] for error in report["skipped"]]) == (2, ["wire.jsonl:2"])


@pytest.mark.parametrize("source", ["missing.txt", "missing/*.txt", "missing\x7f\n.txt"])
def test_a_missing_source(kg: Kg, news: Path, source: str) -> None:
    result = kg("build", source, news)
    assert "missing" in one_line(result)
    assert result.stdout == "2 articles read, 2 claims; 1 skipped\n"


def test_a_file_that_may_not_be_read(kg: Kg, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused, opened = news / "b.txt", Path.open

    def open_(path: Path, *args: object, **rest: object) -> object:
        if path == refused:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args, **rest)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", open_)
    result = kg("build", news)
    assert one_line(result).startswith(f"{refused}: not permitted")
    assert result.stdout == "1 article read, 1 claim; 1 skipped\n"


@pytest.mark.parametrize("lang", ["de", "xx", "francais"])
def test_an_unknown_language(kg: Kg, news: Path, lang: str) -> None:
    result = kg("build", news / "a.txt", "--lang", lang)
    assert lang in one_line(result)
    assert "0 articles read" in result.stdout


def test_an_article_whose_reading_crashes(kg: Kg, news: Path) -> None:
    (news / "b.txt").write_text("CRASH and nothing else, said in English to all of them.")
    result = kg("build", news)
    assert one_line(result) == f"{news}/b.txt: reading failed: RuntimeError: two lines"
    assert result.stdout == "1 article read, 1 claim; 1 skipped\n"


def test_a_failure_of_the_run_leaves_what_was_written(kg: Kg, news: Path) -> None:
    (news / "b.txt").write_text("STOP and nothing else, said in English to all of them.")
    assert one_line(kg("build", news)) == "toy: cannot go on"
    assert len(kg("export").stdout.splitlines()) == 1
    assert kg("validate").exit_code == 0


def test_a_store_that_cannot_be_written(kg: Kg, news: Path) -> None:
    Path("file").write_text("x")
    assert "file" in one_line(kg("build", news, "--store", "file"))
    assert "file/store" in one_line(kg("build", news, "--store", "file/store"))
    assert Path("file").read_text() == "x"


def test_a_folder_that_is_not_a_store(kg: Kg, news: Path) -> None:
    before = sorted(news.iterdir())
    for command in (["build", news / "a.txt"], ["claims"], ["remove", "x"]):
        assert "no store of kg" in one_line(kg(*command, "--store", news))
    assert sorted(news.iterdir()) == before


@pytest.mark.parametrize(
    "command", [["claims"], ["query", "ASK {}"], ["trace", "tin"], ["stats"], ["validate"], ["export"], ["remove", "x"]]
)
def test_no_store_yet(kg: Kg, command: list[str]) -> None:
    assert "kg build" in one_line(kg(*command))
    assert not Path("kg-store").exists()


def test_a_store_that_another_process_has_open(kg: Kg, news: Path) -> None:
    kg("build", news / "a.txt")
    code = "import kg, sys; graph = kg.Graph('kg-store'); print('open', flush=True); sys.stdin.read()"
    path = {**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1])}
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=path
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        for command in (["build", news], ["claims"], ["remove", "x"]):
            assert "in use by another process" in one_line(kg(*command))
        other.communicate()
    assert len(kg("export").stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x\n{ ?x a }", "line 2, column"),
        ("SELECT * { ?x nope:y 1 }", "nope"),
        ("DELETE WHERE { ?s ?p ?o }", "not valid SPARQL"),
        ("missing.rq", "missing.rq: No such file"),
    ],
)
def test_a_query_that_cannot_be_asked(kg: Kg, news: Path, query: str, message: str) -> None:
    kg("build", news)
    assert message in one_line(kg("query", query))
    assert len(kg("export").stdout.splitlines()) == 2


def test_a_query_that_no_format_can_hold(kg: Kg, news: Path) -> None:
    kg("build", news)
    assert "turtle is for CONSTRUCT" in one_line(kg("query", "ASK {}", "--format", "turtle"))


@pytest.mark.parametrize(
    "command",
    [["build", "a.txt"], ["claims"], ["query", "ASK {}"], ["trace", "tin"], ["stats"], ["validate"], ["export"]],
)
def test_an_unknown_format(kg: Kg, command: list[str]) -> None:
    line = one_line(kg(*command, "--format", "nonsense"))
    assert re.match(r"no format 'nonsense'; there are \w+, \w+", line)
    assert not Path("kg-store").exists()


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["claims", "--entity", "Chille"], "nothing here is called 'Chille'; did you mean 'Chile'"),
        (["claims", "--source", "nobody known"], "nothing here is called 'nobody known'"),
        (["trace", "tinn"], "did you mean 'tin'"),
        (["trace", "tin", "--from", "Atlantis"], "'Atlantis'"),
        (["claims", "--class", "movment"], "no claim class 'movment'; did you mean 'Movement'"),
        (["export", "--status", "sure"], "no status 'sure'; there are stated"),
        (["claims", "--published-after", "spring"], "not a date: 'spring'"),
        (["remove", "nothing"], "no article 'nothing'"),
    ],
)
def test_an_unknown_name(kg: Kg, news: Path, command: list[str], message: str) -> None:
    kg("build", news)
    assert message in one_line(kg(*command))


def test_an_output_that_cannot_be_written(kg: Kg, news: Path) -> None:
    kg("build", news)
    assert "missing" in one_line(kg("export", "-o", "missing/g.ttl"))
    assert "a.txt" in one_line(kg("export", "-f", "turtle", "-o", news / "a.txt" / "g.ttl"))
    assert "several files" in one_line(kg("export", "-f", "csv", "-o", news / "a.txt"))


@pytest.mark.parametrize(
    "command", [["build"], ["build", "x", "--workers", "0"], ["build", "x", "--pipeline", "fr"], ["clams"],
                ["claims", "--min-confidence", "2"], ["export", "--view", "nodes"], ["claims", "--nope"]],
)  # fmt: skip
def test_a_wrong_command_line_is_told_apart(kg: Kg, command: list[str]) -> None:
    result = kg(*command)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
