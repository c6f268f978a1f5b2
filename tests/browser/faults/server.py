"""The server that plays faults: the first part of the path says which."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from faults.what import Asked, Fault
from harness.web.connect import Door, Streams, connect, resolve

CERTIFICATE = Path(__file__).parent.parent / "tls" / "self-signed.pem"
BLACK_HOLE = "203.0.113.9"


@dataclass(frozen=True, slots=True)
class Site:
    """Where faults are served.

    Args:
        plain: its address over http.
        secure: the same over https.
        closed: an address at which nobody listens.
    """

    plain: str
    secure: str
    closed: str

    def url(self, fault: Fault) -> str:
        """The address of a fault."""
        if fault.url:
            return fault.url.format(closed=self.closed, plain=self.plain, secure_host=self.plain[7:])
        return f"{self.secure if fault.tls else self.plain}/{fault.slug}/"


def door() -> Door:
    """A way to the server, with names and addresses that do not answer as real ones do."""

    async def names(host: str, port: int) -> Sequence[str]:
        if host == "never-answers.example":
            return [BLACK_HOLE]
        if host == "slow-name.example":
            await asyncio.Event().wait()
        if host.endswith((".example", ".invalid")):
            raise OSError(-2, "Name or service not known")
        return await resolve(host, port)

    async def call(address: str, port: int) -> Streams:
        if address == BLACK_HOLE:
            await asyncio.Event().wait()
        return await connect(address, port)

    return Door(allow_private=True, resolver=names, connector=call)


@asynccontextmanager
async def serving(faults: Iterable[Fault]) -> AsyncIterator[Site]:
    """A server for ``faults`` on loopback."""
    by_slug = {fault.slug: fault for fault in faults}
    over = asyncio.Event()
    running: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        running.add(task)
        try:
            first = await reader.readexactly(1)
            if first == b"\x16":  # TLS, at the plain port
                writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                return
            head = first + await reader.readuntil(b"\r\n\r\n")
            _, slug, path = head.split(b" ", 2)[1].decode("latin-1").split("/", 2)
            fault = by_slug.get(slug)
            if fault is not None and fault.play is not None:
                await fault.play(Asked(path, f"/{slug}/", reader, writer, over))
        except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        except asyncio.CancelledError:
            pass  # the server goes away; asyncio's streams would report it
        finally:
            running.discard(task)
            writer.close()

    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(CERTIFICATE)
    plain = await asyncio.start_server(serve, "127.0.0.1", 0)
    secure = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    gone = await asyncio.start_server(serve, "127.0.0.1", 0)
    ports = [s.sockets[0].getsockname()[1] for s in (plain, secure, gone)]
    gone.close()
    try:
        yield Site(
            *(
                f"{scheme}://127.0.0.1:{port}"
                for scheme, port in zip(("http", "https", "http"), ports, strict=True)
            )
        )
    finally:
        over.set()
        plain.close()
        secure.close()
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
