"""Saved pages that follow each other in one tab, so that not every page costs a new renderer process.

What keeps them apart is not the process but what they are: a page may come in a tab where no page of its host
was before, and only if nothing was saved with it but its document. Then no other origin has a document of its
own in it, and whatever it leaves behind under its origin (storage, databases, caches, channels) nobody asks for
again. Cookies, which hosts of one domain share, are deleted; window name and history are put back. A page that
does more than show itself takes its tab along, and a page that ends badly where another was before is opened
again in a context of its own: what it inherited may be to blame.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from playwright.async_api import Error as PlaywrightError

from harness.browser.limits import Late, Limits, TabLost
from harness.browser.process.process import BrowserProcess
from harness.browser.tab.tab import Event, Tab, mark

PAGES = 25
"""Pages that one tab shows before it is closed: what leaks in its process leaks only so far."""

IDLE = 4
"""Tabs that are kept open for a next page."""

SECONDS = 2.0
"""Seconds for each step of clearing a tab; one that is slower is closed."""

TRIES = 5
PAUSE = 0.02
"""How often, and after how many seconds, the history is tried to be cut again."""

SHARE = 1 / 3
"""Share of its time that a page is given where others were before."""

NOWHERE = "about:blank"

BARE = """(() => {
  window.name = "";
  return location.href === "about:blank" && !opener && !frames.length && document.childElementCount === 1;
})()"""
"""Whether nothing is left of the page before."""


class Lane:
    """A tab with its context, and the hosts whose pages were in it.

    Args:
        tab: a tab that one page was shown in.
        host: that page's host.
        options: the options its context was made with.
    """

    def __init__(self, tab: Tab, host: str, options: Mapping[str, Any]) -> None:
        self.tab = tab
        self._options = options
        self._hosts = {host}
        self._clearing: asyncio.Task[bool] | None = None

    def suits(self, process: BrowserProcess, host: str, options: Mapping[str, Any]) -> bool:
        """Whether a page of ``host`` may come next."""
        return self.tab.process is process and host not in self._hosts and self._options == options

    @property
    def worn(self) -> bool:
        """Whether it showed as many pages as it should, or its browser is gone."""
        return len(self._hosts) >= PAGES or self.tab.process.lost.done()

    def clear(self) -> None:
        """Begin to remove what the last page left."""
        self.tab.leave()
        self._clearing = asyncio.ensure_future(self._cleared())

    async def ready(self) -> bool:
        """Whether nothing of the last page is left, once that is known."""
        return self._clearing is not None and await self._clearing

    def next(self, host: str, limits: Limits) -> Tab:
        """The tab for a page of ``host``."""
        self._hosts.add(host)
        self.tab.process.opened += 1
        self.tab = self.tab.again(hurried(limits))
        return self.tab

    async def _cleared(self) -> bool:
        tab = self.tab.again(Limits())
        left: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def navigated(event: Event) -> None:
            if "parentId" not in event["frame"] and event["frame"]["url"] == NOWHERE:
                mark(left)

        tab.listen("Page.frameNavigated", navigated)
        try:
            await tab.navigate(NOWHERE, SECONDS)
            if not await tab.wait(left, SECONDS):
                return False
            told = await tab.send(
                "Runtime.evaluate", {"expression": BARE, "returnByValue": True}, seconds=SECONDS
            )
            await asyncio.gather(
                tab.send("Network.clearBrowserCookies", seconds=SECONDS), self._forget_the_way(tab)
            )
        except (Late, TabLost, PlaywrightError):
            return False
        finally:
            tab.leave()
        return told["result"].get("value") is True

    async def _forget_the_way(self, tab: Tab) -> None:
        """Cut the history. The page before may still be on its way out, and then nothing can be cut yet."""
        for left in range(TRIES, -1, -1):
            try:
                await tab.send("Page.resetNavigationHistory", seconds=SECONDS)
            except PlaywrightError:
                if not left:
                    raise
                await asyncio.sleep(PAUSE)
            else:
                return


class Lanes:
    """Tabs that wait for their next page.

    Args:
        close: closes one that is not needed any more.
    """

    def __init__(self, close: Callable[[Tab], None]) -> None:
        self._close = close
        self._idle: list[Lane] = []

    async def take(self, process: BrowserProcess, host: str, options: Mapping[str, Any]) -> Lane | None:
        """A tab in which a page of ``host`` may come next, or ``None``: a new one is needed."""
        for lane in [one for one in self._idle if one.tab.process is not process]:
            self._drop(lane)  # its browser is being replaced
        while fitting := [one for one in self._idle if one.suits(process, host, options)]:
            self._idle.remove(fitting[0])
            if await fitting[0].ready():
                return fitting[0]
            self._close(fitting[0].tab)
        return None

    def give(self, lane: Lane) -> None:
        """Keep a tab for a next page, or close it when it has done its part."""
        if lane.worn:
            self._close(lane.tab)
            return
        lane.clear()
        self._idle.append(lane)
        if len(self._idle) > IDLE:
            self._drop(self._idle[0])

    def close(self) -> None:
        """Close them all."""
        for lane in list(self._idle):
            self._drop(lane)

    def _drop(self, lane: Lane) -> None:
        self._idle.remove(lane)
        self._close(lane.tab)


def hurried(limits: Limits) -> Limits:
    """The budgets of a page that is opened again, by itself, when they are not enough."""
    less = Limits.within(limits.total * SHARE)
    return replace(
        limits,
        total=less.total,
        load=min(limits.load, less.load),
        settle=min(limits.settle, less.settle),
        probe=min(limits.probe, less.probe),
        salvage=min(limits.salvage, less.salvage),
    )
