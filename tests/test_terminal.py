"""At the terminal: progress, summary, links, signs, completion; and nothing a page says gets through."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from harness.cli import main, terminal
from harness.cli.progress import Progress

ROOT = Path(__file__).parents[1]
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
    """A folder with pages, no configuration, and a terminal that says nothing of itself."""
    monkeypatch.chdir(tmp_path)
    for name in (*terminal_variables(), "HARNESS_ENGINE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "full.html").write_text(FULL)
    (tmp_path / "cut.html").write_text(CUT)
    return tmp_path


def terminal_variables() -> list[str]:
    """What terminals say of themselves."""
    names = "NO_COLOR FORCE_COLOR FORCE_HYPERLINK TERM TERM_PROGRAM VTE_VERSION WT_SESSION KITTY_WINDOW_ID"
    return [*names.split(), "KONSOLE_VERSION", "DOMTERM"]


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def run(*argv: str) -> int:
    """The exit code of a static run."""
    return main(["check", "--engine", "static", *argv])


@pytest.mark.usefixtures("pages")
def test_many_pages_end_with_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    """A row for each state; after what scrolled by, the pages that are not as expected once more."""
    assert run("--expect", "full", *["full.html"] * 4, *["cut.html"] * 2) == 1
    end = capsys.readouterr().out.partition("─" * 40)[2].strip().splitlines()

    assert end[0] == "6 judged · 4 as expected · 2 not as expected"
    assert end[1].split() == ["full", "4", "━" * 40]
    assert end[2].split() == ["truncated", "2", "━" * 20]
    assert end[3:] == ["not as expected", *["  cut.html  expected full, found truncated"] * 2]


def test_progress_has_rate_and_time_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the unit a person would use; the line goes away at the end."""
    now = iter([0.0, 2.0, 4.0])
    monkeypatch.setattr("harness.cli.progress.time.monotonic", lambda: next(now))
    progress = Progress(True, 2_000)
    progress.advance()
    progress.advance()
    progress.clear()
    err = capsys.readouterr().err

    assert "1/2000 · 0.5 a second · 67 min left" in err
    assert "2/2000 · 0.5 a second · 67 min left" in err
    assert err.endswith("\r\x1b[K")


@pytest.mark.usefixtures("pages")
def test_quiet_and_verbose(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """--quiet: no progress; --verbose: every rule by name and no evidence left out."""
    monkeypatch.setattr("harness.cli.commands.check.stderr_is_terminal", lambda: True)
    run("full.html", "cut.html")
    assert "2/2" in capsys.readouterr().err
    run("full.html", "cut.html", "--quiet")
    short = capsys.readouterr()
    assert short.err == ""
    assert "truncated/stop" in short.out
    run("cut.html", "-v")
    assert "truncated/stop" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("environ", "colour", "links"),
    [
        ({"TERM": "xterm-256color"}, True, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "6800"}, True, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "3409"}, True, False),
        ({"TERM": "xterm-kitty"}, True, True),
        ({"TERM": "xterm", "TERM_PROGRAM": "vscode"}, True, True),
        ({"TERM": "dumb", "TERM_PROGRAM": "vscode"}, False, False),
        ({"TERM": "xterm-kitty", "NO_COLOR": "1"}, False, False),
        ({"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, True, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1", "FORCE_HYPERLINK": "1"}, True, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
    ],
)
@pytest.mark.usefixtures("pages")
def test_colour_and_links_follow_the_terminal(
    environ: dict[str, str], colour: bool, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it says of itself, and what the user says of it."""
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    assert terminal.colour(Terminal()) is colour
    assert terminal.links(Terminal()) is links
    assert terminal.obeys(Terminal()) is (environ.get("TERM") != "dumb")
    assert not terminal.obeys(io.StringIO())


@pytest.mark.usefixtures("pages")
def test_a_target_is_a_link_where_the_terminal_has_links(
    pages: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the file on this machine; a name cannot break out of the link."""
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    hostile = pages / "a\x1b\\b c.html"
    hostile.write_text(FULL)
    run("full.html", hostile.name)
    out = capsys.readouterr().out

    assert f"\x1b]8;;{(pages / 'full.html').as_uri()}\x1b\\full.html\x1b]8;;\x1b\\" in out
    assert f"{pages.as_uri()}/a%1B%5Cb%20c.html\x1b\\a\\b c.html\x1b]8;;" in out


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437", "shift_jis"])
def test_consoles_without_our_signs_get_plainer_ones(pages: Path, encoding: str) -> None:
    """Old Windows consoles, LANG=C: never a traceback, and the words stay readable."""
    environ = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "0"}
    command = [
        sys.executable,
        "-m",
        "harness",
        "check",
        "--engine",
        "static",
        "full.html",
        "cut.html",
        "gone",
    ]
    done = subprocess.run(command, cwd=pages, env=environ, capture_output=True, timeout=60, check=False)
    text = done.stdout.decode(encoding).replace("\r", "")

    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
    assert "full  full.html" in text
    assert "Article excerpt" in text
    assert "?" not in text.partition("Article excerpt")[0]


HOSTILE = "a\x1b[2Jb\x1b]0;owned\x07c\x9b31md\u202egpj.exe\u2066e\u200ef"


