"""The command line: what goes to stdout and stderr, and how it exits."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from jsonschema import Draft202012Validator

from harness.browser.process.launch import Finding
from harness.cli import cli, main
from harness.cli.progress import Progress
from harness.core.model import State
from harness.language.notices import Notice
from harness.schema import line_schema

SENTENCE = "The ferry to the islands runs again after two years of repairs, the harbour office said. "
FULL = (
    "<!doctype html><html lang=en><head><title>Ferry runs again</title></head><body><article>"
    "<h1>Ferry runs again</h1>" + f"<p>{SENTENCE * 4}</p>" * 8 + "</article></body></html>"
)
CUT = FULL.replace("<p>", "<p>Article excerpt</p><p>", 1).replace(
    "</p></article>", " But then…</p></article>"
)


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a whole and a cut page, and no configuration."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full.html").write_text(FULL)
    (tmp_path / "cut.html").write_text(CUT)
    return tmp_path


def run(*argv: str) -> int:
    """The exit code of a static run."""
    return main(["check", "--engine", "static", *argv])


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["full.html"], 0),
        (["cut.html"], 1),
        (["full.html", "cut.html"], 1),
        (["cut.html", "--expect", "truncated"], 0),
        (["full.html", "--expect", "truncated"], 1),
        (["missing.html"], 3),
        (["cut.html", "missing.html", "full.html"], 3),
    ],
)
def test_the_exit_code_says_what_was_found(argv: list[str], code: int) -> None:
    """0 complete or as expected, 1 not, 3 could not look; the worst wins."""
    assert run(*argv) == code


@pytest.mark.usefixtures("pages")
def test_verdicts_go_to_stdout_and_chatter_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    """So that the output can be piped."""
    run("full.html", "missing.html", "cut.html")
    out, err = capsys.readouterr()

    assert out.startswith("● full  full.html\n")
    assert "◐ truncated  cut.html" in out
    assert "missing" not in out
    assert err == "harness: missing.html: there is no such file or folder\n"


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_programs_read_valid_verdicts_in_the_order_of_the_targets(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Although pages are judged together; one that could not be looked at has its line, too."""
    names = ["full.html", "cut.html", "missing.html"] * 4
    run(*names, "--format", form)
    out = capsys.readouterr().out
    lines = json.loads(out) if form == "json" else [json.loads(line) for line in out.splitlines()]

    assert [line["target"] for line in lines] == names
    for line in lines:
        Draft202012Validator(line_schema()).validate(line)
    assert lines[2] == {
        "target": "missing.html",
        "error": "missing.html: there is no such file or folder",
    }


