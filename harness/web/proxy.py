"""The local proxy of one tab: every byte of the live browser passes it, and only the door opens ways out.

It understands CONNECT and absolute-form http, one request a connection. Answers are passed on as they come,
broken ones too: it looks, it mends nothing.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hmac
import secrets
import socket
import struct
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit

from harness.web.came_whole import Transfer, headers_of, status_of
from harness.web.connect import BUFFER, Closed, Door, Streams

HEAD = 15.0
"""Seconds in which the browser sends a request's head."""

IDLE = 90.0
"""Seconds without a byte after which a connection is given up."""

BEYOND = 0.2
"""Seconds in which bytes behind the promised end of a document are waited for."""

HEAD_BYTES = 512 * 1024
"""Longest head of an answer that is read before it is passed on; Chromium takes half of that."""

RATE = 12_000_000
"""Bytes a second that one tab gets in the long run."""

BURST = 8_000_000
"""Bytes that it gets as fast as they come."""

USER = "harness"
"""What the tab's browser calls itself to the proxy; its password is made anew for each."""

DOORBELL = "http://harness.invalid/"
"""What the browser asks for once, to learn that the proxy wants a password; there is nothing."""

_WHO = (
    b'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="harness"\r\n'
    b"Content-Length: 0\r\nConnection: close\r\n\r\n"
)
_NOTHING = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
_PIECE = 32 * 1024
_SQUEEZED = 2 * 1024  # of a bomb, a small piece is a large one
_DROPPED = frozenset(
    {b"connection", b"keep-alive", b"proxy-connection", b"proxy-authorization", b"te", b"upgrade", b"host"}
)
_KEPT_RECORDS = 100
_AT_ONCE = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Budget:
    """What one tab may move.

    Args:
        traffic: bytes of answers, as they are on the wire.
        connections: connections in all.
        open: connections at a time.
        document: bytes of one HTML document, unpacked; what goes over it is cut off there.
    """

    traffic: int = 150_000_000
    connections: int = 3_000
    open: int = 256
    document: int = 64_000_000


