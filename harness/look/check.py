"""The façade: from a target to its verdict, by whichever engine can tell."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, Coroutine, Iterable, Iterator
from contextlib import AsyncExitStack, aclosing
from typing import TYPE_CHECKING, Any, overload

from harness.core.arguments import need
from harness.core.errors import TargetError, UsageError
from harness.core.model import Verdict
from harness.core.rulebook import STANDARD, Rulebook
from harness.look.checked import Checked
from harness.look.looking import AS_USUAL, Looking
from harness.look.one_page import Looker
from harness.look.tracing import on_span
from harness.sources.in_thread import aside
from harness.sources.page import Page
from harness.sources.source import Item
from harness.sources.targets import Target, read_targets

if TYPE_CHECKING:
    from harness.browser.callers_page import AsyncPage, AsyncResponse, SyncPage, SyncResponse
    from harness.browser.pool import Browsers
    from harness.look.apart import Apart

_FIRST = asyncio.FIRST_COMPLETED


@overload
def judge_page(
    page: AsyncPage,
    *,
    response: AsyncResponse | None = None,
    timeout: float = AS_USUAL.timeout,
    rulebook: Rulebook = STANDARD,
) -> Coroutine[Any, Any, Verdict]: ...
@overload
def judge_page(
    page: SyncPage,
    *,
    response: SyncResponse | None = None,
    timeout: float = AS_USUAL.timeout,
    rulebook: Rulebook = STANDARD,
) -> Verdict: ...
def judge_page(
    page: Any, *, response: Any = None, timeout: float = AS_USUAL.timeout, rulebook: Rulebook = STANDARD
) -> Any:
    """The verdict on a Playwright page of your own, as it stands now. It is only read.

    A page of the async API is awaited: ``await harness.judge_page(page)``; for one of the sync API, as
    pytest-playwright's, the verdict is returned at once.

    Args:
        page: an open page.
        response: what ``page.goto`` returned, if you have it: it tells a story's address that answered with the
            home page. In Chromium the tab itself remembers what address it was sent to.
        timeout: seconds the looking may take.
        rulebook: the rules, phrases and wordings it is judged by.

    Raises:
        UsageError: it is no Playwright page.
        BrowserError: the page is closed or its browser is gone.
        RuleError: a rule raised while it looked.
    """
    from harness.browser.callers_page import capture_sync_page, is_sync
    from harness.look.look import asked, look_rendered

    if not is_sync(page):
        return _judge_async_page(page, response, timeout, rulebook)
    capture = capture_sync_page(page, asked(rulebook, pictures=False), response=response, timeout=timeout)
    return on_span(look_rendered(capture, page.url, rulebook=rulebook).verdict)


async def _judge_async_page(
    page: AsyncPage, response: AsyncResponse | None, timeout: float, rulebook: Rulebook
) -> Verdict:
    from harness.browser.callers_page import capture_page
    from harness.look.look import asked, look_rendered

    capture = await capture_page(page, asked(rulebook, pictures=False), response=response, timeout=timeout)
    return on_span(look_rendered(capture, page.url, rulebook=rulebook).verdict)


async def acheck(
    target: Target, *, how: Looking = AS_USUAL, browsers: Browsers | None = None, **options: Any
) -> Verdict:
    """The verdict on one target: an address, a file, a saved-page folder or a :class:`Page`.

    Args:
        target: what to look at, as one would write it at a prompt.
        how: how to look; ``engine="static"``, ``timeout=10`` and so on may also be written as arguments here:
            every field of :class:`Looking` is one.
        browsers: a pool to use, as it was made; else one is started when needed and ended after.
        options: fields of ``how`` that differ.

    Raises:
        TargetError: the target cannot be read.
        BrowserError: the browser is needed and there is none.
        UsageError: the target holds several pages (:func:`acheck_many` takes those), or an option is wrong.
    """
    name = _named(target)
    found: Checked | None = None
    many = acheck_many([target], how=how, browsers=browsers, **{**options, "concurrency": 1})
    async with aclosing(many) as results:
        async for checked in results:
            if found is not None:
                raise UsageError(f"{name} holds several pages; use harness.acheck_many")
            found = checked
    if found is None:
        raise TargetError(name, "it holds no page")
    if found.verdict is None:
        raise found.error or TargetError(name, "it was not looked at")
    return on_span(found.verdict)


def _named(target: object) -> str:
    if isinstance(target, Page):
        return target.target
    need(isinstance(target, str | os.PathLike), "target", "an address, a path or a harness Page", target)
    return str(os.fspath(target))  # type: ignore[call-overload]  # as it was just seen to be


def check(target: Target, *, how: Looking = AS_USUAL, **options: Any) -> Verdict:
    """:func:`acheck` for programs without an event loop; same arguments, same errors.

    Raises:
        UsageError: an event loop is running here; use ``await harness.acheck(…)``.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(acheck(target, how=how, **options))
    raise UsageError("harness.check() cannot run inside an event loop; use: await harness.acheck(…)")


async def acheck_many(
    targets: Iterable[Target],
    *,
    how: Looking = AS_USUAL,
    browsers: Browsers | None = None,
    apart: Apart | None = None,
    **options: Any,
) -> AsyncGenerator[Checked, None]:
    """Look at many targets at once; each result comes as soon as it is there.

    What cannot be read is a result too, with an error in place of a verdict: one bad target does not
    stop the others. Targets are read only as fast as they are judged, so that memory does not grow
    with their number.

    Args:
        targets: as for :func:`acheck`; lists and folders yield one result per page.
        how: how to look.
        browsers: a pool to use, as it was made; else one is started when needed and ended after.
        apart: processes to judge pages in, so that the deadline holds whatever a page does to us; else they are
            judged in threads of this one.
        options: fields of ``how`` that differ.

    Raises:
        UsageError: an option is wrong.
    """
    need(not isinstance(targets, str | bytes), "targets", "a list of targets", targets)
    how = how.but(**options)
    items = enumerate(read_targets(targets, how.limits))
    running: set[asyncio.Task[Checked]] = set()
    reading: asyncio.Task[tuple[int, Item] | None] | None = None
    more = True
    async with AsyncExitStack() as stack:
        looker = Looker(how, stack, browsers, apart)
        try:
            while True:
                if more and reading is None and len(running) < how.concurrency:
                    reading = asyncio.create_task(aside(_following, items))
                if reading is None and not running:
                    break
                await asyncio.wait({reading, *running} if reading else running, return_when=_FIRST)
                if reading is not None and reading.done():
                    following, reading = reading.result(), None
                    more = following is not None
                    if following is not None:
                        running.add(asyncio.create_task(looker.check(*following)))
                for task in [task for task in running if task.done()]:
                    running.remove(task)
                    yield task.result()
        finally:
            unfinished = [*running, *([reading] if reading else [])]
            for unneeded in unfinished:
                unneeded.cancel()
            await asyncio.gather(*unfinished, return_exceptions=True)


def _following(items: Iterator[tuple[int, Item]]) -> tuple[int, Item] | None:
    return next(items, None)
