"""docs/architecture.md: the table "I want to add …" is true, and every file it names is there."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
PLACES = {
    what: re.findall(r"`([^`]+)`", touch)
    for what, touch in re.findall(r"^\| (an? .+?) \| (.+) \|$", TEXT, re.M)
}

RULE = '''"""The page shows Acme's scratch."""

from harness.core.model import State
from harness.rules.match import visible
from harness.rules.rule import Rule

RULE = Rule(State.PAYWALL, visible(".scratch"), decisive=True)
'''
VENDOR = '''"""Acme: its wall and its challenge."""

from harness.rules.match import visible
from harness.rules.vendor import challenge, paywall

RULES = {
    "paywall/acme": paywall(".acme-offer", certain=True, doc="""
        An offer of Acme stands where the article should go on.
        Its script is on all pages. Silent for the script."""),
    "blocked/acme": challenge(visible(".acme-check"), doc="""
        Acme's check is all that the page holds.
        Silent beside text."""),
}
'''
FAULT = '''"""The text is gone; its place says so."""

from dataclasses import replace
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen


def apply(page: Specimen, random: Random) -> Case | None:
    """Empty it."""
    return replace(page.case, html="<p>gone</p>", faults=("scratch",))


FAULT = Fault(apply, State.TRUNCATED)
'''
FORMAT = '''"""A state a line."""

from harness.look.checked import Checked
from harness.report.writer import Paper


class Lines:
    """Writes it."""

    def __init__(self, paper: Paper) -> None:
        self._stream = paper.stream

    def add(self, checked: Checked) -> None:
        assert checked.verdict is not None
        self._stream.write(f"scratch {checked.verdict.state.value}\\n")

    def gone(self, verdicts: object) -> None:
        pass

    def close(self) -> None:
        self._stream.flush()


FORMAT = Lines
'''


def test_the_table_answers_for_twelve_things_with_at_most_three_files_each() -> None:
    assert len(PLACES) == 12
    assert all(
        1 <= len([name for name in names if "/" in name and " " not in name]) <= 3
        for names in PLACES.values()
    )


@pytest.mark.parametrize("what", PLACES)
def test_every_place_of_the_table_is_there(what: str) -> None:
    for name in PLACES[what]:
        if name.startswith(("harness/", "pages/")):
            pattern = re.sub(r"<[^>]+>", "*", name)
            assert list(ROOT.glob(pattern.rstrip("/"))), name


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with a vendor, a rule, a fault and a report format more, each one file where the table says."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "harness", folder / "harness", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "harness/rules/vendors/acme.py").write_text(VENDOR)
    (folder / "harness/rules/paywall/scratch.py").write_text(RULE)
    (folder / "harness/measure/faults/page/scratch.py").write_text(FAULT)
    (folder / "harness/report/formats/scratch.py").write_text(FORMAT)
    return folder


def told(copy: Path, *words: str, text: str = "") -> str:
    """What the copy's command prints."""
    done = subprocess.run(
        [sys.executable, "-m", "harness", *words],
        cwd=copy, input=text, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def test_a_rule_is_one_file(copy: Path) -> None:
    assert "The page shows Acme's scratch." in told(copy, "explain", "paywall/scratch")


def test_all_that_a_vendor_does_is_one_file(copy: Path) -> None:
    """Its wall and its challenge are told, and explained: what is on the page, and why the rule asks so."""
    page = f"<article>{'<p>The ferry leaves at nine and comes back at noon on most days.</p>' * 9}</article>"
    offer = '<div class="acme-offer">Acme</div>'

    assert "paywall/acme" in told(
        copy, "check", "-", "--engine", "static", "--format", "json", text=page + offer
    )
    assert "blocked/acme" in told(
        copy, "check", "-", "--engine", "static", "--format", "json", text='<p class="acme-check">Wait</p>'
    )
    explained = told(copy, "explain", "paywall/acme").splitlines()
    assert explained[2:5] == [
        "  An offer of Acme stands where the article should go on.",
        "",
        "  Its script is on all pages. Silent for the script.",
    ]


def test_a_fault_is_one_file(copy: Path) -> None:
    assert "scratch" in told(copy, "faults")


def test_a_report_format_is_one_file(copy: Path) -> None:
    assert "scratch " in told(
        copy, "check", "-", "--engine", "static", "--format", "scratch", text="<p>Hello</p>"
    )
