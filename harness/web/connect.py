"""The only way out of the live browser: a name is resolved once, its address is vetted, and that one is called."""

from __future__ import annotations

import asyncio
import base64
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from harness.core.errors import UsageError
from harness.web.addresses import is_public, numeric, parsed, refusal

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""From a host name and a port to its addresses, in the order to try."""
Connector = Callable[[str, int], Awaitable[Streams]]
"""A TCP connection to a numeric address and a port."""

CONNECT = 10.0
"""Seconds for resolving a name, and for each address until it answers."""

BUFFER = 64 * 1024
"""Bytes that one direction of a connection may hold back."""

_WEB_PORTS = frozenset({80, 443})
_FREE = 1024


class Closed(Exception):
    """The door does not open.

    Args:
        code: why, a key of :data:`harness.browser.limits.CODES`.
        detail: what is known beyond it.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Upstream:
    """A proxy behind ours.

    Args:
        host: its name; it may be a private one, the user named it.
        port: its port.
        tls: it is spoken to over TLS.
        authorization: the value of its ``Proxy-Authorization`` header, or empty.
    """

    host: str
    port: int
    tls: bool = False
    authorization: str = ""

    @classmethod
    def read(cls, address: str) -> Upstream:
        """The proxy that ``http://user:password@host:port`` names.

        Raises:
            UsageError: it is no such address. The message does not repeat it: it may hold a password.
        """
        try:
            parts = urlsplit(address)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ValueError
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            raise UsageError("the proxy must be written as http://host:port or https://host:port") from None
        given = ""
        if parts.username is not None:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            given = "Basic " + base64.b64encode(pair.encode()).decode("ascii")
        return cls(parts.hostname, port, parts.scheme == "https", given)


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, from the system."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


async def connect(address: str, port: int) -> Streams:
    """A TCP connection with a bounded buffer."""
    return await asyncio.open_connection(address, port, limit=BUFFER)


@dataclass(frozen=True, slots=True)
class Door:
    """Opens connections to the public network, and to no other unless told so.

    Args:
        allow_private: also private addresses and ports are opened.
        upstream: a proxy that connections pass. It is given the vetted address, so that it cannot be
            led elsewhere; where names only resolve at the proxy, ``allow_private`` hands them to it.
        resolver: who resolves names.
        connector: who connects.
        seconds: see :data:`CONNECT`.
    """

    allow_private: bool = False
    upstream: Upstream | None = None
    resolver: Resolver = resolve
    connector: Connector = connect
    seconds: float = CONNECT

    async def addresses(self, host: str, port: int) -> list[str]:
        """The addresses that may be called for ``host``; all of them must be public, or none is.

        Raises:
            Closed: it may not be opened, or it does not resolve.
        """
        if not self.allow_private:
            if port not in _WEB_PORTS and port < _FREE:
                raise Closed("refused", f"port {port} is none of the web's")
            if why := refusal(host):
                raise Closed("private-address", why)
        try:
            literal = numeric(host)
        except ValueError:
            raise Closed("refused", "it is no host that can be read") from None
        if literal is not None:
            return [str(literal)]
        try:
            async with asyncio.timeout(self.seconds):
                found = await self.resolver(host, port)
        except TimeoutError:
            raise Closed("dns", f"no answer in {self.seconds:g} s") from None
        except (OSError, UnicodeError) as error:
            raise Closed("dns", getattr(error, "strerror", None) or "it is no name") from None
        if not found:
            raise Closed("dns", "it has no address")
        if not self.allow_private:
            self._vet(host, found)
        return list(found)

    async def open(self, host: str, port: int) -> Streams:
        """A connection to ``host``: to an address that was vetted, or through the upstream proxy's tunnel.

        Raises:
            Closed: it may not be opened, or nobody answers.
        """
        if self.upstream is None:
            return await self._first(await self.addresses(host, port), port)
        # Given by its address, so that the proxy does not resolve the name again, to something else.
        called = host if self.allow_private else (await self.addresses(host, port))[0]
        streams = await self._to_upstream(self.upstream)
        try:
            async with asyncio.timeout(self.seconds):
                await _tunnel(streams, called, port, self.upstream)
        except TimeoutError:
            streams[1].close()
            raise Closed("timeout-connect", "the proxy did not answer") from None
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
            streams[1].close()
            raise Closed("network", f"the proxy: {error}") from None
        except Closed:
            streams[1].close()
            raise
        return streams

    def _vet(self, host: str, found: Sequence[str]) -> None:
        for address in found:
            try:
                public = is_public(parsed(address))
            except ValueError:
                public = False
            if not public:
                raise Closed("private-address", f"{host} is {address}, not of the public network")

    async def _first(self, addresses: Sequence[str], port: int) -> Streams:
        why = Closed("network", "no address answered")
        for address in addresses[:4]:
            try:
                async with asyncio.timeout(self.seconds):
                    return await self.connector(address, port)
            except TimeoutError:
                why = Closed("timeout-connect", f"no connection in {self.seconds:g} s")
            except OSError as error:
                why = Closed("network", error.strerror or str(error))
        raise why

    async def _to_upstream(self, proxy: Upstream) -> Streams:
        try:
            async with asyncio.timeout(self.seconds):
                return await asyncio.open_connection(
                    proxy.host,
                    proxy.port,
                    limit=BUFFER,
                    ssl=ssl.create_default_context() if proxy.tls else None,
                )
        except TimeoutError:
            raise Closed("timeout-connect", "the proxy did not answer") from None
        except OSError as error:
            raise Closed("network", f"the proxy: {error.strerror or error}") from None


async def _tunnel(streams: Streams, host: str, port: int, proxy: Upstream) -> None:
    reader, writer = streams
    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    lines = [f"CONNECT {where} HTTP/1.1", f"Host: {where}"]
    if proxy.authorization:
        lines.append(f"Proxy-Authorization: {proxy.authorization}")
    writer.write("\r\n".join([*lines, "", ""]).encode("ascii", "ignore"))
    await writer.drain()
    head = await reader.readuntil(b"\r\n\r\n")
    status = head.split(None, 2)[1:2]
    if status != [b"200"]:
        told = b"".join(status).decode("ascii", "replace")[:20]
        raise Closed("network", f"the proxy refused with {told or 'no status'}")
