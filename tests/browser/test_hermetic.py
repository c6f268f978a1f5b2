"""Nothing of a saved page leaves the hermetic browser, whatever its scripts try.

Each way out has a listener of its own on loopback. The same page in an ordinary browser is the control:
there the listeners hear it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from string import Template

import pytest
from playwright.async_api import async_playwright

from harness.browser.guard import Limits
from harness.browser.launch import FoundBrowser
from harness.browser.process import BrowserProcess
from harness.browser.replay import Replay
from harness.browser.tab import Tab
from harness.sources.page import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

WAYS: dict[str, str] = {
    # Each gets its own address as `u`; `on(el)` resolves when an element loaded or failed.
    "fetch": "fetch(u)",
    "fetch no-cors": "fetch(u, {mode: 'no-cors'})",
    "fetch keepalive": "fetch(u, {keepalive: true, method: 'POST', body: 'x', mode: 'no-cors'})",
    "xhr": "new Promise(r => {const x = new XMLHttpRequest(); x.onloadend = r; x.open('GET', u); x.send()})",
    "beacon": "navigator.sendBeacon(u, 'x')",
    "websocket": "new Promise(r => {const w = new WebSocket(u.replace('http', 'ws')); w.onclose = r})",
    "eventsource": "new Promise(r => {const e = new EventSource(u); e.onerror = r})",
    "image": "on(make('img', {src: u}))",
    "image srcset": "on(make('img', {srcset: u + ' 2x'}))",
    "script": "on(make('script', {src: u}))",
    "module script": "on(make('script', {src: u, type: 'module'}))",
    "import()": "import(u)",
    "stylesheet": "on(make('link', {rel: 'stylesheet', href: u}))",
    "css import": "style(`@import url(${u})`)",
    "css background": "(style(`.bg{background:url(${u})}`), make('p', {className: 'bg', textContent: 'x'}))",
    "font": "new FontFace('f', `url(${u})`).load()",
    "video": "on(make('video', {src: u, preload: 'auto'}))",
    "audio": "on(make('audio', {src: u, preload: 'auto'}))",
    "iframe": "on(make('iframe', {src: u}))",
    "sandboxed iframe": "on(make('iframe', {src: u, sandbox: ''}))",
    "object": "on(make('object', {data: u, type: 'text/html'}))",
    "embed": "on(make('embed', {src: u, type: 'text/html'}))",
    "popup": "open(u)",
    "form post": "on(make('iframe', {srcdoc: `<form method=post action='${u}'></form>"
    "<script>document.forms[0].submit()<\\/script>`}))",
    "meta refresh": "on(make('iframe', {srcdoc: `<meta http-equiv=refresh content='0;url=${u}'>`}))",
    "location": "on(make('iframe', {srcdoc: `<script>location='${u}'<\\/script>`}))",
    "prefetch": "on(make('link', {rel: 'prefetch', href: u}))",
    "preload": "on(make('link', {rel: 'preload', as: 'fetch', href: u, crossOrigin: ''}))",
    "preconnect": "make('link', {rel: 'preconnect', href: u})",
    "modulepreload": "on(make('link', {rel: 'modulepreload', href: u}))",
    "speculation prefetch": "make('script', {type: 'speculationrules', textContent: JSON.stringify("
    "{prefetch: [{source: 'list', urls: [u], eagerness: 'immediate'}]})})",
    "speculation prerender": "make('script', {type: 'speculationrules', textContent: JSON.stringify("
    "{prerender: [{source: 'list', urls: [u], eagerness: 'immediate'}]})})",
    "ping": "(() => {const a = make('a', {href: '#x', ping: u}); a.click()})()",
    "worker": "work(`fetch('${u}').finally(() => postMessage(1))`)",
    "worker websocket": "work(`new WebSocket('${u}'.replace('http','ws')).onclose = () => postMessage(1)`)",
    "worker import": "work(`try {importScripts('${u}')} catch {} postMessage(1)`)",
    "shared worker": "new Promise(r => {const w = new SharedWorker(URL.createObjectURL(new Blob(["
    "`onconnect = e => fetch('${u}').finally(() => e.ports[0].postMessage(1))`]))); w.port.onmessage = r})",
    "service worker": "navigator.serviceWorker.register(u)",
    "fetchLater": "fetchLater(u, {activateAfter: 0})",
    "svg use": "make('div', {innerHTML: `<svg><image href='${u}'/></svg>`})",
    "webtransport": "new WebTransport(u.replace('http:', 'https:')).ready",
    "stun": "new Promise(r => {const p = new RTCPeerConnection({iceServers: [{urls: "
    "u.replace('http://', 'stun:').split('/')[0]}]}); p.createDataChannel('x'); "
    "p.onicegatheringstatechange = () => p.iceGatheringState === 'complete' && r(); "
    "p.createOffer().then(o => p.setLocalDescription(o))})",
    "stun by name": "new Promise(r => {const p = new RTCPeerConnection({iceServers: [{urls: "
    "u.replace('http://127.0.0.1', 'stun:localhost').split('/')[0]}]}); p.createDataChannel('x'); "
    "p.createOffer().then(o => p.setLocalDescription(o))})",
    "at the end": "addEventListener('pagehide', () => {navigator.sendBeacon(u, 'x')})",
}
UDP = {"stun", "stun by name", "webtransport"}

PAGE = Template("""<!doctype html><title>ways out</title><body><script>
const make = (tag, props) => {const el = Object.assign(document.createElement(tag), props);
  if (tag === 'link' || tag === 'script') document.head.append(el); else document.body.append(el); return el};
