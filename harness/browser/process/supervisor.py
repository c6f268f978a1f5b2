"""Keeps a browser process running: replaced when it is lost or old."""

from __future__ import annotations

import asyncio

from harness.browser.process.launch import FoundBrowser
from harness.browser.process.process import BrowserProcess
from harness.core.errors import BrowserError

RECYCLE = 300
"""Pages that one browser process opens before a fresh one takes its place."""


class Keeper:
    """Keeps one browser process of a kind running, and replaces it when it is lost or old.

    Args:
        found: the program.
        hermetic: for saved pages.
        memory: bytes of resident memory that one renderer may take.
        recycle: pages a process opens before it is replaced.
    """

    def __init__(self, found: FoundBrowser, *, hermetic: bool, memory: int, recycle: int = RECYCLE) -> None:
        self._found = found
        self._hermetic = hermetic
        self._memory = memory
        self._recycle = recycle
        self._proven = False
        self._current: BrowserProcess | None = None
        self._old: list[BrowserProcess] = []
        self._lock = asyncio.Lock()

    async def get(self) -> BrowserProcess:
        """The browser to open the next tab in.

        Raises:
            BrowserError: none starts.
        """
        async with self._lock:
            current = self._current
            if current is not None and (current.lost.done() or current.opened >= self._recycle):
                self._old.append(current)
                current = None
            await self._sweep()
            if current is None:
                current = await self.start()
            self._current = current
            return current

    async def start(self) -> BrowserProcess:
        """A new process, to be closed by the caller.

        Raises:
            BrowserError: none starts.
        """
        try:
            process = await self._start()
        except BrowserError:
            # One that started before was killed while it started: by its driver's death, or for want of memory.
            if not self._proven:
                raise
            process = await self._start()
        self._proven = True
        return process

    async def close(self) -> None:
        """Close every process."""
        async with self._lock:
            if self._current is not None:
                self._old.append(self._current)
                self._current = None
            old, self._old = self._old, []
        await asyncio.gather(*(process.close() for process in old))

    async def _start(self) -> BrowserProcess:
        return await BrowserProcess.start(self._found, hermetic=self._hermetic, memory_limit=self._memory)

    async def _sweep(self) -> None:
        done = [p for p in self._old if p.lost.done() or p.tabs == 0]
        self._old = [p for p in self._old if p not in done]
        await asyncio.gather(*(process.close() for process in done))
