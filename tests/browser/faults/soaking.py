"""Many loads with faults among them: all verdicts are there, memory stays flat, nothing is left behind."""

from __future__ import annotations

import asyncio
import os
import random
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from faults.connections import sends
from faults.playing import LIMITS, play
from faults.registry import FAULTS
from faults.server import door, serving
from faults.what import Fault, answer, page
from harness.browser.pool import Browsers
from harness.browser.process.launch import FoundBrowser

STORY = Fault("a whole story", sends(answer(page())), "full")


@dataclass(frozen=True, slots=True)
class Soaked:
    """What a soak found.

    Args:
        loads: how many pages were asked for.
        verdicts: how many verdicts there are.
        wrong: verdicts that are not as expected.
        memory: megabytes of the Python process after each load.
        left: processes and temporary files left when it is over.
    """

    loads: int
    verdicts: int
    wrong: tuple[str, ...]
    memory: tuple[float, ...]
    left: tuple[str, ...]

    @property
    def growth(self) -> float:
        """Mean memory in the last quarter, as a multiple of that in the second."""
        quarter = len(self.memory) // 4
        return fmean(self.memory[-quarter:]) / fmean(self.memory[quarter : 2 * quarter])


async def soak(found: FoundBrowser, loads: int, tabs: int = 4, seed: int = 1) -> Soaked:
    """Load ``loads`` pages, every fifth of them a fault of the registry, in random order."""
    faults = [fault for theme in FAULTS.values() for fault in theme]
    chance = random.Random(seed)
    chance.shuffle(faults)
    order = [faults[i // 5 % len(faults)] if i % 5 == 0 else STORY for i in range(loads)]
    chance.shuffle(order)
    memory: list[float] = []
    wrong: list[str] = []
    waiting = iter(order)

    async def work() -> None:
        for fault in waiting:
            outcome = await play(fault, site, browsers)
            memory.append(resident())
            if told := outcome.differs():
                wrong.append(told)

    with traced() as left:
        async with (
            serving([*faults, STORY]) as site,
            Browsers(found, tabs=tabs, door=door(), limits=LIMITS) as browsers,
        ):
            await asyncio.gather(*(work() for _ in range(tabs)))
    return Soaked(loads, len(memory), tuple(wrong), tuple(memory), tuple(left))


@contextmanager
def traced() -> Iterator[list[str]]:
    """Collects what the body leaves behind: processes that it started, files in the temporary folder."""
    left: list[str] = []
    mark = f"MARK_{uuid.uuid4().hex}"
    with tempfile.TemporaryDirectory() as folder:
        before = {name: os.environ.get(name) for name in ("TMPDIR", mark)}
        os.environ.update({"TMPDIR": folder, mark: "1"})
        tempfile.tempdir = None
        try:
            yield left
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})
            tempfile.tempdir = None
            left += [f"process: {command}" for command in marked(mark)]
            left += [f"file: {path.name}" for path in Path(folder).iterdir()]


def marked(mark: str) -> list[str]:
    """The command lines of the processes that carry ``mark`` in their environment."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            if mark.encode() in (entry / "environ").read_bytes() and (entry / "cmdline").read_bytes():
                found.append((entry / "cmdline").read_bytes().decode("utf-8", "replace"))
        except OSError:
            continue
    return found


def resident() -> float:
    """Megabytes of resident memory of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
