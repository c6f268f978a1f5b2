"""When a live page has come to rest: its text stands, and what walls it brings have had their chance.

No single event tells. ``load`` waits for pictures and ads, the network of many pages never rests, and walls
come seconds after the text, some only when the reader scrolls. So the page is looked at, more than once.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from playwright.async_api import Error as PlaywrightError

from harness.browser.limits import Limits
from harness.browser.tab.tab import Event, Tab

LOOKS = (1 / 6, 4 / 9, 1.0)
"""Shares of the time: looks at 1.5, 4 and 9 s of nine seconds."""

PULSE = """(() => {
  const all = Document.prototype.getElementsByTagName;
  const count = all.call(document, "*").length, root = all.call(document, "html")[0];
  const body = all.call(document, "body")[0];
  if (!root || !body) return [count, ""];
  const style = getComputedStyle(body);
  const middle = Document.prototype.elementFromPoint.call(document, innerWidth / 2, innerHeight * 0.6);
  return [count, [count, body.textContent.length, root.scrollHeight, style.overflowY, style.position,
    middle ? middle.localName + " " + middle.getAttribute("class") : ""].join(" ")];
})()"""
"""Nodes, and all in which a page differs that still moves: its size, its lock, and what lies on top."""

SCROLL = "scrollTo({{top: {top} * innerHeight, behavior: 'instant'}})"

_AWAITED = frozenset({"Script", "XHR", "Fetch", "Stylesheet"})
_BEAT = 0.35
_BEATS = 6


class Stillness:
    """Watches one page until it no longer moves.

    Args:
        limits: its budgets; ``looks`` is the time of the last look.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._last = limits.looks
        self._beat = min(_BEAT, limits.looks / 20)
        self._under_way: set[str] = set()
        self._before = ""

    def began(self, request: Event) -> None:
        """Take note of a request that may bring text."""
        if request.get("type") in _AWAITED:
            self._under_way.add(str(request["requestId"]))

    def ended(self, request: Event) -> None:
        """Take note of a request's end."""
        self._under_way.discard(str(request["requestId"]))

    async def wait(self, tab: Tab) -> None:
        """Return when the page is at rest, or at the last look.

        It is at rest when it has not moved before a look nor after one scroll there and back; at the first
        look also nothing may be under way that brings text.

        Raises:
            Late, TabLost: as :meth:`Tab.ask`.
        """
        clock = asyncio.get_running_loop().time
        start = clock()
        scrolled = False
        for number, share in enumerate(LOOKS):
            still = await self._watch(tab, start + share * self._last - clock())
            if tab.spent.done():
                return
            if number == 0 and self._under_way:
                continue
            if still and not scrolled:
                scrolled = True
                still = await self._scroll(tab)
            if still:
                return

    async def rest(self, tab: Tab) -> None:
        """Return when what came of a broken document is parsed: no event tells of that.

        Raises:
            Late, TabLost: as :meth:`Tab.ask`.
        """
        for _ in range(_BEATS):
            if await self._same(tab):
                return
            await asyncio.sleep(self._beat / 2)

    async def _watch(self, tab: Tab, seconds: float) -> bool:
        """Whether the page stood still for the last two beats of ``seconds``."""
        clock = asyncio.get_running_loop().time
        end = clock() + seconds
        still = 0
        while True:
            still = still + 1 if await self._same(tab) else 0
            left = end - clock()
            if left <= 0 or tab.spent.done():
                return still >= 2
            await asyncio.sleep(min(self._beat, left))

    async def _scroll(self, tab: Tab) -> bool:
        """Scroll down two screens and back; whether the page took no notice."""
        for top, beats in ((2, 2), (0, 1)):
            with contextlib.suppress(PlaywrightError):
                await tab.ask(SCROLL.format(top=top), self._limits.probe)
            await asyncio.sleep(beats * self._beat)
        return await self._same(tab)

    async def _same(self, tab: Tab) -> bool:
        told: Any = None
        # It navigates just now: that is no rest.
        with contextlib.suppress(PlaywrightError):
            told = await tab.ask(PULSE, self._limits.probe)
        nodes, now = told if isinstance(told, list) else (0, "")
        if nodes > self._limits.nodes:
            tab.spend("too-big")
        before, self._before = self._before, str(now)
        return bool(now) and before == self._before
