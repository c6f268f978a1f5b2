"""Pages of pytest-playwright, and pictures in pytest-html's report."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from harness.browser.process.launch import find_browser
from plugin.project import LOADED, Project
from tests.moved_site import moved_site

BROWSER = find_browser()
pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="no browser found; harness doctor says how to get one"
)

CONFTEST = """
import pytest

@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {{**browser_type_launch_args, "executable_path": {path!r}}}
"""
TESTS = """
def test_moved(page, harness_judge_page):
    response = page.goto("{site}/moved")
    for verdict in (harness_judge_page(page), harness_judge_page(page, response=response)):
        assert (verdict.state, verdict.final_url) == ("redirected", "{site}/")


def test_cut(page, harness_judge_page):
    page.set_content("<article><h1>Ferry</h1><p>Article excerpt</p><p>The ferry runs and …</p></article>")
    assert harness_judge_page(page).whole_article
"""


def test_its_page_is_judged_at_once_and_pictured_in_the_html_report(project: Project) -> None:
    """The sync page that it hands to tests; the picture is embedded."""
    pytest.importorskip("pytest_playwright")
    pytest.importorskip("pytest_html")
    assert BROWSER is not None
    project.ini()
    (project.path / "conftest.py").write_text(CONFTEST.format(path=str(BROWSER.path)))
    with moved_site() as site:
        project.test(TESTS.format(site=site))
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:anyio", *LOADED]
        done = subprocess.run(
            [*command, "--html=report.html", "--self-contained-html"],
            cwd=project.path, capture_output=True, text=True, check=False,
        )  # fmt: skip

    assert "1 failed, 1 passed" in done.stdout, done.stdout + done.stderr
    assert "picture" in done.stdout
    assert "never awaited" not in done.stdout + done.stderr
    assert "data:image/jpeg;base64," in Path(project.path, "report.html").read_text()
