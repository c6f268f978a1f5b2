"""What the browser's tests share: a browser or the reason why there is none, and one pool for all."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from harness.browser.pool import Browsers
from harness.browser.process.launch import FoundBrowser, find_browser


@pytest.fixture(scope="session")
def found() -> FoundBrowser:
    """The browser of this machine; without one the test is skipped."""
    browser = find_browser()
    if browser is None:
        pytest.skip("no browser found; harness doctor says how to get one")
    return browser


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browsers(found: FoundBrowser) -> AsyncIterator[Browsers]:
    """One pool for the whole run. Its live pages may be on loopback, where the tests' servers are."""
    async with Browsers(found, allow_private=True) as pool:
        yield pool


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium(found: FoundBrowser) -> AsyncIterator[Browser]:
    """A plain browser, as a reader has: nothing in it holds a page back."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=str(found.path), args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest.fixture
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Live pages are looked at within a second: those on loopback have nothing to wait for."""
    monkeypatch.setattr("harness.browser.tab.settle.LOOKS", (0.06, 0.3, 1.0))
    monkeypatch.setattr("harness.browser.tab.settle._BEAT", 0.12)
