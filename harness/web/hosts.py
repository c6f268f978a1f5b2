"""Turns at hosts: so many pages together, not too fast, and pauses that a host asked for are kept."""

from __future__ import annotations

import asyncio
import os
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from aiolimiter import AsyncLimiter

from harness.web.manners import Manners
from harness.web.robots import SLOWEST, Robots, Ruling
from harness.web.turns import Turns

_KEPT = 4096
"""Hosts that are remembered; a run over many sites must not grow with them."""

_ASKED_AGAIN = 0.2
"""Seconds until it is asked again whether another process has left a host."""


class Host:
    """One host: who is there now, when the next may come.

    The clock is the event loop's, so that tests can turn it.

    Args:
        manners: how politely it is treated.
        turns: what other processes that load its pages know of it, too; ``None``: there are none.
    """

    def __init__(self, manners: Manners, turns: Turns | None = None) -> None:
        self._turns = turns
        self._places = manners.per_host
        self._room = asyncio.Semaphore(manners.per_host)
        self._pace = manners.pace
        self._limiter = _limiter(manners.pace)
        self._not_before = 0.0
        self.waiting = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Be one of those who load pages of this host."""
        self.waiting += 1
        try:
            async with self._room, self._place():
                yield
        finally:
            self.waiting -= 1

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        if self._turns is None:
            yield
            return
        while (place := self._turns.enter(self._places)) is None:  # noqa: ASYNC110 - others are processes
            await asyncio.sleep(_ASKED_AGAIN)
        try:
            yield
        finally:
            os.close(place)

    async def step(self) -> None:
        """Wait until the next load may begin."""
        if self._turns is not None:
            await asyncio.sleep(self._turns.next(self._pace))
        elif self._limiter is not None:
            await self._limiter.acquire()
        pause = self._not_before - asyncio.get_running_loop().time()
        if pause > 0:
            await asyncio.sleep(pause)

    def slow_to(self, delay: float) -> None:
        """Leave at least ``delay`` seconds between two loads, as its robots.txt asks."""
        if delay > self._pace:
            self._pace, self._limiter = delay, _limiter(delay)

    def pause(self, seconds: float) -> None:
        """No load for so long: it said that these are too many, or that it is down."""
        self._not_before = max(self._not_before, asyncio.get_running_loop().time() + seconds)
        if self._turns is not None:
            self._turns.pause(seconds)


class Hosts:
    """All hosts of a run.

    Args:
        manners: how politely they are treated.
        shared: a folder in which the processes of a run keep their turns together; ``None``: this is the only one.
        clock: seconds of a clock that all of them read.
    """

    def __init__(
        self, manners: Manners, shared: Path | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        self._manners = manners
        self._shared = shared
        self._clock = clock
        self._known: OrderedDict[str, Host] = OrderedDict()

    def at(self, url: str) -> Host:
        """The host of an address."""
        name = urlsplit(url).netloc.rpartition("@")[2].lower()
        host = self._known.pop(name, None) or Host(self._manners, self._turns(name))
        self._known[name] = host
        for other in list(self._known)[: len(self._known) - _KEPT]:
            if not self._known[other].waiting:
                del self._known[other]
        return host

    def _turns(self, name: str) -> Turns | None:
        if self._shared is None:
            return None
        manners = self._manners
        longest = max(manners.wait, max(manners.pace, SLOWEST) * manners.per_host)
        return Turns(self._shared, name, longest, self._clock)


class RobotsFiles:
    """The robots.txt of each origin, fetched once.

    Args:
        get: fetches one, by its address; never raises.
        name: who asks.
    """

    def __init__(self, get: Callable[[str], Awaitable[Robots]], name: str) -> None:
        self._get = get
        self._name = name
        self._files: OrderedDict[str, Robots] = OrderedDict()
        self._locks: dict[str, asyncio.Lock] = {}

    async def ruling(self, url: str) -> Ruling:
        """What the address's site says about it."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()
        lock = self._locks.setdefault(origin, asyncio.Lock())
        try:
            async with lock:
                if origin not in self._files:
                    self._files[origin] = await self._get(f"{origin}/robots.txt")
                    while len(self._files) > _KEPT // 4:
                        self._files.popitem(last=False)
                return self._files[origin].ruling(url, self._name)
        finally:
            if not lock.locked():
                self._locks.pop(origin, None)


def _limiter(seconds: float) -> AsyncLimiter | None:
    return AsyncLimiter(1, seconds) if seconds > 0 else None
