"""Saved pages as tests of a stranger's project."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from plugin.project import CUT, FULL, Project


def test_each_page_is_a_label_test_and_a_snapshot_test(project: Project) -> None:
    """Also where pytest is told to look in tests/; the snapshots lie in one top-level folder."""
    project.ini("harness_pages = pages", "harness_engine = static", "testpaths = tests")
    project.page("ferry")
    project.page("bridge", CUT, "truncated")
    project.test("def test_own(): pass")

    first = project.run()
    first.assert_outcomes(passed=3, failed=2)
    first.stdout.fnmatch_lines(["pages/ferry: no verdict is approved yet; --snapshot-update stores it as"])
    assert project.snapshots() == []

    project.run("--snapshot-update").assert_outcomes(passed=5)
    assert project.snapshots() == [
        "snapshots/pages/bridge/test_verdict.json",
        "snapshots/pages/ferry/test_verdict.json",
    ]
    again = project.run("-v")
    again.assert_outcomes(passed=5)
    again.stdout.fnmatch_lines(["pages/ferry/page.toml::test_label PASSED*"])


def test_one_page_can_be_run_by_its_node_id(project: Project) -> None:
    """And calls no other page's snapshot unused."""
    project.page("ferry")
    project.page("bridge", CUT, "truncated")
    project.run("--snapshot-update")

    one = project.run("pages/ferry/page.toml::test_verdict")
    assert one.ret == 0
    one.assert_outcomes(passed=1)
    some = project.run("-k", "bridge")
    assert some.ret == 0
    some.assert_outcomes(passed=2, deselected=2)


def test_a_changed_verdict_is_a_short_diff(project: Project) -> None:
    """Only the lines that changed, the verdict as at a terminal, and how to approve it."""
    project.page("ferry", state=None)
    project.run("--snapshot-update")
    project.page("ferry", CUT, state=None)

    result = project.run("pages")

    result.assert_outcomes(failed=1, skipped=1)
    result.stdout.fnmatch_lines(
        [
            "pages/ferry: the verdict is not the one last approved in snapshots/pages/ferry/test_verdict.json",
            '  -  "state": "full",',
            '  +  "state": "truncated",',
            "If it is better now, --snapshot-update approves it.",
            "*harness verdict*",
            "◐ truncated  pages/ferry",
            "*“Article excerpt”*",
        ]
    )


def test_a_snapshot_cannot_bless_what_the_label_contradicts(project: Project) -> None:
    """--snapshot-update stores nothing for that page, deletes nothing, and says what a human can do."""
    project.page("ferry")
    project.page("bridge", CUT, "truncated")
    project.run("--snapshot-update")
    stored = project.path / "snapshots/pages/ferry/test_verdict.json"
    before = stored.read_text()
    project.page("ferry", CUT, "full")

    result = project.run("--snapshot-update")

    result.assert_outcomes(passed=2, failed=2)
    result.stdout.fnmatch_lines(
        [
            "pages/ferry: the verdict is not what the page's label says",
            "  expected full, found truncated",
            "*change [[]expect[]] in pages/ferry/page.toml",
            "pages/ferry: the snapshot was not stored, for the page's label contradicts the verdict, as test_label tells",
        ]
    )
    assert stored.read_text() == before

    project.page("ferry", CUT, "truncated")
    project.run("--snapshot-update").assert_outcomes(passed=4)
    assert json.loads(stored.read_text())["state"] == "truncated"


def test_what_is_wrong_with_a_page_is_told_once_under_its_name(project: Project) -> None:
    """All saved pages' tests are called alike, and a page has two of them."""
    folder = project.page("ferry")
    (folder / "page.toml").write_text('url = "https://news.example/x"\nstaus = 200\n')
    project.page("bridge", CUT, "full")
    project.test("def test_own(): assert 0", name="test_site")

    told = project.run().stdout

    told.no_fnmatch_line("*During handling of*")
    told.fnmatch_lines(["_* pages/bridge: test_label _*", "_* pages/ferry: test_label _*", "_* test_own _*"])
    lines = [line for line in told.lines if not line.startswith("FAILED")]
    assert sum("staus: the key is unknown" in line for line in lines) == 1
    assert sum("◐ truncated  pages/bridge" in line for line in lines) == 1
    told.fnmatch_lines(["pages/ferry cannot be looked at; test_label tells why"])


def test_a_broken_snapshot_is_said_to_be_broken(project: Project) -> None:
    """A merge conflict in it is no verdict that was approved; --snapshot-update mends it."""
    project.page("ferry")
    project.run("--snapshot-update")
    stored = project.path / "snapshots/pages/ferry/test_verdict.json"
    approved = stored.read_text()
    stored.write_text(f"<<<<<<< ours\n{approved}")

    result = project.run()

    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "snapshots/pages/ferry/test_verdict.json is broken: it is no JSON (*",
            "Take it back from version control, or approve what is there now with --snapshot-update.",
        ]
    )
    project.run("--snapshot-update").assert_outcomes(passed=2)
    assert stored.read_text() == approved


def test_a_page_that_cannot_be_read_keeps_its_snapshot(project: Project) -> None:
    """What could not be looked at today is not deleted by --snapshot-update."""
    folder = project.page("ferry")
    project.run("--snapshot-update")
    (folder / "page.toml").write_text('url = "https://news.example/x"\nstaus = 200\n')

    result = project.run("--snapshot-update")

    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["*page.toml:2: staus: the key is unknown; did you mean 'status'?"])
    assert project.snapshots() == ["snapshots/pages/ferry/test_verdict.json"]


