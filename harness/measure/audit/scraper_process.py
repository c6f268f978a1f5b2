"""One process of a scraper under test: watched, limited, and ended with all it started."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from harness.browser.process.memory import kill_group, processes

MEGABYTE = 1024 * 1024
_WATCH = 0.2  # seconds between looks at a process's memory
_TAIL = 4096
_CHUNK = 64 * 1024
_MEMORY = "HARNESS_AUDIT_MEMORY"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run of a scraper may cost.

    Args:
        deadline: seconds until it is taken to hang.
        memory: bytes its processes may hold together (on top of what a worker has after its start).
        output: bytes its answer may be long.
        start: seconds it may take to start.
    """

    deadline: float = 20.0
    memory: int = 1024 * MEGABYTE
    output: int = 32 * MEGABYTE
    start: float = 60.0


class TooMuch(Exception):
    """It wrote more than it may; the message says so."""


class Process:
    """A started program in a process group of its own.

    The group is ended when its memory grows over the limit; :attr:`why` then says so.
    """

    def __init__(self, process: asyncio.subprocess.Process, limits: Limits) -> None:
        self._process = process
        self._limits = limits
        self._tail = bytearray()
        self.why = ""
        self._tasks = [asyncio.create_task(self._watch()), asyncio.create_task(self._listen())]

    @classmethod
    async def start(cls, argv: Sequence[str], limits: Limits) -> Process:
        """Start a program.

        Raises:
            OSError: it cannot be started.
        """
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *argv,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            start_new_session=True,
            limit=limits.output,
            env={**os.environ, _MEMORY: str(limits.memory)},
        )
        return cls(process, limits)

    async def send(self, data: bytes, *, last: bool = False) -> None:
        """Write to its stdin. A program that does not read it is none the worse."""
        stdin = self._process.stdin
        assert stdin is not None
        with suppress(BrokenPipeError, ConnectionResetError):
            stdin.write(data)
            await stdin.drain()
            if last:
                stdin.close()

    async def line(self) -> bytes:
        """The next line of its stdout; empty when there is none.

        Raises:
            TooMuch: the line is longer than an answer may be.
        """
        stdout = self._process.stdout
        assert stdout is not None
        try:
            return await stdout.readline()
        except ValueError as error:
            raise TooMuch(self._too_long) from error

    async def output(self) -> bytes:
        """All of its stdout.

        Raises:
            TooMuch: it is longer than an answer may be.
        """
        stdout = self._process.stdout
        assert stdout is not None
        parts: list[bytes] = []
        size = 0
        while chunk := await stdout.read(_CHUNK):
            size += len(chunk)
            if size > self._limits.output:
                raise TooMuch(self._too_long)
            parts.append(chunk)
        return b"".join(parts)

    @property
    def _too_long(self) -> str:
        return f"its answer is longer than {self._limits.output / MEGABYTE:g} MB"

    async def ended(self) -> int:
        """Its exit code, when it has ended; negative: the signal."""
        return await self._process.wait()

    async def kill(self) -> None:
        """End it and all that it started."""
        kill_group(self._process.pid)
        await self._process.wait()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        # asyncio closes the pipes when both the process and its children let go of them; we do not wait
        transport = getattr(self._process, "_transport", None)
        if transport is not None:
            transport.close()

    def last_words(self, code: int | None) -> str:
        """Why it ended, for people: the limit, the signal, or the last line it complained in."""
        if self.why:
            return self.why
        said = self._tail.decode("utf-8", "replace").strip().splitlines()
        last = said[-1].strip()[:300] if said else ""
        if code is not None and code < 0:
            with suppress(ValueError):
                return f"ended by {signal.Signals(-code).name}"
        return last or f"it ended with exit code {code} and without an answer"

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_WATCH)
            held = sum(p.memory for p in processes() if p.group == self._process.pid)
            if held > self._limits.memory:
                self.why = f"it used more than {self._limits.memory / MEGABYTE:g} MB of memory"
                kill_group(self._process.pid)
                return

    async def _listen(self) -> None:
        stderr = self._process.stderr
        assert stderr is not None
        while chunk := await stderr.read(_CHUNK):
            self._tail = bytearray((bytes(self._tail) + chunk)[-_TAIL:])
