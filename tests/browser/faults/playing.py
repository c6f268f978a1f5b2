"""Play faults to a pool of browsers, and measure what came of them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from faults.server import Site
from faults.what import Fault
from harness.browser.limits import Limits
from harness.browser.pool import Browsers
from harness.browser.process.memory import processes
from harness.core.model import Verdict
from harness.observe.capture import Capture
from harness.observe.rendered import observe
from harness.rules import questions
from harness.rules.decide import judge_observation
from harness.sources.page import Page

LIMITS = replace(
    Limits.within(8.0),
    total=45.0,
    probe=5.0,
    salvage=3.0,
    document=2_000_000,
    memory=500_000_000,
    requests=400,
    traffic=15_000_000,
    nodes=30_000,
    frames=40,
    navigations=4,
)
"""Budgets that faults reach soon, and patience with a browser that a busy machine holds up."""

_LOOK = 0.2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one fault.

    Args:
        fault: the fault.
        capture: what the browser gave.
        verdict: the verdict on it.
        seconds: how long it took.
        memory: megabytes of the largest browser process meanwhile.
    """

    fault: Fault
    capture: Capture
    verdict: Verdict
    seconds: float
    memory: float

    @property
    def code(self) -> str | None:
        """The code of the capture's failure or partial."""
        noted = self.capture.failure or self.capture.partial
        return noted.code if noted is not None else None

    def differs(self) -> str:
        """In what its verdict is not as expected; empty: in nothing."""
        found = (self.verdict.state.value, self.code)
        expected = (self.fault.state, self.fault.code)
        if self.fault.stopped and found == ("load_error", self.fault.code):
            return ""
        return "" if found == expected else f"{self.fault.name}: {found}, not {expected}"

    def wrong(self) -> str:
        """The same, and whether it took more memory than it may."""
        fault = self.fault
        if told := self.differs():
            return told
        if self.memory > fault.memory:
            return f"{fault.name}: {self.memory:.0f} MB, more than {fault.memory}"
        return ""

    def late(self) -> str:
        """Whether it took more time than it may, on a machine that does nothing else."""
        fault = self.fault
        if self.seconds > fault.seconds:
            return f"{fault.name}: {self.seconds:.1f} s, more than {fault.seconds:g}"
        return ""


async def play(fault: Fault, site: Site, browsers: Browsers) -> Outcome:
    """One fault, from its address to its verdict."""
    clock = asyncio.get_running_loop().time
    start = clock()
    async with largest() as peak:
        capture = await browsers.capture(Page(fault.name, url=site.url(fault), live=True), questions())
    verdict = judge_observation(observe(capture), target=fault.name)
    return Outcome(fault, capture, verdict, clock() - start, peak[0])


@asynccontextmanager
async def largest() -> AsyncIterator[list[float]]:
    """Megabytes of the largest process below this one, looked at again and again."""
    peak = [0.0]

    async def look() -> None:
        while True:
            peak[0] = max(peak[0], _largest() / 1e6)
            await asyncio.sleep(_LOOK)

    looking = asyncio.create_task(look())
    try:
        yield peak
    finally:
        looking.cancel()


def _largest() -> int:
    """Bytes of resident memory of the largest process below this one."""
    known = {process.pid: process for process in processes()}
    most = 0
    for process in known.values():
        parent = process.parent
        while parent in known and parent != os.getpid():
            parent = known[parent].parent
        if parent == os.getpid():
            most = max(most, process.memory)
    return most
