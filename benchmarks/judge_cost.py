"""What `harness.judge` costs a page, against bare parsing and against a text extractor, in one run.

    .venv/bin/python -m pip install trafilatura lxml-html-clean    # the dependency group "bench"
    .venv/bin/python benchmarks/judge_cost.py CORPUS [--limit 200] [--rounds 3] [--json]

CORPUS is a labelled corpus, as for `harness bench`. Measured is processor time of this one process; each page
is given to every contender in turn, the best of the rounds counts, so that what else runs here disturbs all
alike and little. Ratios travel between machines better than milliseconds.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median, quantiles
from time import process_time

import harness
from harness.corpus.bench import sample
from harness.corpus.labels import Label, read_corpus
from harness.errors import HarnessError
from harness.sources.octets import read_file
from harness.sources.source import DEFAULT

WARM_UP = 5
"""Pages judged before the clock counts: imports, compiled patterns, caches."""

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
    def p95(self) -> float:
        return quantiles(self.ms, n=20)[-1]

    @property
    def mean(self) -> float:
        return sum(self.ms) / len(self.ms)


def contenders() -> dict[str, Contender]:
    """What is measured, by name; the extractor only where it is installed."""
    from selectolax.lexbor import LexborHTMLParser

    found: dict[str, Contender] = {
        FLOOR: lambda html, label: LexborHTMLParser(html).text(),
        "harness.judge": lambda html, label: harness.judge(
            html, url=label.url, status=label.status, headers=label.headers
        ),
    }
    try:
        import trafilatura
    except ImportError:
        print("trafilatura is not installed; measured without it", file=sys.stderr)
    else:
        found["trafilatura.extract"] = lambda html, label: trafilatura.extract(html, url=label.url)
    return found


def measure(pages: list[tuple[bytes, Label]], rounds: int) -> list[Cost]:
    """The cost of every contender on every page."""
    costs = {name: Cost(name, []) for name in contenders()}
    looks = contenders()
    for html, label in pages[:WARM_UP]:
        for look in looks.values():
            look(html, label)
    for number, (html, label) in enumerate(pages, start=1):
        for name, look in looks.items():
            costs[name].ms.append(min(_once(look, html, label) for _ in range(rounds)))
        if sys.stderr.isatty():
            print(f"\r{number}/{len(pages)} pages", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    return list(costs.values())


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
    for package in ("scraper-harness", "selectolax", "trafilatura"):
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
        f"{len(pages)} pages, median {size:.0f} kB · {machine()}",
        versions(),
        "",
        f"{'processor ms a page':<26}{'median':>8}{'p95':>9}{'mean':>9}   judge costs (median, mean)",
    ]
    for cost in costs:
        ratio = f"{judge.median / cost.median:.2f} ×, {judge.mean / cost.mean:.2f} ×"
        beside = "" if cost is judge else f"   {ratio}"
        lines.append(f"  {cost.name:<24}{cost.median:>8.2f}{cost.p95:>9.2f}{cost.mean:>9.2f}{beside}")
    return "\n".join(lines)


def as_json(costs: list[Cost], pages: list[tuple[bytes, Label]]) -> str:
    """The same as data."""
    data = {
        "machine": machine(),
        "versions": versions(),
        "pages": len(pages),
        "cpu_ms": {cost.name: {"median": cost.median, "p95": cost.p95, "mean": cost.mean} for cost in costs},
    }
    return json.dumps(data, indent=1, ensure_ascii=False)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--limit", type=int, help="so many pages, spread evenly over the corpus")
    parser.add_argument("--rounds", type=int, default=3, help="how often each page is measured (3)")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    try:
        labels = sample(read_corpus(options.corpus).labels, options.limit)
        pages = [(read_file(label.path, label.id, DEFAULT), label) for label in labels]
    except HarnessError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    costs = measure(pages, options.rounds)
    print(as_json(costs, pages) if options.json else table(costs, pages))
    return 0


if __name__ == "__main__":
    sys.exit(main())
