"""Serve a saved page to a tab at its original address, so that its scripts find what they know."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import mimetypes
import re
from collections.abc import Mapping
from hashlib import sha1
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from playwright.async_api import Error as PlaywrightError

from harness.browser.limits import Late, Limits, TabLost, failure
from harness.browser.tab.tab import Event, Tab, mark
from harness.browser.tab.visit import Asks
from harness.observe.capture import Capture
from harness.observe.decode import decode
from harness.observe.observation import Failure
from harness.sources.address import NOWHERE
from harness.sources.page import Page, Resource

_DROPPED = frozenset(
    "content-encoding content-length transfer-encoding connection keep-alive te trailer trailers upgrade "
    "alt-svc proxy-authenticate proxy-authorization proxy-connection www-authenticate content-disposition "
    "clear-site-data strict-transport-security report-to reporting-endpoints nel expect-ct "
    "content-security-policy-report-only".split()
)
"""Headers of the stored transfer that would be wrong, or have side effects, in this one."""

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}charset", re.I)
_BOMS = (b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BODILESS = frozenset({204, 205, 304})
_MANY = 300
VIRTUAL_MS = 10_000
"""Milliseconds of the page's own clock that its timers are given, at once. AMP pages whose scripts are missing
show themselves after 8 s."""

RUN: Event = {
    "policy": "pauseIfNetworkFetchesPending",
    "budget": VIRTUAL_MS,
    "maxVirtualTimeTaskStarvationCount": 5_000,
}
"""The page's clock: it stands while the document or anything it asked for is under way, then jumps from timer
to timer until the time is up."""

BLOCKED: Event = {"urlPatterns": [{"urlPattern": "*://*:*/*", "block": True}]}
BLOCKED_BEFORE: Event = {"urls": ["http://*", "https://*", "ws://*", "wss://*"]}
"""The same for browsers before 2025."""


class Replay:
    """A saved page as the answer to a tab's requests: known addresses are fulfilled, all others aborted.

    Args:
        page: the saved page; it has ``html``.
        limits: its budgets.
    """

    saved = True
    asks: Asks | None = None  # what leads elsewhere leads nowhere

    def __init__(self, page: Page, limits: Limits) -> None:
        assert page.html is not None
        self.page = page
        self.url = address(page.url)
        if self.url == NOWHERE and not page.resources:
            self.url = nowhere(page.html)
        self.styled = any(_is_style(url, kept) for url, kept in page.resources.items())
        self.partial: Failure | None = None
        body, content_type = document(page)
        fitting = fit(body, limits.document, limits.tags)
        if len(fitting) < len(body):
            self.partial = failure("too-big", f"{len(fitting):,} of {len(body):,} bytes")
        headers = {**dict(page.headers), "content-type": content_type}
        # Chromium shows a page of its own for an error status without a body, and would follow a redirect.
        status = page.status or 200
        if status < 200 or 300 <= status < 400 or status in _BODILESS or not fitting.strip():
            status = 200
        self._document = Resource(fitting, status, headers)
        self._navigations = 0
        self._most = limits.navigations
        self._main: str | None = None
        # A resource could be a document of an origin that other pages use too, or stay in the process's cache.
        alone = bool(page.resources) or self.partial is not None
        self.host = "" if alone else (urlsplit(self.url).hostname or "").rstrip(".")
        self._expired: asyncio.Future[None] | None = None

    async def arm(self, tab: Tab) -> None:
        """Take over the tab's requests."""

        async def paused(event: Event) -> None:
            await self._answer(tab, event)

        tab.on("Fetch.requestPaused", paused)
        if tab.frame:
            # A page as alone as this one was here before, and what it was armed with still stands.
            self._main = tab.frame
            return
        fetching = tab.send("Fetch.enable", {"patterns": self._patterns()}, seconds=tab.limits.load)
        if self.page.resources:
            await fetching
        else:
            await asyncio.gather(fetching, _block(tab))

    async def go(self, tab: Tab) -> Event:
        """Go to the page's address with its clock in our hands: it stands until the document is there.

        Were the clock stopped only once the document is parsed, its timers would have run for as long as we took
        to hear of that.
        """
        self._expired = tab.lost.get_loop().create_future()
        tab.listen("Page.frameNavigated", lambda event: self._committed(tab, event))
        tab.listen("Emulation.virtualTimeBudgetExpired", lambda _: self._expire(tab))
        tab.on_the_side("Emulation.setVirtualTimePolicy", {"policy": "pause"})
        return await tab.navigate(self.url, tab.limits.load)

    def arrived(self, tab: Tab, started: Event) -> Failure | None:
        """Why the document did not come, or ``None``."""
        error = started.get("errorText")
        # A page that navigates away at once, or whose next navigation we refused, is there all the same.
        if not error or self._navigations > 1 or "ERR_ABORTED" in error:
            return None
        return failure("network", str(error))

    def broken(self) -> Failure | None:
        """Why the document's transfer broke off: a saved one does not."""
        return None

    def late(self, tab: Tab, *, connecting: bool = False) -> Failure:
        """What to say of a document that is not parsed in time."""
        code = "timeout-connect" if connecting else "timeout-load"
        return failure(code, f"{tab.limits.load:g} s")

    def release(self, tab: Tab) -> bool:
        """Give up what the document waits for: nothing is, every request is answered at once."""
        return False

    async def settle(self, tab: Tab) -> None:
        """Wait until the page's timers ran their seconds."""
        assert self._expired is not None
        await tab.wait(self._expired, tab.limits.settle)

    def _committed(self, tab: Tab, event: Event) -> None:
        """Each document of the main frame starts with a clock that stands, and is given its time."""
        if "parentId" not in event["frame"]:
            if self._expired is None or self._expired.done():
                self._expired = tab.lost.get_loop().create_future()
            tab.on_the_side("Emulation.setVirtualTimePolicy", RUN)

    def _expire(self, tab: Tab) -> None:
        if not tab.parsed.done():
            tab.on_the_side("Emulation.setVirtualTimePolicy", RUN)
        elif self._expired is not None:
            mark(self._expired)

    def meek(self, tab: Tab) -> bool:
        """Whether the page did nothing but show itself, in the time it was given."""
        counted = sum(map(tab.counted, ("dialog-loop", "popup-loop", "navigation-loop")))
        done = self._expired is not None and self._expired.done()
        ended = tab.spent.done() or tab.lost.done()
        return done and not ended and not counted and tab.scripts and self._navigations == 1

    async def capture(self, tab: Tab, answer: Mapping[str, Any], partial: Failure | None) -> Capture:
        """What the tab shows, with what the saved page knows of its transfer."""
        return Capture(
            url=self.page.asked,
            final_url=self.page.url,
            redirects=self.page.redirects,
            status=self.page.status,
            headers=self.page.headers,
            html=self.page.html,
            answer=answer,
            # A document that was cut to fit its budget also explains that it came late.
            partial=self.partial or partial,
        )

    def decide(self, event: Event) -> tuple[str, Event]:
        """The DevTools command that answers a paused request. Always one that ends it."""
        request_id = event["requestId"]
        found = self._find(event)
        if found is None:
            # Aborted, not failed: an aborted navigation leaves the document that is there.
            return "Fetch.failRequest", {"requestId": request_id, "errorReason": "Aborted"}
        return "Fetch.fulfillRequest", {
            "requestId": request_id,
            "responseCode": found.status,
            "responseHeaders": header_list(found.headers),
            "body": base64.b64encode(found.body).decode("ascii"),
        }

    @property
    def navigations(self) -> int:
        """Documents that the main frame asked for so far."""
        return self._navigations

    def _is_main(self, event: Event) -> bool:
        return event.get("resourceType") == "Document" and event["frameId"] == self._main

    def _find(self, event: Event) -> Resource | None:
        url = event["request"]["url"]
        if event.get("resourceType") == "Document":
            self._main = self._main or event["frameId"]
            if event["frameId"] == self._main:
                self._navigations += 1
                if self._navigations > self._most:
                    return None
                if self._navigations == 1 or _same(url, self.url):
                    return self._document
        found = resolve(self.page.resources, url)
        return typed(url, found) if found is not None else None

    async def _answer(self, tab: Tab, event: Event) -> None:
        method, params = self.decide(event)
        if self._navigations > self._most:
            tab.spend("navigation-loop")
        elif method == "Fetch.failRequest" and self._is_main(event) and tab.scripts and not tab.parsed.done():
            # A script left before the document was parsed, and Chromium stopped parsing it.
            tab.abandon("left")
        try:
            await tab.send(method, params, seconds=tab.limits.load)
        except PlaywrightError:
            # The request is gone, or one of the stored headers is refused: end it if it is still there.
            try:
                await tab.send(
                    "Fetch.failRequest",
                    {"requestId": event["requestId"], "errorReason": "Aborted"},
                    seconds=2.0,
                )
            except (PlaywrightError, Late, TabLost):
                return
        except (Late, TabLost):
            return

    def _patterns(self) -> list[Event]:
        documents = {"urlPattern": "*", "resourceType": "Document"}
        if len(self.page.resources) > _MANY:
            return [{"urlPattern": "*"}]
        # Unknown addresses need no answer of ours: in a hermetic browser they fail at once by themselves.
        return [documents, *({"urlPattern": _literal(url)} for url in self.page.resources)]