class Proxy:
    """A forward proxy on loopback. Use :meth:`start`.

    Any program of this machine can reach loopback, so who asks for anything is asked for ``password`` first.

    Args:
        door: what opens connections.
        budget: see :class:`Budget`.
        spent: called once, when the budget is spent; every connection is then ended.
    """

    def __init__(self, door: Door, budget: Budget, spent: Callable[[], None] | None = None) -> None:
        self._door = door
        self._budget = budget
        self.spent = spent
        self.traffic = 0
        self._connections = 0
        self._rung = False
        self._shut = False
        self._began = asyncio.get_running_loop().time()
        self._closed: dict[tuple[str, int], Closed] = {}
        self._transfers: dict[str, Transfer] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.address = ""
        self.password = secrets.token_urlsafe(18)
        self._wanted = b"basic " + base64.b64encode(f"{USER}:{self.password}".encode())

    @classmethod
    async def start(cls, door: Door, budget: Budget | None = None) -> Self:
        """A proxy that listens; ``address`` is where."""
        proxy = cls(door, budget or Budget())
        server = await asyncio.start_server(proxy._accept, "127.0.0.1", 0, limit=BUFFER)
        proxy._server = server
        proxy.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        return proxy

    async def close(self) -> None:
        """End every connection, and listen no more."""
        if self._server is not None:
            self._server.close()
        await self._end_all()

    def closed(self, url: str) -> Closed | None:
        """Why the host of ``url`` could not be reached, the last time it could not."""
        try:
            parts = urlsplit(url)
            port = parts.port or (443 if parts.scheme in ("https", "wss") else 80)
        except ValueError:
            return None
        return self._closed.get(((parts.hostname or "").rstrip("."), port))

    @property
    def refused(self) -> int:
        """Hosts that were refused because they are private."""
        return sum(closed.code == "private-address" for closed in self._closed.values())

    def transfer(self, url: str) -> Transfer | None:
        """The plain http transfer of the document ``url``, if it passed here."""
        return self._transfers.get(url.partition("#")[0])

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None or len(self._tasks) >= self._budget.open or not self._has_budget():
            writer.transport.abort()
            return
        self._tasks.add(task)
        try:
            await self._serve(reader, writer)
        except ConnectionResetError:
            _reset(writer)
        except (OSError, EOFError, TimeoutError, ValueError, asyncio.LimitOverrunError):
            pass  # one end broke off, or it speaks no HTTP: closing says so
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(HEAD):
            head = await reader.readuntil(b"\r\n\r\n")
        line, _, rest = head.partition(b"\r\n")
        if not self._is_ours(rest):
            writer.write(_WHO)
            return
        self._connections += 1
        method, target, _ = line.decode("ascii").split(" ", 2)
        if target == DOORBELL and not self._rung:
            self._rung = True
            writer.write(_NOTHING)
            return
        if method == "CONNECT":
            host, port = _authority(target)
            streams = await self._open(host, port)
            if streams is None:
                writer.write(b"HTTP/1.1 502 Not Opened\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            writer.write(b"HTTP/1.1 200 Connection Established\r\n\r\n")
            await self._tunnel((reader, writer), streams)
            return
        parts = urlsplit(target)
        if parts.scheme != "http" or not parts.hostname:
            return
        streams = await self._open(parts.hostname, parts.port or 80)
        if streams is not None:
            path = target[len("http://") + len(parts.netloc) :] or "/"
            asked = [f"{method} {path if path[0] in '/*' else '/' + path} HTTP/1.1".encode("ascii")]
            asked.append(b"Host: " + parts.netloc.rpartition("@")[2].encode("ascii"))
            asked += [one for one in rest.split(b"\r\n") if one and _name(one) not in _DROPPED]
            asked += [b"Connection: close", b"", b""]
            streams[1].write(b"\r\n".join(asked))
            length = headers_of(head).get("content-length", "0")
            await self._exchange((reader, writer), streams, int(length), method, target)

    def _is_ours(self, headers: bytes) -> bool:
        """Whether a request comes from the tab's own browser."""
        told = (line for line in headers.split(b"\r\n") if _name(line) == b"proxy-authorization")
        given = next(told, b"").partition(b":")[2].strip()
        scheme, _, token = given.partition(b" ")
        return hmac.compare_digest(scheme.lower() + b" " + token.strip(), self._wanted)

    def shut(self) -> None:
        """End all connections, and open no more."""
        self._shut = True
        self.hang_up()

    def hang_up(self) -> None:
        """End the connections that are open now: what does not come shall not be waited for."""
        for task in self._tasks:
            task.cancel()

    async def _open(self, host: str, port: int) -> Streams | None:
        try:
            return await self._door.open(host.rstrip("."), port)
        except Closed as closed:
            if len(self._closed) < _KEPT_RECORDS:
                self._closed[host.strip("[]").rstrip("."), port] = closed
            return None

    def _note(self, url: str, closed: Closed) -> None:
        parts = urlsplit(url)
        if len(self._closed) < _KEPT_RECORDS:
            self._closed[(parts.hostname or "").rstrip("."), parts.port or 80] = closed

    async def _tunnel(self, inside: Streams, outside: Streams) -> None:
        try:
            await _first(_pump(inside[0], outside[1]), self._in(outside[0], inside[1]))
        finally:
            outside[1].close()

    async def _exchange(self, inside: Streams, outside: Streams, length: int, method: str, url: str) -> None:
        """Send a request's body, pass its answer on, and never use either connection again."""
        try:
            await _first(
                _body(inside[0], outside[1], length), self._answer(outside[0], inside[1], method, url)
            )
        finally:
            outside[1].close()

    async def _answer(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, method: str, url: str
    ) -> None:
        head, rest, whole = await _head(reader)
        status = status_of(head)
        if status is not None and not whole:
            # Chromium would take the lines that came for the whole head, and show an empty page.
            self._note(url, Closed("network", "the answer breaks off in its headers"))
            return
        if status is None:
            # No HTTP, or a head without an end: the browser will say what is wrong with it.
            writer.write(head + rest)
            await self._in(reader, writer)
            return
        lines = [line for line in head.split(b"\r\n") if line and _name(line) not in _DROPPED]
        writer.write(b"\r\n".join([*lines, b"Connection: close", b"", b""]))
        transfer = Transfer(status, headers_of(head), method)
        if transfer.html and len(self._transfers) < _KEPT_RECORDS:
            self._transfers[url] = transfer
        for start in range(0, len(rest), _SQUEEZED):
            if not self._pass(rest[start : start + _SQUEEZED], writer, transfer):
                return
        await self._in(reader, writer, transfer)

    async def _in(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, transfer: Transfer | None = None
    ) -> None:
        while not (transfer is not None and transfer.whole):
            async with asyncio.timeout(IDLE):
                data = await reader.read(_SQUEEZED if transfer is not None and transfer.squeezed else _PIECE)
                if not data or not self._pass(data, writer, transfer):
                    return
                await writer.drain()
            await self._pace()
        if transfer.html:
            await writer.drain()
            await _beyond(reader, transfer)

    def _pass(self, data: bytes, writer: asyncio.StreamWriter, transfer: Transfer | None) -> bool:
        """Pass a piece of an answer on; whether more of it may come."""
        self._count(len(data))
        if transfer is not None:
            transfer.feed(data)
            if transfer.html and transfer.decoded > self._budget.document:
                return False
        writer.write(data)
        return True

    def _has_budget(self) -> bool:
        return not self._shut and self._connections < self._budget.connections

    def _count(self, received: int) -> None:
        self.traffic += received
        if self.traffic > self._budget.traffic and not self._shut:
            self.shut()
            if self.spent is not None:
                self.spent()

    async def _pace(self) -> None:
        """Let the other tabs have their turn: no tab gets more than its rate, a burst at the start apart."""
        clock = asyncio.get_running_loop().time()
        ahead = (self.traffic - BURST) / RATE - (clock - self._began)
        if ahead > 0:
            await asyncio.sleep(min(ahead, 1.0))

    async def _end_all(self) -> None:
        tasks = [task for task in self._tasks if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=2.0)


async def _first(*ways: Coroutine[Any, Any, None]) -> None:
    """Run both directions of a connection until one of them ends."""
    tasks = [asyncio.ensure_future(way) for way in ways]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(_PIECE):
        writer.write(data)
        await writer.drain()


async def _body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, length: int) -> None:
    """Send exactly the request's body; then wait until the browser hangs up."""
    with contextlib.suppress(OSError):  # a server may answer, and hang up, before it has read all
        while length > 0:
            data = await reader.read(min(length, _PIECE))
            if not data:
                return
            length -= len(data)
            writer.write(data)
            await writer.drain()
    while await reader.read(_PIECE):
        pass


