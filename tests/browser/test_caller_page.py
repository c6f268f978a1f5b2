"""A Playwright page of the caller's is looked at as it stands, by both of Playwright's APIs."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.async_api import async_playwright
from playwright.sync_api import sync_playwright

import harness
from harness.browser.callers_page import capture_page, capture_sync_page
from harness.browser.process.launch import FoundBrowser
from harness.core.errors import BrowserError
from harness.observe.rendered import observe
from tests.moved_site import moved_site

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


@pytest.fixture(scope="module")
def moved() -> Iterator[str]:
    with moved_site() as address:
        yield address


@pytest.mark.asyncio(loop_scope="session")
async def test_an_async_page_tells_what_address_was_asked_for(found: FoundBrowser, moved: str) -> None:
    """By the response that made it, or by the tab's own history; a click is no redirect."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found.path)
        page = await browser.new_page()
        response = await page.goto(f"{moved}/moved")
        by_tab = await harness.judge_page(page)
        by_response = await harness.judge_page(page, response=response)
        of_response = await harness.ajudge_response(response)
        await page.goto(f"{moved}/2026/10/12/the-ramp-is-mended")
        await page.evaluate("history.pushState({}, '', '/')")
        clicked = await harness.judge_page(page)
        await browser.close()

    for verdict in (by_tab, by_response, of_response):
        assert (verdict.state, verdict.url, verdict.final_url) == (
            "redirected",
            f"{moved}/moved",
            f"{moved}/",
        )
    assert clicked.url == clicked.final_url


def test_a_sync_page_is_judged_at_once(found: FoundBrowser, moved: str) -> None:
    """Never a coroutine that nobody awaits."""

    def look() -> list[harness.Verdict]:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found.path)
            page = browser.new_page()
            response = page.goto(f"{moved}/moved")
            verdicts = [
                harness.judge_page(page),
                harness.judge_page(page, response=response),
                harness.judge_response(response),
            ]
            browser.close()
            return verdicts

    with ThreadPoolExecutor(1) as pool:
        verdicts = pool.submit(look).result()
    for verdict in verdicts:
        assert (verdict.state, verdict.url, verdict.final_url) == (
            "redirected",
            f"{moved}/moved",
            f"{moved}/",
        )


def test_what_is_no_page_is_refused_at_once() -> None:
    with pytest.raises(harness.UsageError, match="takes a page of Playwright, not a str"):
        harness.judge_page("<h1>x</h1>")  # type: ignore[call-overload]
