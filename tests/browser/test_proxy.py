"""The proxy of a tab, without a browser: what it opens, what it passes on, and what it notes."""

from __future__ import annotations

import asyncio
import gzip
import socket
import struct
import zlib
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from harness.core.errors import UsageError
from harness.web.came_whole import Transfer
from harness.web.connect import Closed, Door, Upstream
from harness.web.proxy import USER, Budget, Proxy

pytestmark = pytest.mark.asyncio(loop_scope="session")

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OPEN = Door(allow_private=True, seconds=2.0)


@asynccontextmanager
async def server(answer: Answer) -> AsyncIterator[int]:
    """A server on loopback, and its port."""

    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await answer(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    listening = await asyncio.start_server(once, "127.0.0.1", 0)
    try:
        yield listening.sockets[0].getsockname()[1]
    finally:
        listening.close()


@asynccontextmanager
async def proxied(door: Door = OPEN, budget: Budget | None = None) -> AsyncIterator[Proxy]:
    proxy = await Proxy.start(door, budget)
    try:
        yield proxy
    finally:
        await proxy.close()


async def ask(proxy: Proxy, sent: bytes, password: str | None = None) -> bytes:
    """All that the proxy answers its own browser, or whoever has another password, until it hangs up."""
    token = b64encode(f"{USER}:{proxy.password if password is None else password}".encode())
    if sent.count(b"\r\n"):
        sent = sent.replace(b"\r\n", b"\r\nProxy-Authorization: Basic " + token + b"\r\n", 1)
    port = int(proxy.address.rpartition(":")[2])
    async with asyncio.timeout(10):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        try:
            return await reader.read(-1)
        except ConnectionError:
            return b""
        finally:
            writer.close()


def get(port: int, *headers: str) -> bytes:
    return "\r\n".join([f"GET http://127.0.0.1:{port}/a?b HTTP/1.1", *headers, "", ""]).encode()


async def test_a_request_is_passed_on_as_servers_want_it() -> None:
    """The path alone, the host from the address, no headers meant for proxies, one request a connection."""
    heard: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nhi")
        await writer.drain()
        await reader.read()

    async with server(answer) as port, proxied() as proxy:
        got = await ask(proxy, get(port, "Host: elsewhere", "Proxy-Connection: keep-alive", "X-Mine: 1"))

    assert heard == [
        f"GET /a?b HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Mine: 1\r\nConnection: close\r\n\r\n".encode()
    ]
    assert got == b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"


async def test_a_second_request_on_a_connection_goes_nowhere() -> None:
    """What follows the first request cannot reach a server it was not meant for."""
    heard: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        heard.append(await reader.read())

    async with server(answer) as port, proxied() as proxy:
        await ask(proxy, get(port) + get(port, "Cookie: secret"))

    assert b"secret" not in b"".join(heard)


async def test_a_tunnel_carries_bytes_both_ways() -> None:
    """CONNECT gives a clear way to the host it names."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write((await reader.readexactly(4))[::-1])
        await writer.drain()

    async with server(answer) as port, proxied() as proxy:
        got = await ask(proxy, f"CONNECT 127.0.0.1:{port} HTTP/1.1\r\n\r\n".encode() + b"abcd")

    assert got == b"HTTP/1.1 200 Connection Established\r\n\r\ndcba"


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET ftp://a.example/ HTTP/1.1\r\n\r\n",
        b"GET http:// HTTP/1.1\r\n\r\n",
        b"GET http://[::1 HTTP/1.1\r\n\r\n",
        b"CONNECT nowhere HTTP/1.1\r\n\r\n",
        b"CONNECT a:b:c HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\r\n\r\n",
        b"\r\n\r\n",
        b"GET http://a.example/" + b"a" * 200_000 + b" HTTP/1.1\r\n\r\n",
    ],
)
async def test_what_is_no_request_is_hung_up_on(sent: bytes) -> None:
    """Nothing is opened for it, and nothing is answered."""
    async with proxied() as proxy:
        assert await ask(proxy, sent) == b""


@pytest.mark.parametrize("how", ["GET http://{}/ HTTP/1.1\r\n\r\n", "CONNECT {}:443 HTTP/1.1\r\n\r\n"])
async def test_a_private_host_is_refused_and_noted(how: str) -> None:
    """It is not connected to, and the reason can be asked for."""
    async with proxied(Door()) as proxy:
        answer = await ask(proxy, how.format("10.0.0.1").encode())
        why = proxy.closed("https://10.0.0.1/" if "CONNECT" in how else "http://10.0.0.1/x")

    assert b" 200 " not in answer
    assert why is not None
    assert (why.code, proxy.refused) == ("private-address", 1)


async def test_a_name_is_resolved_once_and_that_address_is_called() -> None:
    """Whatever the name resolves to later, the connection goes to the address that was vetted."""
    asked: list[str] = []
    called: list[str] = []

    async def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["93.184.216.34"] if len(asked) == 1 else ["127.0.0.1"]

    async def connect(address: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        called.append(address)
        raise ConnectionRefusedError(111, "refused")

    door = Door(resolver=resolve, connector=connect)
    codes = []
    for _ in range(2):
        with pytest.raises(Closed) as caught:
            await door.open("rebound.example", 80)
        codes.append(caught.value.code)

    assert (codes, called) == (["network", "private-address"], ["93.184.216.34"])


async def test_nobody_waits_for_a_resolver_or_a_server() -> None:
    """Both have their deadline."""

    async def never(*_: object) -> list[str]:
        await asyncio.Event().wait()
        raise AssertionError

    async def one(host: str, port: int) -> list[str]:
        return ["93.184.216.34"]

    with pytest.raises(Closed, match="dns"):
        await Door(resolver=never, seconds=0.05).open("a.example", 80)
    with pytest.raises(Closed, match="timeout-connect"):
        await Door(resolver=one, connector=never, seconds=0.05).open("a.example", 80)  # type: ignore[arg-type]


async def test_traffic_has_a_budget() -> None:
    """Over it every connection ends, and the tab is told once."""
    told: list[int] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 10_000)
            await writer.drain()

    async with server(answer) as port, proxied(budget=Budget(traffic=100_000)) as proxy:
        proxy.spent = lambda: told.append(1)
        await ask(proxy, get(port))
        assert await ask(proxy, get(port)) == b""

    assert told == [1]
    assert 100_000 < proxy.traffic < 300_000


async def test_a_proxy_behind_ours_gets_the_vetted_address() -> None:
    """It cannot be made to resolve the name to something else; its password goes to nobody else."""
    heard: list[bytes] = []

    async def upstream(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")

    async def resolve(host: str, port: int) -> list[str]:
        return ["93.184.216.34"]

    async with server(upstream) as port:
        behind = Upstream.read(f"http://me:s%3Acret@127.0.0.1:{port}")
        async with proxied(Door(upstream=behind, resolver=resolve)) as proxy:
            got = await ask(proxy, b"GET http://news.example/ HTTP/1.1\r\n\r\n")
            await ask(proxy, b"GET http://127.0.0.1/ HTTP/1.1\r\n\r\n")

    assert got.endswith(b"hi")
    assert heard[0].startswith(b"CONNECT 93.184.216.34:80 HTTP/1.1\r\n")
    assert b"Proxy-Authorization: Basic bWU6czpjcmV0" in heard[0]
    assert heard[1] == b"GET / HTTP/1.1\r\nHost: news.example\r\nConnection: close\r\n\r\n"
    assert len(heard) == 2


@pytest.mark.parametrize("address", ["", "proxy", "ftp://a.example", "http://", "http://a.example:port"])
async def test_a_wrong_proxy_is_named_without_its_password(address: str) -> None:
    """The message says how to write it, and repeats nothing."""
    with pytest.raises(UsageError, match=r"^the proxy must be written as [^@]*$"):
        Upstream.read(address)


HTML = b"<p>The whole story, " + b"told at length, " * 200
GZIP = gzip.compress(HTML, mtime=0)  # ids of tests are the same in every process


def chunked(body: bytes, last: bytes = b"0\r\n\r\n") -> bytes:
    return b"".join(b"%x;x=y\r\n%b\r\n" % (len(p), p) for p in (body[:7], body[7:])) + last


@pytest.mark.parametrize(
    ("headers", "body", "fault"),
    [
        ({"content-length": str(len(HTML))}, HTML, ""),
        ({}, HTML, ""),
        ({"content-length": "9999"}, HTML, "3,220 of 9,999 bytes"),
        ({"content-length": "100"}, HTML, "Content-Length is 100, and more bytes came"),
        ({"transfer-encoding": "chunked"}, chunked(HTML), ""),
        ({"transfer-encoding": "chunked"}, chunked(HTML, b"0\r\nA: b\r\n\r\n"), ""),
        ({"transfer-encoding": "chunked"}, chunked(HTML, b""), "the last chunk is missing"),
        ({"transfer-encoding": "chunked"}, b"zz\r\n", "the last chunk is missing"),
        ({"content-encoding": "gzip"}, GZIP, ""),
        ({"content-encoding": "gzip"}, GZIP + GZIP, ""),
        ({"content-encoding": "gzip"}, GZIP + b"\0\0\0", ""),
        ({"content-encoding": "gzip"}, GZIP[:-9], "the gzip stream has no end"),
        ({"content-encoding": "gzip", "content-length": "40"}, GZIP[:40], "the gzip stream has no end"),
        ({"content-encoding": "gzip", "transfer-encoding": "chunked"}, chunked(GZIP), ""),
        (
            {"content-encoding": "gzip", "transfer-encoding": "chunked"},
            chunked(GZIP[:-9]),
            "the gzip stream has no end",
        ),
        ({"content-encoding": "gzip"}, b"no gzip at all", ""),
        ({"content-encoding": "gzip"}, gzip.compress(b"0" * 3_000_000, mtime=0), ""),
        ({"content-encoding": "br"}, b"anything", ""),
    ],
)
@pytest.mark.parametrize("piece", [1, 50, 100_000])
async def test_a_cut_is_told_from_the_bytes(
    headers: dict[str, str], body: bytes, fault: str, piece: int
) -> None:
    """However the bytes come in, a cut one is told, and a whole one is not."""
    transfer = Transfer(200, {"content-type": "text/html", **headers})
    for start in range(0, len(body), piece):
        transfer.feed(body[start : start + piece])

    assert transfer.fault() == fault


async def test_a_gzip_bomb_is_not_unpacked_in_memory() -> None:
    """Of a bomb only so much is decoded, in pieces that are thrown away."""
    transfer = Transfer(200, {"content-type": "text/html", "content-encoding": "gzip"})
    transfer.feed(gzip.compress(b"0" * 80_000_000))

    assert transfer.fault() == ""


@pytest.mark.parametrize("password", ["", "guess"])
async def test_another_program_of_this_machine_is_refused(password: str) -> None:
    """Loopback is open to everybody; the way out, and the password of a proxy behind, are the browser's alone."""
    heard: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read(10))

    async with server(answer) as port, proxied() as proxy:
        got = await ask(proxy, get(port), password)
        tunnel = await ask(proxy, f"CONNECT 127.0.0.1:{port} HTTP/1.1\r\n\r\n".encode(), password)

    assert got.startswith(b"HTTP/1.1 407 ")
    assert tunnel.startswith(b"HTTP/1.1 407 ")
    assert heard == []


