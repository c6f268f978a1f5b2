"""A Playwright page of the caller's is looked at as it stands, by both of Playwright's APIs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.async_api import async_playwright
from playwright.sync_api import sync_playwright

from harness.browser.callers_page import capture_page, capture_sync_page
from harness.browser.process.launch import FoundBrowser
from harness.core.errors import BrowserError
from harness.observe.rendered import observe

HTML = "<script>window.Map = 1</script><h1>Mine</h1><p>as it stands</p><p hidden>not this</p>"


def text(capture: object) -> list[str]:
    return [block.text for block in observe(capture).blocks if not block.hidden]  # type: ignore[arg-type]


@pytest.mark.asyncio(loop_scope="session")
async def test_a_page_of_the_async_api(found: FoundBrowser) -> None:
    """An async page is read, a spinning one has its deadline, and a closed one is an error."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found.path)
        page = await browser.new_page()
        await page.set_content(HTML)
        capture = await capture_page(page)
        other = await browser.new_page()
        await other.evaluate("setTimeout(() => {while (1);}, 0)")
        spinning = await capture_page(other, timeout=1.0)
        await page.close()
        with pytest.raises(BrowserError, match="cannot be looked at"):
            await capture_page(page)
        await browser.close()

    assert text(capture) == ["Mine", "as it stands"]
    assert spinning.failure is not None
    assert spinning.failure.code == "renderer-hang"


def test_a_page_of_the_sync_api(found: FoundBrowser) -> None:
    """A sync page is read in the same way."""

    def look() -> object:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found.path)
            page = browser.new_page()
            page.set_content(HTML)
            capture = capture_sync_page(page)
            browser.close()
            return capture

    # Playwright's sync API refuses a thread whose event loop runs, and pytest-asyncio's may.
    with ThreadPoolExecutor(1) as pool:
        assert text(pool.submit(look).result()) == ["Mine", "as it stands"]
