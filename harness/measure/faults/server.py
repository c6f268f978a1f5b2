"""A loopback server that serves pages with faults by address, and keeps what its clients did.

    /open-poem                          the page as it is
    /cut_ellipsis/open-poem             with a fault on the page
    /stalled_body/open-poem             with a fault on the wire
    /meter:3/open-poem                  the same with a number
    /overlay+slow_start/open-poem       several: page faults in order, and at most one on the wire
    /                                   a list of all that can be asked for
    /_visits                            what clients did so far, as JSON

It listens on 127.0.0.1 only, ends each answer after a while, and holds a bounded number of connections.
"""

from __future__ import annotations

import asyncio
import errno
import json
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from html import escape
from time import monotonic
from types import TracebackType
from typing import Self

from harness.core.errors import UsageError, did_you_mean
from harness.measure.faults.case import Case
from harness.measure.faults.conduct import Conduct, Visit, conduct_of
from harness.measure.faults.exchange import HOLD, Exchange, Request
from harness.measure.faults.fault import all_faults, all_neutral, mutate, named
from harness.measure.faults.specimen import examine
from harness.measure.faults.wire import WireFault, all_wire_faults

HOST = "127.0.0.1"
MOST_VISITS = 10_000
MOST_CONNECTIONS = 200
_LONGEST_REQUEST = 64 * 1024
_PATIENCE = 10.0  # seconds a client may take to ask


