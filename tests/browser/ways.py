"""Ways by which a page tries to reach an address, each with a listener of its own on loopback."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from string import Template

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
async def listeners(
    names: Iterable[str] = tuple(WAYS),
) -> AsyncIterator[tuple[dict[str, Listener], dict[str, int]]]:
    """A listener on loopback for each way out, and their ports."""
    loop = asyncio.get_running_loop()
    heard = {name: Listener() for name in names}
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


def page(ports: dict[str, int], ways_out: Mapping[str, str] = WAYS) -> str:
    """A page that tries every way, and notes in ``tried`` which it is done with."""
    ways = ",".join(f"{json.dumps(name)}: (u) => {way}" for name, way in ways_out.items())
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
