"""One small text from the web, for ``robots.txt``: through the opener it is given, capped in bytes and time."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, parse_headers
from io import BytesIO
from urllib.parse import urljoin, urlsplit

from harness.sources.address import web_address

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Opener = Callable[[str, int], Awaitable[Streams]]
"""From a host and a port to a connection. The guarded one refuses what live pages must not reach, too."""

REDIRECTS = 5
"""Redirects that are followed, as RFC 9309 asks."""


class Unreachable(Exception):
    """Nobody answered, or not in HTTP, or not in time."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: its status and the beginning of its body."""

    status: int
    body: bytes


async def fetch(
    url: str, opener: Opener, *, user_agent: str, most: int, seconds: float, tls: ssl.SSLContext | None = None
) -> Fetched:
    """The answer to a GET of ``url``, redirects followed.

    Args:
        url: an http or https address.
        opener: what connections are opened with.
        user_agent: the name we go by.
        most: bytes of the body that are read.
        seconds: for all of it.
        tls: how certificates are checked; the system's way by default.

    Raises:
        Unreachable: there is no answer.
    """
    try:
        async with asyncio.timeout(seconds):
            for _ in range(REDIRECTS + 1):
                status, headers, body = await _get(url, opener, user_agent, most, tls)
                place = headers.get("location")
                if not (300 <= status < 400 and place):
                    return Fetched(status, body)
                url = urljoin(url, place)
                if not web_address(url):
                    break
    except (TimeoutError, OSError, ValueError, HTTPException, asyncio.IncompleteReadError) as error:
        raise Unreachable(type(error).__name__) from error
    raise Unreachable("too many redirects")


async def _get(
    url: str, opener: Opener, user_agent: str, most: int, tls: ssl.SSLContext | None
) -> tuple[int, HTTPMessage, bytes]:
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    host = parts.hostname or ""
    reader, writer = await opener(host, parts.port or (443 if secure else 80))
    try:
        if secure:
            await writer.start_tls(tls or ssl.create_default_context(), server_hostname=host)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: {parts.netloc.rpartition('@')[2]}",
            f"User-Agent: {user_agent}",
            "Accept: text/plain,*/*;q=0.5",
            "Accept-Encoding: identity",
            "Connection: close",
        ]
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace"))
        await writer.drain()
        first, _, rest = (await reader.readuntil(b"\r\n\r\n")).partition(b"\r\n")
        words = first.split(None, 2)
        if len(words) < 2 or not words[0].startswith(b"HTTP/"):
            raise ValueError("no HTTP")
        headers = parse_headers(BytesIO(rest))
        chunked = "chunked" in (headers.get("transfer-encoding") or "").lower()
        body = await (
            _chunks(reader, most) if chunked else _octets(reader, most, headers.get("content-length"))
        )
        return int(words[1]), headers, body
    except asyncio.LimitOverrunError as error:
        raise ValueError("the answer's head is too long") from error
    finally:
        writer.close()
        with contextlib.suppress(OSError, TimeoutError):
            await asyncio.wait_for(writer.wait_closed(), 1.0)


async def _octets(reader: asyncio.StreamReader, most: int, length: str | None) -> bytes:
    wanted = min(most, int(length)) if length is not None else most
    body = bytearray()
    while len(body) < wanted and (piece := await reader.read(wanted - len(body))):
        body += piece
    return bytes(body)


async def _chunks(reader: asyncio.StreamReader, most: int) -> bytes:
    body = bytearray()
    while len(body) < most:
        size = int((await reader.readline()).split(b";")[0], 16)
        if size == 0:
            break
        take = min(size, most - len(body))
        body += await reader.readexactly(take)
        if take < size:
            break
        await reader.readline()
    return bytes(body)
