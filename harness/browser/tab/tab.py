"""A context with one page, driven by the DevTools protocol, with budgets and a way out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from playwright.async_api import BrowserContext, CDPSession, Frame, Page
from playwright.async_api import Error as PlaywrightError

from harness.browser.limits import BrowserLost, Late, Limits, TabLost, attempt, within
from harness.browser.process.process import BrowserProcess
from harness.web.proxy import DOORBELL, USER, Proxy

OPEN = 15.0
"""Seconds that a context with a page may take to open; more means that its browser is ill."""

WORLD = "harness"
"""Name of the isolated world: page scripts cannot reach into it, whatever they redefine."""

QUIET = """for (const name of Object.keys(console)) {
  if (typeof console[name] === "function") console[name] = () => {};
}
for (const name of ["error", "unhandledrejection"]) addEventListener(name, (event) => event.preventDefault());"""
"""A page that writes to its console without end would fill the pipe that all tabs share; so would its errors."""

FLOODS = frozenset({"request-flood", "frame-bomb", "popup-loop"})

_CALMS = 3

Event = dict[str, Any]
Handler = Callable[[Event], Coroutine[Any, Any, None]]


def mark(event: asyncio.Future[None]) -> None:
    """Note that ``event`` came; once is enough."""
    if not event.done():
        event.set_result(None)


class Tab:
    """A page, its DevTools session, and what it did so far. Use :meth:`open`.

    ``lost`` resolves when the tab is of no use any more, ``spent`` when it went over a budget (both with
    a code), ``parsed`` when its document is parsed. ``filling``: when its scripts were stopped, one of its browser's
    renderers had been filling memory.
    """

    def __init__(
        self,
        process: BrowserProcess,
        context: BrowserContext,
        page: Page,
        session: CDPSession,
        limits: Limits,
        proxy: Proxy | None = None,
    ) -> None:
        loop = asyncio.get_running_loop()
        self.process = process
        self.limits = limits
        self.proxy = proxy
        self.lost: asyncio.Future[str] = loop.create_future()
        self.spent: asyncio.Future[str] = loop.create_future()
        self.parsed: asyncio.Future[None] = loop.create_future()
        self.ended: asyncio.Future[None] = loop.create_future()
        self.scripts = True
        self.filling = False
        self._context = context
        self._page = page
        self._session = session
        self._frame = ""
        self._counts: dict[str, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._kills = process.memory_kills
        self._heard: list[tuple[Any, str, Callable[..., None]]] = []
        self._there = False
        self._left = False
        process.tabs += 1
        process.lost.add_done_callback(self._browser_gone)
        self._hear(page, "crash", lambda _: self.abandon("crash"))
        self._hear(context, "page", self._popup)
        self.listen("Page.frameNavigated", self._navigated)
        self.listen("Page.domContentEventFired", self._parsed)
        self.listen("Page.frameAttached", lambda _: self.count("frame-bomb", limits.frames))
        self.listen("Page.javascriptDialogOpening", lambda _: self.count("dialog-loop", limits.dialogs))

    @classmethod
    async def open(
        cls,
        process: BrowserProcess,
        limits: Limits,
        options: Mapping[str, Any] | None = None,
        proxy: Proxy | None = None,
    ) -> Tab:
        """A new tab in a fresh context.

        Args:
            process: the browser.
            limits: its budgets.
            options: Playwright's context options beyond ours (locale, storage state, …).
            proxy: the proxy that all its bytes pass; the tab closes it.

        Raises:
            BrowserLost: the browser does not open one.
        """
        try:
            context = await within(
                OPEN,
                process.browser.new_context(
                    **{
                        "service_workers": "block",
                        "accept_downloads": False,
                        "viewport": {"width": 1280, "height": 900},
                        **(options or {}),
                        **({"proxy": {"server": proxy.address}} if proxy is not None else {}),
                    }
                ),
                process.lost,
            )
            _, page = await within(
                OPEN, asyncio.gather(context.add_init_script(QUIET), context.new_page()), process.lost
            )
            session = await within(OPEN, context.new_cdp_session(page), process.lost)
            tab = cls(process, context, page, session, limits, proxy)
            process.opened += 1
            await tab.send("Page.enable", seconds=OPEN)
            if proxy is not None:
                await tab._introduce(proxy)
        except (Late, TabLost, PlaywrightError) as error:
            if proxy is not None:
                await proxy.close()
            raise BrowserLost(str(error)) from error
        return tab

    @property
    def page(self) -> Page:
        """Playwright's page, for what the DevTools session alone cannot do: frames, storage, further sessions."""
        return self._page

    @property
    def url(self) -> str:
        """The address of the document that is shown."""
        return self._page.url

    @property
    def frame(self) -> str:
        """DevTools' id of the main frame, empty before the tab navigated for the first time."""
        return self._frame

    @property
    def main(self) -> Frame:
        """The main frame."""
        return self._page.main_frame

    def count(self, code: str, most: int) -> None:
        """Count one more of ``code``; over ``most`` the page has spent its budget."""
        self._counts[code] = self._counts.get(code, 0) + 1
        if self._counts[code] > most:
            self.spend(code)

    def spend(self, code: str) -> None:
        """The page went over a budget. One that floods us is stopped before its turn comes to be read."""
        if not self.spent.done():
            self.spent.set_result(code)
            if code in FLOODS:
                if self.proxy is not None:
                    self.proxy.shut()
                self.on_the_side("Emulation.setScriptExecutionDisabled", {"value": True})
                self.on_the_side("Network.disable")
                if self.parsed.done():  # else the rest of the document would be lost with the flood
                    self.on_the_side("Page.stopLoading")

    def abandon(self, code: str) -> None:
        """The tab is of no more use."""
        if not self.lost.done():
            self.lost.set_result(
                "memory" if code == "crash" and self.process.memory_kills > self._kills else code
            )

    def on(self, event: str, handler: Handler) -> None:
        """Run ``handler`` for each DevTools event of that name, as a task of this tab."""

        def start(data: Event) -> None:
            self._keep(asyncio.ensure_future(handler(data)))

        self.listen(event, start)

    def listen(self, event: str, note: Callable[[Event], None]) -> None:
        """Call ``note``, which does not wait for anything, for each DevTools event of that name."""
        self._hear(self._session, event, note)

    async def send(self, method: str, params: Event | None = None, *, seconds: float = 5.0) -> Event:
        """What the page answers to a DevTools command.

        Raises:
            Late: it does not answer in ``seconds``.
            TabLost: the tab crashed, or its browser died.
            PlaywrightError: the command was refused.
        """
        return await within(seconds, self._session.send(method, params), self.lost)

    async def navigate(self, url: str, seconds: float) -> Event:
        """Go to ``url``; returns when the document starts to arrive, or with ``errorText``.

        Raises:
            Late, TabLost, PlaywrightError: see :meth:`send`.
        """
        started = await self.send("Page.navigate", {"url": url}, seconds=seconds)
        self._frame = started["frameId"]
        return started

    async def ask(self, expression: str, seconds: float) -> Any:
        """The value of ``expression`` in an isolated world of the document that is shown.

        Raises:
            Late, TabLost, PlaywrightError: see :meth:`send`; PlaywrightError also when the page
                navigates away meanwhile, or when the expression raises.
        """
        world = await self.send(
            "Page.createIsolatedWorld", {"frameId": self._frame, "worldName": WORLD}, seconds=seconds
        )
        told = await self.send(
            "Runtime.evaluate",
            {
                "expression": expression,
                "contextId": world["executionContextId"],
                "returnByValue": True,
                "timeout": seconds * 1000,
            },
            seconds=seconds + 0.5,
        )
        if "exceptionDetails" in told:
            raise PlaywrightError(
                str(told["exceptionDetails"].get("exception", {}).get("description", "raised"))
            )
        return told["result"].get("value")

    def on_the_side(self, method: str, params: Event | None = None) -> None:
        """Send a command whose answer nobody waits for."""

        async def send() -> None:
            await attempt(self.limits.salvage, self._session.send(method, params))

        self._keep(asyncio.ensure_future(send()))

    def end(self) -> None:
        """Nothing more of the document will come: stop waiting for it to be parsed."""
        mark(self.ended)

    async def wait(self, event: asyncio.Future[None], seconds: float) -> bool:
        """Whether ``event`` came within ``seconds``; ends early when a budget is spent.

        Raises:
            TabLost: the tab crashed, or its browser died.
        """
        ends: set[asyncio.Future[Any]] = {event, self.spent, self.lost}
        if event is self.parsed:
            ends.add(self.ended)
        await asyncio.wait(ends, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if self.lost.done():
            raise TabLost(self.lost.result())
        return event.done()

    async def calm(self) -> None:
        """Stop the page's scripts for good, also one that never ends.

        Raises:
            TabLost: the page does not answer even then.
            BrowserLost: nor does its browser.
        """
        self.filling = self.filling or (self.scripts and self.process.filling())
        self.scripts = False
        for _ in range(_CALMS):
            try:
                await asyncio.gather(
                    self.send(
                        "Emulation.setScriptExecutionDisabled", {"value": True}, seconds=self.limits.salvage
                    ),
                    self._terminate(),
                )
            except (Late, PlaywrightError):
                continue
            return
        if not await self.process.alive():
            raise BrowserLost("no heartbeat")
        raise TabLost("renderer-hang")

    async def _terminate(self) -> None:
        try:
            await self.send("Runtime.terminateExecution", seconds=self.limits.salvage)
        except PlaywrightError as error:
            # An earlier one waits for its turn: a script that opens dialogs only gives way between two of them.
            if "termination" not in str(error):
                raise

    def again(self, limits: Limits) -> Tab:
        """The same tab for another page: nothing is counted yet. This one must have been left.

        Args:
            limits: that page's budgets.
        """
        tab = Tab(self.process, self._context, self._page, self._session, limits)
        tab._frame = self._frame
        return tab

    def counted(self, code: str) -> int:
        """How often ``code`` was counted."""
        return self._counts.get(code, 0)

    def leave(self) -> None:
        """Take no more notice of what happens in the tab. It stays open."""
        if self._left:
            return
        self._left = True
        for task in self._tasks:
            task.cancel()
        for speaker, event, note in self._heard:
            speaker.remove_listener(event, note)
        self._heard.clear()
        self.process.lost.remove_done_callback(self._browser_gone)
        self.process.tabs -= 1

    async def close(self) -> None:
        """Close the tab by the ladder: context, else page then context, else the whole browser is killed."""
        for task in self._tasks:
            task.cancel()
        if not self.process.lost.done():
            seconds = self.limits.close
            closed = await attempt(seconds, self._context.close())
            if not closed:
                await attempt(seconds, self._page.close())
                closed = await attempt(seconds, self._context.close())
            if not closed:
                self.process.kill()
        if self.proxy is not None:
            await self.proxy.close()
        self.leave()

    async def _introduce(self, proxy: Proxy) -> None:
        """Let the browser learn the proxy's password; it says it by itself from then on.

        Playwright can do so, too, but then every request of the page waits for its driver, and nothing is cached.

        Raises:
            Late, TabLost, PlaywrightError: see :meth:`send`.
        """

        def asked(event: Event) -> None:
            word = {"response": "ProvideCredentials", "username": USER, "password": proxy.password}
            self.on_the_side(
                "Fetch.continueWithAuth", {"requestId": event["requestId"], "authChallengeResponse": word}
            )

        def paused(event: Event) -> None:
            self.on_the_side("Fetch.continueRequest", {"requestId": event["requestId"]})

        self._session.on("Fetch.authRequired", asked)
        self._session.on("Fetch.requestPaused", paused)
        patterns = [{"urlPattern": f"{DOORBELL}*"}]
        await self.send("Fetch.enable", {"patterns": patterns, "handleAuthRequests": True}, seconds=OPEN)
        await self.send("Page.navigate", {"url": DOORBELL}, seconds=OPEN)
        await self.send("Fetch.disable", seconds=OPEN)
        self._session.remove_listener("Fetch.authRequired", asked)
        self._session.remove_listener("Fetch.requestPaused", paused)

    def _navigated(self, event: Event) -> None:
        self._there = self._there or "parentId" not in event["frame"]

    def _parsed(self, _: Event) -> None:
        if self._there:  # else it tells of the document before
            mark(self.parsed)

    def _hear(self, speaker: Any, event: str, note: Callable[..., None]) -> None:
        speaker.on(event, note)
        self._heard.append((speaker, event, note))

    def _popup(self, page: Page) -> None:
        if page is not self._page:
            self.count("popup-loop", self.limits.popups)
            self._keep(asyncio.ensure_future(self._shut(page)))

    async def _shut(self, page: Page) -> None:
        await attempt(self.limits.close, page.close())

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _browser_gone(self, _: asyncio.Future[str]) -> None:
        self.abandon("browser-hang")
