"""A deadline that holds although something holds the interpreter: pages are judged in processes that may be killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from harness.core.errors import RuleError, TargetError
from harness.core.model import State
from harness.core.rulebook import Rulebook
from harness.look.apart import Apart
from harness.look.check import acheck_many
from harness.look.looking import Looking
from harness.sources.page import Page

ROOT = Path(__file__).parent.parent
PROSE = "<p>The council met on Monday and voted for the bridge after a long debate.</p>" * 20
RULE = '''"""Does to the interpreter what a page of its name asks for; a regular expression of which no thread gets a turn."""
import os
import re
from harness.core.model import State
from harness.rules.rule import Matcher, Rule


def look(reading):
    match reading.page.title:
        case "hang":
            re.match(r"(a+)+b", "a" * 60)
        case "abort":
            os.abort()
        case "hog":
            [bytearray(100_000_000) for _ in range(100)]
        case "print":
            print("a rule that prints")
    return ()


RULE = Rule(State.PAYWALL, Matcher(look))
'''


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with pages, and a rule that hangs, dies, prints or takes all memory where a title says so."""
    folder = tmp_path / "rules" / "paywall"
    folder.mkdir(parents=True)
    (folder / "hold.py").write_text(RULE)
    monkeypatch.setenv("HARNESS_RULES", str(tmp_path / "rules"))
    for title in ("good", "hang", "abort", "hog", "print", "other"):
        (tmp_path / f"{title}.html").write_text(
            f"<title>{title}</title><article><h1>A bridge</h1>{PROSE}</article>"
        )
    return tmp_path


def harness(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """The command, running."""
    return subprocess.Popen(
        [sys.executable, "-m", "harness", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HARNESS_STRICT": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_page_that_holds_the_interpreter_costs_its_own_verdict(rules: Path) -> None:
    """It is a load error with a code of its own; the others are judged."""
    names = [f"{title}.html" for title in ("good", "hang", "abort", "hog", "print", "other")]
    run = harness(rules, "check", *names, "--engine", "static", "--timeout", "4", "--format", "jsonl")
    out, err = run.communicate()

    verdicts = {one["target"]: one for one in map(json.loads, out.splitlines())}
    assert set(verdicts) == set(names), err
    assert {name: verdicts[name]["state"] for name in names} == {
        "good.html": "full",
        "hang.html": "load_error",
        "abort.html": "load_error",
        "hog.html": "full",
        "print.html": "full",
        "other.html": "full",
    }
    assert verdicts["hang.html"]["engine"] == "static"
    codes = {
        name: verdicts[f"{name}.html"]["signals"][0]["evidence"][0]["excerpt"].partition(":")[0]
        for name in ("hang", "abort")
    }
    assert codes == {"hang": "reading-hang", "abort": "reading-crash"}
    assert verdicts["hog.html"]["also"] == ["rule_failed"]


def test_control_c_ends_a_run_that_hangs(rules: Path) -> None:
    """Long before the deadline, with what is judged already; no process stays behind."""
    run = harness(
        rules,
        "check",
        "good.html",
        "hang.html",
        "--engine",
        "static",
        "--timeout",
        "300",
        "--format",
        "jsonl",
    )
    assert run.stdout is not None
    first = run.stdout.readline()
    began = time.monotonic()
    run.send_signal(signal.SIGINT)
    run.communicate(timeout=100)

    assert json.loads(first)["target"] == "good.html"
    assert run.returncode == 130
    assert time.monotonic() - began < 100
    assert _children_of(rules) == []


def test_run_ends_too(rules: Path) -> None:
    """The slice is written whole."""
    run = harness(
        rules,
        "run",
        "good.html",
        "hang.html",
        "other.html",
        "-o",
        "out",
        "--engine",
        "static",
        "--timeout",
        "4",
    )
    _, err = run.communicate()

    files = (rules / "out" / "results").glob("*.jsonl")
    told = [json.loads(line) for file in files for line in file.read_text().splitlines()]
    assert sorted(one["state"] for one in told) == ["full", "full", "load_error"], err
    assert run.returncode == 0


@pytest.mark.asyncio
async def test_errors_come_back_as_what_they_are(rules: Path) -> None:
    """A rule's own is one of ours, with its name; the process serves on."""
    (rules / "rules" / "paywall" / "hold.py").write_text(
        RULE.replace("        case", "        case 'x':\n            [][1]\n        case", 1)
    )
    how = Looking(engine="static", rulebook=Rulebook.of(rules=rules / "rules", strict=True))
    async with Apart(1) as apart:
        pages = [Page("x", "<title>x</title>"), Page("y", f"<article><h1>A bridge</h1>{PROSE}</article>")]
        found = {one.target: one async for one in acheck_many(pages, apart=apart, how=how)}

    assert isinstance(found["x"].error, RuleError)
    assert "paywall/hold: raised IndexError" in str(found["x"].error)
    assert found["y"].verdict is not None
    assert found["y"].verdict.state is State.FULL


@pytest.mark.asyncio
async def test_what_fails_in_us_is_told_with_its_page() -> None:
    """No traceback: a sentence in place of the verdict."""
    broken = Page("broken", 5)  # type: ignore[arg-type]
    async with Apart(1) as apart:
        with pytest.raises(TargetError, match=r"broken: harness failed on it \(TypeError.*please report"):
            await apart.static(broken, rulebook=Rulebook(), pictures=False, seconds=60)


def _children_of(folder: Path) -> list[str]:
    """Processes that still work in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == folder:
                found.append((process / "cmdline").read_text())
        except OSError:
            continue
    return found
