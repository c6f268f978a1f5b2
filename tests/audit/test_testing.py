"""What a scraper's own test suite gets: fixtures, and an assertion with a readable failure."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from plugin.project import LOADED

from harness.core.errors import UsageError
from harness.look.judge import judge
from harness.measure.audit.adapters import all_text
from harness.measure.audit.answer import Answer
from harness.measure.audit.outcome import Outcome, judge_outcome
from harness.measure.audit.testing import NotRobust, assert_robust
from pytest_scraper_harness.at_work.faulty import FaultyPage

pytest_plugins = ["pytester"]


def careful(html: str, url: str | None) -> str | None:
    """A scraper that asks harness first."""
    return all_text.extract(html) if judge(html, url=url).complete else None


async def careful_async(html: str) -> str | None:
    await asyncio.sleep(0)
    return careful(html, None)


FAULTS = ["teaser_offer", "excerpt_with_error", "consent_wall", "unclosed_tags"]


def test_a_scraper_that_looks_is_robust() -> None:
    assert_robust(careful, faults=FAULTS)


def test_an_async_scraper_is_called_as_one() -> None:
    assert_robust(careful_async, faults=["teaser_offer"])


def test_a_failure_tells_where_and_what_was_returned() -> None:
    with pytest.raises(NotRobust) as failure:
        assert_robust(all_text.extract, faults=FAULTS)
    message = str(failure.value)

    assert message.startswith("extract was right in 12 of 30 runs (0.40, at least 1.00 is asked for):")
    assert "  fooled  buecherbus, consent_wall: a wall or an error was returned as the article" in message
    assert "in its text: chrome, error" in message
    assert "  and 6 more" in message
    assert len(failure.value.results) == 30


def test_what_is_asked_for_can_be_less() -> None:
    assert_robust(all_text.extract, faults=FAULTS, least=0.35)
    assert_robust(all_text.extract, faults=["ui_chrome"], accept=["polluted"])


def test_a_scraper_by_name_runs_in_a_process_of_its_own() -> None:
    with pytest.raises(NotRobust, match="all-text was right in 6 of 12 runs"):
        assert_robust("all-text", faults=["captcha"])


def test_a_misspelt_fault_is_an_error_not_a_pass() -> None:
    with pytest.raises(UsageError, match="there is no fault 'captchas'"):
        assert_robust(all_text.extract, faults=["captchas"])


def test_a_page_with_faults_comes_with_its_truth(harness_faulty_page: FaultyPage) -> None:
    case = harness_faulty_page("cut_ellipsis+error_beside", page="faro")

    assert case.id == "faro+cut_ellipsis+error_beside"
    assert judge_outcome(case.truth, Answer(case.truth.text)).outcome is Outcome.SILENT_PARTIAL
    assert harness_faulty_page().faults == ()
    with pytest.raises(UsageError, match="there is no page 'far'"):
        harness_faulty_page(page="far")
    with pytest.raises(UsageError, match="lamplighter does not allow mojibake"):
        harness_faulty_page("mojibake", page="lamplighter")


def test_the_fixtures_work_in_a_suite_of_ones_own(pytester: pytest.Pytester) -> None:
    """With pages of its own, too."""
    pages = Path(__file__).parents[2] / "harness" / "measure" / "faults" / "articles"
    pytester.makepyfile(
        f"""
        import pathlib, urllib.request, pytest

        @pytest.fixture(scope="session")
        def harness_fault_pages():
            return pathlib.Path({str(pages)!r})

        def test_server(harness_fault_server):
            with pytest.raises(urllib.error.HTTPError):
                urllib.request.urlopen(harness_fault_server.address("faro", "always_503"), timeout=5)
            assert harness_fault_server.conduct(harness_fault_server.address("faro", "always_503")).gave_up

        def test_page(harness_faulty_page):
            assert harness_faulty_page("overlay").truth.state == "paywall"
        """
    )
    pytester.runpytest_subprocess("-p", "no:cacheprovider", *LOADED).assert_outcomes(passed=2)
