"""One browser process with the Playwright driver that runs it: start, heartbeat, watch, kill."""

from __future__ import annotations

import asyncio
import os
import re

from playwright.async_api import Browser, CDPSession, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError

from harness.browser.limits import Late, TabLost, attempt, within
from harness.browser.process import memory
from harness.browser.process.launch import DEAD_PROXY, LEFT_OUT, MEND, FoundBrowser, switches
from harness.browser.process.scratch import Scratch
from harness.core.errors import BrowserError

START = 30.0
"""Seconds that a browser may take to start."""

HEARTBEAT = 5.0
"""Seconds in which a browser that lives answers."""

STOP = 5.0
"""Seconds for each step of stopping a browser in good order, before it is killed."""

SLOW = 1.0
"""Seconds after which an answer is late: the browser, or the driver that all its tabs share, is busy."""

DEAD = 10.0
"""Seconds without an answer after which a browser is killed."""

WATCH = 0.3
"""Seconds between two looks at the memory of the renderers."""


ORDINARY = 150_000_000
"""Bytes of resident memory that a renderer has with any page."""

FILLING = 50_000_000
"""Bytes in a second of its processor time that a renderer takes beyond that when a script fills memory.

Arrays, objects, strings and elements without end: 145 million and more; a history without end: 8; a loop: none.
"""


