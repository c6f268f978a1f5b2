"""Addresses of the web, played by a server on loopback that misbehaves on purpose."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from harness.browser.pool import Browsers
from harness.observe.capture import Capture
from harness.observe.rendered import observe
from harness.sources.page import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

HTML = b"<!doctype html><title>T</title><p>The whole story.</p></html>"


def answer(body: bytes = HTML, status: str = "200 OK", length: int | None = None, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"content-length: {len(body) if length is None else length}", *headers]
    if not any(h.startswith("content-type") for h in headers):
        lines.append("content-type: text/html; charset=utf-8")
    return "\r\n".join([*lines, "connection: close", "", ""]).encode() + body


ANSWERS: dict[str, bytes] = {
    "/story": answer(),
    "/moved": answer(b"", "302 Found", 0, "location: /story"),
    "/loop": answer(b"", "302 Found", 0, "location: /loop"),
    "/to-file": answer(b"", "302 Found", 0, "location: file:///etc/hostname"),
    "/script-moves": answer(b"<script>location.replace('/story')</script>"),
    "/empty-403": answer(b"", "403 Forbidden"),
    "/full-403": answer(b"<p>You shall not pass", "403 Forbidden"),
    "/short": answer(HTML, "200 OK", 5_000),
    "/chunks": b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\n"
    b"10\r\n<p>The beginning\r\n",
    "/no-gzip": answer(HTML, "200 OK", None, "content-encoding: gzip"),
    "/gzip": answer(gzip.compress(HTML), "200 OK", None, "content-encoding: gzip"),
    "/pdf": answer(b"%PDF-1.4", "200 OK", None, "content-type: application/pdf"),
    "/json": answer(b"{}", "200 OK", None, "content-type: application/json"),
    "/download": answer(b"x", "200 OK", None, "content-disposition: attachment; filename=../../evil.html"),
    "/nothing": b"HTTP/1.1 204 No Content\r\n\r\n",
    "/garbage": b"\x00\x01\x02 this is no HTTP \r\n\r\n",
    "/silence": b"",
    "/stalls": b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 50000\r\n\r\n<p>The beginning",
    "/spins": answer(b"<p>The beginning<script>while(1);</script><p>the end"),
    "/late": answer(b"<p>Text<script>setTimeout(()=>document.body.append('and more'),600)</script>"),
    "/big": answer(b"<p>The beginning.<!--" + b"x" * 15_000_000),
}
HELD = {"/silence", "/stalls"}


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def site() -> AsyncIterator[str]:
    """A server on loopback with all the answers above."""
    over = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split()[1].decode()
            writer.write(ANSWERS.get(path, answer(b"not here", "404 Not Found")))
            await writer.drain()
            if path in HELD:
                await over.wait()
            writer.close()
        except (ConnectionError, asyncio.IncompleteReadError):
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    over.set()
    server.close()


async def load(browsers: Browsers, url: str, timeout: float = 30.0) -> Capture:
    async with asyncio.timeout(timeout + 30):
        return await browsers.capture(Page(url, url=url, live=True), timeout=timeout)


def text(capture: Capture) -> str:
    return " ".join(block.text for block in observe(capture).blocks)


async def test_a_page_with_all_that_the_network_said(site: str, browsers: Browsers) -> None:
    """Status, headers, the bytes as served and the text come with a page."""
    capture = await load(browsers, f"{site}/story")

    assert (capture.status, capture.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert (capture.html, text(capture)) == (HTML, "The whole story.")
    assert (capture.failure, capture.partial) == (None, None)
    assert observe(capture).closed is True


@pytest.mark.parametrize("path", ["/moved", "/script-moves"])
async def test_redirects_are_recorded(path: str, site: str, browsers: Browsers) -> None:
    """The way from the address asked for to the final one is kept, by server or by script."""
    capture = await load(browsers, site + path)

    assert ((site + path,), f"{site}/story") == (capture.redirects, capture.final_url)
    assert text(capture) == "The whole story."


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/loop", "redirect-loop"),
        ("/to-file", "refused"),
        ("/pdf", "not-html"),
        ("/json", "not-html"),
        ("/download", "download"),
        ("/nothing", "empty"),
        ("/garbage", "network"),
        ("/silence", "timeout-connect"),
    ],
)
async def test_no_page_has_a_code(path: str, code: str, site: str, browsers: Browsers) -> None:
    """Where there is no page, a stable code says why, and nothing of Chromium's own pages is read."""
    capture = await load(browsers, site + path, 9.0 if path in HELD else 30.0)

    assert capture.failure is not None
    assert (code, {}) == (capture.failure.code, capture.answer)


@pytest.mark.parametrize(
    ("path", "code", "beginning"),
    [
        ("/short", "truncated-body", "The whole story."),
        ("/chunks", "truncated-body", "The beginning"),
        ("/no-gzip", "truncated-body", ""),
        ("/stalls", "stalled-body", "The beginning"),
        ("/spins", "renderer-hang", "The beginning"),
        ("/big", "too-big", "The beginning."),
    ],
)
async def test_part_of_a_page_says_why(
    path: str, code: str, beginning: str, site: str, browsers: Browsers
) -> None:
    """A page that came only in part is read as far as it came, with the reason."""
    capture = await load(browsers, site + path, 30.0 if path == "/big" else 9.0)
    noted = capture.partial or capture.failure

    assert noted is not None
    assert noted.code == code
    assert text(capture).startswith(beginning)


@pytest.mark.parametrize(("path", "seen"), [("/empty-403", ""), ("/full-403", "You shall not pass")])
async def test_an_error_status_is_an_answer(path: str, seen: str, site: str, browsers: Browsers) -> None:
    """An error status is no failure to load, also without a body, where Chromium shows a page of its own."""
    capture = await load(browsers, site + path)

    assert (403, None, seen) == (capture.status, capture.failure, text(capture))


async def test_encodings_are_undone(site: str, browsers: Browsers) -> None:
    """A compressed page is a page."""
    assert text(await load(browsers, f"{site}/gzip")) == "The whole story."


async def test_scripts_get_their_time(site: str, browsers: Browsers) -> None:
    """What a script brings while the page still moves is seen."""
    assert text(await load(browsers, f"{site}/late")) == "Text and more"


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "ftp://a.example/", "chrome://crash", "data:text/html,x", "http://"]
)
async def test_only_the_webs_addresses_are_opened(url: str, browsers: Browsers) -> None:
    """Files, browser pages and other schemes are refused before a browser is asked."""
    capture = await load(browsers, url)

    assert capture.failure is not None
    assert capture.failure.code == "refused"


async def test_nobody_listens(browsers: Browsers) -> None:
    """A refused connection and an unknown host have their codes."""
    server = await asyncio.start_server(lambda r, w: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()

    refused = await load(browsers, f"http://127.0.0.1:{port}/")
    unknown = await load(browsers, "http://no-such-host.invalid/")

    assert [c.failure.code for c in (refused, unknown) if c.failure] == ["network", "dns"]
