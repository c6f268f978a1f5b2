"""Look at a Playwright page of the caller's, as it stands: an adapter each for its async and sync API."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError

from harness.browser.limits import Late, failure, within
from harness.browser.tab.tab import WORLD
from harness.browser.tab.visit import expression
from harness.core.errors import BrowserError
from harness.observe.capture import Capture
from harness.observe.observation import Questions

if TYPE_CHECKING:
    from playwright.async_api import Page as AsyncPage
    from playwright.sync_api import Page as SyncPage

    PlaywrightPage = AsyncPage
    """A page of the caller's; only here is playwright named."""

CHROMIUM = "chromium"


async def capture_page(
    page: AsyncPage, questions: Questions | None = None, *, timeout: float = 30.0
) -> Capture:
    """What ``page`` shows now. It is only read: nothing is clicked, scrolled or stopped.

    Args:
        page: a page of Playwright's async API, in any browser; in Chromium its scripts cannot disturb.
        questions: what the rules ask.
        timeout: seconds; a page whose script never ends gives a capture with a failure.

    Raises:
        BrowserError: the page is closed, or its browser is gone.
    """
    question = expression(questions or Questions())
    try:
        told = await within(timeout, _look(page, question, timeout))
    except Late:
        return Capture(url=page.url, final_url=page.url, failure=failure("renderer-hang", f"{timeout:g} s"))
    except PlaywrightError as error:
        raise BrowserError(f"the page cannot be looked at: {error.message}") from error
    return _capture(page.url, told)


def capture_sync_page(
    page: SyncPage, questions: Questions | None = None, *, timeout: float = 30.0
) -> Capture:
    """As :func:`capture_page`, for a page of Playwright's sync API.

    The sync API cannot stop waiting for a page whose script never ends: only the async one can.
    """
    question = expression(questions or Questions())
    try:
        if not _is_chromium(page):
            return _capture(page.url, page.evaluate(question))
        session = page.context.new_cdp_session(page)
        try:
            frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
            world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": WORLD})
            told = session.send("Runtime.evaluate", _evaluation(question, world, timeout))
        finally:
            session.detach()
    except PlaywrightError as error:
        raise BrowserError(f"the page cannot be looked at: {error.message}") from error
    return _capture(page.url, told["result"].get("value"))


async def _look(page: AsyncPage, question: str, timeout: float) -> Any:
    if not _is_chromium(page):
        return await page.evaluate(question)
    session = await page.context.new_cdp_session(page)
    try:
        tree = await session.send("Page.getFrameTree")
        frame = tree["frameTree"]["frame"]["id"]
        world = await session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": WORLD})
        told = await session.send("Runtime.evaluate", _evaluation(question, world, timeout))
    finally:
        await within(2.0, session.detach())
    return told["result"].get("value")


def _is_chromium(page: AsyncPage | SyncPage) -> bool:
    browser = page.context.browser
    return browser is None or browser.browser_type.name == CHROMIUM


def _evaluation(question: str, world: dict[str, Any], timeout: float) -> dict[str, Any]:
    return {
        "expression": question,
        "contextId": world["executionContextId"],
        "returnByValue": True,
        "timeout": timeout * 1000,
    }


def _capture(url: str, told: Any) -> Capture:
    if not isinstance(told, str):
        return Capture(url=url, final_url=url, failure=failure("probe"))
    answer = json.loads(told)
    return Capture(url=url, final_url=url, status=answer["status"], answer=answer)
