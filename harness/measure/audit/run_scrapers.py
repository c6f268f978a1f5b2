"""Scrapers run on pages, each in processes of its own: what hangs, dies or bloats there is an answer.

Lanes work side by side. A lane keeps one worker, takes some pages for one scraper at a time, and starts the
worker anew when it is gone. A scraper that fails like this over and over is not tried for ever.
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from harness.measure.audit.answer import Answer, Ended
from harness.measure.audit.reply import from_output
from harness.measure.audit.scraper import Output, Scraper, Wants
from harness.measure.audit.scraper_process import Limits, Process, TooMuch
from harness.measure.faults.case import Case
from harness.observe.decode import decode

GIVE_UP = 5
"""Runs in a row that hang or die, after which a scraper's other pages are not tried."""

_BATCH = 24
_RENEWED = 400
"""Pages that a worker sees before it is started anew: libraries that leak do not die of it."""


@dataclass(frozen=True, slots=True)
class Job:
    """A page for a scraper, with its place in the results."""

    place: int
    scraper: Scraper
    case: Case


async def run(
    jobs: Sequence[tuple[Scraper, Case]],
    *,
    limits: Limits | None = None,
    lanes: int = 2,
    address: Callable[[Scraper, Case], str] | None = None,
    done: Callable[[int, Answer], None] = lambda place, answer: None,
) -> list[Answer]:
    """What each scraper makes of its page, in the order of ``jobs``.

    Args:
        limits: what a run may cost.
        lanes: processes that run at the same time.
        address: where a scraper that loads pages itself finds the page.
        done: told each answer as it comes, with its place.
    """
    work = _Work(jobs, limits or Limits(), address, done)
    async with asyncio.TaskGroup() as group:
        for _ in range(max(1, min(lanes, len(work.batches)))):
            group.create_task(_Lane(work).run())
    return [work.answers[place] for place in range(len(jobs))]


class _Work:
    """What is left to do, and what came of the rest."""

    def __init__(
        self,
        jobs: Sequence[tuple[Scraper, Case]],
        limits: Limits,
        address: Callable[[Scraper, Case], str] | None,
        done: Callable[[int, Answer], None],
    ) -> None:
        queues: dict[str, list[Job]] = {}
        for place, (scraper, case) in enumerate(jobs):
            queues.setdefault(scraper.name, []).append(Job(place, scraper, case))
        self.batches = deque(q[at : at + _BATCH] for q in queues.values() for at in range(0, len(q), _BATCH))
        self.limits = limits
        self.address = address
        self.answers: dict[int, Answer] = {}
        self._done = done
        self._failures: Counter[str] = Counter()

    def given_up(self, scraper: Scraper) -> bool:
        return self._failures[scraper.name] >= GIVE_UP

    def keep(self, job: Job, answer: Answer, *, ruined: bool = False) -> None:
        if not self.given_up(job.scraper):
            self._failures[job.scraper.name] = self._failures[job.scraper.name] + 1 if ruined else 0
        self.answers[job.place] = answer
        self._done(job.place, answer)


class _Lane:
    def __init__(self, work: _Work) -> None:
        self._work = work
        self._worker: _Worker | None = None
        self._scraper = ""

    async def run(self) -> None:
        try:
            while self._work.batches:
                last: Answer | None = None
                for job in self._work.batches.popleft():
                    if self._work.given_up(job.scraper):
                        ended = last.ended if last is not None else Ended.DIED
                        why = f"not run: it hung or died {GIVE_UP} times in a row"
                        self._work.keep(job, Answer(ended=ended, detail=why))
                        continue
                    last, ruined = await self._one(job)
                    self._work.keep(job, last, ruined=ruined)
        finally:
            await self._close()

    async def _one(self, job: Job) -> tuple[Answer, bool]:
        """The answer, and whether it cost a process."""
        if not job.scraper.worker:
            told = await _command(job.scraper, job.case, self._work)
            return told, told.ended in (Ended.HUNG, Ended.DIED)
        if self._worker is None or self._scraper != job.scraper.name or self._worker.worn:
            await self._close()
            self._worker, self._scraper = _Worker(job.scraper, self._work.limits), job.scraper.name
        answer = await self._worker.ask(_request(job.scraper, job.case, self._work))
        ruined = not self._worker.usable
        if ruined:
            await self._close()
        return answer, ruined

    async def _close(self) -> None:
        if self._worker is not None:
            await self._worker.close()
            self._worker = None