class FaultServer:
    """Serves cases and pages with faults. Use it with ``async with``, or in a thread: :class:`ThreadedServer`.

    Args:
        pages: what to serve; a page's id is its address.
        port: where to listen; ``0`` or a port in use: another.
        seed: of the faults on pages.
    """

    def __init__(self, pages: Iterable[Case], *, port: int = 0, seed: int = 0) -> None:
        self.pages = {case.id: case for case in pages}
        self.port = port
        self.wanted = port
        self._seed = seed
        self._made: dict[str, Case] = {}
        self._exchanges: list[Exchange] = []
        self._numbers: Counter[str] = Counter()
        self._totals: Counter[str] = Counter()
        self._open: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._began = monotonic()

    async def __aenter__(self) -> Self:
        self._server = await self._listen()
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end."""
        return f"http://{HOST}:{self.port}"

    def address(self, page: str, *faults: str) -> str:
        """The address of a page with faults: ``address("open-poem", "meter:3")``.

        Raises:
            UsageError: there is no such page or fault.
        """
        self._page(page)
        _parts("+".join(faults))
        return "/".join((self.url, *(("+".join(faults),) if faults else ()), page))

    def offer(self, case: Case) -> str:
        """Serve one more page, and its address."""
        self.pages[case.id] = case
        return f"{self.url}/{case.id}"

    @property
    def visits(self) -> tuple[Visit, ...]:
        """What clients asked and were given so far, in order."""
        return tuple(exchange.visit() for exchange in tuple(self._exchanges))

    def conduct(self, address: str) -> Conduct:
        """What a client did at one address (the whole of it, or its path)."""
        path = address.removeprefix(self.url).partition("?")[0]
        return conduct_of(visit for visit in self.visits if visit.path == path)

    def forget(self) -> None:
        """Start anew: visits, meters and counts."""
        self._exchanges.clear()
        self._numbers.clear()
        self._totals.clear()

    async def _listen(self) -> asyncio.Server:
        for port in dict.fromkeys((self.wanted, 0)):
            try:
                return await asyncio.start_server(self._accept, HOST, port, limit=_LONGEST_REQUEST)
            except OSError as error:
                if port == 0 or error.errno not in (errno.EADDRINUSE, errno.EACCES):
                    raise
        raise AssertionError("port 0 is always free or an error")

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            if len(self._open) <= MOST_CONNECTIONS:
                with suppress(ConnectionError, TimeoutError, asyncio.IncompleteReadError):
                    await self._answer(reader, writer)
        except asyncio.CancelledError:
            pass  # the server stops
        finally:
            self._open.discard(task)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(_PATIENCE):
            request = await _read(reader, monotonic() - self._began)
        if request is None:
            return
        exchange, fault = self._exchange(request, writer)
        self._keep(exchange)  # before the answer: who has it may ask at once what we saw
        work = asyncio.ensure_future(fault.serve(exchange) if fault else _plainly(exchange))
        gone = asyncio.ensure_future(_left(reader))
        try:
            await asyncio.wait({work, gone}, timeout=HOLD, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for future in (work, gone):
                future.cancel()
            ended = await asyncio.gather(work, gone, return_exceptions=True)
        if isinstance(ended[0], Exception) and not isinstance(ended[0], ConnectionError):
            raise ended[0]

    def _exchange(self, request: Request, writer: asyncio.StreamWriter) -> tuple[Exchange, WireFault | None]:
        def other(status: int, body: str, kind: str = "text/html; charset=utf-8") -> tuple[Exchange, None]:
            page = _answer_page(status, body, kind)
            return Exchange(request, page, writer), None

        if request.path == "/":
            return other(200, _index(self.pages))
        if request.path == "/_visits":
            return other(200, json.dumps([visit.to_json() for visit in self.visits]), "application/json")
        wish, _, page = request.path.strip("/").rpartition("/")
        try:
            case = self._page(page)
            names, fault, value = _parts(wish)
            if names:
                case = self._with(case, names)
        except UsageError as error:
            return other(404, f"<title>Not found</title><h1>404</h1><p>{escape(str(error))}</p>")
        self._numbers[request.path] += not request.query.startswith(("step=", "round="))
        self._totals[wish] += 1
        number, total = self._numbers[request.path], self._totals[wish]
        return Exchange(request, case, writer, number=number, total=total, value=value), fault

    def _page(self, name: str) -> Case:
        if name not in self.pages:
            raise UsageError(f"there is no page {name!r}{did_you_mean(name, self.pages)}")
        return self.pages[name]

    def _with(self, case: Case, names: tuple[str, ...]) -> Case:
        key = f"{'+'.join(names)}/{case.id}"
        if key not in self._made:
            opened = examine(case)
            changed = mutate(opened, names, seed=self._seed) if opened is not None else None
            if changed is None:
                raise UsageError(f"{case.id} does not allow {'+'.join(names)}")
            self._made[key] = changed
        return self._made[key]

    def _keep(self, exchange: Exchange) -> None:
        if exchange.request.path not in ("/_visits", "/") and len(self._exchanges) < MOST_VISITS:
            self._exchanges.append(exchange)


class ThreadedServer:
    """A fault server in a thread of its own, for tests and scrapers that block.

    Use it with ``with``; the attributes of :class:`FaultServer` are there too.
    """

    def __init__(self, server: FaultServer) -> None:
        self._inner = server
        self._ready = threading.Event()
        self._stop: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._error: OSError | None = None
        self._thread = threading.Thread(target=self._run, name="fault server", daemon=True)

    def __enter__(self) -> FaultServer:
        self._thread.start()
        self._ready.wait()
        if self._error is not None:
            raise self._error
        return self._inner

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._loop is not None and self._stop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        try:
            async with self._inner:
                self._ready.set()
                await self._stop.wait()
        except OSError as error:
            self._error = error
        finally:
            self._ready.set()


async def _read(reader: asyncio.StreamReader, at: float) -> Request | None:
    """One request, without a body: a client that sends one is answered all the same."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        return None
    first, *rest = head.decode("latin-1").split("\r\n")
    words = first.split()
    if len(words) != 3:
        return None
    path, _, query = words[1].partition("?")
    pairs = (line.partition(":") for line in rest if ":" in line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Request(words[0].upper(), path, query, headers, at)


async def _left(reader: asyncio.StreamReader) -> None:
    """Ends when the client has gone."""
    with suppress(ConnectionError):
        while await reader.read(1024):
            pass


async def _plainly(exchange: Exchange) -> None:
    await exchange.send_page()


def _parts(wish: str) -> tuple[tuple[str, ...], WireFault | None, float | None]:
    """``overlay+meter:3`` as faults on the page, the one on the wire, and its number.

    Raises:
        UsageError: a name is unknown, two are faults on the wire, or a number is none.
    """
    names: list[str] = []
    wire: WireFault | None = None
    value: float | None = None
    for part in filter(None, wish.split("+")):
        name, _, number = part.partition(":")
        if name not in all_wire_faults():
            known = {**all_faults(), **all_neutral(), **all_wire_faults()}
            if name not in known:
                raise UsageError(f"there is no fault {name!r}{did_you_mean(name, known)}")
            names.append(named(name).name)
            continue
        if wire is not None:
            raise UsageError(f"{wire.name} and {name} are both faults on the wire; name one of them")
        wire = all_wire_faults()[name]
        if number:
            try:
                value = max(0.0, float(number))
            except ValueError:
                raise UsageError(f"{part}: {number!r} is no number") from None
    return tuple(names), wire, value


def _answer_page(status: int, body: str, kind: str) -> Case:
    from harness.core.model import Content, State
    from harness.measure.faults.case import Truth

    return Case(
        "", body, Truth(State.NOT_ARTICLE, Content.COMPLETE), status=status, headers={"content-type": kind}
    )


def _index(pages: Mapping[str, Case]) -> str:
    def items(found: Iterable[tuple[str, str]]) -> str:
        return "".join(f"<li><code>{escape(n)}</code> {escape(text)}</li>" for n, text in found)

    wire = items((name, fault.summary) for name, fault in all_wire_faults().items())
    page = items((name, fault.summary) for name, fault in all_faults().items())
    links = "".join(f'<li><a href="/{escape(name)}">{escape(name)}</a></li>' for name in pages)
    return (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>harness serve</title>'
        f"<h1>Pages with faults</h1><p>/FAULT[+FAULT]/PAGE</p><h2>Pages</h2><ul>{links}</ul>"
        f"<h2>Faults on the wire</h2><ul>{wire}</ul><h2>Faults on pages</h2><ul>{page}</ul></html>"
    )
