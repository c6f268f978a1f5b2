"""Looks at pages one by one, with whichever engine can tell; starts a browser when first needed."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from harness.aside import aside
from harness.baseline import TWO_OF_THREE, Baseline, Recheck, settle
from harness.capture import Capture
from harness.captured import judge_capture, judge_refused
from harness.drawing import draw_static, questions_with_aim
from harness.errors import BrowserError, HarnessError, TargetError
from harness.given import judge, judge_text
from harness.manners.manners import POLITE, Manners
from harness.model import State, Verdict
from harness.report.checked import Checked
from harness.report.clean import clean
from harness.session.session import FRESH, Session
from harness.sources.address import without_password
from harness.sources.page import Page
from harness.sources.source import Item

if TYPE_CHECKING:
    from harness.browser.pool import Browsers
    from harness.live import LivePages, Once
    from harness.manners.fetch import Streams

EngineName = Literal["auto", "browser", "static"]
"""``static`` reads the HTML, ``browser`` opens it, ``auto`` opens only what HTML alone cannot decide."""

TIMEOUT = 30.0
"""Seconds a page may take in the browser, all in all."""


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
