"""Load an address from the network: status and headers from the response event, cut bodies known at once."""

from __future__ import annotations

import base64
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError

from harness.browser.limits import Late, Limits, TabLost, failure, net_code
from harness.browser.tab.broken_markup import breaks_off, ends_well
from harness.browser.tab.settle import Stillness
from harness.browser.tab.tab import Event, Tab
from harness.browser.tab.visit import Asks
from harness.observe.capture import Capture
from harness.observe.observation import Failure
from harness.sources.page import Page
from harness.web.addresses import refusal

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", ""})
_EMPTY_STATUS = frozenset({204, 205, 304})
_DOCUMENTS: Event = {"patterns": [{"urlPattern": "*", "resourceType": "Document"}]}


@dataclass(slots=True)
class _Document:
    """What the network told of one document of the main frame."""

    request: str
    url: str
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    type: str = ""
    hops: list[str] = field(default_factory=list)
    wire: int = 0
    leads_to: str = ""
    bytes: int = 0
    error: str = ""
    done: bool = False


class Live:
    """An address of the web as the document of a tab.

    ``asks`` may be set: it is then asked about each address that the page's own leads to.

    Args:
        page: the page; its ``url`` is loaded.
        limits: its budgets.
    """

    saved = False
    host = ""
    styled = True
    asks: Asks | None = None

    def __init__(self, page: Page, limits: Limits) -> None:
        self.page = page
        self.url = page.url or ""
        self.limits = limits
        self._documents: list[_Document] = []
        self._shown: list[_Document] = []
        self._main = ""
        self._tab: Tab | None = None
        self._too_big = False
        self._download = False
        self._traffic = 0
        self._closed: Failure | None = None
        self._stillness = Stillness(limits)

    def refused(self, *, allow_private: bool = False) -> Failure | None:
        """Why this address is not opened at all, or ``None``: told from how it is written.

        Args:
            allow_private: addresses of private networks are opened, too.
        """
        try:
            parts = urlsplit(self.url)
            host, port = parts.hostname, parts.port
        except ValueError:
            host, port = None, None
        if not host or parts.scheme not in ("http", "https") or port == 0:
            return failure("refused", "not an http or https address")
        if not allow_private and (why := refusal(host)):
            return failure("private-address", why)
        return None

    async def arm(self, tab: Tab) -> None:
        """Listen to the tab's network."""
        self._tab = tab

        async def paused(event: Event) -> None:
            method, params = "Fetch.continueRequest", {"requestId": event["requestId"]}
            if tab.spent.done() or not await self._may(event):
                # What is shown stays: it can be read.
                method, params = "Fetch.failRequest", {**params, "errorReason": "Aborted"}
            with contextlib.suppress(PlaywrightError, Late, TabLost):
                await tab.send(method, params)

        tab.on("Fetch.requestPaused", paused)
        tab.listen("Network.requestWillBeSent", lambda event: self._request(tab, event))
        tab.listen("Network.responseReceived", self._response)
        tab.listen("Network.responseReceivedExtraInfo", self._on_the_wire)
        tab.listen("Page.frameNavigated", self._committed)
        tab.listen("Network.dataReceived", lambda event: self._data(tab, event))
        tab.listen("Network.loadingFailed", lambda event: self._failed(tab, event))
        tab.listen("Network.loadingFinished", self._finished)
        tab.listen("Page.downloadWillBegin", self._begins_download)
        if tab.proxy is not None:
            tab.proxy.spent = lambda: self._over(tab)
        await tab.send(
            "Network.enable",
            {
                "maxTotalBufferSize": 4 * self.limits.document,
                "maxResourceBufferSize": 2 * self.limits.document,
            },
            seconds=self.limits.load,
        )
        if self.asks is not None:
            await tab.send("Fetch.enable", _DOCUMENTS, seconds=self.limits.load)

    async def _may(self, event: Event) -> bool:
        """Whether a document may be asked for. What the page shows in frames is its own affair."""
        url = event["request"]["url"]
        if self.asks is None or url == self.url or event["frameId"] != self._main:
            return True
        why = await self.asks(url)
        if why is not None:
            self._closed = failure(*why)
        return why is None

    async def go(self, tab: Tab) -> Event:
        """Go to the address; as :meth:`Tab.navigate`."""
        return await tab.navigate(self.url, self.limits.load)

    def arrived(self, tab: Tab, started: Event) -> Failure | None:
        """Why no document came, or ``None``. An error status without a body is an answer all the same."""
        if self._closed is not None:
            return self._closed
        last = self._last()
        error = str(started.get("errorText") or "")
        if last is not None and (last.status or last.wire) in _EMPTY_STATUS:
            return failure("empty", f"status {last.status or last.wire}")
        if last is not None and last.headers.get("content-disposition", "").lower().startswith("attachment"):
            return failure("download")
        if last is not None and last.status is not None and last.status < 400 and not _is_page(last):
            return failure("not-html", last.type)
        if self._download or started.get("isDownload"):
            return failure("download")
        if not error or ("ERR_ABORTED" in error and last is not None and last.status is not None):
            return None
        if last is not None and (last.status or 0) >= 400:
            return None
        if "ERR_ABORTED" in error and last is not None and 300 <= last.wire < 400:
            return failure("refused", f"it redirects to {last.leads_to[:100]}")
        return self._unreached() or failure(net_code(error), error.removeprefix("net::"))

    def release(self, tab: Tab) -> bool:
        """Hang up on what a document waits for that has come itself: a script in its head, mostly."""
        last = self._last()
        if tab.proxy is None or last is None or not last.done:
            return False
        tab.proxy.hang_up()
        return True

    def broken(self) -> Failure | None:
        """Why the document's transfer broke off, or ``None``."""
        last = self._last()
        proxy = self._tab.proxy if self._tab is not None else None
        transfer = proxy.transfer(last.url) if proxy is not None and last is not None else None
        if self._too_big or (transfer is not None and transfer.decoded > self.limits.document):
            return failure("too-big", f"more than {self.limits.document:,} bytes")
        if self._closed is not None:
            return self._closed  # a page that came went on to an address that its site closes
        if last is None or not last.error:
            return None
        code = net_code(last.error)
        if last.status is None and (unreached := self._unreached()) is not None:
            return unreached  # a page that came went on to an address that is not opened
        return failure("truncated-body" if code == "network" else code, last.error.removeprefix("net::"))

    def late(self, tab: Tab, *, connecting: bool = False) -> Failure:
        """What to say of a document that is not there in time."""
        seconds = f"{self.limits.load:g} s"
        if connecting:
            return self._unreached() or failure("timeout-connect", seconds)
        last = self._last()
        return failure("timeout-load" if last is None or last.done else "stalled-body", seconds)

    def meek(self, tab: Tab) -> bool:
        """No live page is followed by another one in its tab."""
        return False

    async def settle(self, tab: Tab) -> None:
        """Look until the page no longer moves."""
        await self._stillness.wait(tab)

    async def capture(self, tab: Tab, answer: Mapping[str, Any], partial: Failure | None) -> Capture:
        """What the tab shows, with what the network told of it."""
        last = self._last()
        shown = {} if tab.url.startswith("chrome-error:") else answer
        served = await self._served(tab, last)
        return Capture(
            url=self.page.url,
            final_url=last.url if last is not None and last.status is not None else None,
            redirects=self._passed(),
            status=last.status if last is not None else None,
            headers=last.headers if last is not None else {},
            html=served,
            answer=shown,
            partial=partial or self._cut(tab, last, served),
        )

    def _unreached(self) -> Failure | None:
        """What the proxy knows of a host that could not be reached; the browser only knows that it was not."""
        last = self._last()
        proxy = self._tab.proxy if self._tab is not None else None
        closed = proxy.closed(last.url if last is not None else self.url) if proxy is not None else None
        return failure(closed.code, closed.detail) if closed is not None else None

    def _cut(self, tab: Tab, last: _Document | None, served: bytes | None) -> Failure | None:
        """A cut that the browser does not tell of: from the bytes that passed, else from the last of them."""
        if last is None or not last.done or not served or ends_well(served):
            return None
        transfer = tab.proxy.transfer(last.url) if tab.proxy is not None else None
        if transfer is not None and (fault := transfer.fault()):
            return failure("truncated-body", fault)
        inside = breaks_off(served)
        return failure("truncated-body", f"it ends in the middle of {inside}") if inside else None

    async def _served(self, tab: Tab, last: _Document | None) -> bytes | None:
        if last is None or not last.done or last.error or last.bytes > self.limits.document:
            return None
        try:
            told = await tab.send("Network.getResponseBody", {"requestId": last.request}, seconds=3.0)
        except (PlaywrightError, Late, TabLost):
            return None
        body = str(told["body"])
        return base64.b64decode(body) if told["base64Encoded"] else body.encode("utf-8", "replace")

    def _last(self) -> _Document | None:
        """The document that is shown; before there is one, the one that was asked for last."""
        return next(iter(self._shown[-1:] or self._documents[-1:]), None)

    def _passed(self) -> tuple[str, ...]:
        ways = self._shown or self._documents[-1:]
        passed = [url for document in ways for url in (*document.hops, document.url)]
        return tuple(passed[:-1])

    def _find(self, event: Event) -> _Document | None:
        return next((d for d in reversed(self._documents) if d.request == event["requestId"]), None)

    def _request(self, tab: Tab, event: Event) -> None:
        self._stillness.began(event)
        tab.count("request-flood", self.limits.requests)
        if event.get("type") != "Document":
            return
        self._main = self._main or event["frameId"]
        if event["frameId"] != self._main:
            return
        url = event["request"]["url"]
        known = self._find(event)
        if known is not None:  # a redirect keeps its request's id
            known.hops.append(known.url)
            known.url = url
            return
        if self._documents:
            tab.count("navigation-loop", self.limits.navigations)
            if tab.spent.done():
                # Documents are refused from now on, so that the one that is there can be read.
                tab.on_the_side("Fetch.enable", _DOCUMENTS)
        self._documents.append(_Document(event["requestId"], url))

    def _committed(self, event: Event) -> None:
        frame = event["frame"]
        loaded = next((d for d in self._documents if d.request == frame["loaderId"]), None)
        if "parentId" not in frame and loaded is not None and loaded not in self._shown[-1:]:
            self._shown.append(loaded)

    def _on_the_wire(self, event: Event) -> None:
        found = self._find(event)
        if found is not None:
            found.wire = int(event["statusCode"])
            found.leads_to = next((v for k, v in event["headers"].items() if k.lower() == "location"), "")

    def _response(self, event: Event) -> None:
        found = self._find(event)
        if found is not None:
            response = event["response"]
            found.status = int(response["status"])
            found.headers = {str(k).lower(): str(v) for k, v in response["headers"].items()}
            found.type = str(response.get("mimeType") or "").lower()

    def _data(self, tab: Tab, event: Event) -> None:
        self._traffic += int(event["dataLength"])
        if self._traffic > self.limits.traffic:
            tab.spend("request-flood")
        found = self._find(event)
        if found is None:
            return
        found.bytes += int(event["dataLength"])
        if found.bytes > self.limits.document and not self._too_big and found is self._last():
            self._too_big = True
            tab.on_the_side("Page.stopLoading")
            tab.end()

    def _over(self, tab: Tab) -> None:
        """The proxy let all through that it may: one document without end, or many things."""
        last = self._last()
        transfer = tab.proxy.transfer(last.url) if tab.proxy is not None and last is not None else None
        if transfer is not None and transfer.seen > self.limits.document:
            self._too_big = True
            tab.on_the_side("Page.stopLoading")
            tab.end()
        else:
            tab.spend("request-flood")

    def _failed(self, tab: Tab, event: Event) -> None:
        self._stillness.ended(event)
        found = self._find(event)
        if found is not None and not self._too_big:
            found.error = str(event.get("errorText") or "net::ERR_FAILED")
            # A script may leave while the document is parsed: Chromium stops parsing, wherever it wanted to go.
            if found is self._last() or not tab.parsed.done():
                tab.end()

    def _finished(self, event: Event) -> None:
        self._stillness.ended(event)
        found = self._find(event)
        if found is not None:
            found.done = True

    def _begins_download(self, _: Event) -> None:
        self._download = True


def _is_page(document: _Document) -> bool:
    # What comes without a type and is shown as text may be an empty answer: the rules will tell.
    return document.type in HTML_TYPES or "content-type" not in document.headers
