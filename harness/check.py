"""The façade: from a target to its verdict, by whichever engine can tell."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import AsyncExitStack, aclosing
from typing import TYPE_CHECKING, get_args

from harness.aside import aside
from harness.baseline import TWO_OF_THREE, Baseline, Recheck
from harness.errors import TargetError, UsageError, did_you_mean
from harness.eyes import TIMEOUT, EngineName, Eyes, How
from harness.manners.manners import POLITE, Manners
from harness.model import Verdict
from harness.report.checked import Checked
from harness.session.session import FRESH, Session, need_consent_extra
from harness.sources.page import Page
from harness.sources.source import DEFAULT, Item, Limits
from harness.sources.targets import Target, read_targets

if TYPE_CHECKING:
    from playwright.async_api import Page as PlaywrightPage

    from harness.browser.pool import Browsers

_FIRST = asyncio.FIRST_COMPLETED


async def judge_page(page: PlaywrightPage, *, timeout: float = TIMEOUT) -> Verdict:
    """The verdict on a Playwright page of your own, as it stands now. It is only read.

    Args:
        page: an open page of Playwright's async API.
        timeout: seconds the looking may take.

    Raises:
        BrowserError: the page is closed or its browser is gone.
        RuleError: a rule raised while it looked.
    """
    from harness.browser.caller import capture_page
    from harness.judge import judge_observation
    from harness.observe.rendered import observe
    from harness.rules import questions

    capture = await capture_page(page, questions(), timeout=timeout)
    return judge_observation(observe(capture), target=page.url)


async def acheck(
    target: Target,
    *,
    engine: EngineName = "auto",
    timeout: float = TIMEOUT,
    limits: Limits = DEFAULT,
    session: Session = FRESH,
    manners: Manners = POLITE,
    visits: int = 1,
    allow_private: bool = False,
    browsers: Browsers | None = None,
) -> Verdict:
    """The verdict on one target: an address, a file, a saved-page folder or a :class:`Page`.

    Args:
        target: what to look at, as one would write it at a prompt.
        engine: see :data:`EngineName`.
        timeout: seconds the page may take in the browser.
        limits: what reading it may cost.
        session: what live pages are asked with: cookies, headers, proxy, user agent, viewport and the like.
        manners: how politely live pages are loaded: robots.txt, pace, retries, budget.
        visits: how often a live page is visited, first with a fresh profile, then with what was left in it;
            the verdict is the last visit's.
        allow_private: live pages may be on, and ask for, addresses of private networks.
        browsers: a pool to use, as it was made; else one is started when needed and ended after.

    Raises:
        TargetError: the target cannot be read.
        BrowserError: the browser is needed and there is none.
        UsageError: the target holds several pages (:func:`acheck_many` takes those), or an option is wrong.
    """
    name = target.target if isinstance(target, Page) else os.fspath(target)
    found: Checked | None = None
    many = acheck_many(
        [target],
        engine=engine,
        timeout=timeout,
        limits=limits,
        session=session,
        manners=manners,
        visits=visits,
        allow_private=allow_private,
        browsers=browsers,
        concurrency=1,
    )
    async with aclosing(many) as results:
        async for checked in results:
            if found is not None:
                raise UsageError(f"{name} holds several pages; use harness.acheck_many")
            found = checked
    if found is None:
        raise TargetError(name, "it holds no page")
    if found.verdict is None:
        raise found.error or TargetError(name, "it was not looked at")
    return found.verdict


def check(
    target: Target,
    *,
    engine: EngineName = "auto",
    timeout: float = TIMEOUT,
    limits: Limits = DEFAULT,
    session: Session = FRESH,
    manners: Manners = POLITE,
    visits: int = 1,
    allow_private: bool = False,
) -> Verdict:
    """:func:`acheck` for programs without an event loop; same arguments, same errors.

    Raises:
        UsageError: an event loop is running here; use ``await harness.acheck(…)``.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        looking = acheck(
            target,
            engine=engine,
            timeout=timeout,
            limits=limits,
            session=session,
            manners=manners,
            visits=visits,
            allow_private=allow_private,
        )
        return asyncio.run(looking)
    raise UsageError("harness.check() cannot run inside an event loop; use: await harness.acheck(…)")


async def acheck_many(
    targets: Iterable[Target],
    *,
    engine: EngineName = "auto",
    timeout: float = TIMEOUT,
    concurrency: int = 4,
    limits: Limits = DEFAULT,
    session: Session = FRESH,
    manners: Manners = POLITE,
    visits: int = 1,
    allow_private: bool = False,
    baseline: Baseline | None = None,
    recheck: Recheck = TWO_OF_THREE,
    browsers: Browsers | None = None,
    pictures: bool = False,
) -> AsyncGenerator[Checked, None]:
    """Look at many targets at once; each result comes as soon as it is there.

    What cannot be read is a result too, with an error in place of a verdict: one bad target does not
    stop the others. Targets are read only as fast as they are judged, so that memory does not grow
    with their number.

    Args:
        targets: as for :func:`acheck`; lists and folders yield one result per page.
        engine: see :data:`EngineName`.
        timeout: seconds each page may take in the browser.
        concurrency: how many pages are looked at together.
        limits: what reading a target may cost.
        session: what live pages are asked with: cookies, headers, proxy, user agent, viewport and the like.
        manners: how politely live pages are loaded: robots.txt, pace, retries, budget.
        visits: how often a live page is visited, first with a fresh profile, then with what was left in it.
        allow_private: live pages may be on, and ask for, addresses of private networks.
        baseline: an earlier run; each result then has a ``change``.
        recheck: how many looks at a changed live page must agree before the change counts.
        browsers: a pool to use, as it was made; else one is started when needed and ended after.
        pictures: draw each page with its evidence, for a report; the browser engine also takes a screenshot.

    Raises:
        UsageError: an option is wrong.
    """
    _need(engine, timeout, concurrency, visits)
    need_consent_extra(session)
    how = How(
        engine, timeout, concurrency, session, manners, visits, allow_private, baseline, recheck, pictures
    )
    items = enumerate(read_targets(targets, limits))
    running: set[asyncio.Task[Checked]] = set()
    reading: asyncio.Task[tuple[int, Item] | None] | None = None
    more = True
    async with AsyncExitStack() as stack:
        eyes = Eyes(how, stack, browsers)
        try:
            while True:
                if more and reading is None and len(running) < concurrency:
                    reading = asyncio.create_task(aside(_following, items))
                if reading is None and not running:
                    break
                await asyncio.wait({reading, *running} if reading else running, return_when=_FIRST)
                if reading is not None and reading.done():
                    following, reading = reading.result(), None
                    more = following is not None
                    if following is not None:
                        running.add(asyncio.create_task(eyes.look(*following)))
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


def _need(engine: str, timeout: float, concurrency: int, visits: int) -> None:
    names = get_args(EngineName)
    if engine not in names:
        raise UsageError(f"unknown engine {engine!r}{did_you_mean(engine, names)}")
    if not timeout > 0:
        raise UsageError(f"the timeout must be more than 0 seconds, not {timeout:g}")
    if concurrency < 1:
        raise UsageError(f"the concurrency must be at least 1, not {concurrency}")
    if visits < 1:
        raise UsageError(f"a page is visited at least once, not {visits} times")