class BrowserProcess:
    """A running browser. It has its own driver, so that nothing of a dead one is used again.

    Use :meth:`start`.
    """

    def __init__(
        self, playwright: Playwright, browser: Browser, session: CDPSession, pid: int, *, sandboxed: bool
    ) -> None:
        self.browser = browser
        self.session = session
        self.pid = pid
        self.sandboxed = sandboxed
        self.version = browser.version
        self.user_agent = ""
        self.opened = 0
        self.tabs = 0
        self.lost: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.memory_kills = 0
        self._playwright = playwright
        listed = {p.pid: p for p in memory.processes()}
        self._group = listed[pid].group if pid in listed else 0
        leader = listed.get(self._group)
        self.driver = leader.parent if leader is not None and leader.parent != os.getpid() else 0
        self._scratch: Scratch | None = None
        self._watching: tuple[asyncio.Task[None], ...] = ()
        self._slow_at = float("-inf")
        self._asked_at = float("inf")
        browser.on("disconnected", lambda _: self._set_lost())

    @classmethod
    async def start(cls, found: FoundBrowser, *, hermetic: bool, memory_limit: int = 0) -> BrowserProcess:
        """A new browser process.

        Args:
            found: the program.
            hermetic: nothing may leave it (saved pages); else its tabs bring their own proxies (live pages).
            memory_limit: bytes of resident memory above which a renderer is killed; 0: no limit.

        Raises:
            BrowserError: it does not start.
        """
        scratch = Scratch()
        playwright: Playwright | None = None
        # Chromium's sandbox cannot run as root, nor where containers forbid user namespaces.
        wishes = [False] if os.geteuid() == 0 else [True, False]
        why = ""
        started: BrowserProcess | None = None
        try:
            async with scratch.used():
                playwright = await async_playwright().start()
            for sandbox in wishes:
                try:
                    browser = await _launch(playwright, found, hermetic, sandbox)
                    session = await within(START, browser.new_browser_cdp_session())
                    info = await within(START, session.send("SystemInfo.getProcessInfo"))
                    told = await within(START, session.send("Browser.getVersion"))
                except (PlaywrightError, Late) as error:
                    why = _reason(error)
                    continue
                pid = next(p["id"] for p in info["processInfo"] if p["type"] == "browser")
                started = cls(playwright, browser, session, int(pid), sandboxed=sandbox)
                started.user_agent = str(told["userAgent"])
                break
        finally:
            # Also when the caller gave up waiting: the driver takes its browsers with it.
            if started is None:
                if playwright is not None:
                    await attempt(STOP, playwright.stop())
                await scratch.remove()
        if started is None:
            raise BrowserError(f"the browser {found.path} does not start: {why}; {MEND}")
        started._scratch = scratch
        watches = [started._watch_pulse(), *([started._watch_memory(memory_limit)] if memory_limit else [])]
        started._watching = tuple(asyncio.create_task(watch) for watch in watches)
        return started

    async def alive(self) -> bool:
        """Whether the browser answers."""
        if self.lost.done():
            return False
        try:
            await within(HEARTBEAT, self.session.send("Browser.getVersion"), self.lost)
        except (Late, TabLost, PlaywrightError):
            return False
        return True

    def slow_since(self, moment: float) -> bool:
        """Whether the browser was late with an answer since ``moment`` (of the loop's clock)."""
        waiting = asyncio.get_running_loop().time() - self._asked_at
        return self._slow_at >= moment or waiting > SLOW

    def filling(self) -> bool:
        """Whether one of its renderers has been filling memory.

        Told by what it took in its processor time, which other programs cannot hurry or hold up.
        """
        return any(
            one.memory - ORDINARY > FILLING * one.seconds
            for one in memory.processes()
            if one.group == self._group and one.pid != self.pid
        )

    def kill(self) -> None:
        """End the browser and all its children at once."""
        memory.kill_group(self._group)
        self._set_lost()

    async def close(self) -> None:
        """End the browser, its driver and its temporary files."""
        for watch in self._watching:
            watch.cancel()
        # It has nothing to keep, and takes its time to end in good order.
        if not self._group and not self.lost.done():
            await attempt(STOP, self.browser.close())
        self.kill()
        if not await attempt(STOP, self._playwright.stop()) and self.driver:
            memory.kill(self.driver)
        if self._scratch is not None:
            await self._scratch.remove()

    def _set_lost(self) -> None:
        if not self.lost.done():
            self.lost.set_result("browser-hang")

    async def _watch_pulse(self) -> None:
        clock = asyncio.get_running_loop().time
        while not self.lost.done():
            await asyncio.sleep(SLOW)
            if not self.tabs:
                continue
            self._asked_at = clock()
            try:
                await within(DEAD, self.session.send("Browser.getVersion"), self.lost)
            except Late:
                self.kill()
            except (TabLost, PlaywrightError):
                return
            if clock() - self._asked_at > SLOW:
                self._slow_at = clock()
            self._asked_at = float("inf")

    async def _watch_memory(self, limit: int) -> None:
        while not self.lost.done():
            await asyncio.sleep(WATCH)
            if not self.tabs:
                continue
            for process in memory.processes():
                if process.group == self._group and process.memory > limit:
                    self.memory_kills += 1
                    if process.pid == self.pid:
                        self.kill()
                    else:
                        memory.kill(process.pid)


async def _launch(playwright: Playwright, found: FoundBrowser, hermetic: bool, sandbox: bool) -> Browser:
    return await within(
        START + STOP,
        playwright.chromium.launch(
            executable_path=found.path,
            args=switches(hermetic=hermetic),
            ignore_default_args=LEFT_OUT,
            chromium_sandbox=sandbox,
            proxy=None if hermetic else {"server": DEAD_PROXY},
            timeout=START * 1000,
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        ),
    )


def _reason(error: Exception) -> str:
    if isinstance(error, Late):
        return f"no answer in {START:.0f} s"
    # its command line holds every word there is, and what ends the driver's wait says nothing of the browser
    lines = [
        line.strip(" -│║╔╚═╗╝")
        for line in str(error).splitlines()
        if "<launching>" not in line and "trying to kill" not in line
    ]
    telling = [
        line
        for line in lines
        if re.search(r"error|cannot|No such|not found|sandbox|ENOENT|EACCES", line, re.I)
    ]
    if not telling and (ended := re.search(r"process did exit: exitCode=(\w+)", str(error))):
        return f"it ended at once, with exit code {ended[1]}"
    return (telling or [line for line in lines if line] or [type(error).__name__])[0][:300]
