"""Nothing of a saved page leaves the hermetic browser, whatever its scripts try.

Each way out has a listener of its own on loopback. The same page in an ordinary browser is the control:
there the listeners hear it.
"""

from __future__ import annotations

import pytest
from playwright.async_api import async_playwright
from ways import WAYS, listeners, page, served

from harness.browser.limits import Limits
from harness.browser.load_saved import Replay
from harness.browser.process.launch import FoundBrowser
from harness.browser.process.process import BrowserProcess
from harness.browser.tab.tab import Tab
from harness.browser.tab.visit import visit
from harness.observe.observation import Questions
from harness.sources.page import Page, Resource

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_ordinary_browser_is_heard(found: FoundBrowser) -> None:
    """The control: in a browser without our switches most of the ways lead out."""
    async with (
        listeners() as (heard, ports),
        served(page(ports)) as address,
        async_playwright() as playwright,
    ):
        browser = await playwright.chromium.launch(executable_path=found.path)
        tab = await browser.new_page()
        await tab.goto(address)
        await tab.evaluate("window.tries")
        await tab.close()
        await browser.close()

    reached = {name for name, listener in heard.items() if listener.heard}

    assert len(reached) >= 25, sorted(reached)
    assert {
        "fetch",
        "websocket",
        "stun",
        "iframe",
        "popup",
        "speculation prefetch",
        "shared worker",
    } <= reached


@pytest.mark.parametrize(
    ("origin", "resources"),
    [
        ("https://news.example/story", {}),
        ("http://127.0.0.1:8000/story", {}),
        # With resources the renderer refuses nothing by itself: what holds is the browser's switches.
        ("https://news.example/story", {"https://news.example/a.css": Resource(b"p{}")}),
    ],
    ids=["far", "loopback", "with resources"],
)
async def test_nothing_leaves_the_hermetic_browser(
    origin: str, resources: dict[str, Resource], found: FoundBrowser
) -> None:
    """No way out of more than forty reaches its listener, from a far origin or from loopback itself."""
    limits = Limits()
    process = await BrowserProcess.start(found, hermetic=True)
    try:
        async with listeners() as (heard, ports):
            tab = await Tab.open(process, limits)
            replay = Replay(Page("ways", html=page(ports), url=origin, resources=resources), limits)
            await replay.arm(tab)
            await tab.navigate(replay.url, limits.load)
            await tab.wait(tab.parsed, limits.load)
            waiting = {
                "expression": "tries.then(() => tried.length)",
                "awaitPromise": True,
                "returnByValue": True,
            }
            told = await tab.send("Runtime.evaluate", waiting, seconds=30.0)
            await tab.close()
            await process.close()
    finally:
        await process.close()

    assert len(WAYS) == told["result"]["value"]
    assert [name for name, listener in heard.items() if listener.heard] == []


@pytest.mark.parametrize(
    ("resources", "why"),
    [({}, "inspector"), ({"https://news.example/a.css": Resource(b"p{}")}, None)],
    ids=["alone", "with resources"],
)
async def test_the_renderer_refuses_what_nobody_has(
    resources: dict[str, Resource], why: str | None, found: FoundBrowser
) -> None:
    """A page that was saved alone asks no other process for its pictures; one with resources may have them."""
    limits = Limits()
    process = await BrowserProcess.start(found, hermetic=True)
    failed: list[str | None] = []
    try:
        tab = await Tab.open(process, limits)
        html = "<p>one<img src=https://pictures.example/a.png>"
        replay = Replay(Page("p", html=html, url="https://news.example/story", resources=resources), limits)
        tab.listen("Network.loadingFailed", lambda event: failed.append(event.get("blockedReason")))
        await tab.send("Network.enable")
        await visit(tab, replay, Questions(), limits)
        await tab.close()
    finally:
        await process.close()

    assert failed == [why]