async def _head(reader: asyncio.StreamReader) -> tuple[bytes, bytes, bool]:
    """An answer's head, interim answers (1xx) passed over, what came behind it, and whether it has an end.

    What is no HTTP comes back as it is.
    """
    seen = b""
    while len(seen) < HEAD_BYTES:
        async with asyncio.timeout(IDLE):
            data = await reader.read(_PIECE)
        seen += data
        while b"\r\n\r\n" in seen:
            head, _, rest = seen.partition(b"\r\n\r\n")
            status = status_of(head)
            if status is None or status >= 200 or status == 101:
                return head, rest, True
            seen = rest
        if not data or (len(seen) >= 8 and not seen.startswith(b"HTTP/")):
            return seen, b"", False
    return seen, b"", False


async def _beyond(reader: asyncio.StreamReader, transfer: Transfer) -> None:
    """Look whether more bytes come than the head promised."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(BEYOND):
            transfer.feed(await reader.read(_PIECE))


def _reset(writer: asyncio.StreamWriter) -> None:
    """End a connection as one end ended it: a reset is no answer without a body."""
    with contextlib.suppress(OSError):
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    writer.transport.abort()


def _name(line: bytes) -> bytes:
    return line.partition(b":")[0].strip().lower()


def _authority(target: str) -> tuple[str, int]:
    host, _, port = target.rpartition(":")
    return host.strip("[]"), int(port)
