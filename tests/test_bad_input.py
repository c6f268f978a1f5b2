"""Bad input gets a clear sentence and the right exit code, never a traceback."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from harness.cli import main

SENTENCE = "The ferry to the islands runs again after two years of repairs, the harbour office said. "
PAGE = f"<!doctype html><html lang=en><title>Ferry</title><article><p>{SENTENCE * 9}</p></article></html>"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test works in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*argv: str) -> int:
    """The exit code of a static run."""
    return main(["check", "--engine", "static", *argv])


def refused(name: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The one sentence about a target that cannot be looked at; it exits with 3."""
    assert run(name) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("harness: ")
    assert err.count("\n") == 1
    return err.removeprefix("harness: ").strip()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("missing.html", "missing.html: there is no such file or folder"),
        ("missing.txt", "missing.txt: there is no such file or folder"),
        ("@missing", "@missing: there is no such file or folder"),
        ("@", "@: name the list after the @: @targets.txt"),
        ("", "'': the target is empty; name a file, a folder or an address"),
        ("news.example/story", "news.example/story: there is no such file; for the live page write https://news.example/story"),
        ("x" * 5000, "there is no such file or folder"),
        ("ftp://news.example/", "only http and https are looked at, not ftp:"),
        ("file:///etc/hostname", "only http and https are looked at, not file:"),
        ("https://", "it is no valid address"),
        ("https://news.example/a", "a live page needs a browser"),
    ],
)  # fmt: skip
def test_targets_that_are_not_there(name: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each with what to write instead, where that can be told."""
    assert told in refused(name, capsys)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.html", b"", "it is empty"),
        ("a.txt", b"", "it is empty"),
        ("a.html", b" \n\t ", "it holds nothing but white space"),
        ("a.html", b"%PDF-1.7\n%\xe2\xe3", "it is a PDF, not HTML or text"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "it is a PDF, not HTML or text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "it is a picture (PNG), not HTML or text"),
        ("a.html", b"PK\x03\x04\x14\0\0\0", "it is a ZIP archive or an office document, not HTML or text"),
        ("a.html", bytes(range(256)) * 40, "it is binary data, not HTML or text"),
        ("a.html", gzip.compress(b"<p>x</p>", mtime=0), "it is gzip data; name it with the ending .gz"),
        ("a.html.gz", gzip.compress(PAGE.encode(), mtime=0)[:60], "its gzip data ends too early; the file is cut"),
        ("a.html.gz", b"<p>not packed</p>", "its gzip data is broken"),
        ("a.html.zst", b"<p>not packed</p>", "its Zstandard data is broken"),
        ("a.html.gz", gzip.compress(b"", mtime=0), "it is empty"),
        ("a.csv", b"a,b\n1,2\n", "a.csv:2: the row has none of: html"),
        ("a", b"just words", "it has no ending and it does not hold HTML"),
        ("a.warc.gz", b"x", "the record at byte 0 is broken; it is skipped"),
        ("a.mhtml", b"x", "it is no MHTML, or it holds no HTML document"),
    ],
)  # fmt: skip
def test_files_that_are_no_pages(
    name: str, data: bytes, told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence names what was found instead."""
    (folder / name).write_bytes(data)

    assert told in refused(name, capsys)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read every file"
)
def test_an_unreadable_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its permissions."""
    (folder / "a.html").write_text(PAGE)
    (folder / "a.html").chmod(0)

    assert "a.html: it may not be read; check its permissions" in refused("a.html", capsys)


def test_a_file_the_system_refuses_to_open(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever runs the test."""
    (folder / "a.html").write_text(PAGE)

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    assert "a.html: it may not be read; check its permissions" in refused("a.html", capsys)


