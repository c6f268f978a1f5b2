"""harness in pytest: saved pages are collected as tests, and tests of your own look at pages.

Loaded by every pytest run of an environment that harness is installed in; so it imports nothing but pytest
until a test asks for something, not even ``harness``, which may be a folder of the project's own, and every name
that others could see begins with ``harness``.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from harness.core.model import Verdict
    from harness.measure.faults.case import Case
    from harness.measure.faults.server import FaultServer
    from pytest_scraper_harness.at_work.approval import VerdictAssertion
    from pytest_scraper_harness.at_work.faulty import FaultyPage
    from pytest_scraper_harness.at_work.looks import Check, Looks
    from pytest_scraper_harness.at_work.pages import SavedPageTest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options and ini keys, all with one prefix."""
    group = parser.getgroup("harness", "harness: the state of saved and live pages")
    group.addoption(
        "--harness-engine",
        action="append",
        metavar="ENGINE",
        help="what looks at pages: auto, static or browser; several, with commas between them",
    )
    group.addoption("--harness-live", action="store_true", help="run the tests that load live pages")
    group.addoption("--harness-timeout", type=float, metavar="SECONDS", help="for each page in the browser")
    group.addoption(
        "--harness-pictures",
        metavar="FOLDER",
        help="where the pictures of failing tests' pages are kept; else among pytest's temporary files",
    )
    parser.addini("harness_pages", "folders of saved pages to collect as tests", type="args", default=[])
    parser.addini("harness_engine", "what looks at pages: auto, static, browser, or several", type="args")
    parser.addini("harness_timeout", "seconds for each page in the browser")
    parser.addini("harness_pictures", "folder of the pictures of failing tests' pages")


def pytest_configure(config: pytest.Config) -> None:
    """Name the markers, and collect the saved pages also where pytest is told to look in tests/."""
    for line in (
        "harness_state(*states, content=None): every verdict of this test has one of these states",
        "harness_page: a test of a saved page, collected by harness_pages",
        "harness_live: loads a page from the network; runs with --harness-live only",
        "live: the same, for tests that look at pages with harness's fixtures",
    ):
        config.addinivalue_line("markers", line)
    if config.getini("harness_pages"):
        from pytest_scraper_harness.at_work.chosen import need_syrupy

        need_syrupy(config, "harness_pages")
        from pytest_scraper_harness.at_work.pages import add_page_folders

        add_page_folders(config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A saved page is a test file."""
    if not parent.config.getini("harness_pages"):
        return None
    from pytest_scraper_harness.at_work.pages import collect_page

    return collect_page(file_path, parent)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A saved page is looked at with every engine that was chosen."""
    if "harness_page" not in metafunc.fixturenames:
        return
    from pytest_scraper_harness.at_work.chosen import engines

    if len(chosen := engines(metafunc.config)) > 1:
        metafunc.parametrize("harness_engine", chosen)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Live pages are left alone unless they were asked for."""
    if is_live(item) and not item.config.getoption("harness_live"):
        pytest.skip("it loads a live page; --harness-live runs it")


def is_live(item: pytest.Item) -> bool:
    """Whether a test says it loads a live page. The plain ``live`` is taken for ours only in tests that look
    through harness: other projects have markers of that name, too."""
    if item.get_closest_marker("harness_live") is not None:
        return True
    names = getattr(item, "fixturenames", ())
    return item.get_closest_marker("live") is not None and any(n.startswith("harness_") for n in names)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Hold a test's verdicts against its ``harness_state``, when it has passed by itself."""
    mark = item.get_closest_marker("harness_state")
    if mark is None:
        return (yield)
    from pytest_scraper_harness.at_work.told import hold_against

    hold_against(mark, None)
    result = yield
    hold_against(mark, item)
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failing test shows the verdicts it got, as ``harness check`` would."""
    report = yield
    if report.failed and any(name.startswith("harness_") for name in getattr(item, "fixturenames", ())):
        from pytest_scraper_harness.at_work.told import tell

        tell(item, report)
    return report


@pytest.fixture(scope="session")
def harness_looks(pytestconfig: pytest.Config) -> Generator[Looks, None, None]:
    """The run's one browser, started by the first page that needs it."""
    from pytest_scraper_harness.at_work.looks import Looks

    looks = Looks(pytestconfig)
    yield looks
    looks.close()


@pytest.fixture
def harness_engine(pytestconfig: pytest.Config) -> str:
    """What looks at pages in this test."""
    from pytest_scraper_harness.at_work.chosen import engines

    return engines(pytestconfig)[0]


@pytest.fixture
def harness_check(request: pytest.FixtureRequest, harness_looks: Looks, harness_engine: str) -> Check:
    """``verdict = await harness_check("pages/x")``: an address, a file, a saved page.

    Works on whatever loop the test runs; ``harness_check.wait(target)`` is for tests without one.
    """
    from pytest_scraper_harness.at_work.looks import Check

    return Check(request.node, harness_looks, harness_engine)


@pytest.fixture
def harness_judge(request: pytest.FixtureRequest) -> Callable[..., Verdict]:
    """``verdict = harness_judge(html, url=…, status=…)``: HTML you have, or ``text=`` a scraper made."""
    from pytest_scraper_harness.at_work.looks import judge_for

    return judge_for(request.node)


@pytest.fixture
def harness_judge_page(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """``verdict = harness_judge_page(page, response=…)``: a Playwright page of the test's, such as pytest-playwright's.

    Of an async page it is awaited.
    """
    from pytest_scraper_harness.at_work.looks import judge_page_for

    return judge_page_for(request.node)


@pytest.fixture
def harness_snapshot(request: pytest.FixtureRequest) -> VerdictAssertion:
    """``assert verdict == harness_snapshot``: the verdict last approved, under ``snapshots/``."""
    from pytest_scraper_harness.at_work.chosen import need_syrupy

    need_syrupy(request.config, "harness_snapshot")
    from pytest_scraper_harness.at_work.approval import approval

    return approval(request)


@pytest.fixture
def harness_page(request: pytest.FixtureRequest, harness_looks: Looks, harness_engine: str) -> SavedPageTest:
    """The saved page of a collected test."""
    from pytest_scraper_harness.at_work.pages import SavedPageTest

    return SavedPageTest(request, harness_looks, harness_engine)


@pytest.fixture(scope="session")
def harness_fault_pages() -> Path:
    """The folder of labelled pages that faults are made on; override it to use your own."""
    from pytest_scraper_harness.at_work.faulty import pages

    return pages()


@pytest.fixture(scope="session")
def _harness_fault_cases(harness_fault_pages: Path) -> Mapping[str, Case]:
    from pytest_scraper_harness.at_work.faulty import cases_of

    return cases_of(harness_fault_pages)


@pytest.fixture
def harness_fault_server(_harness_fault_cases: Mapping[str, Case]) -> Generator[FaultServer, None, None]:
    """A loopback server that serves pages with faults by address, and keeps what its clients did.

    ``harness_fault_server.address("ferry", "too_many_requests")`` is where to load; ``.conduct(address)`` what the
    client did: retried, honoured, gave_up, delivered, and faults() in sentences.
    """
    from pytest_scraper_harness.at_work.faulty import server

    with server(_harness_fault_cases) as serving:
        yield serving


@pytest.fixture
def harness_faulty_page(_harness_fault_cases: Mapping[str, Case]) -> FaultyPage:
    """Makes pages with faults: ``harness_faulty_page("cut_ellipsis").html``; ``truth`` tells what a scraper may return."""
    from pytest_scraper_harness.at_work.faulty import maker

    return maker(_harness_fault_cases)
