"""What the plugin gives to tests of a stranger's own."""

from __future__ import annotations

import os

import pytest

from harness.browser.process.launch import need_browser
from plugin.project import CUT, FULL, Project

ASYNC = """
@pytest.mark.asyncio{mark}
async def test_async(harness_check, harness_snapshot):
    verdict = await harness_check("pages/ferry", engine="browser")
    assert verdict == harness_snapshot

@pytest.mark.asyncio
async def test_again(harness_check):
    assert (await harness_check("pages/ferry", engine="browser")).state == "full"

def test_sync(harness_check):
    assert harness_check.wait("pages/ferry", engine="browser").complete
"""


@pytest.mark.parametrize(
    ("ini", "mark"),
    [
        (("asyncio_mode = strict", "asyncio_default_fixture_loop_scope = function"), ""),
        (("asyncio_mode = auto", "asyncio_default_test_loop_scope = module"), ""),
        (("asyncio_mode = strict",), '(loop_scope="session")'),
    ],
)
def test_pages_are_looked_at_on_any_event_loop(project: Project, ini: tuple[str, ...], mark: str) -> None:
    """With one browser for the session, whatever pytest-asyncio is told, and beside pytest-playwright."""
    project.ini(*ini)
    project.page("ferry")
    project.test(ASYNC.replace("{mark}", mark))

    project.run("--snapshot-update", others=True).assert_outcomes(passed=3)
    assert project.snapshots() == ["snapshots/tests/test_own/test_async.json"]


def test_a_page_of_pytest_playwright_is_open_meanwhile(project: Project) -> None:
    """Its sync fixtures keep a loop running in the main thread; ours has its own."""
    project.ini()
    project.page("ferry")
    browser = need_browser().path
    sandbox = "--no-sandbox" if os.geteuid() == 0 else "--disable-gpu"
    project.test(
        f"""
@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {{"executable_path": {str(browser)!r}, "args": [{sandbox!r}]}}

def test_both(page, harness_check):
    page.set_content("<p>Ferry</p>")
    assert harness_check.wait("pages/ferry", engine="browser").complete
    assert page.inner_text("p") == "Ferry"
"""
    )

    project.run(others=True).assert_outcomes(passed=1)


def test_html_and_texts_are_judged_without_a_browser(project: Project) -> None:
    """And the verdicts of a failing test are shown as at a terminal, the last three of them."""
    project.ini()
    (project.path / "cut.html").write_text(CUT)
    project.test(
        """
def test_many(harness_judge):
    html = open("cut.html").read()
    for n in range(4):
        verdict = harness_judge(html, url=f"https://news.example/story-{n}", status=200)
    assert verdict.complete

def test_text(harness_judge):
    text = "The ferry sails\\n\\nArticle excerpt\\n\\n" + "The office said so on Monday. " * 20 + "And then …"
    assert harness_judge(text=text).state == "truncated"

def test_nothing(harness_judge):
    with pytest.raises(Exception, match="takes HTML, or text="):
        harness_judge()
"""
    )

    result = project.run()

    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        ["*harness verdict*", "◐ truncated  https://news.example/story-1", "  why *", "and 1 before these"]
    )
    assert "story-0" not in result.stdout.str()


def test_harness_state_holds_every_verdict_of_a_test(project: Project) -> None:
    """Beside what the test asserts itself; misspelt states are told."""
    project.ini()
    (project.path / "cut.html").write_text(CUT)
    project.test(
        """
def look(harness_judge):
    return harness_judge(open("cut.html").read(), url="https://news.example/story")

@pytest.mark.harness_state("truncated", "paywall", content="partial")
def test_met(harness_judge):
    look(harness_judge)

@pytest.mark.harness_state("full")
def test_other_state(harness_judge):
    look(harness_judge)

@pytest.mark.harness_state("truncated", content="none")
def test_other_content(harness_judge):
    look(harness_judge)

@pytest.mark.harness_state("truncatd")
def test_misspelt(harness_judge):
    look(harness_judge)

@pytest.mark.harness_state()
def test_empty(harness_judge):
    look(harness_judge)

@pytest.mark.harness_state("full")
def test_no_verdict(harness_judge):
    pass

@pytest.mark.asyncio
@pytest.mark.harness_state("full")
async def test_async(harness_check):
    await harness_check("cut.html", engine="static")
"""
    )

    result = project.run("--strict-markers")

    result.assert_outcomes(passed=1, failed=6)
    result.stdout.fnmatch_lines(
        [
            "https://news.example/story: the state is truncated, the test wants full",
            "https://news.example/story: the content is partial, the test wants none",
            "harness_state: unknown state 'truncatd'; did you mean 'truncated'?",
            "harness_state takes states, and content=*",
            "harness_state: the test got no verdict*",
            "cut.html: the state is truncated, the test wants full",
        ]
    )


