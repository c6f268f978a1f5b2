"""Looking in processes of their own, which a watchdog may kill: a deadline that holds whatever holds the interpreter.

A page that finds something in us that does not end (a pattern, a parser, a loop) stops the process it is judged in, the
event loop and Ctrl-C with it. So pages of strangers are judged apart: the page gets its ``load_error``, the
others their verdicts. The processes are started when there is something to judge, one after the other as the first ones
are busy, and are no children of a ``__main__`` that would be run again.
"""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import resource
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, NamedTuple, Self

from harness.core.codes import CODES
from harness.core.cores import cores
from harness.core.errors import HarnessError, TargetError
from harness.core.model import Note

if TYPE_CHECKING:
    from types import TracebackType

    from harness.core.rulebook import Rulebook
    from harness.look.seen import Look
    from harness.observe.capture import Capture
    from harness.sources.page import Page

MEMORY = 3_000_000_000
"""Bytes of address space that judging may take, far above what any page within the size limit needs."""

GRACE = 5.0
"""Seconds after the deadline until a process ends itself, should nobody be left to end it."""

_STARTING = 20.0  # seconds for the first page, on top: the rules are loaded before it
_LENGTH = 8
_SERVE = "from harness.look.apart import serve; serve()"


class _Stopped(Exception):
    """A process did not answer in time, or died.

    Args:
        code: a key of :data:`CODES`.
        detail: what is known beyond it.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


class Apart:
    """Processes that judge pages. A context manager; none is started before it is needed.

    Args:
        most: processes at a time; one a core by default.
    """

    def __init__(self, most: int | None = None) -> None:
        self._beginning: asyncio.Task[object] | None = None
        self._most = most or cores()
        self._idle: list[_Process] = []
        self._all: set[_Process] = set()
        self._free = asyncio.Semaphore(self._most)

    async def __aenter__(self) -> Self:
        return self

    def begin(self, rulebook: Rulebook) -> None:
        """Start the first process now, so that it loads its rules while something else is done."""
        self._idle.append(_Process())
        self._beginning = asyncio.create_task(self._idle[-1].start(rulebook))

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.gather(*(process.kill() for process in {*self._all, *self._idle}))
        self._all.clear()
        self._idle.clear()

    async def static(self, page: Page, *, rulebook: Rulebook, pictures: bool, seconds: float) -> Look:
        """As :func:`harness.look.look.look_static`, within ``seconds``.

        Raises:
            HarnessError: as there; or harness itself failed on the page.
        """
        task = _Task("static", replace(page, resources={}), page.target, rulebook, pictures, seconds)
        try:
            return await self._ask(task)
        except _Stopped as stopped:
            from harness.look.look import look_stopped

            return look_stopped(page, _failure(stopped), rulebook)

    async def rendered(
        self, capture: Capture, target: str, *, rulebook: Rulebook, pictures: bool, seconds: float
    ) -> Look:
        """As :func:`harness.look.look.look_rendered`, within ``seconds``.

        Raises:
            HarnessError: as there; or harness itself failed on the page.
        """
        try:
            bare = replace(capture, taken=None, storage=None)
            look = await self._ask(_Task("rendered", bare, target, rulebook, pictures, seconds))
        except _Stopped as stopped:
            from harness.look.look import look_rendered

            gone = replace(capture, answer={}, html=None, partial=None, failure=_failure(stopped))
            return replace(look_rendered(gone, target, rulebook=rulebook), capture=capture)
        return replace(look, capture=capture)

    async def _ask(self, task: _Task) -> Look:
        async with self._free:
            process = self._idle.pop() if self._idle else _Process()
            self._all.add(process)
            try:
                answer = await process.ask(task)
            except BaseException:
                self._all.discard(process)
                await process.kill()
                raise
            self._idle.append(process)
        if isinstance(answer, HarnessError):
            raise answer
        if isinstance(answer, str):
            raise TargetError(task.target, answer)
        look: Look = answer
        _tell_failed(look)
        return look


class _Task(NamedTuple):
    """One page to be judged."""

    kind: Literal["static", "rendered"]
    what: Any
    target: str
    rulebook: Rulebook
    pictures: bool
    seconds: float


class _Process:
    """One process, idle or with one page."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._starting = asyncio.Lock()
        self._warm = False

    async def start(self, rulebook: Rulebook) -> asyncio.subprocess.Process:
        """The process, started unless it is there; it loads the rules of a rulebook at once."""
        async with self._starting:
            if self._process is None:
                self._process = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-c", _SERVE),
                    stdin=asyncio.subprocess.PIPE,
                    stdout=asyncio.subprocess.PIPE,
                    env={**os.environ, "PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)},
                )
                await _send(self._process, rulebook)
            return self._process

    async def ask(self, task: _Task) -> Any:
        """What it makes of a page.

        Raises:
            _Stopped: the time is up, or it died.
        """
        seconds = task.seconds if self._warm else task.seconds + _STARTING
        process = await self.start(task.rulebook)
        try:
            async with asyncio.timeout(seconds):
                answer = await self._exchange(process, task._replace(seconds=seconds))
            self._warm = True
            return answer
        except TimeoutError:
            raise _Stopped("reading-hang", f"after {seconds:g} s") from None
        except (ConnectionError, asyncio.IncompleteReadError):
            await self.kill()
            raise _Stopped("reading-crash", f"exit code {process.returncode}") from None

    async def _exchange(self, process: asyncio.subprocess.Process, task: _Task) -> Any:
        assert process.stdout is not None
        await _send(process, task)
        length = int.from_bytes(await process.stdout.readexactly(_LENGTH), "little")
        answer = pickle.loads(await process.stdout.readexactly(length))  # noqa: S301 - our own process wrote it
        if isinstance(answer, _OutOfMemory):
            raise _Stopped("memory")
        return answer

    async def kill(self) -> None:
        """End it, whatever it does."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()


async def _send(process: asyncio.subprocess.Process, what: object) -> None:
    assert process.stdin is not None
    data = pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
    process.stdin.write(len(data).to_bytes(_LENGTH, "little") + data)
    await process.stdin.drain()


class _OutOfMemory:
    """The answer of a process that ran out of memory over a page."""


def _failure(stopped: _Stopped) -> Any:
    from harness.observe.observation import Failure

    sentence = CODES[stopped.code]
    return Failure(stopped.code, f"{sentence} ({stopped.detail})" if stopped.detail else sentence)


def _tell_failed(look: Look) -> None:
    """Say of rules that raised there what :func:`harness.rules.decide.tell_failed` would have said here."""
    if Note.RULE_FAILED in look.verdict.also:
        from harness.rules.decide import tell_failed

        for signal in look.verdict.signals:
            if signal.state is Note.RULE_FAILED:
                tell_failed(signal.rule, signal.evidence[0].excerpt)


def serve() -> None:
    """Answer what is asked on standard input until it ends; what a process of :class:`Apart` is there for."""
    for polite in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(polite, signal.SIG_IGN)  # the parent ends the run
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    logging.getLogger("harness").disabled = True  # the parent says it, once for all processes
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # what a rule prints is no answer
    _prepare(_following(asked))
    with suppress(BrokenPipeError):
        while (task := _following(asked)) is not None:
            data = pickle.dumps(_answer(task), pickle.HIGHEST_PROTOCOL)
            answers.write(len(data).to_bytes(_LENGTH, "little") + data)
            answers.flush()


def _prepare(rulebook: Rulebook | None) -> None:
    """Load rules and phrases, which the first page would."""
    from harness.look.look import look_static
    from harness.sources.page import Page

    with suppress(HarnessError):  # a broken rule of the user's is told with the first page
        if rulebook is not None:
            look_static(Page(".", html=".", text=True), rulebook=rulebook)


def _following(asked: BinaryIO) -> Any:
    """What the parent sends next; ``None``: it is gone."""
    length = int.from_bytes(asked.read(_LENGTH), "little")
    data = asked.read(length)
    return pickle.loads(data) if length and len(data) == length else None  # noqa: S301 - our parent wrote it


def _answer(task: _Task) -> Any:
    """The look without what nobody needs of it, an error of ours, or a sentence about one that is none."""
    from harness.look.look import look_rendered, look_static

    # The signal's default action ends the process even where Python never gets to run again.
    signal.setitimer(signal.ITIMER_REAL, task.seconds + GRACE)
    try:
        if task.kind == "static":
            look = look_static(task.what, rulebook=task.rulebook, pictures=task.pictures)
        else:
            look = look_rendered(task.what, task.target, rulebook=task.rulebook, pictures=task.pictures)
        return replace(look, reading=None, capture=None)
    except HarnessError as error:
        return error
    except MemoryError:
        return _OutOfMemory()
    except Exception as error:
        if task.rulebook.strict:
            raise
        return f"harness failed on it ({type(error).__name__}: {error}); please report this with the page"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
