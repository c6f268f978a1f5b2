"""One guarded way to a capture, for saved and live pages alike: attempts, their budgets, who is to blame.

A page that kills its browser takes others with it. All of them are opened again, each alone: the culprit does
it again and gets its code, the bystanders get their verdicts.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from playwright.async_api import Error as PlaywrightError

from harness.browser.limits import BrowserLost, Late, Limits, TabLost, failure, within
from harness.browser.process.process import BrowserProcess
from harness.browser.process.supervisor import Keeper
from harness.browser.tab.reuse import Lane, Lanes
from harness.browser.tab.tab import Tab
from harness.browser.tab.visit import Loader, visit
from harness.observe.capture import Capture
from harness.observe.observation import Questions
from harness.sources.page import Page
from harness.web.connect import Door
from harness.web.proxy import Budget, Proxy

LOST = "browser-hang"
TIMED = frozenset({"timeout-connect", "timeout-load", "stalled-body", "renderer-hang", "probe"})
"""Codes that only mean something while the browser itself answers in time."""
LAST_LOOK = 0.3
"""Share of a page's time that each further way to open it has at least."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to open a page.

    Args:
        alone: in a browser of its own.
        scripts: its scripts are let run.
        after: codes of the attempt before after which this one is made; empty: any.
    """

    alone: bool = False
    scripts: bool = True
    after: frozenset[str] = frozenset()


_LOST = frozenset({LOST})
SAVED = (
    Attempt(),
    Attempt(alone=True, after=frozenset({LOST, "crash"})),
    Attempt(scripts=False),
    Attempt(alone=True, scripts=False, after=_LOST),
)
"""A saved page is also opened with its scripts off: asking it again costs nobody anything."""

LIVE = (Attempt(), Attempt(alone=True, after=frozenset({LOST, "crash", "renderer-hang"})))
"""A live page is asked for once; twice when its tab or browser was lost, perhaps by another's fault."""


@dataclass(frozen=True, slots=True)
class Mode:
    """How pages of a kind are opened.

    Args:
        keeper: where their browsers come from.
        attempts: the ways to open one, in order.
        loader: makes what loads one.
        door: the way out of their tabs; ``None``: there is none.
        options: Playwright's context options for their tabs.
        scripts: their scripts are let run, where the attempt lets them, too.
    """

    keeper: Keeper
    attempts: tuple[Attempt, ...]
    loader: Callable[[Page, Limits], Loader]
    door: Door | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    scripts: bool = True


