"""The options of live pages: what is wrong is told before anything is loaded, and the help can be read."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from harness.cli import cli, main

SENTENCE = "The ferry to the islands runs again after two years of repairs, the harbour office said. "
FULL = (
    "<!doctype html><html lang=en><head><title>Ferry runs again</title></head><body><article>"
    "<h1>Ferry runs again</h1>" + f"<p>{SENTENCE * 4}</p>" * 8 + "</article></body></html>"
)
CUT = FULL.replace("<p>", "<p>Article excerpt</p><p>", 1).replace(
    "</p></article>", " But then…</p></article>"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two pages, and no configuration."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.html").write_text(FULL)
    (tmp_path / "b.html").write_text(FULL)
    return tmp_path


def run(*argv: str) -> int:
    return main(["check", "--engine", "static", *argv])


@pytest.mark.parametrize("command", ["check", "save"])
def test_the_help_fits_its_terminal_and_says_each_option_in_one_sentence(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 80 columns, in sections."""
    monkeypatch.setenv("COLUMNS", "80")
    assert main([command, "--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    found = cli.get_command(click.Context(cli), command)

    assert max(map(len, lines)) <= 80
    assert [line for line in lines if line.endswith(":") and not line.startswith(" ")][:3] == [
        "Options:",
        "Who looks at live pages:",
        "Manners towards live sites:",
    ]
    assert found is not None
    for param in found.params:
        if isinstance(param, click.Option):
            assert any(line.strip().startswith(param.opts[0]) for line in lines), param.opts
            assert param.help, param.opts
            assert param.help[0].isupper(), param.opts
            assert param.help.endswith(".") or ";" in param.help, param.opts


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (["--recheck", "2"], "--recheck looks again at what changed; it needs --baseline"),
        (["--baseline", "missing.jsonl"], "missing.jsonl: the baseline cannot be read"),
        (["--baseline", "a.html"], "a.html:1: it is no valid JSON"),
        (["--cookie-file", "a.html"], "a.html: line 1 is no cookie"),
        (["--storage-state", "a.html"], "a.html: line 1 is no valid JSON"),
        (["--header", "x"], "the header must be written 'Name: value'"),
        (["--proxy", "nowhere"], "the proxy must be written http://host:port"),
        (["--viewport", "wide"], "--viewport wide: write width and height"),
        (["--user-agent", "Googlebot/2.1"], "harness does not pose as Googlebot"),
        (["--contact", "Zoë"], "the contact must be"),
        (["--consent", "accpt"], "did you mean 'accept'?"),
        (["--visits", "0"], "--visits"),
    ],
)
def test_a_wrong_option_is_told_in_a_sentence(
    argv: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("b.html", *argv) == 2
    out, err = capsys.readouterr()
    assert (out, why in err) == ("", True), err


def test_only_another_state_fails_against_a_baseline(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that was cut before and still is passes; what is new or gone is told and does not fail."""
    (folder / "b.html").write_text(CUT)
    assert run("a.html", "b.html", "--format", "jsonl", "-o", "old.jsonl") == 1
    assert run("a.html", "b.html", "--baseline", "old.jsonl") == 0
    assert capsys.readouterr().out.count("change  same") == 2

    (folder / "c.html").write_text(FULL)
    (folder / "a.html").write_text(CUT)
    assert run("a.html", "c.html", "--baseline", "old.jsonl") == 1
    out = capsys.readouterr().out
    assert "change  newly failing: state: full → truncated; content: complete → partial" in out
    assert "change  new" in out
    assert "- gone  b.html  (it was truncated)" in out
    assert "1 newly failing" in out.replace("\xa0", " ")


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_run_against_a_baseline_is_the_next_baseline(
    form: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is gone is among it, marked as such, and is not told again."""
    run("a.html", "b.html", "--format", form, "-o", "one")
    run("a.html", "--baseline", "one", "--format", form, "-o", "two")
    text = (folder / "two").read_text()
    told = json.loads(text) if form == "json" else [json.loads(line) for line in text.splitlines()]

    assert [(v["target"], v["change"]["kind"]) for v in told] == [("a.html", "same"), ("b.html", "gone")]
    capsys.readouterr()
    run("a.html", "--baseline", "two")
    assert "gone" not in capsys.readouterr().out


def test_settings_hold_the_contact_and_the_pace(folder: Path) -> None:
    from harness.core.config import load_settings

    (folder / "pyproject.toml").write_text(
        '[tool.harness]\ncontact = "me@site.example"\npace = 2\nper-host = 2\n'
    )
    settings = load_settings(folder, {"HARNESS_RETRIES": "0"})

    assert (settings.contact, settings.pace, settings.per_host, settings.retries) == (
        "me@site.example",
        2,
        2,
        0,
    )
