"""Looking at pages from tests: one browser for the session, on a loop of its own.

The browser lives in a thread with its own event loop. So a test may run on whatever loop its plugin gives it
(pytest-asyncio in either mode and scope, anyio) or on none, and beside pytest-playwright, whose sync
fixtures keep a loop running in the main thread that nothing else may use.
"""

from __future__ import annotations

import asyncio
import ipaddress
import os
import threading
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from concurrent.futures import Future
from contextlib import AsyncExitStack
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import pytest

from harness.core.config import engine_names
from harness.core.errors import BrowserError, HarnessError, TargetError, UsageError, did_you_mean
from harness.core.extras import need_browser_extra
from harness.core.model import Engine, Verdict
from harness.look.apart import Apart
from harness.look.check import acheck_many, judge_page
from harness.look.checked import Checked
from harness.look.judge import judge, judge_text
from harness.sources.address import is_address
from harness.sources.page import Page
from harness.sources.source import MEGABYTE, Limits
from harness.sources.targets import Target, exists
from pytest_scraper_harness import is_live
from pytest_scraper_harness.at_work.chosen import settings_of, timeout_of

if TYPE_CHECKING:
    from harness.browser.pool import Browsers

T = TypeVar("T")

SEEN: pytest.StashKey[list[Checked]] = pytest.StashKey()
"""What a test has looked at so far, for its report."""

PHOTOGRAPH: pytest.StashKey[dict[int, Callable[[], bytes | None]]] = pytest.StashKey()
"""How a picture can be had of what was seen, by its place in :data:`SEEN`: of saved pages, in the browser."""

_TOLD: pytest.StashKey[dict[tuple[str, str], str]] = pytest.StashKey()


def first_to_tell(item: pytest.Item, page: str, what: str) -> str:
    """The test that tells something of a page: this one, unless another of the run has told it already.

    A saved page has two tests, and what is wrong with it is read once.
    """
    return item.config.stash.setdefault(_TOLD, {}).setdefault((page, what), item.name)


_CLOSING = 20.0  # seconds the browser may take to end


