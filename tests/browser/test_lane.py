"""Saved pages that follow each other in one tab: nothing of one reaches the next, and each is read as if alone."""

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
from harness.browser.tab.reuse import Lane
from harness.browser.tab.tab import Tab
from harness.browser.tab.visit import visit
from harness.observe.capture import Capture
from harness.observe.observation import Questions
from harness.observe.rendered import observe
from harness.sources.page import Page, Resource

pytestmark = pytest.mark.asyncio(loop_scope="session")

LIMITS = Limits.within(90)
PATIENCE = 20.0
"""Seconds for a step on a machine under load."""

ONE, OTHER = "one.site.example", "other.site.example"

MARKS: dict[str, tuple[str, str]] = {
    # what a page leaves: (how, how the next one looks for it; "mark" when it is there)
    "a cookie of its domain": (
        "document.cookie = 'kept=mark; domain=site.example; path=/; max-age=999'",
        "document.cookie.includes('mark') ? 'mark' : ''",
    ),
    "local storage": ("localStorage.kept = 'mark'", "localStorage.kept"),
    "session storage": ("sessionStorage.kept = 'mark'", "sessionStorage.kept"),
    "a database": (
        "new Promise(r => {indexedDB.open('mark', 1).onsuccess = r})",
        "indexedDB.databases().then(all => all.map(d => d.name).join())",
    ),
    "a cache": ("caches.open('mark')", "caches.keys().then(all => all.join())"),
    "a file": (
        "navigator.storage.getDirectory().then(d => d.getFileHandle('mark', {create: true}))",
        "navigator.storage.getDirectory().then(d => d.getFileHandle('mark')).then(() => 'mark', () => '')",
    ),
    "the window's name": ("window.name = 'mark'", "window.name"),
    "its history": ("history.pushState('', '', '#back')", "history.length > 2 ? 'mark' : ''"),
    "the referrer": ("0", "document.referrer.includes('one.site') ? 'mark' : ''"),
    "a lock": (
        "new Promise(r => {navigator.locks.request('mark', () => {r(); return new Promise(() => 0)})})",
        "navigator.locks.query().then(all => all.held.map(l => l.name).join())",
    ),
}

NEVER = {"the referrer", "a lock"}
"""What does not outlive its document; there is no control for it."""


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tabs are cleared in time, however busy the machine is."""
    monkeypatch.setattr("harness.browser.tab.reuse.SECONDS", PATIENCE)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def process(found: FoundBrowser) -> AsyncIterator[BrowserProcess]:
    started = await BrowserProcess.start(found, hermetic=True)
    yield started
    await started.close()


async def show(tab: Tab, host: str) -> None:
    replay = Replay(Page(host, html=f"<p>{host}", url=f"https://{host}/"), LIMITS)
    await visit(tab, replay, Questions(), LIMITS)


async def run(tab: Tab, script: str) -> Any:
    await tab.send("Emulation.setVirtualTimePolicy", {"policy": "advance"})
    asked = {"expression": f"(async () => {script})()", "awaitPromise": True, "returnByValue": True}
    return (await tab.send("Runtime.evaluate", asked, seconds=PATIENCE))["result"].get("value")


@pytest.mark.parametrize("name", [name for name in MARKS if name not in NEVER])
async def test_a_page_of_the_same_host_would_find_it(name: str, process: BrowserProcess) -> None:
    """The control: what is left is there for a page of the same host in the same tab, uncleared."""
    leave, look = MARKS[name]
    tab = await Tab.open(process, LIMITS)
    await show(tab, ONE)
    await run(tab, leave)
    tab.leave()
    following = tab.again(LIMITS)
    await show(following, ONE)
    seen = await run(following, look)
    await following.close()

    assert seen == "mark"


@pytest.mark.parametrize("name", MARKS)
async def test_nothing_that_a_page_leaves_reaches_the_next(name: str, process: BrowserProcess) -> None:
    """In a cleared tab a page of another host, even of the same domain, finds nothing."""
    leave, look = MARKS[name]
    tab = await Tab.open(process, LIMITS)
    await show(tab, ONE)
    await run(tab, leave)
    lane = Lane(tab, ONE, {})
    lane.clear()
    ready = await lane.ready()
    following = lane.next(OTHER, LIMITS)
    await show(following, OTHER)
    seen = await run(following, look)
    await following.close()

    assert ready
    assert (seen or "") != "mark"


async def look(browsers: Browsers, host: str, html: str, **more: Any) -> Capture:
    async with asyncio.timeout(60):
        return await browsers.capture(Page(host, html=html, url=f"https://{host}/", **more), timeout=30.0)


def words(capture: Capture) -> str:
    return " ".join(block.text for block in observe(capture).blocks)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every tab that is opened."""
    tabs: list[str] = []
    open_ = Tab.open

    async def noted(*args: Any, **more: Any) -> Tab:
        tabs.append("tab")
        return await open_(*args, **more)

    monkeypatch.setattr(Tab, "open", noted)
    return tabs


