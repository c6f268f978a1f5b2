"""Snapshots: where they lie, what they hold, and that they notice."""

from __future__ import annotations

import json

import pytest

from harness.core.model import (
    Advice,
    ArticleFacts,
    Content,
    Engine,
    Evidence,
    Note,
    Retry,
    Signal,
    State,
    TextSource,
    Verdict,
)
from pytest_scraper_harness.at_work.snapshot import as_snapshot

pytest_plugins = ["pytester"]

VERDICT = Verdict(
    target="/home/somebody/pages/x",
    url="https://post.example/a?token=s3cret",
    final_url=None,
    status=429,
    title="Too many requests",
    lang="en",
    engine=Engine.BROWSER,
    state=State.RATE_LIMITED,
    content=Content.NONE,
    also=(Note.UI_CHROME,),
    retry=Retry(Advice.LATER, 120.0),
    article=ArticleFacts(0, None, TextSource.ABSENT, "", ""),
    signals=(Signal("rate_limited/status", State.RATE_LIMITED, True, (Evidence("status", "429"),)),),
    despite=(Signal("full/short", State.FULL, False, (Evidence("article", "nine words"),)),),
)

TEST_FILE = """
import pytest
from pytest_scraper_harness.at_work.snapshot import VerdictSnapshotExtension

@pytest.mark.parametrize("saved", {pages})
def test_verdict(saved, snapshot):
    assert {{"state": "{state}", "saved": saved}} == snapshot.use_extension(VerdictSnapshotExtension)
"""


def run(pytester: pytest.Pytester, *args: str) -> pytest.RunResult:
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", *args)


def write(pytester: pytest.Pytester, name: str, *, pages: list[str], state: str = "full") -> None:
    folder = pytester.path / "tests"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.py").write_text(TEST_FILE.format(pages=pages, state=state), encoding="utf-8")


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with one test file of two pages."""
    pytester.makeini("[pytest]\ntestpaths = tests\n")
    write(pytester, "test_pages", pages=["open-a", "open-b"])
    return pytester


def test_the_state_comes_first() -> None:
    """A snapshot begins with what matters most."""
    assert list(as_snapshot(VERDICT)) == [
        "state",
        "content",
        "also",
        "retry",
        "article",
        "signals",
        "despite",
    ]


def test_signals_are_lines_by_rule() -> None:
    """Each signal is its rule with lines of evidence; those that only hint are marked."""
    found = as_snapshot(VERDICT)

    assert found["signals"] == {"rate_limited/status": ["status: 429"]}
    assert found["despite"] == {"full/short (hint)": ["article: nine words"]}
    assert found["retry"] == "later, after 120 s"


def test_nothing_of_the_machine_or_the_run_is_stored() -> None:
    """Target, address and engine stay out, so that both are free to change."""
    text = json.dumps(as_snapshot(VERDICT))

    assert "somebody" not in text
    assert "s3cret" not in text
    assert "browser" not in text


def test_snapshots_lie_under_one_top_level_folder(project: pytest.Pytester) -> None:
    """Snapshots are stored under snapshots/ by the test file's path, and a second run accepts them."""
    run(project, "--snapshot-update").assert_outcomes(passed=2)

    stored = sorted(str(p.relative_to(project.path)) for p in project.path.rglob("*.json"))
    assert stored == [
        "snapshots/tests/test_pages/test_verdict[open-a].json",
        "snapshots/tests/test_pages/test_verdict[open-b].json",
    ]
    run(project).assert_outcomes(passed=2)


def test_a_changed_verdict_fails(project: pytest.Pytester) -> None:
    """A verdict that differs from its snapshot fails the run."""
    run(project, "--snapshot-update")
    write(project, "test_pages", pages=["open-a", "open-b"], state="paywall")

    run(project).assert_outcomes(failed=2)


def test_a_snapshot_without_its_page_fails(project: pytest.Pytester) -> None:
    """Deleting a page without its snapshot fails a full run, so that no snapshot outlives its page."""
    run(project, "--snapshot-update")
    write(project, "test_pages", pages=["open-a"])

    result = run(project)

    assert result.ret == 1
    result.stdout.fnmatch_lines(["*1 snapshot unused*"])


def test_two_test_files_leave_each_other_alone(project: pytest.Pytester) -> None:
    """Running one test file does not call another file's snapshots unused."""
    write(project, "test_more", pages=["open-c"])
    run(project, "--snapshot-update").assert_outcomes(passed=3)

    result = run(project, "tests/test_pages.py")

    assert result.ret == 0
    result.assert_outcomes(passed=2)


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """The projects' own runs are no workers of this run, also where this one is spread over several."""
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