class Looks:
    """Looks at pages for a whole session, with at most one pool of browsers.

    Args:
        config: the run's.
    """

    def __init__(self, config: pytest.Config) -> None:
        settings = settings_of(config)
        self._root = config.rootpath
        self._limits = Limits(max_bytes=int(settings.max_mb * MEGABYTE), strict=settings.strict)
        self._rulebook = settings.rulebook
        self._timeout = timeout_of(config)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._stack = AsyncExitStack()
        self._pool: Browsers | None = None
        self._judges: Apart | None = None
        self._failed: BrowserError | None = None
        self._starting: asyncio.Lock | None = None
        self._kept: dict[tuple[str, str], Checked | HarnessError] = {}

    def once(self, key: str, read: Callable[[], Page], engine: str) -> Checked:
        """As :meth:`look`, but a page that was looked at before is not looked at again.

        Args:
            key: what tells the page from others.
            read: reads it.
            engine: what looks.
        """
        if (key, engine) not in self._kept:
            try:
                self._kept[key, engine] = self.start(self.look(read(), engine)).result()
            except HarnessError as error:
                self._kept[key, engine] = error  # it would fail again in the same way
        kept = self._kept[key, engine]
        if isinstance(kept, HarnessError):
            raise kept
        return kept

    def picture(self, target: Target) -> bytes | None:
        """What the browser shows of a saved page, a JPEG: it is opened once more, for the sake of a failing test.

        ``None`` where no picture comes of it; the failure has enough to say.
        """
        try:
            checked = self.start(self.look(target, "browser", pictures=True)).result()
        except HarnessError:
            return None
        picture = checked.picture
        return picture.screenshot.jpeg if picture is not None and picture.screenshot is not None else None

    async def look(self, target: Target, engine: str, *, pictures: bool = False) -> Checked:
        """What a target shows; runs on the session's own loop.

        Args:
            target: as one would write it at a prompt.
            engine: what looks.
            pictures: with a picture of the page.

        Raises:
            HarnessError: it cannot be looked at.
        """
        target = self._from_root(target)
        found: list[Checked] = []
        async for checked in acheck_many(
            [target],
            engine=engine,
            timeout=self._timeout,
            limits=self._limits,
            browsers=await self._browsers(engine),
            apart=await self._apart(),
            pictures=pictures,
            rulebook=self._rulebook,
            allow_private=isinstance(target, str) and _loopback(target),  # a server that the test started
        ):
            found.append(checked)
        if len(found) != 1:
            raise UsageError(f"{target} holds {len(found)} pages; name one of them")
        if found[0].verdict is None:
            raise found[0].error or TargetError(found[0].target, "it was not looked at")
        return found[0]

    def _from_root(self, target: Target) -> Target:
        """A path that tests write from the project's root, wherever pytest was started."""
        if not isinstance(target, str) or is_address(target) or exists(target):
            return target
        return os.path.relpath(self._root / target) if exists(str(self._root / target)) else target

    def start(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Run a coroutine on the session's own loop."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=self._loop.run_forever, name="harness", daemon=True)
            self._thread.start()
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def close(self) -> None:
        """End the browser and the loop."""
        if self._loop is None or self._thread is None:
            return
        try:
            self.start(self._stack.aclose()).result(_CLOSING)
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(_CLOSING)
            if not self._thread.is_alive():
                self._loop.close()
            self._loop = None

    async def _apart(self) -> Apart:
        """The session's processes that judge pages."""
        if self._judges is None:
            self._judges = await self._stack.enter_async_context(Apart())
        return self._judges

    async def _browsers(self, engine: str) -> Browsers | None:
        """The session's pool. It starts no browser before a page needs one."""
        if engine == "static":
            return None
        if self._starting is None:
            self._starting = asyncio.Lock()
        async with self._starting:
            if self._pool is None and self._failed is None:
                try:
                    need_browser_extra()
                    from harness.browser.pool import Browsers

                    self._pool = await self._stack.enter_async_context(Browsers())
                except BrowserError as error:
                    self._failed = error
        if self._failed is not None and engine == "browser":
            raise self._failed
        return self._pool


class Check:
    """Looks at one target and gives its verdict; what was seen is shown when the test fails.

    Args:
        item: the test.
        looks: the session's.
        engine: what looks, unless a call names another.
    """

    def __init__(self, item: pytest.Item, looks: Looks, engine: str) -> None:
        self._item = item
        self._looks = looks
        self._engine = engine

    async def __call__(self, target: Target, *, engine: str | None = None) -> Verdict:
        """The verdict on a target, as one would name it to ``harness check``.

        Args:
            target: an address, a file, a saved-page folder.
            engine: ``auto``, ``static`` or ``browser``.

        Raises:
            HarnessError: it cannot be looked at.
        """
        return self._seen(target, await asyncio.wrap_future(self._started(target, engine)))

    def wait(self, target: Target, *, engine: str | None = None) -> Verdict:
        """The same for a test without an event loop."""
        return self._seen(target, self._started(target, engine).result())

    def _started(self, target: Target, engine: str | None) -> Future[Checked]:
        engine = engine or self._engine
        if engine not in engine_names():
            raise UsageError(f"unknown engine {engine!r}{did_you_mean(engine, engine_names())}")
        if (
            isinstance(target, str)
            and is_address(target)
            and not _loopback(target)
            and not is_live(self._item)
        ):
            raise UsageError(f"{target} is a live page; mark the test with @pytest.mark.live")
        return self._looks.start(self._looks.look(target, engine))

    def _seen(self, target: Target, checked: Checked) -> Verdict:
        assert checked.verdict is not None
        # A live page is not loaded again for a picture: it may be another by then, and a site has been asked enough.
        live = (isinstance(target, Page) and target.live) or (isinstance(target, str) and is_address(target))
        remember(self._item, checked, None if live else lambda: self._looks.picture(target))
        return checked.verdict


def judge_for(item: pytest.Item) -> Callable[..., Verdict]:
    """``harness.judge`` and ``judge_text`` for a test, which remember what they said."""
    rulebook = settings_of(item.config).rulebook  # the project's own rules are asked, too

    def harness_judge(
        html: bytes | str | None = None,
        *,
        text: str | None = None,
        url: str | None = None,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Verdict:
        if (html is None) == (text is None):
            raise UsageError("harness_judge takes HTML, or text=… from a scraper")
        if text is not None:
            verdict = judge_text(text, url=url, target=url or "text", rulebook=rulebook)
        else:
            assert html is not None
            verdict = judge(
                html, url=url, status=status, headers=headers, target=url or "html", rulebook=rulebook
            )
        remember(item, Checked(verdict.target, verdict))
        return verdict

    return harness_judge


def judge_page_for(item: pytest.Item) -> Callable[..., Any]:
    """``harness.judge_page`` for a test, which remembers what it said."""
    rulebook = settings_of(item.config).rulebook  # the project's own rules are asked, too

    def harness_judge_page(page: Any, *, response: Any = None) -> Any:
        told = judge_page(page, response=response, rulebook=rulebook)
        if isawaitable(told):
            return _awaited(item, told)
        from harness.browser.callers_page import photograph_sync_page

        remember(item, Checked(told.target, told), lambda: photograph_sync_page(page))
        return told

    return harness_judge_page


async def _awaited(item: pytest.Item, told: Awaitable[Verdict]) -> Verdict:
    verdict = await told
    remember(item, Checked(verdict.target, verdict))
    return verdict


def remember(
    item: pytest.Item, checked: Checked, photograph: Callable[[], bytes | None] | None = None
) -> None:
    """Keep what a test saw, for its report.

    Args:
        item: the test.
        checked: what it saw.
        photograph: takes a picture of it, should the test fail.
    """
    seen = item.stash.setdefault(SEEN, [])
    in_browser = checked.verdict is not None and checked.verdict.engine is Engine.BROWSER
    if photograph is not None and in_browser:
        item.stash.setdefault(PHOTOGRAPH, {})[len(seen)] = photograph
    seen.append(checked)


def _loopback(target: str) -> bool:
    host = urlsplit(target).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