async def _block(tab: Tab) -> None:
    """Refuse in the renderer itself what nobody has: the hermetic browser would refuse it, at a higher price."""
    quiet = {"maxTotalBufferSize": 0, "maxResourceBufferSize": 0}
    try:
        await asyncio.gather(
            tab.send("Network.enable", quiet, seconds=tab.limits.load),
            tab.send("Network.setBlockedURLs", BLOCKED, seconds=tab.limits.load),
        )
    except PlaywrightError:
        with contextlib.suppress(PlaywrightError):
            await tab.send("Network.setBlockedURLs", BLOCKED_BEFORE, seconds=tab.limits.load)


def _is_style(url: str, kept: Resource) -> bool:
    return urlsplit(url).path.endswith(".css") or "css" in typed(url, kept).headers.get("content-type", "")


def address(url: str | None) -> str:
    """The address to serve a page at: its own where that is one of the web, else :data:`NOWHERE`."""
    if url is None:
        return NOWHERE
    try:
        parts = urlsplit(url.strip())
        usable = (
            parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
        )
    except ValueError:
        return NOWHERE
    return url.strip() if usable else NOWHERE


def nowhere(html: bytes | str) -> str:
    """An address like :data:`NOWHERE` that is this document's own, so that no two share an origin."""
    data = html.encode("utf-8", "replace") if isinstance(html, str) else html
    host = f"{sha1(data, usedforsecurity=False).hexdigest()[:16]}.{urlsplit(NOWHERE).hostname}"
    return urlunsplit(urlsplit(NOWHERE)._replace(netloc=host))


