"""The façade: from a target to its verdict, by whichever engine can tell."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from harness.aside import aside
from harness.baseline import TWO_OF_THREE, Baseline, Recheck, settle
from harness.capture import Capture
from harness.captured import judge_capture, judge_refused
from harness.drawing import draw_static, questions_with_aim
from harness.errors import BrowserError, HarnessError, TargetError, UsageError, did_you_mean
from harness.manners.manners import POLITE, Manners
from harness.model import State, Verdict
from harness.report.checked import Checked
from harness.report.clean import clean
from harness.session.session import FRESH, Session, need_consent_extra
from harness.sources.address import without_password
from harness.sources.page import Page
from harness.sources.source import DEFAULT, Item, Limits
from harness.sources.targets import Target, read_targets

if TYPE_CHECKING:
    from playwright.async_api import Page as PlaywrightPage

    from harness.browser.pool import Browsers
    from harness.live import LivePages, Once
    from harness.manners.fetch import Streams

EngineName = Literal["auto", "browser", "static"]
"""``static`` reads the HTML, ``browser`` opens it, ``auto`` opens only what HTML alone cannot decide."""

_FIRST = asyncio.FIRST_COMPLETED

TIMEOUT = 30.0
"""Seconds a page may take in the browser, all in all."""


def judge(
    html: bytes | str,
    *,
    url: str | None = None,
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
    target: str = "",
) -> Verdict:
    """The verdict on HTML you already have. No browser, no network; may be called from any thread.

    Args:
        html: the document as served (bytes are decoded as browsers do) or as text.
        url: its address; some rules need it to tell a section from a story.
        status: its HTTP status.
        headers: its response headers, any case.
        target: what reports call it; its address by default.

    Raises:
        RuleError: a rule raised while it looked.
    """
    from harness.judge import judge_observation
    from harness.observe.static import observe
    from harness.rules import questions

    lower = {name.lower(): value for name, value in (headers or {}).items()}
    observation = observe(html, url=url, status=status, headers=lower, questions=questions())
    return judge_observation(observation, target=target or url or "")


def judge_text(text: str, *, url: str | None = None, target: str = "") -> Verdict:
    """The verdict on a scraper's output: plain text, without the HTML it came from.

    Args:
        text: what the scraper made of the page.
        url: the page's address, if known.
        target: what reports call it; its address by default.

    Raises:
        RuleError: a rule raised while it looked.
    """
    from harness.judge import judge_observation
    from harness.observe.text import observe_text

    return judge_observation(observe_text(text, url=url), target=target or url or "")


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


def undecided(verdict: Verdict) -> str:
    """Why static HTML could not decide, for people; empty when it could.

    What only a browser can tell: what scripts bring, and which of two claims is shown. A verdict that
    rests on what the HTML itself says stays, even where a browser would see more of it.
    """
    match verdict.state:
        case State.UNKNOWN:
            return "the HTML alone does not tell"
        case State.JS_REQUIRED | State.EMPTY:
            return "the HTML holds no text; scripts may bring it"
    if verdict.state is State.FULL and any(signal.decisive for signal in verdict.despite):
        return "the HTML alone speaks for two states"
    return ""


@dataclass(frozen=True, slots=True)
class How:
    """How pages are looked at: the arguments of :func:`acheck_many`."""

    engine: EngineName = "auto"
    timeout: float = TIMEOUT
    concurrency: int = 4
    session: Session = FRESH
    manners: Manners = POLITE
    visits: int = 1
    allow_private: bool = False
    baseline: Baseline | None = None
    recheck: Recheck = TWO_OF_THREE
    pictures: bool = False


class Eyes:
    """Looks at one page after the other with the chosen engine; starts a browser when first needed.

    Args:
        how: see :class:`How`; its ``concurrency`` is the tabs of a browser that is started.
        stack: ends what is started.
        browsers: a pool to use instead.
    """

    def __init__(self, how: How, stack: AsyncExitStack, browsers: Browsers | None) -> None:
        self._how = how
        self._stack = stack
        self._browsers = browsers
        self._failed: BrowserError | None = None
        self._starting = asyncio.Lock()
        self._live_pages: LivePages | None = None
        self._cold = browsers is None

    async def look(self, order: int, item: Item) -> Checked:
        """One page's verdict, or why there is none; with what changed, where there is a baseline."""
        if isinstance(item, TargetError):
            return Checked(target=item.target, error=item, order=order)
        looks = [await self._once(order, item)]
        if self._how.baseline is None:
            return looks[0]
        recheck = self._how.recheck if item.live else Recheck(1, 1)
        while (last := looks[-1]).verdict is not None:
            verdicts = [look.verdict for look in looks if look.verdict is not None]
            was = self._how.baseline.verdicts.get(clean(last.verdict.target))
            if (settled := settle(was, verdicts, recheck)) is not None:
                verdict, change = settled
                return replace(next(look for look in looks if look.verdict is verdict), change=change)
            looks.append(await self._once(order, item))
        return last

    async def _once(self, order: int, page: Page) -> Checked:
        try:
            visits, remark = await self._verdicts(page)
        except HarnessError as error:
            return Checked(target=page.target, error=error, order=order, expect=page.expect)
        return Checked(
            page.target,
            visits[-1],
            expect=page.expect,
            order=order,
            remark=remark,
            visits=visits if len(visits) > 1 else (),
        )

    async def _verdicts(self, page: Page) -> tuple[tuple[Verdict, ...], str]:
        engine = self._how.engine
        if page.live and engine == "static":
            raise TargetError(page.target, "a live page needs a browser; use --engine auto or browser")
        if page.live:
            seen = await self._live().look(page, self._how.visits)
            return seen.visits, seen.remark
        if engine == "browser" and not page.text:
            return (await self._rendered(page),), ""
        drawn = self._how.pictures and page.html is not None
        verdict = await aside(draw_static if drawn else _static, page)
        if engine == "static" or page.text:
            return (verdict,), ""
        if not (why := undecided(verdict)):
            return (verdict,), ""
        try:
            return (await self._rendered(page),), f"opened in the browser: {why}"
        except BrowserError:
            return (verdict,), f"{why}, and there is no browser to ask (harness doctor says more)"

    def _live(self) -> LivePages:
        if self._live_pages is None:
            # Imported here: what live pages need costs start-up time, and most targets are files.
            from harness.live import LivePages

            how = self._how
            self._live_pages = LivePages(
                how.session,
                how.manners,
                timeout=how.timeout,
                load=self._load,
                refuse=judge_refused,
                opener=self._connect,
            )
        return self._live_pages

    async def _connect(self, host: str, port: int) -> Streams:
        return await (await self._pool()).connect(host, port)

    async def _rendered(self, page: Page) -> Verdict:
        verdict, _ = await self._captured(page, self._how.session, self._how.timeout)
        return replace(
            verdict,
            url=verdict.url and without_password(verdict.url),
            final_url=verdict.final_url and without_password(verdict.final_url),
        )

    async def _load(self, page: Page, session: Session, seconds: float) -> Once:
        verdict, capture = await self._captured(page, session, seconds)
        from harness.live import Once

        left = capture.storage or {}
        return Once(verdict, capture.storage if self._how.visits > 1 else None, left)

    async def _captured(self, page: Page, session: Session, seconds: float) -> tuple[Verdict, Capture]:
        browsers = await self._pool()
        if self._cold:
            # The browser starts in a process of its own: meanwhile what judges its pages is loaded here.
            self._cold = False
            await asyncio.gather(browsers.begin(live=page.html is None), aside(_prepare))

        from harness.browser.guest import Guest
        from harness.rules import questions

        guest = Guest(session, self._how.manners.suffix, keep_storage=self._how.visits > 1)
        pictures = self._how.pictures
        asked = questions_with_aim() if pictures else questions()
        capture = await browsers.capture(page, asked, timeout=seconds, guest=guest)
        return await aside(judge_capture, capture, page.target, drawn=pictures), capture

    async def _pool(self) -> Browsers:
        from harness.browser.pool import Browsers

        async with self._starting:
            if self._failed is not None:
                raise self._failed
            if self._browsers is None:
                try:
                    proxy = self._how.session.proxy
                    pool = Browsers(
                        tabs=self._how.concurrency,
                        allow_private=self._how.allow_private,
                        proxy=proxy.address if proxy is not None else None,
                    )
                    self._browsers = await self._stack.enter_async_context(pool)
                except BrowserError as error:
                    self._failed = error  # it would fail for every page in the same way
                    raise
            return self._browsers


def _prepare() -> None:
    """Load rules and phrases, which the first verdict would."""
    from harness.rules import questions

    questions()
    judge_text(".")


def _static(page: Page) -> Verdict:
    if page.html is None:
        raise TargetError(page.target, "there is no HTML to read")
    if page.text:
        text = page.html if isinstance(page.html, str) else page.html.decode("utf-8", "replace")
        return judge_text(text, url=page.url, target=page.target)
    return judge(page.html, url=page.url, status=page.status, headers=page.headers, target=page.target)


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