PLAIN = "<p>words of the page"
STYLE = {"https://cdn.example/a.css": Resource(b"p{}", headers={"content-type": "text/css"})}


@pytest.mark.parametrize(
    ("pages", "tabs"),
    [
        ([("a.example", PLAIN, {}), ("b.example", PLAIN, {}), ("c.example", PLAIN, {})], 1),
        ([("a.example", PLAIN, {}), ("a.example", PLAIN, {})], 2),
        ([("a.example", PLAIN, {}), ("b.example", PLAIN, {"resources": STYLE})], 2),
        ([("a.example", PLAIN, {"resources": STYLE}), ("b.example", PLAIN, {})], 2),
        ([("a.example", f"{PLAIN}<script>alert(1)</script>", {}), ("b.example", PLAIN, {})], 2),
        ([("a.example", f"{PLAIN}<script>location.reload()</script>", {}), ("b.example", PLAIN, {})], 3),
    ],
    ids=["other hosts", "same host", "resources", "after resources", "dialog", "after a loop"],
)
async def test_a_tab_is_shared_where_nothing_can_be(
    pages: list[tuple[str, str, dict[str, Any]]], tabs: int, found: FoundBrowser, opened: list[str]
) -> None:
    """Pages of different hosts that do nothing but show themselves follow each other in one tab; others do not."""
    async with Browsers(found, tabs=1) as browsers:
        captures = [await look(browsers, host, html, **more) for host, html, more in pages]

    assert ["words of the page"] * len(pages) == [words(capture) for capture in captures]
    assert tabs == len(opened)


CLOCK = (
    "<p id=p>the page says <script>const say = (text) => p.append(text + ' ');"
    "say(history.length + ' ' + document.referrer + name);"
    "for (const s of [1, 9, 12, 60]) setTimeout(say, s * 1000, s)</script>"
)


async def test_a_page_that_follows_is_read_like_the_first(found: FoundBrowser, opened: list[str]) -> None:
    """Its timers have run for the same ten seconds, and its history is as long."""
    async with Browsers(found, tabs=1) as browsers:
        told = [words(await look(browsers, f"{name}.example", CLOCK)) for name in "abcd"]

    assert told == ["the page says 2 1 9"] * 4
    assert len(opened) == 1


async def test_a_page_that_ends_badly_is_opened_again_by_itself(
    found: FoundBrowser, opened: list[str]
) -> None:
    """What came before it in the tab may be to blame, so it is given all its time in a tab of its own."""
    spins = "<p>before<script>while(1);</script><p>after"
    async with Browsers(found, tabs=1) as browsers:
        await look(browsers, "a.example", PLAIN)
        spun = await look(browsers, "b.example", spins)
        following = await look(browsers, "c.example", PLAIN)

    assert (spun.partial.code if spun.partial else None) == "renderer-hang"
    assert (words(spun), words(following)) == ("before after", "words of the page")
    assert len(opened) == 3


async def test_a_tab_is_closed_after_so_many_pages(
    found: FoundBrowser, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tab does not live on for ever."""
    monkeypatch.setattr("harness.browser.tab.reuse.PAGES", 2)
    async with Browsers(found, tabs=1) as browsers:
        for name in "abcd":
            await look(browsers, f"{name}.example", PLAIN)

    assert len(opened) == 2