const on = (el) => new Promise(r => {el.onload = el.onerror = el.onloadeddata = r});
const style = (text) => on(make('style', {textContent: text}));
const work = (code) => new Promise(r => {const w = new Worker(URL.createObjectURL(new Blob([code])));
  w.onmessage = w.onerror = r});
const ways = {$ways};
const ports = $ports;
window.tried = [];
window.tries = Promise.all(Object.entries(ways).map(async ([name, way]) => {
  const limit = new Promise(r => setTimeout(r, 2500));
  try { await Promise.race([way(`http://127.0.0.1:$${ports[name]}/way`), limit]) } catch (e) {}
  window.tried.push(name);
}));
</script>""")


class Listener(asyncio.DatagramProtocol):
    """Counts what reaches it, over TCP or UDP."""

    def __init__(self) -> None:
        self.heard = 0

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.heard += 1

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.heard += 1
        writer.write(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\naccess-control-allow-origin: *\r\n\r\n")
        writer.close()


@asynccontextmanager
async def listeners() -> AsyncIterator[tuple[dict[str, Listener], dict[str, int]]]:
    """A listener on loopback for each way out, and their ports."""
    loop = asyncio.get_running_loop()
    heard = {name: Listener() for name in WAYS}
    ports: dict[str, int] = {}
    servers = []
    for name, listener in heard.items():
        if name in UDP:
            transport, _ = await loop.create_datagram_endpoint(lambda made=listener: made, ("127.0.0.1", 0))
            ports[name] = transport.get_extra_info("sockname")[1]
            servers.append(transport)
        else:
            server = await asyncio.start_server(listener.accept, "127.0.0.1", 0)
            ports[name] = server.sockets[0].getsockname()[1]
            servers.append(server)
    try:
        yield heard, ports
    finally:
        for server in servers:
            server.close()


def page(ports: dict[str, int]) -> str:
    ways = ",".join(f"{json.dumps(name)}: (u) => {way}" for name, way in WAYS.items())
    return PAGE.substitute(ways=ways, ports=json.dumps(ports))


@asynccontextmanager
async def served(html: str) -> AsyncIterator[str]:
    """``html`` on loopback, for the control."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        body = html.encode()
        writer.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: %d\r\n\r\n" % len(body) + body
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    finally:
        server.close()


async def test_an_ordinary_browser_is_heard(found: FoundBrowser) -> None:
    """The control: in a browser without our switches most of the ways lead out."""
    async with (
        listeners() as (heard, ports),
        served(page(ports)) as address,
        async_playwright() as playwright,
    ):
        browser = await playwright.chromium.launch(executable_path=found.path)
        tab = await browser.new_page()
        await tab.goto(address)
        await tab.evaluate("window.tries")
        await tab.close()
        await browser.close()

    reached = {name for name, listener in heard.items() if listener.heard}

    assert len(reached) >= 25, sorted(reached)
    assert {
        "fetch",
        "websocket",
        "stun",
        "iframe",
        "popup",
        "speculation prefetch",
        "shared worker",
    } <= reached


@pytest.mark.parametrize("origin", ["https://news.example/story", "http://127.0.0.1:8000/story"])
async def test_nothing_leaves_the_hermetic_browser(origin: str, found: FoundBrowser) -> None:
    """No way out of more than forty reaches its listener, from a far origin or from loopback itself."""
    limits = Limits()
    process = await BrowserProcess.start(found, hermetic=True)
    try:
        async with listeners() as (heard, ports):
            tab = await Tab.open(process, limits)
            replay = Replay(Page("ways", html=page(ports), url=origin), limits)
            await replay.arm(tab)
            await tab.navigate(replay.url, limits.load)
            await tab.wait(tab.parsed, limits.load)
            waiting = {
                "expression": "tries.then(() => tried.length)",
                "awaitPromise": True,
                "returnByValue": True,
            }
            told = await tab.send("Runtime.evaluate", waiting, seconds=30.0)
            await tab.close()
            await process.close()
    finally:
        await process.close()

    assert len(WAYS) == told["result"]["value"]
    assert [name for name, listener in heard.items() if listener.heard] == []