def test_a_deleted_page_leaves_an_unused_snapshot(project: Project) -> None:
    """Which fails a full run, and is deleted by --snapshot-update."""
    folder = project.page("ferry")
    project.page("bridge", CUT, "truncated")
    project.run("--snapshot-update")
    for file in folder.iterdir():
        file.unlink()

    result = project.run()
    assert result.ret == 1
    result.stdout.fnmatch_lines(["*1 snapshot unused*"])
    project.run("--snapshot-update")
    assert project.snapshots() == ["snapshots/pages/bridge/test_verdict.json"]


def test_several_engines_are_several_tests(project: Project) -> None:
    """Each with its own snapshot; --harness-engine wins over the ini file."""
    project.ini("harness_pages = pages", "harness_engine = static auto")
    project.page("ferry")

    project.run("--snapshot-update").assert_outcomes(passed=4)
    assert project.snapshots() == [
        "snapshots/pages/ferry/test_verdict[auto].json",
        "snapshots/pages/ferry/test_verdict[static].json",
    ]
    project.run("--harness-engine", "static", "--snapshot-warn-unused").assert_outcomes(passed=1, failed=1)
    project.run("--harness-engine", "static,auto").assert_outcomes(passed=4)


def test_the_settings_of_the_project_hold_for_its_tests(project: Project) -> None:
    """[tool.harness] says which engine looks, unless pytest's own configuration does."""
    project.ini("harness_pages = pages")
    (project.path / "pyproject.toml").write_text('[tool.harness]\nengin = "static"\n')
    project.page("ferry")

    result = project.run()

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*unknown key 'engin'; did you mean 'engine'?"])
    (project.path / "pyproject.toml").write_text('[tool.harness]\nengine = "static"\n')
    project.run("--snapshot-update").assert_outcomes(passed=2)


def test_a_browser_opens_all_pages_of_a_run(project: Project) -> None:
    """One for the session; also spread over processes, where the first run is approved by all."""
    project.ini("harness_pages = pages", "harness_engine = browser")
    for number in range(4):
        project.page(f"ferry-{number}", FULL)

    project.run("-n", "2", "--snapshot-update", others=True).assert_outcomes(passed=8)
    assert len(project.snapshots()) == 4
    project.run("-p", "no:randomly", "-p", "no:asyncio").assert_outcomes(passed=8)


@pytest.mark.parametrize(
    ("ini", "args", "told"),
    [
        ("harness_pages = pages nowhere", (), "*harness_pages: there is no folder *nowhere"),
        ("harness_pages = pages\nharness_engine = firefox", (), "*unknown engine 'firefox'*"),
        ("harness_pages = pages\nharness_engine = satic", (), "*did you mean 'static'?"),
        ("harness_pages = pages\nharness_timeout = soon", (), "*must be a number of seconds*"),
        ("harness_pages = pages", ("-p", "no:syrupy"), "*harness_pages needs syrupy, which keeps snapshots*"),
    ],
)
def test_a_mistake_ends_the_run_with_a_sentence(
    project: Project, ini: str, args: tuple[str, ...], told: str
) -> None:
    """Before any page is looked at."""
    project.ini(*ini.split("\n"))
    project.page("ferry")

    result = project.run(*args)

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([told])


def test_the_names_of_own_tests_do_not_matter(project: Project) -> None:
    """python_functions = check_* holds for the project's tests, not for pages; -m can leave pages out."""
    project.ini("harness_pages = pages", "harness_engine = static", "python_functions = check_*")
    project.page("ferry")
    project.test("def check_own(): pass")

    project.run("--snapshot-update").assert_outcomes(passed=3)
    project.run("-m", "not harness_page", "--strict-markers").assert_outcomes(passed=1, deselected=2)


def test_a_page_without_its_page_toml_is_a_failing_test(project: Project) -> None:
    """It is not silently left out."""
    (project.page("ferry") / "page.toml").unlink()

    result = project.run()

    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["*page.toml is missing*"])


def test_pages_may_lie_beside_the_project(project: Project) -> None:
    """Or deeper in its folder: each has a snapshot of its own."""
    outside = project.path / "others"
    project.page("ferry")
    project.page("bridge", CUT, "truncated")
    project.page("deep/canal")
    (project.path / "pages").rename(outside)
    inner = project.path / "project"
    inner.mkdir()
    (inner / "pytest.ini").write_text("[pytest]\nharness_pages = ../others\nharness_engine = static\n")

    project.run("--rootdir", "project", "-c", "project/pytest.ini", "--snapshot-update").assert_outcomes(
        passed=6
    )
    assert sorted(p.name for p in (inner / "snapshots").iterdir()) == ["bridge", "canal", "ferry"]


def test_what_a_folder_is_called_is_shown_clean(project: Project) -> None:
    """A stranger's name with escape sequences, turned-around text and commands to a CI service; JUnit is well formed."""
    project.page("ferry").rename(project.path / "pages" / "a\x1b[31mb\u202ec##[error]d")

    run = project.run("-v", "--junitxml=report.xml")

    told = run.stdout.str() + run.stderr.str()
    assert not {"\x1b", "\u202e"} & set(told)
    assert "##[" not in told
    cases = ElementTree.parse(project.path / "report.xml").iter("testcase")
    assert len([case for case in cases if "[31mb" in case.attrib["classname"]]) == 2
    run.assert_outcomes(passed=1, failed=1)