def test_nothing_a_page_says_commands_the_terminal(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Control and bidi characters of titles, texts, addresses and names stop at the report, also in errors."""
    html = CUT.replace("Ferry runs again", f"Ferry {HOSTILE}").replace(
        "Article excerpt", f"Article excerpt {HOSTILE}"
    )
    (pages / "hostile.html").write_text(html, encoding="utf-8")
    for argv in (["hostile.html"], ["hostile.html", "-v"], ["hostile.html", "--why-not", "truncated"]):
        run(*argv)
    run(f"missing{HOSTILE}.html")
    run("full.html", "--format", HOSTILE)
    out, err = capsys.readouterr()

    assert "Article excerpt" in out
    for text in (out, err):
        assert not set(text) & set("\x1b\x07\x9b\u202e\u2066\u200e")


@pytest.mark.usefixtures("pages")
def test_several_reports_of_one_run(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For a CI job that wants annotations, JUnit and SARIF."""
    assert run("full.html", "cut.html", "--report", "junit=out.xml", "--report", "sarif=out.sarif") == 1
    assert "◐ truncated  cut.html" in capsys.readouterr().out
    assert 'tests="2"' in (pages / "out.xml").read_text()
    assert json.loads((pages / "out.sarif").read_text())["runs"][0]["results"][0]["ruleId"] == "truncated"


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["--report", "junit"], "write FORMAT=FILE"),
        (["--report", "junt=x"], "did you mean 'junit'?"),
        (["--report", "junit=nowhere/x"], "nowhere/x: it cannot be written"),
        (["--why-not", "paywal"], "did you mean 'paywall'?"),
        (["--why-not", "paywall", "cut.html"], "--why-not looks at one page"),
    ],
)
@pytest.mark.usefixtures("pages")
def test_mistakes_are_told(argv: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2, before any page is looked at."""
    assert run("full.html", *argv) == 2
    assert told in capsys.readouterr().err


def test_why_not_tells_what_silent_rules_looked_for(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rules that fired first, then those that came nearest; what was seen, what was not, what spoke against."""
    assert run("cut.html", "--why-not", "truncated") == 0
    out = capsys.readouterr().out
    assert out.startswith("truncated  cut.html\n")
    assert "● truncated/stop\n  saw  “" in out
    assert "Article excerpt”" in out

    assert run("cut.html", "--why-not", "truncated/stop") == 0
    assert "1 rule speaks for truncated: " in capsys.readouterr().out
    assert run("cut.html", "--why-not", "paywall") == 0
    out = capsys.readouterr().out
    assert "0 fired" in out
    assert "○ paywall/stop\n  not  a row of the table of stops and cuts" in out

    offer = "<p>Subscribe to continue reading this article.</p>"
    opposite = "<p>You have unlocked this article: read on for free.</p>"
    (pages / "offer.html").write_text(CUT.replace("</article>", f"</article>{offer}{opposite}"))
    assert main(["check", "offer.html", "--why-not", "paywall"]) == 0
    assert "paywall" in capsys.readouterr().out


@pytest.mark.usefixtures("pages")
def test_why_not_explains_an_exception() -> None:
    """A rule that its exception silenced says so."""
    from harness.core.model import State
    from harness.observe.static import observe
    from harness.reading import read
    from harness.rules.match import all_of, any_of, article_shorter_than, ask, see, unless
    from harness.rules.rule import Rule
    from harness.rules.why import why_not

    yes, no = ask("a yes")(lambda reading: see("here", "yes")), ask("a no")(lambda reading: ())
    rules = [
        Rule(State.PAYWALL, unless(all_of(yes, any_of(no, yes)), yes), id="paywall/silenced"),
        Rule(State.PAYWALL, all_of(no, no), id="paywall/far"),
        Rule(State.PAYWALL, yes, id="paywall/fired"),
        Rule(State.FULL, article_shorter_than(9), id="full/other"),
    ]
    heard = why_not(read(observe(FULL)), State.PAYWALL, rules)

    assert [one.rule.id for one in heard] == ["paywall/fired", "paywall/silenced", "paywall/far"]
    assert [(a.asks, bool(a.seen), a.against) for a in heard[1].asked] == [
        ("a yes", True, False),
        ("a yes", True, False),
        ("a yes", True, True),
    ]
    assert [a.silenced for a in heard[2].asked] == [True, True]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_commands_options_and_words(
    shell: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the script that harness completion writes."""
    assert main(["completion", shell]) == 0
    assert f"_HARNESS_COMPLETE={shell}_complete" in capsys.readouterr().out
    for words, count, found in (
        ("harness che", 1, "check"),
        ("harness check --engine st", 3, "static"),
        ("harness check --expect reg", 3, "registration_wall"),
        ("harness check --why", 2, "--why-not"),
        ("harness check --why-not truncated/sto", 3, "truncated/stop"),
        ("harness explain paywall/offer", 2, "paywall/offer_frame"),
        ("harness audit traf", 2, "trafilatura"),
    ):
        monkeypatch.setenv("_HARNESS_COMPLETE", f"{shell}_complete")
        monkeypatch.setenv("COMP_WORDS", words)
        monkeypatch.setenv("COMP_CWORD", str(count) if shell != "fish" else words.split()[-1])
        with pytest.raises(SystemExit):
            main([])
        assert found in capsys.readouterr().out
