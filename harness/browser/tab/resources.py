"""Take a live page along: the document as rendered, and the answers it needed, within a budget."""

from __future__ import annotations

import asyncio
import base64
from dataclasses import dataclass

from playwright.async_api import Error as PlaywrightError

from harness.browser.limits import Late, TabLost
from harness.browser.tab.tab import Event, Tab
from harness.observe.capture import Taken
from harness.sources.page import Resource

_NEEDED = ("Document", "Stylesheet", "Script", "XHR", "Fetch")
"""What a page's text hangs on, the first first. Pictures, fonts and media change no verdict."""

_MOST = 400
_SECONDS = 3.0
_ALL = 5.0
"""Seconds for one answer, and for all."""
_KEPT = frozenset({"content-type", "access-control-allow-origin", "access-control-allow-credentials"})

_RENDERED = "document.documentElement ? document.documentElement.outerHTML : ''"


@dataclass(slots=True)
class _Answer:
    url: str
    kind: str
    status: int
    headers: dict[str, str]
    done: bool = False


class Taking:
    """Notes the answers a tab gets, and fetches their bodies at the end.

    Args:
        budget: bytes of all bodies together.
    """

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._answers: dict[str, _Answer] = {}
        self._main = ""

    def arm(self, tab: Tab) -> None:
        """Listen to the tab's network; it must be enabled."""
        tab.listen("Network.requestWillBeSent", self._asked)
        tab.listen("Network.responseReceived", self._came)
        tab.listen("Network.loadingFinished", self._ended)

    async def all(self, tab: Tab) -> Taken:
        """What the page is now, and what it needed to become so."""
        try:
            rendered = str(await tab.ask(_RENDERED, _SECONDS))
        except (PlaywrightError, Late, TabLost):
            rendered = ""
        resources: dict[str, Resource] = {}
        left_out: list[str] = []
        room = self._budget
        time = asyncio.get_running_loop().time
        end = time() + min(_ALL, tab.limits.probe)
        for request, answer in sorted(self._answers.items(), key=lambda item: _NEEDED.index(item[1].kind)):
            url = answer.url.partition("#")[0]
            if url in resources:
                continue
            body = await self._body(tab, request) if answer.done and room > 0 and time() < end else None
            if body is None or len(body) > room:
                left_out.append(url)
                continue
            room -= len(body)
            resources[url] = Resource(body, answer.status, answer.headers)
        return Taken(rendered, resources, tuple(left_out))

    async def _body(self, tab: Tab, request: str) -> bytes | None:
        try:
            told = await tab.send("Network.getResponseBody", {"requestId": request}, seconds=_SECONDS)
        except (PlaywrightError, Late, TabLost):
            return None
        text = str(told["body"])
        return base64.b64decode(text) if told["base64Encoded"] else text.encode("utf-8", "replace")

    def _asked(self, event: Event) -> None:
        if not self._main and event.get("type") == "Document":
            self._main = str(event["frameId"])

    def _came(self, event: Event) -> None:
        kind = str(event.get("type"))
        response = event["response"]
        url = str(response["url"])
        if kind not in _NEEDED or not url.startswith(("http://", "https://")) or len(self._answers) >= _MOST:
            return
        if kind == "Document" and event.get("frameId") == self._main:
            return  # the page itself is saved as such
        headers = {k.lower(): str(v) for k, v in response["headers"].items() if k.lower() in _KEPT}
        self._answers[event["requestId"]] = _Answer(url, kind, int(response["status"]), headers)

    def _ended(self, event: Event) -> None:
        if (answer := self._answers.get(event["requestId"])) is not None:
            answer.done = True
