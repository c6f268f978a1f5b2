"""Captures of many pages with few browsers: one bad page never costs another its verdict."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

from harness.browser.limits import Limits
from harness.browser.load_live import Live
from harness.browser.load_saved import Replay
from harness.browser.process.launch import FoundBrowser, need_browser
from harness.browser.process.supervisor import RECYCLE, Keeper
from harness.browser.runner import LIVE, SAVED, Mode, Runner, failed
from harness.browser.tab.session_in_tab import GUEST, Guest
from harness.observe.capture import Capture
from harness.observe.observation import Questions
from harness.sources.page import Page
from harness.web.connect import Closed, Door, Streams, Upstream

_NO_PAGE = ("image/", "audio/", "video/", "application/pdf")


class Browsers:
    """Browsers that capture pages, several at a time. Use as ``async with Browsers() as browsers``.

    Saved pages are opened in a hermetic browser, live ones in another process, where every byte passes a
    proxy of ours that opens nothing but the public network.

    Args:
        found: the browser, by default the first that :func:`need_browser` finds.
        tabs: pages at a time.
        allow_private: live pages, and all they ask for, may be on private networks.
        proxy: a proxy behind ours, ``http://user:password@host:port``.
        options: Playwright's context options for live pages (locale, user agent, storage state …).
        door: what opens connections for live pages; made of the three above by default.
        recycle: pages that one process opens before it is replaced.
        limits: the budgets of a page, where :meth:`capture` is given no timeout.

    Raises:
        UsageError: ``proxy`` is no address of a proxy.
    """

    def __init__(
        self,
        found: FoundBrowser | None = None,
        *,
        tabs: int = 2,
        allow_private: bool = False,
        proxy: str | None = None,
        options: Mapping[str, Any] | None = None,
        door: Door | None = None,
        recycle: int = RECYCLE,
        limits: Limits | None = None,
    ) -> None:
        self._found = found
        self._tabs = tabs
        self._door = door or Door(
            allow_private=allow_private, upstream=Upstream.read(proxy) if proxy is not None else None
        )
        self._options = options or {}
        self._recycle = recycle
        self._limits = limits or Limits()
        self._runner = Runner()

    async def __aenter__(self) -> Self:
        found = self._found or need_browser()
        memory = self._limits.memory
        self._hermetic = Keeper(found, hermetic=True, memory=memory, recycle=self._recycle)
        self._open = Keeper(found, hermetic=False, memory=memory, recycle=self._recycle)
        self._saved = Mode(self._hermetic, SAVED, Replay)
        self._live = Mode(self._open, LIVE, Live, self._door, self._options)
        self._room = asyncio.Semaphore(self._tabs)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Their browsers first: the tabs are gone with them, and need not be closed one by one.
        await asyncio.gather(self._hermetic.close(), self._open.close())
        await self._runner.drain()

    async def begin(self, *, live: bool) -> None:
        """Start a browser before it is needed.

        Args:
            live: for live pages, else for saved ones.

        Raises:
            BrowserError: no browser starts.
        """
        await (self._open if live else self._hermetic).get()

    async def connect(self, host: str, port: int) -> Streams:
        """A connection of our own by the way that live pages' bytes go, to what they may reach.

        Raises:
            OSError: it may not be opened, or nobody answers.
        """
        try:
            return await self._door.open(host, port)
        except Closed as error:
            raise OSError(str(error)) from error

    async def capture(
        self,
        page: Page,
        questions: Questions | None = None,
        *,
        timeout: float | None = None,
        guest: Guest = GUEST,
    ) -> Capture:
        """Load a page and ask it everything. Always comes to an end; a bad page is a failure in the capture.

        Args:
            page: a saved page (with ``html``) or a live one.
            questions: what the rules ask.
            timeout: seconds for all of it, waiting for a free tab apart.
            guest: who looks: cookies, headers, window and the like.

        Raises:
            BrowserError: no browser starts.
        """
        limits = self._limits if timeout is None else Limits.within(timeout)
        async with self._room:
            if page.html is None:
                refused = Live(page, limits).refused(allow_private=self._door.allow_private)
                if refused is not None:
                    return Capture(url=page.url, failure=refused)
                return await self._runner.run(
                    page, questions or Questions(), limits, await self._for(guest, self._live)
                )
            content_type = page.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
            if content_type.startswith(_NO_PAGE):
                return failed(page, "not-html", content_type)
            mode = await self._for(guest, self._saved)
            return await self._runner.run(page, questions or Questions(), limits, mode)

    async def _for(self, guest: Guest, mode: Mode) -> Mode:
        """The mode as ``guest`` opens pages in it."""
        live = mode is self._live
        if guest.is_plain(live=live):
            return mode
        agent = (await self._open.get()).user_agent if live and guest.suffix else ""
        return replace(
            mode,
            loader=lambda page, limits: guest.around(mode.loader(page, limits)),
            options={**mode.options, **guest.options(agent, live=live)},
            scripts=guest.session.scripts,
        )