async def test_a_gzip_bomb_is_cut_off_at_the_documents_budget() -> None:
    """Sixty megabytes are sixty kilobytes on the wire: what is counted is what the browser would unpack."""
    packed = gzip.compress(b"word " * 12_000_000)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}"
        writer.write(head.encode() + b"\r\n\r\n" + packed)
        await writer.drain()

    async with server(answer) as port, proxied(budget=Budget(document=8_000_000)) as proxy:
        got = await ask(proxy, get(port))
        transfer = proxy.transfer(f"http://127.0.0.1:{port}/a?b")

    body = got.partition(b"\r\n\r\n")[2]
    assert 0 < len(zlib.decompressobj(31).decompress(body)) <= 8_000_000
    assert transfer is not None
    assert transfer.decoded > 8_000_000


async def test_a_reset_is_passed_on_as_one() -> None:
    """Else the browser would say that the answer is empty."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        linger = struct.pack("ii", 1, 0)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        writer.transport.abort()

    async with server(answer) as port, proxied() as proxy:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(proxy.address.rpartition(":")[2]))
        token = b64encode(f"{USER}:{proxy.password}".encode())
        writer.write(get(port, "Proxy-Authorization: Basic " + token.decode()))
        with pytest.raises(ConnectionResetError):
            await reader.read()
        writer.close()