class Runner:
    """Opens pages, and closes their tabs while the next ones are already opening."""

    def __init__(self) -> None:
        self._alone = asyncio.Lock()
        self._closing: set[asyncio.Task[None]] = set()
        self._lanes = Lanes(self._close_later)

    async def run(self, page: Page, questions: Questions, limits: Limits, mode: Mode) -> Capture:
        """The capture of one page. Always comes to an end.

        Raises:
            BrowserError: no browser starts.
        """
        clock = asyncio.get_running_loop().time
        got = await self._in_lane(page, questions, limits, mode)
        if got is not None:
            return got
        end = clock() + limits.total  # what came before it in the tab may be to blame
        code, made = "", 0
        for attempt in mode.attempts:
            if made and attempt.after and code not in attempt.after:
                continue
            allowed = limits
            if made and code == LOST and attempt.scripts:
                end = clock() + limits.total  # its time was lost, maybe by another's fault
            elif made:
                left = max(end - clock(), limits.total * LAST_LOOK)
                allowed = replace(Limits.within(left), memory=limits.memory)
            made += 1
            try:
                if attempt.alone:
                    # One after the other: what took a browser down would disturb these, too.
                    async with self._alone:
                        got = await self._visit(page, questions, allowed, mode, attempt)
                else:
                    got = await self._visit(page, questions, allowed, mode, attempt)
            except TabLost as lost:
                code = lost.code
            except BrowserLost:
                code = LOST
            else:
                seen = got.partial if attempt.scripts else failure(code, "seen with its scripts off")
                return replace(got, attempts=made, scripts=attempt.scripts, partial=seen)
        return failed(page, code, attempts=made)

    async def drain(self) -> None:
        """Close every tab, and wait until that is done."""
        self._lanes.close()
        await self._closed()

    async def _closed(self) -> None:
        while self._closing:
            await asyncio.gather(*self._closing, return_exceptions=True)

    async def _in_lane(self, page: Page, questions: Questions, limits: Limits, mode: Mode) -> Capture | None:
        """The capture of a page in a tab where other pages were, or ``None``: there is none, or it went wrong."""
        loader = mode.loader(page, limits)
        if not loader.host or questions.aim or not mode.scripts:
            return None
        process = await mode.keeper.get()
        lane = await self._lanes.take(process, loader.host, mode.options)
        if lane is None:
            return None
        tab = lane.next(loader.host, limits)
        got: Capture | None = None
        try:
            got = await within(tab.limits.total, visit(tab, loader, questions, tab.limits))
        except BrowserLost:
            process.kill()
        except (Late, PlaywrightError, TabLost):
            pass  # it is opened again
        finally:
            if got is not None and got.failure is None and got.partial is None and loader.meek(tab):
                self._lanes.give(lane)
            else:
                got = None
                self._close_later(tab)
        return got

    async def _visit(
        self, page: Page, questions: Questions, limits: Limits, mode: Mode, attempt: Attempt
    ) -> Capture:
        """One attempt. What came late in a browser that others kept busy is no answer: it is lost."""
        process = await (mode.keeper.start() if attempt.alone else mode.keeper.get())
        began = asyncio.get_running_loop().time()

        def crowded(code: str) -> bool:
            return not attempt.alone and code in TIMED and process.slow_since(began)

        try:
            got = await self._look(process, page, questions, limits, mode, attempt)
        except TabLost as error:
            raise TabLost(LOST if crowded(error.code) else error.code) from error
        noted = got.failure or got.partial
        # A renderer that is killed in mid-load only says that its load was aborted.
        aborted = noted is not None and not attempt.alone and "ERR_ABORTED" in noted.detail
        if noted is not None and (aborted or crowded(noted.code) or noted.code == LOST):
            raise TabLost(LOST)
        return got

    async def _look(
        self,
        process: BrowserProcess,
        page: Page,
        questions: Questions,
        limits: Limits,
        mode: Mode,
        attempt: Attempt,
    ) -> Capture:
        try:
            tab = await Tab.open(process, limits, mode.options, await _proxy(mode.door, limits))
            loader = mode.loader(page, limits)
            meek = False
            try:
                scripts = attempt.scripts and mode.scripts
                looking = visit(tab, loader, questions, limits, scripts=scripts)
                got = await within(limits.total + limits.salvage, looking)
                if (
                    got.partial is not None
                    and (told := _told(got.partial.code, tab, attempt)) != got.partial.code
                ):
                    got = replace(got, partial=failure(told, "a script that filled it was stopped"))
                meek = not attempt.alone and not questions.aim and loader.meek(tab)
                return got
            except (Late, PlaywrightError, TabLost) as error:
                code = _why(tab, error.code if isinstance(error, TabLost) else "renderer-hang")
                if code != LOST and (broken := loader.broken()) is not None and broken.code == "too-big":
                    code = broken.code  # whatever its size made of the page in the end
                # A tab may hear that it is closed before anybody hears that its browser or driver is gone.
                told = _told(code, tab, attempt)
                if code == LOST or (told in TIMED and not await process.alive()):
                    raise BrowserLost("it died") from error
                raise TabLost(told) from error
            finally:
                if meek and loader.host and not (got.failure or got.partial):
                    self._lanes.give(Lane(tab, loader.host, mode.options))
                else:
                    self._close_later(tab)
        except BrowserLost:
            process.kill()
            raise
        finally:
            if attempt.alone:
                await self._closed()
                await process.close()

    def _close_later(self, tab: Tab) -> None:
        task = asyncio.ensure_future(tab.close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)


def _told(code: str, tab: Tab, attempt: Attempt) -> str:
    """``memory`` for a script that was stopped for its time while it filled memory, else ``code``.

    Which of the two limits it comes to first is the machine's doing, and its memory is what is wrong with it.
    Where the browser has other tabs, whose script it was is told by looking at the page alone.
    """
    if code != "renderer-hang" or not tab.filling:
        return code
    return "memory" if attempt.alone or tab.process.tabs <= 1 else LOST


def _why(tab: Tab, code: str) -> str:
    """The code of a lost tab: that it was lost by itself, else the budget it went over, else ``code``."""
    if tab.lost.done():
        return tab.lost.result()
    return tab.spent.result() if tab.spent.done() else code


async def _proxy(door: Door | None, limits: Limits) -> Proxy | None:
    if door is None:
        return None
    return await Proxy.start(door, Budget(limits.traffic, limits.requests, document=limits.document))


def failed(page: Page, code: str, detail: str = "", attempts: int = 1) -> Capture:
    """The capture of a page that could not be read, with what is known of it beforehand."""
    return Capture(
        url=page.asked,
        final_url=page.url,
        redirects=page.redirects,
        status=page.status,
        headers=page.headers,
        html=page.html,
        failure=failure(code, detail),
        attempts=attempts,
    )