def test_live_pages_are_off_unless_asked_for(project: Project) -> None:
    """And a test that is not marked so loads none. Other projects' ``live`` tests are not touched."""
    project.test(
        """
@pytest.mark.live
def test_live(harness_judge):
    pass

@pytest.mark.harness_live
def test_also_live():
    pass

@pytest.mark.live
def test_somebody_elses():
    pass

def test_unmarked(harness_check):
    harness_check.wait("https://news.example/story")
"""
    )

    off = project.run("--strict-markers", "-rs")
    off.assert_outcomes(passed=1, skipped=2, failed=1)
    off.stdout.fnmatch_lines(["*it loads a live page; --harness-live runs it"])
    off.stdout.fnmatch_lines(["*https://news.example/story is a live page; mark the test with*"])
    project.run("--harness-live").assert_outcomes(passed=3, failed=1)


def test_a_snapshot_of_a_labelled_page_is_not_blessed_in_own_tests_either(project: Project) -> None:
    """The label is a human's, wherever the verdict was asked for."""
    project.ini()
    project.page("ferry", CUT, "full")
    project.test(
        """
def test_own(harness_check, harness_snapshot):
    assert harness_check.wait("pages/ferry", engine="static") == harness_snapshot
"""
    )

    result = project.run("--snapshot-update")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*the snapshot was not stored*"])
    assert project.snapshots() == []


def test_mistakes_in_a_call_are_told(project: Project) -> None:
    """A target that is not there, a folder of several pages, an unknown engine."""
    project.page("ferry")
    project.page("bridge", FULL)
    project.ini()
    project.test(
        """
@pytest.mark.parametrize(("target", "engine", "told"), [
    ("missing.html", "static", "there is no such file"),
    ("pages", "static", "pages holds 2 pages"),
    ("pages/ferry", "satic", "did you mean 'static'"),
])
def test_own(harness_check, target, engine, told):
    with pytest.raises(Exception, match=told):
        harness_check.wait(target, engine=engine)
"""
    )

    project.run("--harness-timeout", "20").assert_outcomes(passed=3)


def test_a_project_that_does_not_use_harness_loads_none_of_it(project: Project) -> None:
    """Its tests are collected as before; nothing heavy is imported."""
    project.ini()
    project.test(
        """
def test_nothing_is_loaded():
    import sys
    ours = {name for name in sys.modules if name.startswith(("harness", "pytest_scraper_harness"))}
    assert ours == {"pytest_scraper_harness"}
    assert not {"playwright", "selectolax", "ahocorasick_rs", "w3lib"} & set(sys.modules)
"""
    )

    project.run().assert_outcomes(passed=1)


def test_paths_are_found_from_the_projects_root(project: Project) -> None:
    """Wherever pytest was started."""
    project.ini("harness_engine = static")
    project.page("ferry")
    project.test(
        """
def test_own(harness_check):
    assert harness_check.wait("pages/ferry").state == "full"
    with pytest.raises(Exception, match="there is no such file or folder"):
        harness_check.wait("pages/fery")
"""
    )
    os.chdir(project.path / "tests")

    project.run("--rootdir", "..").assert_outcomes(passed=1)


def test_a_scraper_is_tried_on_pages_with_faults(project: Project) -> None:
    """The audit's fixtures, under prefixed names; nothing of the audit is loaded before."""
    project.ini()
    project.test(
        """
import sys
LOADED = "harness.measure" in sys.modules

def test_page(harness_faulty_page):
    assert not LOADED
    assert harness_faulty_page("cut_ellipsis").html

def test_server(harness_fault_server):
    assert harness_fault_server is not None
"""
    )

    project.run().assert_outcomes(passed=2)


def test_rules_of_the_projects_own_are_asked(project: Project) -> None:
    """As harness check asks them; the run leaves the environment as it was."""
    project.ini()
    (project.path / "harness.toml").write_text('rules = "my_rules"\n')
    (project.path / "my_rules" / "maintenance").mkdir(parents=True)
    (project.path / "my_rules" / "maintenance" / "tide.py").write_text(
        '"""Closed at high tide."""\nfrom harness.core.model import State\nfrom harness.rules.match import visible\n'
        'from harness.rules.rule import Rule\nRULE = Rule(State.MAINTENANCE, visible(".tide"))\n'
    )
    project.test(
        """
def test_own(harness_judge):
    assert harness_judge("<p class=tide>Closed at high tide</p>").state == "maintenance"
"""
    )

    project.run().assert_outcomes(passed=1)


def test_a_failing_test_tells_where_a_picture_of_the_page_lies(project: Project) -> None:
    """When a browser opened it; in the folder that was named, or among pytest's temporary files."""
    project.ini("harness_pages = pages", "harness_engine = browser")
    project.page("ferry", CUT, "full")
    project.test(
        """
def test_own(harness_check):
    assert harness_check.wait("pages/ferry").complete

def test_static(harness_check):
    assert harness_check.wait("pages/ferry", engine="static").complete
"""
    )

    result = project.run("--harness-pictures", "seen", "-k", "label or own")
    result.assert_outcomes(failed=3, deselected=1)
    result.stdout.fnmatch_lines(["  picture *seen/pages-ferry-page.toml-test_label-0.jpg"])
    pictures = sorted((project.path / "seen").iterdir())
    assert [p.read_bytes()[:3] for p in pictures] == [b"\xff\xd8\xff"] * 2
    project.run("-k", "test_own").stdout.fnmatch_lines(
        ["  picture */harness/tests-test_own.py-test_own-0.jpg"]
    )
