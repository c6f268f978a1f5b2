"""Look at a Playwright page of the caller's, as it stands: an adapter each for its async and sync API.

The address that was asked for is the first of the response that the caller hands over; in Chromium also what the
tab's history says was asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from inspect import iscoroutinefunction
from typing import Any, TypeAlias

from playwright import async_api, sync_api

from harness.browser.limits import Late, failure, within
from harness.browser.tab.tab import WORLD
from harness.browser.tab.visit import expression
from harness.core.errors import BrowserError, UsageError
from harness.observe.capture import Capture
from harness.observe.observation import Questions

AsyncPage: TypeAlias = async_api.Page
AsyncResponse: TypeAlias = async_api.Response
SyncPage: TypeAlias = sync_api.Page
SyncResponse: TypeAlias = sync_api.Response

CHROMIUM = "chromium"


def is_sync(page: AsyncPage | SyncPage) -> bool:
    """Whether a page is one of Playwright's sync API.

    Raises:
        UsageError: it is no page of Playwright's, or of a driver made like it.
    """
    evaluate = getattr(page, "evaluate", None)
    if not callable(evaluate) or not hasattr(page, "context"):
        raise UsageError(f"judge_page takes a page of Playwright, not a {type(page).__name__}")
    return not iscoroutinefunction(evaluate)


async def capture_page(
    page: AsyncPage,
    questions: Questions | None = None,
    *,
    response: AsyncResponse | None = None,
    timeout: float = 30.0,
) -> Capture:
    """What ``page`` shows now. It is only read: nothing is clicked, scrolled or stopped.

    Args:
        page: a page of Playwright's async API, in any browser; in Chromium its scripts cannot disturb.
        questions: what the rules ask.
        response: the response that it was made of, as ``page.goto`` returns it.
        timeout: seconds; a page whose script never ends gives a capture with a failure.

    Raises:
        BrowserError: the page is closed, or its browser is gone.
    """
    question = expression(questions or Questions())
    try:
        told, asked = await within(timeout, _look(page, question, timeout))
    except Late:
        return Capture(url=page.url, final_url=page.url, failure=failure("renderer-hang", f"{timeout:g} s"))
    except async_api.Error as error:
        raise BrowserError(f"the page cannot be looked at: {error.message}") from error
    return _capture(page.url, told, asked, response)


def capture_sync_page(
    page: SyncPage,
    questions: Questions | None = None,
    *,
    response: SyncResponse | None = None,
    timeout: float = 30.0,
) -> Capture:
    """As :func:`capture_page`, for a page of Playwright's sync API.

    The sync API cannot stop waiting for a page whose script never ends: only the async one can.
    """
    question = expression(questions or Questions())
    try:
        if not _is_chromium(page):
            return _capture(page.url, page.evaluate(question), None, response)
        session = page.context.new_cdp_session(page)
        try:
            frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
            world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": WORLD})
            told = session.send("Runtime.evaluate", _evaluation(question, world, timeout))
            asked = _asked(session.send("Page.getNavigationHistory"))
        finally:
            session.detach()
    except async_api.Error as error:
        raise BrowserError(f"the page cannot be looked at: {error.message}") from error
    return _capture(page.url, told["result"].get("value"), asked, response)


def photograph_sync_page(page: SyncPage) -> bytes | None:
    """What a page of the sync API shows in its window, a JPEG; ``None`` where it is closed or hangs."""
    try:
        return page.screenshot(type="jpeg", quality=70, timeout=5_000)
    except async_api.Error:
        return None


async def _look(page: AsyncPage, question: str, timeout: float) -> tuple[Any, str | None]:
    if not _is_chromium(page):
        return await page.evaluate(question), None
    session = await page.context.new_cdp_session(page)
    try:
        tree = await session.send("Page.getFrameTree")
        frame = tree["frameTree"]["frame"]["id"]
        world = await session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": WORLD})
        told = await session.send("Runtime.evaluate", _evaluation(question, world, timeout))
        asked = _asked(await session.send("Page.getNavigationHistory"))
    finally:
        await within(2.0, session.detach())
    return told["result"].get("value"), asked


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


def _asked(history: Mapping[str, Any]) -> str | None:
    """The address that the tab was sent to, where no script and no click changed it since."""
    entry = history["entries"][history["currentIndex"]]
    return str(entry["userTypedURL"]) if entry["transitionType"] == "typed" else None


def _capture(
    url: str, told: Any, asked: str | None, response: AsyncResponse | SyncResponse | None
) -> Capture:
    passed = _passed(response) if response is not None else [asked] if asked else []
    if passed and passed[-1].partition("#")[0] == url.partition("#")[0]:
        passed.pop()
    asked = passed[0] if passed else url
    if not isinstance(told, str):
        return Capture(url=asked, final_url=url, redirects=tuple(passed), failure=failure("probe"))
    answer = json.loads(told)
    return Capture(
        url=asked,
        final_url=url,
        redirects=tuple(passed),
        status=response.status if response is not None else answer["status"],
        headers=response.headers if response is not None else {},
        answer=answer,
    )


def _passed(response: AsyncResponse | SyncResponse) -> list[str]:
    """The addresses of a response and of the redirects that led to it, the one asked for first."""
    passed = [response.url]
    request = response.request
    while (before := request.redirected_from) is not None:
        passed.append(before.url)
        request = before
    return passed[::-1]
