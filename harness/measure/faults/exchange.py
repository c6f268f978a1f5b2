"""One request to the fault server and its answer, as far as a fault lets it come."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie

from harness.measure.faults.case import Case
from harness.measure.faults.conduct import Visit

HOLD = 30.0
"""Seconds after which a stalled answer is ended: nothing here goes on for ever."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the client asked.

    Args:
        method: ``GET`` or another.
        path: without the query.
        query: without the question mark.
        headers: lower-case names; of several of a name, the last.
        at: seconds since the server started.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    at: float = 0.0

    @property
    def user_agent(self) -> str:
        """How the client names itself."""
        return self.headers.get("user-agent", "")

    @property
    def cookies(self) -> Mapping[str, str]:
        """The cookies it sent."""
        jar: SimpleCookie = SimpleCookie()
        try:
            jar.load(self.headers.get("cookie", ""))
        except CookieError:
            return {}
        return {name: morsel.value for name, morsel in jar.items()}


class Exchange:
    """What a fault on the wire is handed: the request, the page, and ways to answer badly.

    Args:
        request: what was asked.
        page: the page that a healthy server would send.
        number: how many times this client's address asked for this very path, this time included.
        total: how many times anything was asked under the same fault, this time included.
        value: the number given in the address (``/meter:3/page``), or ``None``.
        writer: where the answer goes.
    """

    def __init__(
        self,
        request: Request,
        page: Case,
        writer: asyncio.StreamWriter,
        *,
        number: int = 1,
        total: int = 1,
        value: float | None = None,
    ) -> None:
        self.request = request
        self.page = page
        self.number = number
        self.total = total
        self._value = value
        self._writer = writer
        self.status: int | None = None
        self.sent = 0
        self.whole = False
        self.retry_after: float | None = None

    def value(self, usual: float) -> float:
        """The number in the address, or the usual one."""
        return usual if self._value is None else self._value

    @property
    def body(self) -> bytes:
        """The page's bytes."""
        return self.page.body

    async def send_page(self) -> None:
        """The page, whole."""
        headers = {**page_headers(self.page), "content-length": str(len(self.body))}
        await self.head(self.page.status or 200, headers)
        await self.send(self.body, last=True)

    async def respond(self, status: int, body: bytes | str, headers: Mapping[str, str] | None = None) -> None:
        """A whole answer."""
        data = body.encode() if isinstance(body, str) else body
        await self.head(status, {**(headers or {}), "content-length": str(len(data))})
        await self.send(data)

    async def head(self, status: int, headers: Mapping[str, str]) -> None:
        """Status line and headers. Lengths and encodings are sent as given, true or not."""
        self.status = status
        retry_after = headers.get("retry-after", "")
        self.retry_after = float(retry_after) if retry_after.isdigit() else None
        sent = {"content-type": "text/html; charset=utf-8", "connection": "close", **_plain(headers)}
        try:
            reason = HTTPStatus(status).phrase
        except ValueError:
            reason = "Unknown"
        lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in sent.items())]
        self._writer.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace"))
        await self._writer.drain()

    async def send(self, data: bytes, *, last: bool = False) -> None:
        """Some of the body; ``last``: with it the whole page was sent."""
        if self.request.method == "HEAD":
            return
        # noted before it leaves us: who has received it may ask at once what we saw
        self.sent += len(data)
        self.whole = last
        self._writer.write(data)
        try:
            await self._writer.drain()
        except ConnectionError:
            self.whole = False
            raise

    async def wait(self, seconds: float) -> None:
        """Let the client wait; ends early when it leaves."""
        await asyncio.sleep(min(seconds, HOLD))

    async def stall(self) -> None:
        """Send nothing more until the client leaves or :data:`HOLD` is over."""
        await asyncio.sleep(HOLD)

    def visit(self) -> Visit:
        """What is known of it so far."""
        return Visit(
            path=self.request.path,
            method=self.request.method,
            at=self.request.at,
            user_agent=self.request.user_agent,
            cookies=bool(self.request.cookies),
            status=self.status,
            retry_after=self.retry_after,
            sent=self.sent,
            whole=self.whole,
        )

    def reset(self) -> None:
        """Break the connection with a reset instead of an end."""
        sock = self._writer.get_extra_info("socket")
        if sock is not None:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()


_OURS = frozenset({"content-length", "content-encoding", "transfer-encoding", "connection", "set-cookie"})


def _plain(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers that can be written on one line each."""
    return {
        name.lower(): " ".join(value.split()) for name, value in headers.items() if name and ":" not in name
    }


def page_headers(page: Case) -> dict[str, str]:
    """A page's own headers without those of its first transfer, which no longer fit its bytes."""
    return {name: value for name, value in page.headers.items() if name not in _OURS}
