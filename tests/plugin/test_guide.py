"""The guide to the plugin (docs/pytest.md) is true: its files, put into a project, do what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pytest_scraper_harness as plugin
from plugin.project import FULL, Project

GUIDE = (Path(__file__).parents[2] / "docs" / "pytest.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


def test_the_guides_project_works(project: Project) -> None:
    """Two tests of each page, and those of one's own; the live one is left out."""
    (ini,), (tests,) = blocks("ini"), blocks("python")
    (project.path / "pytest.ini").write_text(ini)
    project.page("ferry", FULL)
    project.test(tests, "test_site")

    project.run("--snapshot-update", "--strict-markers").assert_outcomes(passed=6, skipped=1)
    assert project.snapshots() == [
        "snapshots/pages/ferry/test_verdict.json",
        "snapshots/tests/test_site/test_the_verdict_stays_as_approved.json",
    ]
    project.run("-m", "not harness_page").assert_outcomes(passed=4, skipped=1, deselected=2)


def test_the_guide_names_every_option_key_marker_and_fixture(pytestconfig: pytest.Config) -> None:
    """And no other."""
    source = "".join(p.read_text(encoding="utf-8") for p in Path(plugin.__file__).parent.glob("*.py"))
    options = set(re.findall(r'"(--harness-[a-z]+)"', source))
    keys = set(re.findall(r'addini\(\s*"(harness_[a-z]+)"', source))
    markers = {"harness_state", "harness_page", "harness_live", "live"}
    fixtures = {"harness_check", "harness_judge", "harness_judge_page", "harness_snapshot"}
    fixtures |= {"harness_faulty_page", "harness_fault_server", "harness_fault_pages"}

    assert set(re.findall(r"--harness-[a-z]+", GUIDE)) == options
    prose = re.sub(r"^```.*?^```", "", GUIDE, flags=re.MULTILINE | re.DOTALL)
    named = set(re.findall(r"\b(?:harness_[a-z_]+|live)\b", " ".join(re.findall(r"`([^`]+)`", prose))))
    assert named >= keys | markers | fixtures
    assert set(re.findall(r"\bharness_[a-z_]+\b", GUIDE)) <= keys | markers | fixtures
