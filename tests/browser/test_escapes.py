"""A live page reaches the public network and nothing else, whatever its scripts, names and redirects try.

``news.example`` is public: a resolver of the test says so, and a connector of the test leads its address to a
server on loopback. Each way to a private address has a listener of its own there, which must stay silent; with
``allow_private`` the same listeners are the control.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from ways import UDP, WAYS, listeners, page

from harness.browser.limits import Limits
from harness.browser.load_live import Live
from harness.browser.pool import Browsers
from harness.browser.process.launch import FoundBrowser
from harness.browser.process.process import BrowserProcess
from harness.browser.tab.tab import Tab
from harness.sources.page import Page
from harness.web.addresses import is_public, parsed
from harness.web.connect import Door, Streams
from harness.web.proxy import Proxy

pytestmark = pytest.mark.asyncio(loop_scope="session")

PUBLIC = "93.184.216.34"
CERTIFICATE = Path(__file__).parent / "tls" / "self-signed.pem"

ELSEWHERE: dict[str, str] = {
    # Loopback under other names and in other writings.
    name: f"fetch(at(u, '{host}'), {{mode: 'no-cors'}})"
    for name, host in {
        "decimal": "2130706433",
        "hexadecimal": "0x7f000001",
        "hexadecimal parts": "0x7f.0x0.0x0.0x1",
        "octal": "0177.0.0.01",
        "short": "127.1",
        "next to it": "127.0.0.2",
        "nothing at all": "0.0.0.0",
        "zero": "0",
        "wide digits": "\uff11\uff12\uff17.0.0.1",
        "percent signs": "%31%32%37.0.0.1",
        "dot at the end": "127.0.0.1.",
        "IPv4 in IPv6": "[::ffff:127.0.0.1]",
        "IPv4 in IPv6, hexadecimal": "[::ffff:7f00:1]",
        "IPv4 in NAT64": "[64:ff9b::7f00:1]",
        "IPv4 in 6to4": "[2002:7f00:1::]",
        "IPv6": "[::1]",
        "localhost": "localhost",
        "a name under localhost": "news.localhost",
        "a private name": "private.example",
        "a public and a private address": "both.example",
        "an IPv4 address in an IPv6 answer": "mapped.example",
        "metadata": "169.254.169.254",
        "a name for metadata": "metadata.google.internal",
        "an answer that is no address": "nonsense.example",
    }.items()
}
REDIRECTED: dict[str, str] = {
    # `via` is an address on the page's own server that redirects to `u`.
    "redirected fetch": "fetch(via(u), {mode: 'no-cors'})",
    "redirected image": "on(make('img', {src: via(u)}))",
    "redirected script": "on(make('script', {src: via(u)}))",
    "redirected frame": "on(make('iframe', {src: via(u)}))",
    "redirected form": "on(make('iframe', {srcdoc: `<form method=post action='${via(u)}'></form>"
    "<script>document.forms[0].submit()<\\/script>`}))",
    "redirected beacon": "navigator.sendBeacon(via(u), 'x')",
    "redirected to another scheme's port": "fetch(via(u.replace('http:', 'https:')), {mode: 'no-cors'})",
    "rebound": "fetch(at(u, 'rebound.example') , {mode: 'no-cors'}).catch(() => 0).then(() => "
    "fetch(at(u, 'rebound.example') + 2, {mode: 'no-cors'}))",
    "rebound frame": "on(make('iframe', {src: at(u, 'rebound.example')})).then(() => "
    "on(make('iframe', {src: at(u, 'rebound.example') + 2})))",
    "secure websocket": "new Promise(r => {const w = new WebSocket(u.replace('http', 'wss')); w.onclose = r})",
    "over TURN": "new Promise(r => {const p = new RTCPeerConnection({iceServers: [{urls: "
    "u.replace('http://', 'turn:').split('/')[0] + '?transport=tcp', username: 'a', credential: 'b'}], "
    "iceTransportPolicy: 'relay'}); p.createDataChannel('x'); p.createOffer().then(o => "
    "p.setLocalDescription(o))})",
}
HELPERS = (
    "const at = (u, host) => u.replace('127.0.0.1', host);const via = (u) => location.origin + '/to?' + u;"
)
ONWARD = {
    "/by-script": "<p>News</p><script>location = 'THERE'</script>",
    "/by-meta": "<meta http-equiv=refresh content='0; url=THERE'><p>News</p>",
    "/by-header": "<p>News</p>",
    "/by-form": "<form method=post action='THERE'></form><script>document.forms[0].submit()</script>",
}
"""Documents that go on to another address."""

ALL = {**WAYS, **ELSEWHERE, **REDIRECTED}


class World:
    """Who resolves, who is connected to whom, and a public server."""

    def __init__(self) -> None:
        self.html = ""
        self.called: list[str] = []
        self._asked: dict[str, int] = {}
        self._ports: dict[int, int] = {}

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        self._asked[host] = self._asked.get(host, 0) + 1
        names = {
            "news.example": [PUBLIC],
            "private.example": ["127.0.0.1"],
            "both.example": [PUBLIC, "127.0.0.1"],
            "mapped.example": ["::ffff:127.0.0.1"],
            "rebound.example": [PUBLIC] if self._asked[host] == 1 else ["127.0.0.1"],
            "nonsense.example": ["127.0.0.1 or so"],
            "metadata.google.internal": ["169.254.169.254"],
            "localhost": ["127.0.0.1"],
            "news.localhost": ["127.0.0.1"],
        }
        if host not in names:
            raise OSError(f"no such name: {host}")
        return names[host]

    async def connect(self, address: str, port: int) -> Streams:
        self.called.append(address)
        if address == PUBLIC:
            port = self._ports.get(port, self._ports[80])
        # Whatever else is called ends at the listeners, so that an escape is heard.
        return await asyncio.open_connection("127.0.0.1", port)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(CERTIFICATE)
        plain = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        secure = await asyncio.start_server(self._answer, "127.0.0.1", 0, ssl=tls)
        self._ports = {80: plain.sockets[0].getsockname()[1], 443: secure.sockets[0].getsockname()[1]}
        try:
            yield
        finally:
            plain.close()
            secure.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            path = (await reader.readuntil(b"\r\n\r\n")).split()[1].decode()
            body = self.html.encode()
            head = "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8"
            if path.startswith("/to?"):
                head, body = (
                    f"HTTP/1.1 302 Found\r\nlocation: {path[4:]}\r\naccess-control-allow-origin: *",
                    b"",
                )
            way, _, there = path.partition("?")
            if way in ONWARD:
                body = ONWARD[way].replace("THERE", there).encode()
            if way == "/by-header":
                head += f"\r\nrefresh: 0; url={there}"
            writer.write(
                f"{head}\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n".encode() + body
            )
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


async def try_all(found: FoundBrowser, origin: str, *, allow_private: bool) -> tuple[set[str], World, int]:
    """The ways that were heard, the world they were tried in, and how many were tried."""
    world = World()
    limits = Limits()
    door = Door(allow_private, resolver=world.resolve, connector=world.connect)
    process = await BrowserProcess.start(found, hermetic=False)
    try:
        async with listeners(ALL) as (heard, ports), world.serving():
            world.html = page(ports, ALL).replace("const ways =", HELPERS + "const ways =")
            options = {"ignore_https_errors": True}
            tab = await Tab.open(process, limits, options, await Proxy.start(door))
            live = Live(Page("ways", url=origin, live=True), limits)
            await live.arm(tab)
            await tab.navigate(live.url, limits.load)
            await tab.wait(tab.parsed, limits.load)
            asking = {
                "expression": "tries.then(() => tried.length)",
                "awaitPromise": True,
                "returnByValue": True,
            }
            told = await tab.send("Runtime.evaluate", asking, seconds=30.0)
            await tab.close()
    finally:
        await process.close()
    return {name for name, one in heard.items() if one.heard}, world, told["result"]["value"]


@pytest.mark.parametrize("origin", ["http://news.example/", "https://news.example/"])
async def test_no_way_leads_to_a_private_address(origin: str, found: FoundBrowser) -> None:
    """Of seventy ways and more none is heard, and nobody is called but the public server."""
    reached, world, tried = await try_all(found, origin, allow_private=False)

    assert tried == len(ALL) >= 70
    assert reached == set()
    assert set(world.called) == {PUBLIC}


async def test_the_same_ways_are_open_when_they_are_allowed(found: FoundBrowser) -> None:
    """The control: with ``allow_private`` the listeners hear most of the ways, so they would hear an escape."""
    reached, world, tried = await try_all(found, "http://news.example/", allow_private=True)

    assert tried == len(ALL)
    assert {"fetch", "websocket", "iframe", "worker", "shared worker", "decimal"} <= reached
    assert {"localhost", "a private name", "redirected fetch", "redirected frame", "rebound"} <= reached
    assert {"meta refresh", "form post", "beacon", "eventsource", "object", "font", "css import"} <= reached
    assert len(reached - UDP) >= 55, sorted(set(ALL) - reached)
    assert not all(is_public(parsed(address)) for address in world.called)


async def test_the_browser_has_the_password_of_its_proxy_and_nobody_else(found: FoundBrowser) -> None:
    """What it asks for, plain or through a tunnel, is let through; another program of this machine is not."""
    world = World()
    world.html = "<p>Here"
    door = Door(resolver=world.resolve, connector=world.connect)
    process = await BrowserProcess.start(found, hermetic=False)
    try:
        async with world.serving():
            proxy = await Proxy.start(door)
            tab = await Tab.open(process, Limits(), {"ignore_https_errors": True}, proxy)
            origins = ("http://news.example/", "https://news.example/")
            errors = [(await tab.navigate(origin, 30.0)).get("errorText") for origin in origins]
            called = len(world.called)
            reader, writer = await asyncio.open_connection("127.0.0.1", int(proxy.address.rpartition(":")[2]))
            writer.write(b"GET http://news.example/ HTTP/1.1\r\nHost: news.example\r\n\r\n")
            refused = await reader.readline()
            writer.close()
            await tab.close()
    finally:
        await process.close()

    assert errors == [None, None]
    assert refused == b"HTTP/1.1 407 Proxy Authentication Required\r\n"
    assert len(world.called) == called >= 2


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://127.0.0.1:8000/", "private-address"),
        ("http://2130706433/", "private-address"),
        ("http://[::1]/", "private-address"),
        ("http://localhost/", "private-address"),
        ("http://169.254.169.254/latest/meta-data/", "private-address"),
        ("http://private.example/", "private-address"),
        ("https://private.example/", "private-address"),
        ("http://both.example/", "private-address"),
        ("http://mapped.example/", "private-address"),
        ("http://nonsense.example/", "private-address"),
        ("http://news.example/to?http://127.0.0.1:8000/", "private-address"),
        ("http://news.example/to?https://private.example/", "private-address"),
        ("http://news.example/to?http://no-such-name.example/", "dns"),
        ("https://no-such-name.example/", "dns"),
        ("http://news.example:25/", "refused"),
        ("http://news.example:631/", "refused"),
    ],
)
async def test_the_page_itself_says_why_it_is_refused(
    url: str, code: str, browsers_of_the_world: Browsers
) -> None:
    """A private address has a code of its own, also behind a redirect or a name; others keep theirs."""
    capture = await browsers_of_the_world.capture(Page(url, url=url, live=True), timeout=60.0)

    assert capture.failure is not None
    assert capture.failure.code == code


@pytest.mark.parametrize("way", ONWARD)
async def test_a_page_that_goes_on_to_a_private_address_says_so(
    way: str, browsers_of_the_world: Browsers
) -> None:
    """Its transfer was not cut: nobody opened one."""
    url = f"http://news.example{way}?http://private.example/"
    capture = await browsers_of_the_world.capture(Page(way, url=url, live=True), timeout=60.0)

    noted = capture.failure or capture.partial
    assert noted is not None
    assert noted.code == "private-address"


async def test_a_public_page_is_read(browsers_of_the_world: Browsers) -> None:
    """The control: the same browsers read the public page."""
    capture = await browsers_of_the_world.capture(
        Page("news", url="http://news.example/", live=True), timeout=60.0
    )

    assert (capture.status, capture.failure, capture.partial) == (200, None, None)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def browsers_of_the_world(found: FoundBrowser) -> AsyncIterator[Browsers]:
    """Browsers for which only ``news.example`` is there."""
    world = World()
    world.html = "<p>Nothing but the news.</html>"
    door = Door(resolver=world.resolve, connector=world.connect)
    async with world.serving(), Browsers(found, door=door) as browsers:
        yield browsers
