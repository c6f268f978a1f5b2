"""What a fault is: how it is played, and what must come of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

ARTICLE = (
    "<article><h1>The ferry is back on the lake</h1>"
    + "".join(
        f"<p>{text}</p>"
        for text in (
            "After eleven weeks in the yard the old ferry took its first passengers across the lake on Monday morning, "
            "and the whole village had come down to the landing stage to see it leave.",
            "The hull had been leaking since the storm in March, when a raft of timber broke loose upstream and struck "
            "the boat below the waterline while it lay at its moorings for the night.",
            "Repairs cost twice what the council had set aside, because the planks had to be sawn from oak of a length "
            "that no merchant in the county keeps, and the carpenter waited a month for it to season.",
            "Children under ten cross for nothing until the end of the season, the council decided, and bicycles may "
            "be taken along as long as there is room beside the wheelhouse.",
            "The captain, who has run the service for thirty years, said that she had missed the noise of the engine "
            "more than she would ever have thought, and that the timetable of last year holds again.",
        )
    )
    + "</article>"
)
HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The ferry is back</title>{}</head><body>'


def page(inside: str = "", head: str = "", end: str = "</body></html>") -> bytes:
    """A whole article, with what is wrong on it."""
    return (HEAD.format(head) + ARTICLE + inside + end).encode()


def answer(
    body: bytes = b"",
    status: str = "200 OK",
    *headers: str,
    kind: str = "text/html; charset=utf-8",
    length: int | None = None,
) -> bytes:
    """An answer of HTTP/1.1 with its length, or a wrong one."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *headers]
    if kind:
        lines.append(f"Content-Type: {kind}")
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body


def endless(body: bytes = b"", *headers: str, kind: str = "text/html; charset=utf-8") -> bytes:
    """An answer without a length: it ends when the server hangs up."""
    return "\r\n".join(["HTTP/1.1 200 OK", *headers, f"Content-Type: {kind}", "", ""]).encode() + body


def moved(to: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return answer(b"", status, f"Location: {to}", kind="")


@dataclass(slots=True)
class Asked:
    """One request to a fault.

    Args:
        path: what comes after the fault's own part of the address.
        base: the fault's address.
        reader: what the browser still sends.
        writer: where the answer goes.
        over: set when the server goes away; whoever holds a connection waits for it.
    """

    path: str
    base: str
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    over: asyncio.Event

    async def send(self, data: bytes) -> None:
        """Send some of the answer."""
        self.writer.write(data)
        await self.writer.drain()

    async def hold(self, data: bytes = b"") -> None:
        """Send some of the answer, and then nothing more, without hanging up."""
        await self.send(data)
        await self.over.wait()

    async def drip(self, data: bytes, every: float = 0.1) -> None:
        """Send ``data`` again and again, slowly."""
        while not self.over.is_set():
            await self.send(data)
            await asyncio.sleep(every)


Play = Callable[[Asked], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong.

    Args:
        name: what goes wrong, in a few words.
        play: answers its requests; ``None``: nothing answers.
        state: the verdict's state.
        code: the code of the capture's failure or partial, ``None``: it has none.
        seconds: in which the capture is there on a machine that does nothing else; told where figures are made.
        memory: megabytes that the largest of its processes may take.
        stopped: it may be too busy to be read once it is stopped: then it is a ``load_error`` with the code.
        tls: it is served over TLS, with a certificate nobody knows.
        url: the address, where it is none of the server's.
    """

    name: str
    play: Play | None
    state: str
    code: str | None = None
    seconds: float = 12.0
    memory: int = 350
    stopped: bool = False
    tls: bool = False
    url: str = ""
    slug: str = field(default="", init=False)

    def __post_init__(self) -> None:
        slug = "".join(c if c.isalnum() else "-" for c in self.name.lower())
        object.__setattr__(self, "slug", slug)
