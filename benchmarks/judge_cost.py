"""What `harness.judge` costs a page, against bare parsing, text extractors and a block detector, in one run.

    .venv/bin/python -m pip install trafilatura lxml-html-clean readability-lxml resiliparse crawl4ai
    .venv/bin/python benchmarks/judge_cost.py CORPUS [--limit 200] [--rounds 3] [--json]

CORPUS is a labelled corpus, as for `harness bench`. Measured is processor time; each page is given to every
contender in turn. Every round is a process of its own that sees each page once, as a collector does: nothing
is remembered of a page. The best of the rounds counts, so that what else runs here disturbs all alike and
little. Ratios travel between machines better than milliseconds.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from time import process_time

import harness
from harness.core.errors import HarnessError
from harness.measure.bench.bench import sample
from harness.sources.labels import Label, read_corpus
from harness.sources.octets import read_file
from harness.sources.source import DEFAULT

WARM_UP = 20
"""Pages judged before the clock counts: imports, compiled patterns, the class words that all sites use."""

FLOOR = "selectolax parse + text"

Contender = Callable[[bytes, Label], object]


@dataclass(frozen=True)
class Cost:
    """Processor milliseconds of one contender, a figure a page."""

    name: str
    ms: list[float]

    @property
    def median(self) -> float:
        return median(self.ms)

    @property
    def quartiles(self) -> tuple[float, float]:
        low, _, high = quantiles(self.ms, n=4)
        return low, high

    @property
    def p95(self) -> float:
        return quantiles(self.ms, n=20)[-1]

    @property
    def mean(self) -> float:
        return sum(self.ms) / len(self.ms)


def contenders() -> dict[str, Contender]:
    """What is measured, by name; peers only where they are installed."""
    from selectolax.lexbor import LexborHTMLParser

    found: dict[str, Contender] = {
        FLOOR: lambda html, label: LexborHTMLParser(html).text(),
        "harness.judge": lambda html, label: harness.judge(
            html, url=label.url, status=label.status, headers=label.headers
        ),
    }
    for name, peer in PEERS.items():
        try:
            found[name] = peer()
        except ImportError as error:
            print(f"{error.name} is not installed; measured without {name}", file=sys.stderr)
    return found


def _trafilatura() -> Contender:
    import trafilatura

    return lambda html, label: trafilatura.extract(html, url=label.url)


def _readability() -> Contender:
    from readability import Document
    from readability.readability import Unparseable

    def summary(html: bytes, label: Label) -> None:
        # It takes text only; what it gives up on has cost its time all the same.
        with suppress(Unparseable, ValueError):
            Document(html.decode("utf-8", "replace")).summary()

    return summary


def _resiliparse() -> Contender:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    return lambda html, label: extract_plain_text(
        bytes_to_str(html, detect_encoding(html)), main_content=True
    )


def _is_blocked() -> Contender:
    from crawl4ai.antibot_detector import is_blocked

    return lambda html, label: is_blocked(label.status or 200, html.decode("utf-8", "replace"))


PEERS: dict[str, Callable[[], Contender]] = {
    "trafilatura.extract": _trafilatura,
    "readability-lxml": _readability,
    "resiliparse": _resiliparse,
    "crawl4ai is_blocked": _is_blocked,
}
"""What else reads pages, each as its own documentation has it."""


def measure(pages: list[tuple[bytes, Label]], rounds: int) -> list[Cost]:
    """The cost of every contender on every page: the best of the rounds."""
    best: dict[str, list[float]] = {}
    for number in range(1, rounds + 1):
        if sys.stderr.isatty():
            print(f"\rround {number} of {rounds}", end="", file=sys.stderr)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
            for name, ms in fresh.submit(one_round, pages).result().items():
                best[name] = list(map(min, best.get(name, ms), ms))
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    return [Cost(name, ms) for name, ms in best.items()]


def one_round(pages: list[tuple[bytes, Label]]) -> dict[str, list[float]]:
    """Milliseconds of every contender on every page but the first few, each seen once."""
    looks = contenders()
    for html, label in pages[:WARM_UP]:
        for look in looks.values():
            look(html, label)
    return {
        name: ms
        for name, *ms in zip(
            looks,
            *([_once(look, html, label) for look in looks.values()] for html, label in pages[WARM_UP:]),
            strict=True,
        )
    }


def _once(look: Contender, html: bytes, label: Label) -> float:
    started = process_time()
    look(html, label)
    return (process_time() - started) * 1000


def machine() -> str:
    """What this was measured on."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        names = [
            line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line
        ]
        cpu = f"{len(names)} × {names[0]}" if names else cpu
    return f"{cpu}, {platform.system()}, Python {platform.python_version()}"


def versions() -> str:
    """The contenders' versions."""
    found = []
    for package in (
        "scraper-harness", "selectolax", "trafilatura", "readability-lxml", "resiliparse", "crawl4ai",
    ):  # fmt: skip
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def table(costs: list[Cost], pages: list[tuple[bytes, Label]]) -> str:
    """The figures, and each contender's medians and means as multiples of the others'."""
    judge = next(cost for cost in costs if cost.name == "harness.judge")
    size = median(len(html) for html, _ in pages) / 1000
    lines = [
        f"{len(judge.ms)} pages, median {size:.0f} kB · {machine()}",
        versions(),
        "",
        f"{'processor ms a page':<26}{'median':>8}{'quartiles':>16}{'p95':>9}{'mean':>9}   judge costs (median, mean)",
    ]
    for cost in costs:
        ratio = f"{judge.median / cost.median:.2f} ×, {judge.mean / cost.mean:.2f} ×"
        beside = "" if cost is judge else f"   {ratio}"
        spread = f"{cost.quartiles[0]:.2f} to {cost.quartiles[1]:.2f}"
        lines.append(
            f"  {cost.name:<24}{cost.median:>8.2f}{spread:>16}{cost.p95:>9.2f}{cost.mean:>9.2f}{beside}"
        )
    return "\n".join(lines)


def as_json(costs: list[Cost], pages: list[tuple[bytes, Label]]) -> str:
    """The same as data."""
    data = {
        "machine": machine(),
        "versions": versions(),
        "pages": len(costs[0].ms),
        "cpu_ms": {
            cost.name: {
                "median": cost.median,
                "quartiles": cost.quartiles,
                "p95": cost.p95,
                "mean": cost.mean,
            }
            for cost in costs
        },
    }
    return json.dumps(data, indent=1, ensure_ascii=False)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--limit", type=int, help="so many pages, spread evenly over the corpus")
    parser.add_argument(
        "--rounds", type=int, default=3, help="so many processes, each sees every page once (3)"
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    try:
        labels = sample(read_corpus(options.corpus).labels, options.limit)
        pages = [(read_file(label.path, label.id, DEFAULT), label) for label in labels]
    except HarnessError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    if len(pages) < WARM_UP + 4:
        print(f"{len(pages)} pages are too few; {WARM_UP} are for warming up", file=sys.stderr)
        return 2
    costs = measure(pages, options.rounds)
    print(as_json(costs, pages) if options.json else table(costs, pages))
    return 0


if __name__ == "__main__":
    sys.exit(main())