def test_a_folder_that_is_no_saved_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor holds a page: it says what a saved page has."""
    (folder / "docs").mkdir()
    (folder / "docs" / "a.md").write_text("# No page")

    told = refused("docs", capsys)

    assert "docs: this folder is no saved page (page.html and page.toml), and holds none and no HTML" in told


def test_a_broken_saved_page_names_file_line_and_key(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that it can be mended at once."""
    (folder / "p").mkdir()
    (folder / "p" / "page.html").write_text(PAGE)
    (folder / "p" / "page.toml").write_text('url = "https://news.example/a"\n[expect]\nstate = "truncate"\n')

    told = "p/page.toml:3: expect.state: 'truncate' is unknown; did you mean 'truncated'?"
    assert refused("p", capsys) == told


def test_a_document_over_the_cap(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Refused by its size alone, before it is read."""
    with (folder / "huge.html").open("wb") as file:
        file.truncate(11 * 1024 * 1024)

    assert "huge.html: it is bigger than 10 MB; --max-mb raises the cap" in refused("huge.html", capsys)


@pytest.mark.parametrize(
    "data",
    [
        PAGE.replace("Ferry", "Fähre").encode("latin-1").replace(b"<title>", b"<meta charset=utf-8><title>"),
        PAGE.replace("Ferry", "Fähre").encode().replace(b"<title>", b"<meta charset=latin-1><title>"),
        PAGE.replace("<title>", "<meta charset=klingon><title>").encode(),
        PAGE.encode("utf-16"),
        PAGE.encode("utf-8-sig"),
        PAGE.replace("again", "a\0gain").encode(),
        b"\0\0" + PAGE.encode(),
        PAGE.replace("again", "&#xD800; &#0; &#x110000;").encode(),
        PAGE.replace("again", "again\ud800").encode("utf-8", "surrogatepass"),
        PAGE.replace("Ferry", "\x1b]0;owned\x07Ferry\u202e").encode(),
        b"<div>" * 20_000 + SENTENCE.encode() * 9,
        b"<p" * 10_000,
        b"<!--" + PAGE.encode(),
        b"<html><body><p>" + b"word " * 400_000,
    ],
    ids=[
        *("lying charset", "lying charset the other way", "unknown charset", "utf-16", "byte order mark"),
        *("null byte", "leading nulls", "character references", "surrogates", "escape codes"),
        *("deep nesting", "open tags", "open comment", "one long paragraph"),
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_odd_documents_get_a_verdict(
    data: bytes, form: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A browser would show them; so they are judged."""
    (folder / "a.html").write_bytes(data)

    assert run("a.html", "--format", form) in (0, 1)
    out, err = capsys.readouterr()
    assert err == ""
    out.encode("utf-8")
    assert "\x1b" not in out
    if form == "json":
        assert json.loads(out)[0]["target"] == "a.html"


@pytest.mark.parametrize(
    "data", ["Köln\0".encode("latin-1") + SENTENCE.encode() * 3, "x\ud800".encode("utf-8", "surrogatepass")]
)
def test_odd_texts_get_a_verdict(data: bytes, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A scraper's output may be damaged too."""
    (folder / "a.txt").write_bytes(data)

    assert run("a.txt") in (0, 1)
    assert capsys.readouterr().err == ""


def test_one_bad_line_of_a_list_does_not_stop_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told with its number; the others are judged."""
    (folder / "a.html").write_text(PAGE)
    (folder / "b.html").write_text(PAGE)
    (folder / "list.txt").write_text("a.html\nno such file.html\nb.html\n")

    assert run("@list.txt", "--format", "jsonl") == 3
    out, err = capsys.readouterr()
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["target"] for line in lines] == ["a.html", "list.txt:2", "b.html"]
    assert lines[1] == {
        "target": "list.txt:2",
        "error": "list.txt:2: no such file.html: there is no such file or folder",
    }
    assert err == "harness: list.txt:2: no such file.html: there is no such file or folder\n"


def test_no_browser_is_told_with_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once for each page that needs it; exit 3."""
    (folder / "a.html").write_text(PAGE)
    monkeypatch.setenv("HARNESS_BROWSER", str(folder / "nothing"))

    assert main(["check", "--engine", "browser", "a.html"]) == 3
    err = capsys.readouterr().err
    assert "HARNESS_BROWSER" in err
    assert "Traceback" not in err


def test_a_browser_that_does_not_start_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A program that ends at once."""
    (folder / "a.html").write_text(PAGE)
    program = folder / "not-a-browser"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("HARNESS_BROWSER", str(program))

    assert main(["check", "--engine", "browser", "a.html"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert "not-a-browser does not start: it ended at once, with exit code 1; install one with" in err
    assert "Traceback" not in err


def test_auto_does_without_a_browser(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that HTML alone cannot tell keeps its verdict, with a remark."""
    (folder / "a.html").write_text("<html><body><div id=root></div><script src=a.js></script></body></html>")
    monkeypatch.setenv("HARNESS_BROWSER", str(folder / "nothing"))

    assert main(["check", "a.html"]) == 1
    out, err = capsys.readouterr()
    assert "there is no browser to ask" in " ".join(out.split())
    assert err == ""


@contextmanager
def started(*argv: str) -> Iterator[subprocess.Popen[bytes]]:
    """harness as a program of its own, with its standard input left open; ended with the test."""
    command = [sys.executable, "-m", "harness", "check", "--engine", "static", *argv]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as program:
        try:
            yield program
        finally:
            program.kill()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGPIPE")
def test_a_closed_pipe_ends_quietly(folder: Path) -> None:
    """As in ``harness check @list | head -1``."""
    (folder / "a.html").write_text(PAGE)
    (folder / "list.txt").write_text("a.html\n" * 300)
    with started("@list.txt", "--format", "jsonl") as program:
        assert program.stdout is not None
        assert program.stderr is not None
        first = program.stdout.readline()
        program.stdout.close()
        err = program.stderr.read()
        code = program.wait(60)

    assert first.startswith(b'{"schema": 1')
    assert err == b""
    assert code == 141


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
@pytest.mark.parametrize("form", ["jsonl", "json", "text"])
def test_ctrl_c_keeps_what_is_judged(folder: Path, form: str) -> None:
    """The second target never comes: standard input stays open. The first one's verdict is printed."""
    (folder / "a.html").write_text(PAGE)
    with started("a.html", "-", "--format", form) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        first = program.stdout.read(5)
        program.send_signal(signal.SIGINT)
        out = first + program.stdout.read()
        err = program.stderr.read()
        code = program.wait(60)

    assert code == 130
    assert err == b"harness: interrupted; 1 judged\n"
    if form == "text":
        assert out.decode().splitlines()[0].endswith("a.html")
    else:
        verdict = json.loads(out)
        assert (verdict[0] if form == "json" else verdict)["target"] == "a.html"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "argv",
    [
        ["check", "a.html", "--engine", "static"],
        ["check", *["a.html"] * 30, "--engine", "static", "--format", "jsonl"],
        ["rules"],
    ],
)
def test_a_full_disk_is_told(folder: Path, argv: list[str]) -> None:
    """Whatever was to be written, and whatever is still being read."""
    (folder / "a.html").write_text(PAGE)
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "harness", *argv]
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=600, check=False
        )

    assert done.stderr == "harness: the output cannot be written (No space left on device)\n"
    assert done.returncode == 3


def test_a_thread_that_still_reads_does_not_hold_the_end_up() -> None:
    """What is to be done at exit is done all the same."""
    code = (
        "import atexit, threading, harness.cli as cli\n"
        "def main():\n"
        "    threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "    atexit.register(print, 'tidied', flush=True)\n"
        "    print('told')\n"
        "    cli.sys.stdout.flush()\n"
        "    return 3\n"
        "cli.main = main\n"
        "cli.entry()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (3, "told\ntidied\n", "")
