"""Who looks: a session as the browser knows it, put around whatever loads the page.

Headers of the user's own go to the target's origin and nowhere else. They are added request by request, over a
DevTools session of their own: Playwright's ``extra_http_headers`` go to third parties too, its routes keep an
added header over redirects, and both were seen to carry ``authorization`` away.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast
from urllib.parse import urlsplit

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

from harness.browser.limits import Late, TabLost, within
from harness.browser.tab.consent import SECONDS, answer_banner
from harness.browser.tab.resources import Taking
from harness.browser.tab.tab import Event, Tab
from harness.browser.tab.visit import Asks, Loader
from harness.core.model import Consent
from harness.observe.capture import Capture
from harness.observe.observation import Failure
from harness.web.session import Session

_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Guest:
    """Who looks, and what is taken along.

    Args:
        session: what pages are asked with.
        suffix: stands behind the browser's own user agent: the name we go by.
        keep_storage: the capture tells local storage as the page left it, beside the cookies.
        take: bytes of sub-resources that the capture may take along; ``None``: takes nothing along.
        asks: asked about each address that a live page leads to before it is asked for, see :data:`Asks`.
    """

    session: Session = Session()
    suffix: str = ""
    keep_storage: bool = False
    take: int | None = None
    asks: Asks | None = None

    def options(self, own_agent: str, *, live: bool) -> dict[str, Any]:
        """Playwright's options of a context for this guest.

        Args:
            own_agent: the browser's own user agent.
            live: for a live page; a saved one gets window, language and time zone only.
        """
        session = self.session
        width, height = session.viewport
        options: dict[str, Any] = {"viewport": {"width": width, "height": height}}
        if session.locale is not None:
            options["locale"] = session.locale
        if session.timezone is not None:
            options["timezone_id"] = session.timezone
        if live and session.storage:
            options["storage_state"] = dict(session.storage)
        if live and session.user_agent is not None:
            options["user_agent"] = session.user_agent
        elif live and self.suffix:
            options["user_agent"] = f"{own_agent} {self.suffix}"
        return options

    def is_plain(self, *, live: bool) -> bool:
        """Whether pages are opened as for nobody in particular."""
        return self == GUEST or (not live and self.take is None and self.session == GUEST.session)

    def around(self, loader: Loader) -> Loader:
        """The loader, with what this guest does before and after."""
        loader.asks = self.asks
        return loader if loader.saved and self.take is None else cast(Loader, _Guided(loader, self))


GUEST = Guest()
"""Nobody in particular: a fresh profile, the browser's own name."""


class _Guided:
    """A loader with a guest. What is not here is the loader's own."""

    def __init__(self, loader: Loader, guest: Guest) -> None:
        self.url = loader.url
        self.saved = loader.saved
        self.host = ""  # what is added to the tab stays in it
        self.styled = loader.styled
        self._loader = loader
        self._guest = guest
        self._began = 0.0
        self._consent: Consent | None = None
        self._taking = Taking(guest.take) if guest.take is not None else None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)

    async def arm(self, tab: Tab) -> None:
        self._began = asyncio.get_running_loop().time()
        await self._loader.arm(tab)
        if self._guest.session.headers and not self.saved:
            await _send_along(tab, self.url, self._guest.session.headers)
        if self._taking is not None:
            self._taking.arm(tab)

    async def settle(self, tab: Tab) -> None:
        await self._loader.settle(tab)
        choice = self._guest.session.consent
        if choice is not None and not self.saved:
            self._consent = await answer_banner(tab.page, choice, seconds=min(SECONDS, self._left(tab)))
            if self._consent.done:  # the answer may bring the page, or load it anew
                with contextlib.suppress(Late):
                    await within(self._left(tab), self._loader.settle(tab), tab.lost)

    def _left(self, tab: Tab) -> float:
        """Seconds that may still be spent before the page must be asked."""
        used = asyncio.get_running_loop().time() - self._began
        return max(0.5, tab.limits.total - tab.limits.probe - used)

    async def capture(self, tab: Tab, answer: Mapping[str, Any], partial: Failure | None) -> Capture:
        got = await self._loader.capture(tab, answer, partial)
        asked = self._guest.session.consent if not self.saved else None
        return replace(
            got,
            consent=self._consent or (Consent(asked) if asked is not None else None),
            storage=await _storage(tab, whole=self._guest.keep_storage) if not self.saved else None,
            taken=await self._taking.all(tab) if self._taking is not None else None,
        )


async def _storage(tab: Tab, *, whole: bool) -> Mapping[str, Any] | None:
    """Cookies, and local storage where the ``whole`` is wanted; ``None`` where they cannot be had."""
    context = tab.page.context
    try:
        if whole:
            return dict(await within(_SECONDS, context.storage_state(), tab.lost))
        return {"cookies": [dict(c) for c in await within(_SECONDS, context.cookies(), tab.lost)]}
    except (Late, TabLost, PlaywrightError):
        return None


async def _send_along(tab: Tab, url: str, headers: Mapping[str, str]) -> None:
    """Send ``headers`` with each request of this tab to the origin of ``url``, and with no other."""
    origin = origin_of(url)
    session = await within(_SECONDS, tab.page.context.new_cdp_session(tab.page), tab.lost)
    added = {name.lower(): (name, value) for name, value in headers.items()}
    running: set[asyncio.Task[None]] = set()

    async def paused(event: Event) -> None:
        # The pattern only spares round trips; what decides is the address itself.
        command: Event = {"requestId": event["requestId"]}
        if origin_of(event["request"]["url"]) == origin:
            kept = {n.lower(): (n, v) for n, v in event["request"]["headers"].items()}
            command["headers"] = [{"name": n, "value": v} for n, v in (kept | added).values()]
        with contextlib.suppress(PlaywrightError, Late, TabLost):  # the request is gone, or its tab
            await within(_SECONDS, session.send("Fetch.continueRequest", command), tab.lost)

    def start(event: Event) -> None:
        task = asyncio.ensure_future(paused(event))
        running.add(task)
        task.add_done_callback(running.discard)

    session.on("Fetch.requestPaused", start)
    await _enable(session, tab, origin)


async def _enable(session: CDPSession, tab: Tab, origin: str) -> None:
    scheme, _, host = origin.partition("://")  # between them a user and a password may stand
    patterns = [{"urlPattern": f"{scheme}://*{host}/*", "requestStage": "Request"}]
    await within(_SECONDS, session.send("Fetch.enable", {"patterns": patterns}), tab.lost)


def origin_of(url: str) -> str:
    """Scheme, host and port of an address, the default port left out: what browsers call its origin."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = parts.hostname or ""
    if ":" in host:
        host = f"[{host}]"
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    return f"{parts.scheme}://{host}" + (f":{port}" if port is not None and port != usual else "")