def test_output_goes_to_a_file(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In plain text and UTF-8, whatever the terminal."""
    run("full.html", "-o", "verdicts.txt")

    assert capsys.readouterr().out == ""
    assert (pages / "verdicts.txt").read_text(encoding="utf-8").startswith("● full  full.html\n")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.html", "<!doctype html>"),
        ("a.jsonl", '{"schema": 1'),
        ("a.json", "[\n"),
        ("a.xml", "<?xml"),
        ("a.sarif.json", '{\n "$schema"'),
        ("a.out", "● full"),
    ],
)
def test_the_format_is_that_of_the_file(name: str, begins: str, pages: Path) -> None:
    """By its ending; a terminal's text in a report.html would be of no use."""
    run("full.html", "-o", name)

    assert (pages / name).read_text(encoding="utf-8").startswith(begins)


def test_a_format_that_is_named_wins_over_the_files_ending(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the ending over the settings, which do not know the file."""
    monkeypatch.setenv("HARNESS_FORMAT", "jsonl")
    run("full.html", "-o", "a.html")
    run("full.html", "-o", "b.html", "--format", "text")

    assert (pages / "a.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (pages / "b.html").read_text(encoding="utf-8").startswith("● full")


def test_help_names_the_words_that_an_option_takes(capsys: pytest.CaptureFixture[str]) -> None:
    """Mistakes send people there."""
    assert main(["check", "--help"]) == 0

    told = " ".join(capsys.readouterr().out.split("Words:")[1].split())
    assert told == f"STATE {', '.join(State)} FORMAT github, html, json, jsonl, junit, sarif, text"


def test_a_saved_page_is_compared_with_its_label(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As expected is a pass, whatever the state; --expect wins over the label."""
    folder = pages / "ferry"
    folder.mkdir()
    (folder / "page.html").write_text(CUT)
    toml = 'url = "https://news.example/2026/ferry"\n[expect]\nstate = "truncated"\n'
    (folder / "page.toml").write_text(toml)

    assert run("ferry") == 0
    assert "expect  met" in capsys.readouterr().out
    (folder / "page.toml").write_text(toml.replace("truncated", "full"))
    assert run("ferry") == 1
    assert "expected full, found truncated" in capsys.readouterr().out
    assert run("ferry", "--expect", "truncated") == 0


@pytest.mark.usefixtures("pages")
def test_colour_follows_the_terminal_and_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """None in a pipe; FORCE_COLOR asks for it, NO_COLOR refuses it."""
    run("full.html")
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    run("full.html")
    assert "\x1b[" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    run("full.html")
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize("command", cli.list_commands(click.Context(cli)))
def test_every_command_has_help(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And stands in the list. It fits a terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    assert main([command, "--help"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"Usage: harness {command}")
    assert [line for line in told.splitlines() if len(line) > 80] == []
    assert main(["--help"]) == 0
    assert f"\n  {command} " in capsys.readouterr().out


def test_help_loads_nothing_heavy() -> None:
    """harness --help answers at once."""
    heavy = "{'playwright', 'selectolax', 'rich', 'asyncio', 'pytest', 'jinja2', 'zstandard'}"
    code = (
        "import sys; from harness.cli import main; main(['--help']); "
        f"print(sorted({heavy} & set(sys.modules)), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)

    assert done.stderr == "[]\n"


def test_rules_lists_rules(capsys: pytest.CaptureFixture[str]) -> None:
    """All, or one state's; also for programs."""
    assert main(["rules"]) == 0
    everything = capsys.readouterr().out
    assert main(["rules", "not_found"]) == 0
    some = capsys.readouterr().out
    assert main(["rules", "--format", "json"]) == 0
    table = json.loads(capsys.readouterr().out)

    assert "blocked/status" in everything
    assert "blocked" not in some
    assert "not_found/status" in some
    assert {rule["rule"] for rule in table} >= {"blocked/status", "not_found/status"}


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("paywall", "payment is demanded"),
        ("ui_chrome", "never is a verdict's state"),
        ("not_found/status", "speaks for  not_found"),
        ("house_offer", "state       none: a whole text may be followed by it"),
        ("pay", "near misses “Good journalism costs money. Try us for four weeks.” is"),
    ],
)
def test_explain_explains_states_notes_and_rules(
    word: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every word of a verdict."""
    assert main(["explain", word]) == 0
    assert told in capsys.readouterr().out


def test_explain_prints_both_where_a_state_and_a_kind_of_notice_share_a_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The state first."""
    assert main(["explain", "not_found"]) == 0
    told = capsys.readouterr().out
    assert told.index("retry  ") < told.index("not_found, a kind of notice") < told.index("near misses")


def test_explain_says_what_a_notice_says(capsys: pytest.CaptureFixture[str]) -> None:
    """Its kind, how surely, the state it means, whether text is missing, and the nearest wording of ours."""
    text = "Subscribe to read the rest of this story. From £1.50 a week."
    assert main(["explain", "--text", text]) == 0
    told = capsys.readouterr().out
    assert "kind        pay: Pay, subscribe" in told
    assert re.search(r"probability (1\.00|0\.[5-9]\d)\n", told)
    assert "state       paywall" in told
    assert re.search(r"missing     (1\.00|0\.[5-9]\d), the probability", told)
    assert re.search(r"nearest     \w+, \w\w(-\w+)?: “", told)


def test_explain_says_when_it_is_unsure_of_a_notice(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And which three kinds are likeliest."""
    likely = (("pay", 0.31), ("house_offer", 0.3), ("meter", 0.1))
    monkeypatch.setattr(
        "harness.language.notices.understand", lambda text, own: Notice(text, None, 0.31, 0.5, likely)
    )
    assert main(["explain", "--text", "Keys to the cellar are with the porter"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "unsure; likeliest are pay 0.31, house_offer 0.30, meter 0.10" in told
    assert "state none" in told


def test_words_that_explain_knows_are_completed() -> None:
    """States, kinds of notices and rules."""
    from harness.cli.commands.explain import explain

    (argument,) = [param for param in explain.params if param.name == "word"]
    ctx = click.Context(explain)
    words = [item.value for item in argument.shell_complete(ctx, "pay")]
    assert {"pay", "paywall", "paywall_offer"} <= set(words)
    assert any(word.startswith("paywall/") for word in words)


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["chek", "a.html"], "there is no command 'chek'; did you mean 'check'?"),
        (["article.html"], "to look at a page: harness check article.html"),
        (["check"], "Usage: harness check"),
        (["check", "a.html", "--expect", "paywal"], "unknown state 'paywal'; did you mean 'paywall'?"),
        (["check", "a.html", "--engine", "brwser"], "unknown engine 'brwser'; did you mean 'browser'?"),
        (["check", "a.html", "--format", "jsnl"], "unknown format 'jsnl'; did you mean 'jsonl'?"),
        (["check", "a.html", "--format", "pdf"], "there are: "),
        (["check", "a.html", "--exspect", "full"], "Did you mean '--expect'?"),
        (["check", "a.html", "--timeout", "0"], "--timeout"),
        (["check", "a.html", "--concurrency", "many"], "--concurrency"),
        (
            ["check", "a.html", "-o", "no/such/folder/out.json"],
            "no/such/folder/out.json: it cannot be written",
        ),
        (["explain", "paywal"], "did you mean 'paywall'?"),
        (["explain", "hose-offer"], "did you mean 'house_offer'?"),
        (["explain", "pay", "--text", "Pay."], "one of the two"),
        (["explain", "--text", " "], "--text: there is no text"),
        (["explain", "xyzzy"], "harness rules lists rules"),
        (["rules", "trunkated"], "did you mean 'truncated'?"),
    ],
)
def test_usage_mistakes_exit_2_with_a_sentence(
    argv: list[str],
    told: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And the nearest right word, where there is one."""
    monkeypatch.chdir(tmp_path)

    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert told in err
    assert out == ""
    assert "Traceback" not in err


def test_progress_needs_several_pages(capsys: pytest.CaptureFixture[str]) -> None:
    """And is wiped away before anything else is written."""
    one = Progress(True, 1)
    one.advance()
    assert capsys.readouterr().err == ""
    many = Progress(True, 4)
    many.advance()
    drawn = capsys.readouterr().err
    many.clear()

    assert "1/4" in drawn
    assert "left" in drawn
    assert capsys.readouterr().err == "\r\x1b[K"


def test_doctor_says_what_is_there_and_how_to_mend_the_rest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 3 when a browser could not look."""
    findings = [Finding("python", True, "3.11.7"), Finding("browser", False, "none found", "install one")]
    monkeypatch.setattr("harness.browser.process.launch.doctor", lambda: tuple(findings))

    assert main(["doctor"]) == 3
    assert capsys.readouterr().out == "● python   3.11.7\n○ browser  none found; install one\n"
    monkeypatch.setattr("harness.browser.process.launch.doctor", lambda: tuple(findings[:1]))
    assert main(["doctor"]) == 0


def test_doctor_installs_only_where_there_is_no_browser(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And says so before it takes its time."""
    installed: list[str] = []
    monkeypatch.setattr("harness.browser.process.launch.doctor", lambda: (Finding("browser", True, "here"),))
    monkeypatch.setattr("harness.browser.process.launch.install_browser", lambda: installed.append("one"))
    monkeypatch.setattr("harness.browser.process.launch.find_browser", lambda: "here")
    assert main(["doctor", "--install"]) == 0
    assert installed == []
    monkeypatch.setattr("harness.browser.process.launch.find_browser", lambda: None)
    assert main(["doctor", "--install"]) == 0
    assert installed == ["one"]
    assert "installing one" in capsys.readouterr().err
