"""Processes that judge slices. One that dies costs the page it died over; its slice is done again."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from harness.core.errors import HarnessError
from harness.look.run.judging import Judge, Settings
from harness.look.run.plan import Slice
from harness.look.run.tally import Tally

DEATHS = 5
"""Processes that may die over one slice, before it is left undone."""


@dataclass(slots=True)
class _Work:
    piece: Slice
    poison: frozenset[int] = frozenset()
    deaths: int = 0


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    work: _Work | None = None
    begun: int = -1


@dataclass(frozen=True, slots=True)
class Done:
    """A slice that is done, or why it is not."""

    piece: Slice
    tally: Tally | None
    error: str = ""


@dataclass(slots=True)
class _Crew:
    settings: Settings
    judge: type[Judge]
    workers: list[_Worker] = field(default_factory=list)

    def hire(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self.settings, self.judge), daemon=False)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self.workers.append(worker)
        return worker

    def dismiss(self) -> None:
        for worker in self.workers:
            worker.pipe.close()
        for worker in self.workers:
            worker.process.join(10)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()


def over_processes(
    slices: Iterable[Slice], settings: Settings, *, workers: int, judge: type[Judge] = Judge
) -> Iterator[Done]:
    """Judge slices; each comes as soon as it is done.

    Args:
        slices: taken as fast as they are done.
        settings: what they have in common.
        workers: processes.
        judge: what each process is there for.
    """
    waiting = iter(slices)
    again: deque[_Work] = deque()
    crew = _Crew(settings, judge)
    try:
        for _ in range(workers):
            if not _give(crew.hire, again, waiting):
                break
        while busy := [w for w in crew.workers if w.work is not None]:
            for pipe in wait([w.pipe for w in busy]):
                worker = next(w for w in busy if w.pipe is pipe)
                yield from _hear(worker, crew, again)
                if worker not in crew.workers:
                    _give(crew.hire, again, waiting)
                elif worker.work is None:
                    _give(partial(_same, worker), again, waiting)
    finally:
        crew.dismiss()


def _same(worker: _Worker) -> _Worker:
    return worker


def _give(hire: Callable[[], _Worker], again: deque[_Work], waiting: Iterator[Slice]) -> bool:
    work = again.popleft() if again else None
    if work is None:
        piece = next(waiting, None)
        if piece is None:
            return False
        work = _Work(piece)
    worker = hire()
    worker.work, worker.begun = work, -1
    worker.pipe.send((work.piece, work.poison, work.deaths > 0))
    return True


def _hear(worker: _Worker, crew: _Crew, again: deque[_Work]) -> Iterator[Done]:
    work = worker.work
    assert work is not None
    try:
        told = worker.pipe.recv()
    except (EOFError, ConnectionError):
        yield from _bury(worker, work, crew, again)
        return
    if isinstance(told, int):
        worker.begun = told
        return
    worker.work = None
    yield Done(work.piece, told if isinstance(told, Tally) else None, "" if isinstance(told, Tally) else told)


def _bury(worker: _Worker, work: _Work, crew: _Crew, again: deque[_Work]) -> Iterator[Done]:
    """A process died. Its slice is done again, one page at a time; the page it dies over then is left."""
    worker.process.join()
    worker.pipe.close()
    crew.workers.remove(worker)
    work.deaths += 1
    if work.deaths >= DEATHS:
        code = worker.process.exitcode
        yield Done(work.piece, None, f"a process died {work.deaths} times over it (exit code {code})")
        return
    if work.deaths > 1 and worker.begun >= 0:
        # the second time its pages were looked at one by one: this one is the culprit
        work.poison |= {worker.begun}
    again.append(work)


def _serve(pipe: Connection, settings: Settings, make: type[Judge]) -> None:
    for polite in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(polite, signal.SIG_IGN)  # the parent ends the run
    with make(settings) as judge:
        while True:
            try:
                piece, poison, careful = pipe.recv()
            except EOFError:
                return
            try:
                pipe.send(judge.slice(piece, pipe.send, poison, careful=careful))
            except HarnessError as error:
                pipe.send(str(error))
            except BrokenPipeError:
                return
