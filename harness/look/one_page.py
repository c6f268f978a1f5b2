"""Looks at pages one by one, with whichever engine can tell; starts a browser when first needed."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from harness.core.clean import clean
from harness.core.errors import BrowserError, HarnessError, TargetError
from harness.core.extras import need_browser_extra
from harness.core.model import State, Verdict
from harness.core.rulebook import Rulebook
from harness.core.secrets import Redactor
from harness.look.change import Recheck, settle
from harness.look.checked import Checked
from harness.look.looking import Looking
from harness.look.seen import Look
from harness.sources.address import without_password
from harness.sources.in_thread import aside
from harness.sources.page import Page
from harness.sources.source import Item
from harness.web.session import Session

if TYPE_CHECKING:
    from harness.browser.pool import Browsers
    from harness.look.apart import Apart
    from harness.look.live import Asks, LivePages
    from harness.web.fetch import Streams


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
class Looks:
    """What looking at a page gave.

    Args:
        visits: a look for each visit, the last one counts.
        remark: what the reader should know about how it was looked at, or empty.
        redactor: takes out of any other output what must not be shown.
    """

    visits: tuple[Look, ...]
    remark: str = ""
    redactor: Redactor = Redactor()

    @property
    def last(self) -> Look:
        """The look that counts."""
        return self.visits[-1]


class Looker:
    """Looks at one page after the other; starts a browser when first needed.

    Args:
        how: its ``concurrency`` is the tabs of a browser that is started.
        stack: ends what is started.
        browsers: a pool to use instead.
        apart: processes that judge pages; ``None``: they are judged in threads of this one.
    """

    def __init__(
        self,
        how: Looking,
        stack: AsyncExitStack,
        browsers: Browsers | None = None,
        apart: Apart | None = None,
    ) -> None:
        self._how = how
        self._apart = apart
        self._stack = stack
        self._browsers = browsers
        self._failed: BrowserError | None = None
        self._starting = asyncio.Lock()
        self._live_pages: LivePages | None = None
        self._cold = browsers is None

    async def check(self, order: int, item: Item) -> Checked:
        """One page's verdict, or why there is none; with what changed, where there is a baseline."""
        began = time.monotonic()
        found = await self._compared(order, item)
        return replace(found, seconds=time.monotonic() - began)

    async def _compared(self, order: int, item: Item) -> Checked:
        if isinstance(item, TargetError):
            return Checked(target=item.target, error=item, order=order)
        seen = [await self._checked(order, item)]
        if self._how.baseline is None:
            return seen[0]
        recheck = self._how.recheck if item.live else Recheck(1, 1)
        while (last := seen[-1]).verdict is not None:
            verdicts = [one.verdict for one in seen if one.verdict is not None]
            was = self._how.baseline.verdicts.get(clean(last.verdict.target))
            if (settled := settle(was, verdicts, recheck)) is not None:
                verdict, change = settled
                return replace(next(one for one in seen if one.verdict is verdict), change=change)
            seen.append(await self._checked(order, item))
        return last

    async def _checked(self, order: int, page: Page) -> Checked:
        try:
            looks = await self.look(page)
        except HarnessError as error:
            return Checked(target=page.target, error=error, order=order, expect=page.expect)
        return Checked(
            page.target,
            looks.last.verdict,
            expect=page.expect,
            order=order,
            remark=looks.remark,
            visits=tuple(look.verdict for look in looks.visits) if len(looks.visits) > 1 else (),
            picture=looks.last.picture,
        )

    async def look(self, page: Page) -> Looks:
        """One page, by the engine that was asked for.

        Raises:
            TargetError: it cannot be read, or not by this engine.
            BrowserError: a browser is needed and there is none.
            RuleError: a rule raised.
        """
        how = self._how
        if page.live:
            if how.engine == "static":
                raise TargetError(page.target, "a live page needs a browser; use --engine auto or browser")
            seen = await self._live().look(page)
            return Looks(seen.looks, seen.remark, seen.redactor)
        if how.engine == "browser" and not page.text:
            return Looks((await self._saved(page),))
        look = await self._static(page)
        if how.engine == "static" or page.text or not (why := undecided(look.verdict)):
            return Looks((look,))
        try:
            return Looks((await self._saved(page),), f"opened in the browser: {why}")
        except BrowserError:
            return Looks((look,), f"{why}, and there is no browser to ask (harness doctor says more)")

    async def load(self, page: Page, session: Session, seconds: float, asks: Asks | None = None) -> Look:
        """One load in the browser, judged."""
        browsers = await self._pool()
        if self._cold:
            # The browser starts in a process of its own: meanwhile what judges its pages is loaded here.
            self._cold = False
            await asyncio.gather(browsers.begin(live=page.html is None), aside(_prepare, self._how.rulebook))

        from harness.browser.tab.session_in_tab import Guest
        from harness.look.look import asked, look_rendered

        how = self._how
        keep = page.live and (how.visits > 1 or how.resources is not None)
        guest = Guest(session, how.manners.suffix, keep_storage=keep, take=how.resources, asks=asks)
        capture = await browsers.capture(
            page, asked(how.rulebook, pictures=how.pictures), timeout=seconds, guest=guest
        )
        if self._apart is not None:
            return await self._apart.rendered(
                capture, page.target, rulebook=how.rulebook, pictures=how.pictures, seconds=how.timeout
            )
        return await aside(look_rendered, capture, page.target, rulebook=how.rulebook, pictures=how.pictures)

    async def _static(self, page: Page) -> Look:
        how = self._how
        if self._apart is None or page.html is None:
            from harness.look.look import look_static  # not loaded where other processes judge

            return await aside(look_static, page, rulebook=how.rulebook, pictures=how.pictures)
        return await self._apart.static(
            page, rulebook=how.rulebook, pictures=how.pictures, seconds=how.timeout
        )

    async def connect(self, host: str, port: int) -> Streams:
        """A connection by the way that the browser's own connections take."""
        return await (await self._pool()).connect(host, port)

    def _live(self) -> LivePages:
        if self._live_pages is None:
            need_browser_extra()
            # Imported here: what live pages need costs start-up time, and most targets are files.
            from harness.look.live import LivePages

            self._live_pages = LivePages(self._how, self)
        return self._live_pages

    async def _saved(self, page: Page) -> Look:
        look = await self.load(page, self._how.session, self._how.timeout)
        verdict = replace(
            look.verdict,
            url=look.verdict.url and without_password(look.verdict.url),
            final_url=look.verdict.final_url and without_password(look.verdict.final_url),
        )
        return replace(look, verdict=verdict)

    async def _pool(self) -> Browsers:
        need_browser_extra()
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


def _prepare(rulebook: Rulebook) -> None:
    """Load rules and phrases, which the first verdict would."""
    from harness.look.look import look_static

    look_static(Page(".", html=".", text=True), rulebook=rulebook)