class _Worker:
    """A process that stays and answers page after page."""

    def __init__(self, scraper: Scraper, limits: Limits) -> None:
        self._scraper = scraper
        self._limits = limits
        self._process: Process | None = None
        self._asked = 0
        self.usable = True
        """It answered when it was last asked, if only that it failed."""

    @property
    def worn(self) -> bool:
        return self._asked >= _RENEWED

    async def ask(self, request: bytes) -> Answer:
        self.usable = False
        if self._process is None and (failed := await self._start()) is not None:
            return failed
        assert self._process is not None
        self._asked += 1
        began = monotonic()
        try:
            async with asyncio.timeout(self._limits.deadline):
                await self._process.send(request)
                line = await self._process.line()
        except TimeoutError:
            return Answer(ended=Ended.HUNG, detail=_late(self._limits), seconds=monotonic() - began)
        except TooMuch as error:
            return Answer(ended=Ended.DIED, detail=str(error), seconds=monotonic() - began)
        if not line.endswith(b"\n"):
            return await self._gone(monotonic() - began)
        self.usable = True
        return replace(_answer(line), seconds=monotonic() - began)

    async def close(self) -> None:
        if self._process is not None:
            await self._process.kill()
            self._process = None

    async def _start(self) -> Answer | None:
        try:
            self._process = await Process.start(self._scraper.argv, self._limits)
            async with asyncio.timeout(self._limits.start):
                hello = await self._process.line()
        except (TimeoutError, OSError, TooMuch) as error:
            return Answer(ended=Ended.DIED, detail=f"it did not start ({str(error) or 'too slow'})")
        return None if b'"wants"' in hello else await self._gone(0.0)

    async def _gone(self, seconds: float) -> Answer:
        assert self._process is not None
        try:
            async with asyncio.timeout(1):
                code = await self._process.ended()
        except TimeoutError:
            return Answer(ended=Ended.DIED, detail="it closed its output", seconds=seconds)
        return Answer(ended=Ended.DIED, detail=self._process.last_words(code), seconds=seconds)


async def _command(scraper: Scraper, case: Case, work: _Work) -> Answer:
    """A command run once, for one page."""
    argv, limits = scraper.argv, work.limits
    if scraper.wants is Wants.URL:
        address = _address(scraper, case, work)
        argv = tuple(part.replace("{url}", address) for part in argv)
    began = monotonic()
    try:
        process = await Process.start(argv, limits)
    except OSError as error:
        return Answer(ended=Ended.DIED, detail=f"it does not start ({error.strerror})")
    try:
        async with asyncio.timeout(limits.deadline):
            given = b"" if scraper.wants is Wants.URL else case.body
            _, output = await asyncio.gather(process.send(given, last=True), process.output())
            code = await process.ended()
    except TimeoutError:
        return Answer(ended=Ended.HUNG, detail=_late(limits), seconds=monotonic() - began)
    except TooMuch as error:
        return Answer(ended=Ended.DIED, detail=str(error), seconds=monotonic() - began)
    finally:
        await process.kill()
    seconds = monotonic() - began
    if code < 0:
        return Answer(ended=Ended.DIED, detail=process.last_words(code), seconds=seconds)
    if code > 0:
        return Answer(ended=Ended.RAISED, detail=process.last_words(code), seconds=seconds)
    json_only, text_only = scraper.output is Output.JSON, scraper.output is Output.TEXT
    return replace(from_output(output, json_only=json_only, text_only=text_only), seconds=seconds)


def _request(scraper: Scraper, case: Case, work: _Work) -> bytes:
    request: dict[str, object] = {"url": case.url, "status": case.status}
    if scraper.wants is Wants.URL:
        request["url"] = _address(scraper, case, work)
    elif scraper.wants is Wants.BYTES:
        request["b64"] = base64.b64encode(case.body).decode("ascii")
    else:
        request["html"] = decode(case.html, case.headers.get("content-type"))
    return json.dumps(request).encode("ascii") + b"\n"


def _answer(line: bytes) -> Answer:
    said = json.loads(line)
    for ended in (Ended.RAISED, Ended.DIED):
        if ended.value in said:
            return Answer(ended=ended, detail=str(said[ended.value]))
    return Answer(said.get("text"), tuple(said.get("flags", ())), said.get("complete"))


def _address(scraper: Scraper, case: Case, work: _Work) -> str:
    if work.address is None:
        raise ValueError("this scraper loads pages itself; no server was given")
    return work.address(scraper, case)


def _late(limits: Limits) -> str:
    return f"no answer within {limits.deadline:g} s"
