"""A Playwright page of the caller's own, read as it stands: not loaded, not changed, not closed."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress

from playwright.async_api import CDPSession, Page
from playwright.async_api import Error as PlaywrightError

from harness.browser.guard import failure
from harness.browser.visit import expression
from harness.capture import Capture
from harness.errors import BrowserError
from harness.observation import Questions

WORLD = "harness-caller"
CLOSING = 2.0


async def capture_page(page: Page, questions: Questions, *, timeout: float) -> Capture:
    """What the page shows now. Its status and headers are not known: they went by before we were asked.

    Args:
        page: an open page of a Chromium, async API.
        questions: what the rules ask.
        timeout: seconds for all of it; a page that is busy for longer is a failure in the capture.

    Raises:
        BrowserError: the page is closed, its browser is gone, or it is no Chromium.
    """
    url = page.url
    try:
        async with asyncio.timeout(timeout):
            session = await page.context.new_cdp_session(page)
    except PlaywrightError as error:
        raise BrowserError(f"the page cannot be read: {error.message.splitlines()[0]}") from error
    except TimeoutError:
        return Capture(url=url, final_url=url, failure=failure("renderer-hang", f"after {timeout:g} s"))
    try:
        async with asyncio.timeout(timeout):
            told = await _ask(session, expression(questions), timeout)
    except PlaywrightError as error:
        raise BrowserError(f"the page cannot be read: {error.message.splitlines()[0]}") from error
    except TimeoutError:
        return Capture(url=url, final_url=url, failure=failure("renderer-hang", f"after {timeout:g} s"))
    finally:
        # A busy page answers nothing, not even this; the caller's page is left to the caller.
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(CLOSING):
                await session.detach()
    return Capture(url=url, final_url=url, answer=json.loads(told))


async def _ask(session: CDPSession, question: str, timeout: float) -> str:
    """The probe's answer from an isolated world, where the page's own scripts cannot break it."""
    tree = await session.send("Page.getFrameTree")
    frame = tree["frameTree"]["frame"]["id"]
    world = await session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": WORLD})
    told = await session.send(
        "Runtime.evaluate",
        {
            "expression": question,
            "contextId": world["executionContextId"],
            "returnByValue": True,
            "timeout": timeout * 1000,
        },
    )
    answer = told.get("result", {}).get("value")
    if not isinstance(answer, str):
        raise BrowserError("the page could not be examined; it may just have navigated away")
    return answer
