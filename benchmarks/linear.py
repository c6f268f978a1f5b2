"""Whether cost and memory stay flat: many pages one after the other, measured in tenths.

    python benchmarks/linear.py CORPUS [--static 20000] [--browser 2000] [--json]

Static: processor time a page of each tenth, against the first; resident memory of this process. Browser: wall time
a page and the memory of Python, likewise. The corpus is gone through again and again. The last quarter's memory is
compared with the second's.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

import harness
from harness.browser.pool import Browsers
from harness.look.check import acheck_many
from harness.sources.labels import Label, read_corpus
from harness.sources.octets import read_file
from harness.sources.page import Page
from harness.sources.source import DEFAULT

TENTHS = 10
TOGETHER = 4


@dataclass(frozen=True)
class Course:
    """What a run cost as it went on: milliseconds a page, and megabytes, of each tenth."""

    name: str
    pages: int
    ms: list[float]
    mb: list[float]

    def text(self) -> str:
        """For people."""
        first, worst = self.ms[0], max(self.ms[1:])
        second, last = median(self.mb[2:5]), median(self.mb[-3:])
        return (
            f"{self.name}: {self.pages:,} pages, {first:.2f} ms a page at first, {self.ms[-1]:.2f} at the end "
            f"({self.ms[-1] / first:.2f} x, worst tenth {worst / first:.2f} x); "
            f"memory {second:.0f} MB in the second quarter, {last:.0f} in the last ({last / second:.2f} x)"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--static", type=int, default=20_000)
    parser.add_argument("--browser", type=int, default=2_000)
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    labels = list(read_corpus(told.corpus).labels)
    # an equal mix of pages in every tenth: the whole corpus, or an even part of it
    courses = []
    if told.static:
        courses.append(_static(labels, told.static))
    if told.browser:
        courses.append(asyncio.run(_browser(labels, told.browser)))
    for course in courses:
        print(json.dumps(vars(course)) if told.json else course.text())


def _static(labels: list[Label], pages: int) -> Course:
    ms, mb = [], []
    each = pages // TENTHS
    mix = [labels[i * len(labels) // each % len(labels)] for i in range(each)]
    for label in mix[:: max(1, each // 50)]:  # imports, patterns and caches are made before the clock counts
        _judge(label, read_file(label.path, label.id, DEFAULT))
    for _ in range(TENTHS):
        spent = 0.0
        for label in mix:
            html = read_file(label.path, label.id, DEFAULT)
            began = time.process_time()
            _judge(label, html)
            spent += time.process_time() - began
        ms.append(spent / each * 1000)
        mb.append(_memory())
    return Course("static", each * TENTHS, ms, mb)


def _judge(label: Label, html: bytes) -> None:
    harness.judge(html, url=label.url, status=label.status, headers=label.headers)


async def _browser(labels: list[Label], pages: int) -> Course:
    ms, mb = [], []
    each = pages // TENTHS
    async with Browsers(tabs=TOGETHER) as browsers:
        await _look(islice(_pages(labels, each), 8), browsers)
        for _ in range(TENTHS):
            began = time.perf_counter()
            await _look(_pages(labels, each), browsers)
            ms.append((time.perf_counter() - began) / each * 1000)
            mb.append(_memory())
    return Course("browser", each * TENTHS, ms, mb)


def _pages(labels: list[Label], count: int) -> Iterator[Page]:
    for i in range(count):
        label = labels[i * len(labels) // count % len(labels)]
        html = read_file(label.path, label.id, DEFAULT)
        yield Page(label.id, html, url=label.url, status=label.status, headers=label.headers)


async def _look(pages: Iterator[Page], browsers: Browsers) -> None:
    async for checked in acheck_many(pages, engine="browser", concurrency=TOGETHER, browsers=browsers):
        assert checked.error is None, checked.error


def _memory() -> float:
    """Resident megabytes of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
