"""Captures of many pages with few browsers: one bad page never costs another its verdict."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from types import TracebackType
from typing import Self

from playwright.async_api import Error as PlaywrightError

from harness.browser.guard import BrowserLost, Late, Limits, TabLost, failure
from harness.browser.launch import FoundBrowser, need_browser
from harness.browser.live import Live
from harness.browser.process import BrowserProcess
from harness.browser.replay import Replay
from harness.browser.tab import Tab
from harness.browser.visit import visit
from harness.capture import Capture
from harness.observation import Questions
from harness.sources.page import Page

RECYCLE = 300
"""Pages that one browser process opens before a fresh one takes its place."""


class Keeper:
    """Keeps one browser process of a kind running, and replaces it when it is lost or old.

    Args:
        found: the program.
        hermetic: for saved pages.
        proxy: for live pages: the proxy that all traffic passes.
        memory: bytes of resident memory that one renderer may take.
        recycle: pages a process opens before it is replaced.
    """

    def __init__(
        self, found: FoundBrowser, *, hermetic: bool, proxy: str | None, memory: int, recycle: int = RECYCLE
    ) -> None:
        self._found = found
        self._hermetic = hermetic
        self._proxy = proxy
        self._memory = memory
        self._recycle = recycle
        self._current: BrowserProcess | None = None
        self._old: list[BrowserProcess] = []
        self._lock = asyncio.Lock()

    async def get(self) -> BrowserProcess:
        """The browser to open the next tab in.

        Raises:
            BrowserError: none starts.
        """
        async with self._lock:
            current = self._current
            if current is not None and (current.lost.done() or current.opened >= self._recycle):
                self._old.append(current)
                current = None
            await self._sweep()
            if current is None:
                current = await self.start()
            self._current = current
            return current

    async def start(self) -> BrowserProcess:
        """A new process, to be closed by the caller."""
        return await BrowserProcess.start(
            self._found, hermetic=self._hermetic, proxy=self._proxy, memory_limit=self._memory
        )

    async def close(self) -> None:
        """Close every process."""
        async with self._lock:
            if self._current is not None:
                self._old.append(self._current)
                self._current = None
            old, self._old = self._old, []
        await asyncio.gather(*(process.close() for process in old))

    async def _sweep(self) -> None:
        done = [p for p in self._old if p.lost.done() or p.tabs == 0]
        self._old = [p for p in self._old if p not in done]
        await asyncio.gather(*(process.close() for process in done))


class Browsers:
    """Browsers that capture pages, several at a time. Use as ``async with Browsers() as browsers``.

    Saved pages are opened in a hermetic browser, live ones in another process.

    Args:
        found: the browser, by default the first that :func:`need_browser` finds.
        tabs: pages at a time.
        proxy: the proxy that all traffic of live pages passes.
        recycle: pages that one process opens before it is replaced.
    """

    def __init__(
        self,
        found: FoundBrowser | None = None,
        *,
        tabs: int = 2,
        proxy: str | None = None,
        recycle: int = RECYCLE,
    ) -> None:
        self._found = found
        self._tabs = tabs
        self._proxy = proxy
        self._recycle = recycle
        self._closing: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        found = self._found or need_browser()
        memory = Limits().memory
        self._hermetic = Keeper(found, hermetic=True, proxy=None, memory=memory, recycle=self._recycle)
        self._live = Keeper(found, hermetic=False, proxy=self._proxy, memory=memory, recycle=self._recycle)
        self._room = asyncio.Semaphore(self._tabs)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.gather(*self._closing, return_exceptions=True)
        await asyncio.gather(self._hermetic.close(), self._live.close())

    async def capture(
        self, page: Page, questions: Questions | None = None, *, timeout: float | None = None
    ) -> Capture:
        """Load a page and ask it everything. Always comes to an end; a bad page is a failure in the capture.

        Args:
            page: a saved page (with ``html``) or a live one.
            questions: what the rules ask.
            timeout: seconds for all of it, waiting for a free tab apart.

        Raises:
            BrowserError: no browser starts.
        """
        limits = Limits() if timeout is None else Limits.within(timeout)
        async with self._room:
            if page.html is not None:
                return await self._saved(page, questions or Questions(), limits)
            refused = Live(page, limits).refused()
            if refused is not None:
                return Capture(url=page.url, failure=refused)
            return await self._from_network(page, questions or Questions(), limits)

    async def _saved(self, page: Page, questions: Questions, limits: Limits) -> Capture:
        """Three ways to open a saved page: with the others, alone, and with its scripts off."""
        content_type = page.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
        if content_type.startswith(("image/", "audio/", "video/")) or content_type == "application/pdf":
            return _failed(page, "not-html", content_type)
        clock = asyncio.get_running_loop().time
        end = clock() + limits.total
        code, attempts = "", 0
        for alone, scripts in ((False, True), (True, True), (False, False), (True, False)):
            # Pages of a browser that died are opened again alone, which tells the culprit from the rest.
            if attempts and alone and code != "browser-hang":
                continue
            if attempts and end - clock() < 1.0:
                break
            allowed = Limits.within(end - clock()) if attempts else limits
            attempts += 1
            try:
                got = await self._visit(
                    Replay(page, allowed), questions, allowed, self._hermetic, alone=alone, scripts=scripts
                )
            except TabLost as lost:
                code = lost.code
            except BrowserLost:
                code = "browser-hang"
            else:
                return replace(
                    got,
                    attempts=attempts,
                    scripts=scripts,
                    partial=got.partial if scripts else failure(code, "seen with its scripts off"),
                )
        return _failed(page, code)

    async def _from_network(self, page: Page, questions: Questions, limits: Limits) -> Capture:
        code = ""
        for alone in (False, True):
            try:
                return await self._visit(
                    Live(page, limits), questions, limits, self._live, alone=alone, scripts=True
                )
            except TabLost as lost:
                code = lost.code
                if code != "crash":
                    break
            except BrowserLost:
                code = "browser-hang"
        return _failed(page, code)

    async def _visit(
        self,
        loader: Replay | Live,
        questions: Questions,
        limits: Limits,
        keeper: Keeper,
        *,
        alone: bool,
        scripts: bool,
    ) -> Capture:
        process = await (keeper.start() if alone else keeper.get())
        try:
            tab = await Tab.open(process, limits)
            try:
                return await visit(tab, loader, questions, limits, scripts=scripts)
            except (Late, PlaywrightError) as error:
                raise TabLost(tab.lost.result() if tab.lost.done() else "renderer-hang") from error
            except TabLost as error:
                if error.code == "browser-hang":
                    raise BrowserLost("it died") from error
                raise
            finally:
                self._close_later(tab)
        except BrowserLost:
            process.kill()
            raise
        finally:
            if alone:
                await asyncio.gather(*self._closing)
                await process.close()

    def _close_later(self, tab: Tab) -> None:
        """Close a tab while the next page is already opening."""
        task = asyncio.ensure_future(tab.close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)


def _failed(page: Page, code: str, detail: str = "") -> Capture:
    return Capture(
        url=page.url,
        final_url=page.url,
        redirects=page.redirects,
        status=page.status,
        headers=page.headers,
        html=page.html,
        failure=failure(code, detail),
    )
