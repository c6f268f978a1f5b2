"""A site on loopback for tests: answers by path, and notes what it was asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

SENTENCE = "The ferry to the islands runs again after two years of repairs, the harbour office said. "
ARTICLE = "<h1>Ferry runs again</h1>" + f"<p>{SENTENCE * 4}</p>" * 8
FULL = (
    "<!doctype html><html lang=en><head><title>Ferry runs again</title></head>"
    f"<body><article>{ARTICLE}</article></body></html>"
)
WALL = (
    "<!doctype html><html lang=en><head><title>Ferry runs again</title></head><body><article>"
    f"<h1>Ferry runs again</h1><p>{SENTENCE}</p><p>{SENTENCE} But then …</p></article>"
    "<section class=offer><h2>Subscribe to read the rest of this article</h2>"
    "<p>You have read all your free articles this month. Subscribe now for £1 a week.</p></section></body></html>"
)

Answer = Callable[[str], tuple[str, str]]
"""From a request's head to more header lines, one of which may be ``status: 503``, and a body."""


@dataclass
class Site:
    """What it answers, what it was asked, where it is; as a proxy, it answers for every site itself."""

    answers: dict[str, Answer] = field(default_factory=dict)
    heads: list[str] = field(default_factory=list)
    address: str = ""
    tunnels: bool = False

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, one answer."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            self.heads.append(head)
            if self.tunnels and head.startswith("CONNECT"):
                writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                self.heads.append(head)
            path = head.split()[1].partition("?")[0].removeprefix(self.address)
            extra, body = self.answers.get(path, constant("", "status: 404"))(head)
            headers = dict(line.split(": ", 1) for line in extra.splitlines())
            status = headers.pop("status", "302" if "location" in headers else "200")
            headers = {"content-type": "text/html; charset=utf-8", **headers}
            headers |= {"content-length": str(len(body.encode())), "connection": "close"}
            lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in headers.items())]
            writer.write(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def of(self, path: str) -> list[str]:
        """The heads of all requests for a path, in order."""
        return [head for head in self.heads if head.split()[1].partition("?")[0].endswith(path)]


def constant(body: str, extra: str = "") -> Answer:
    """Always the same answer."""
    return lambda _: (extra, body)


@asynccontextmanager
async def opened() -> AsyncIterator[Site]:
    """A site while it is needed."""
    site = Site()
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0)
    site.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield site
    finally:
        server.close()
