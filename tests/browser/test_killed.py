"""kill -9 in mid-run, of a tab's renderer, the browser or its driver: every target still has its verdict."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from faults import Fault, Site, serving
from faults.connections import sends
from faults.what import answer, page

from harness.browser.pool import Browsers
from harness.browser.process.launch import FoundBrowser
from harness.browser.process.memory import command_line, processes
from harness.browser.process.process import BrowserProcess
from harness.browser.tab.tab import Tab
from harness.observe.capture import Capture
from harness.observe.rendered import observe
from harness.sources.page import Page

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to find the processes"),
]

STORY = Fault("a whole story", sends(answer(page())), "full")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def site() -> AsyncIterator[Site]:
    async with serving([STORY]) as served:
        yield served


def renderers(process: BrowserProcess) -> list[int]:
    listed = {p.pid: p for p in processes()}
    group = listed[process.pid].group
    return [pid for pid, p in listed.items() if p.group == group and "--type=renderer" in command_line(pid)]


def kill_renderers(process: BrowserProcess) -> None:
    for pid in renderers(process):
        os.kill(pid, signal.SIGKILL)


def kill_browser(process: BrowserProcess) -> None:
    os.kill(process.pid, signal.SIGKILL)


def kill_driver(process: BrowserProcess) -> None:
    assert process.driver
    os.kill(process.driver, signal.SIGKILL)


def stop_browser(process: BrowserProcess) -> None:
    os.kill(process.pid, signal.SIGSTOP)


@pytest.mark.parametrize("live", [True, False], ids=["live", "saved"])
@pytest.mark.parametrize("blow", [kill_renderers, kill_browser, kill_driver, stop_browser])
async def test_every_target_has_its_verdict(
    blow: Callable[[BrowserProcess], None],
    live: bool,
    site: Site,
    found: FoundBrowser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Four pages, three at a time; when the third is under way the blow falls. All are read in the end."""
    navigate = Tab.navigate
    under_way: set[Tab] = set()

    async def strike_at_the_third(tab: Tab, url: str, seconds: float) -> dict[str, object]:
        under_way.add(tab)
        if len(under_way) == 3:
            blow(tab.process)
        return await navigate(tab, url, seconds)

    async def look(browsers: Browsers) -> Capture:
        url = site.url(STORY)
        html = None if live else page()
        async with asyncio.timeout(120):
            return await browsers.capture(Page(url, html=html, url=url, live=live), timeout=20.0)

    monkeypatch.setattr(Tab, "navigate", strike_at_the_third)
    monkeypatch.setattr("harness.browser.process.process.DEAD", 3.0)
    async with Browsers(found, tabs=3, allow_private=True) as browsers:
        captures = await asyncio.gather(*(look(browsers) for _ in range(4)))

    noted = [capture.failure or capture.partial for capture in captures]
    assert noted == [None] * 4
    assert {sum(block.words for block in observe(capture).blocks) > 150 for capture in captures} == {True}
    assert max(capture.attempts for capture in captures) == 2