def document(page: Page) -> tuple[bytes, str]:
    """The document's bytes and the content type to serve them with.

    A charset that the header or the document names is left to the browser. Without either the browser
    would guess windows-1252; bytes are then read as the static engine reads them and served as UTF-8.
    """
    html = page.html or b""
    content_type = str(page.headers.get("content-type") or "text/html")
    bare = content_type.partition(";")[0].strip() or "text/html"
    if isinstance(html, str):
        return html.encode("utf-8", "replace"), f"{bare}; charset=utf-8"
    if "charset" in content_type.lower() or html.startswith(_BOMS) or _META_CHARSET.search(html[:4096]):
        return html, content_type
    return decode(html).encode("utf-8"), f"{bare}; charset=utf-8"


def fit(body: bytes, most: int, tags: int) -> bytes:
    """The beginning of ``body`` that is within ``most`` bytes and ``tags`` tags."""
    if len(body) > most:
        body = body[: body.rfind(b"<", 0, most)] if b"<" in body[:most] else body[:most]
    if body.count(b"<") <= tags:
        return body
    low, high = 0, len(body)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if body.count(b"<", 0, middle) <= tags else (low, middle)
    return body[:low]


def resolve(resources: Mapping[str, Resource], url: str) -> Resource | None:
    """The stored answer for ``url``, its redirects followed here: a fulfilled one would go to the network."""
    url = url.partition("#")[0]
    for _ in range(20):
        found = resources.get(url)
        if found is None or found.status not in _REDIRECTS:
            return found
        url = urljoin(url, found.headers.get("location", "")).partition("#")[0]
    return None


def typed(url: str, found: Resource) -> Resource:
    """``found`` with headers that let the browser use it where none were stored."""
    status = 200 if found.status < 200 or found.status in _BODILESS else found.status
    if "content-type" in found.headers:
        return Resource(found.body, status, found.headers)
    kind = mimetypes.guess_type(urlsplit(url).path)[0] or "application/octet-stream"
    return Resource(
        found.body, status, {"access-control-allow-origin": "*", **dict(found.headers), "content-type": kind}
    )


def header_list(headers: Mapping[str, str]) -> list[dict[str, str]]:
    """``headers`` as DevTools wants them, without those that would be wrong here."""
    kept = []
    for name, value in headers.items():
        if name.lower() in _DROPPED or not _TOKEN.fullmatch(name):
            continue
        for line in str(value).split("\n"):
            clean = "".join(c for c in line if " " <= c <= "\xff" or c == "\t")
            kept.append({"name": name, "value": clean})
    return kept


def _same(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(("", parts.netloc.lower(), parts.path or "/", parts.query, ""))


def _literal(url: str) -> str:
    return re.sub(r"([\\*?])", r"\\\1", url)
