"""A picture of a page is a favour: it never costs a verdict, and never shows more than a reader sees."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from harness.browser.limits import Limits
from harness.browser.load_saved import Replay
from harness.browser.pool import Browsers
from harness.browser.process.launch import FoundBrowser
from harness.browser.process.process import BrowserProcess
from harness.browser.tab import screenshot
from harness.browser.tab.screenshot import with_screenshot
from harness.browser.tab.tab import Tab
from harness.browser.tab.visit import visit
from harness.observe.capture import Capture
from harness.observe.observation import Questions
from harness.rules import questions
from harness.sources.page import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")
LONG = "<p>The ferry to the islands runs again, the harbour office said on Monday.</p>" * 400
SCRIPT = """<p id=secret hidden>For members only.</p><script>
const show = () => { secret.hidden = false; document.title = "shown"; };
for (const event of ["scroll", "resize", "visibilitychange"]) addEventListener(event, show);
</script>"""


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine draws slowly; that a picture may be late is a test of its own."""
    monkeypatch.setattr(screenshot, "SECONDS", 60.0)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def process(found: FoundBrowser) -> AsyncIterator[BrowserProcess]:
    started = await BrowserProcess.start(found, hermetic=True)
    yield started
    await started.close()


async def captured(process: BrowserProcess, html: str) -> tuple[Tab, Capture]:
    """A tab that shows a saved page, and what it answered."""
    limits = Limits()
    tab = await Tab.open(process, limits)
    return tab, await visit(tab, Replay(Page("page", html=html), limits), Questions(), limits)


async def test_no_picture_is_taken_unless_asked_for(browsers: Browsers) -> None:
    """The usual pool has no aim."""
    capture = await browsers.capture(Page("page", html=LONG), questions())

    assert capture.answer
    assert capture.screenshot is None


async def test_a_picture_is_small_and_shows_the_place_it_was_aimed_at(process: BrowserProcess) -> None:
    """A JPEG of the window, scrolled to the place."""
    tab, capture = await captured(process, LONG)

    seen = await with_screenshot(tab, capture, lambda _: 3000.0)

    assert seen.screenshot is not None
    assert seen.screenshot.jpeg.startswith(b"\xff\xd8\xff")
    assert len(seen.screenshot.jpeg) <= screenshot.MOST
    assert (seen.screenshot.view.y, seen.screenshot.view.height) == (3000, 900)
    assert seen.answer == capture.answer
    await tab.close()


async def test_taking_it_changes_nothing_on_the_page(process: BrowserProcess) -> None:
    """The page's own handlers do not run, so that none shows what it hid."""
    tab, capture = await captured(process, LONG + SCRIPT)

    seen = await with_screenshot(tab, capture, lambda _: 2000.0)

    assert seen.screenshot is not None
    assert await tab.ask("[document.title, document.getElementById('secret').hidden, scrollY]", 5) == [
        "",
        True,
        2000,
    ]
    await tab.close()


@pytest.mark.parametrize("lock", ["html { overflow: hidden }", "body { overflow: hidden; height: 100vh }"])
async def test_a_page_that_cannot_be_scrolled_is_not(process: BrowserProcess, lock: str) -> None:
    """What lies below a locked window is not shown to the reader, and not to us."""
    tab, capture = await captured(process, f"<style>{lock}</style>{LONG}")

    seen = await with_screenshot(tab, capture, lambda _: 3000.0)

    assert seen.screenshot is not None
    assert seen.screenshot.view.y == 0
    await tab.close()


async def test_a_picture_that_is_not_finished_in_time_is_left_out(
    process: BrowserProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The capture is handed on as it was."""
    tab, capture = await captured(process, LONG)
    send = tab.send

    async def hang(method: str, params: Any = None, *, seconds: float = 5.0) -> Any:
        if method == "Page.captureScreenshot":
            await asyncio.Event().wait()
        return await send(method, params, seconds=seconds)

    monkeypatch.setattr(tab, "send", hang)
    monkeypatch.setattr(screenshot, "SECONDS", 0.2)

    assert await with_screenshot(tab, capture, lambda _: 0.0) is capture
    await tab.close()


async def test_a_tab_that_is_gone_gives_no_picture(process: BrowserProcess) -> None:
    """A crash after the answer does not take the answer away."""
    tab, capture = await captured(process, LONG)
    tab.abandon("crash")

    assert await with_screenshot(tab, capture, lambda _: 0.0) is capture
    await tab.close()


async def test_a_picture_that_stays_too_large_is_left_out(
    process: BrowserProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report of thousands of pages must still open."""
    tab, capture = await captured(process, LONG)
    monkeypatch.setattr(screenshot, "MOST", 100)

    assert (await with_screenshot(tab, capture, lambda _: 0.0)).screenshot is None
    await tab.close()
