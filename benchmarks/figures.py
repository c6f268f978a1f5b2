"""Writes the measured figures into docs/detection.md, so that the page never tells others than the code gives.

    python benchmarks/figures.py CORPUS [--limit 300] [--browser 100] [--calibrate]
    python benchmarks/figures.py --ordinary CORPUS [--half check] [--drawn 300]

CORPUS is a labelled corpus, as for `harness bench`. Replaced is what stands between <!-- name --> and <!-- /name -->:
the order of states, the bench, the perturbations (on --limit complete pages), the engines side by side (on --browser
pages; 0: left as it is). With --calibrate docs/calibration.md is written, too.

With --ordinary CORPUS is one of pages as they come, and what was never tuned on is measured: alarms, ends of texts,
wordings set aside on pages and as texts, and (--drawn of them; 0: left as they are) as scripts draw them.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from harness.core.errors import HarnessError
from harness.language import written
from harness.measure.bench import bench, markdown, measured
from harness.measure.bench.bench_score import score
from harness.measure.faults.edits import Group, all_edits
from harness.rules.decide import PRECEDENCE
from harness.sources.labelled import read_saved
from harness.sources.labels import Label, read_corpus

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "detection.md"


def between(text: str, name: str, block: str) -> str:
    """``text`` with ``block`` between its markers of that name."""
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.S)
    if not pattern.search(text):
        raise SystemExit(f"{PAGE.name} has no <!-- {name} --> … <!-- /{name} -->")
    return pattern.sub(lambda m: f"{m[1]}\n{block.strip()}\n\n{m[2]}", text)


def precedence() -> str:
    """The order in which states win, as a list."""
    return "\n".join(f"{number}. `{state}`" for number, state in enumerate(PRECEDENCE, start=1))


def _track(answers: Iterable[Any], total: int) -> Iterator[Any]:
    for number, answer in enumerate(answers, start=1):
        if sys.stderr.isatty():
            print(f"\r{number}/{total} pages", end="", file=sys.stderr)
        yield answer
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)


def figures(options: argparse.Namespace, labels: Sequence[Label]) -> dict[str, Callable[[], str]]:
    """What stands between each pair of markers."""

    def run(limit: int | None) -> measured.Run:
        return measured.Run(options.corpus.name, options.workers, limit, _track)

    counted = [e.name for e in all_edits().values() if e.group is not Group.TRACELESS]
    saved = read_saved(ROOT / "pages").labels
    wanted: dict[str, Callable[[], str]] = {
        "precedence": precedence,
        "bench": lambda: measured.benched(run(None), labels, "static").as_markdown(),
        "perturb": lambda: measured.perturbed(run(options.limit), labels, counted, 0).as_markdown(),
        "perturb-pages": lambda: measured.perturbed(run(None), saved, counted, 0).as_markdown(),
    }
    if options.browser:
        wanted["engines"] = lambda: measured.compared(run(options.browser), labels).as_markdown()
    return wanted


def ordinary(options: argparse.Namespace, labels: Sequence[Label]) -> dict[str, Callable[[], str]]:
    """The same of what was never tuned on."""
    labels = [label for label in labels if label.half == options.half]
    wordings = written.of_hands(written.read_wordings(), written.Hands.ASIDE)

    def run(limit: int | None = None) -> measured.Run:
        return measured.Run(f"{options.corpus.name}, {options.half}", options.workers, limit, _track)

    def worded(engine: str, limit: int | None = None, **how: Any) -> str:
        put = measured.Written(wordings, written.states(), "wordings set aside", 0, **how)
        return measured.worded(run(limit), labels, put, engine).as_markdown()

    def alarms() -> str:
        judged = run().over(labels, bench.judge_static)
        pairs = [(j.label, j.verdict) for j in judged if j.verdict is not None]
        return markdown.ordinary(score(pairs).ordinary)

    wanted: dict[str, Callable[[], str]] = {
        "ordinary": alarms,
        "ends": lambda: measured.ended(run(), labels).as_markdown(),
        "wordings": lambda: worded("static"),
        "wordings-texts": lambda: worded("static", text=True),
    }
    if options.drawn:
        wanted["wordings-drawn"] = lambda: worded("browser", options.drawn, drawn=True)
    return wanted


def main() -> int:
    """Measure and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--ordinary", action="store_true", help="CORPUS is one of pages as they come")
    parser.add_argument("--half", default="check", help="with --ordinary: the half that is counted (check)")
    parser.add_argument("--drawn", type=int, default=300, help="wordings drawn by scripts (300)")
    parser.add_argument("--limit", type=int, default=300, help="complete pages to perturb (300)")
    parser.add_argument("--browser", type=int, default=100, help="pages for the engines' comparison (100)")
    parser.add_argument("--calibrate", action="store_true", help="write docs/calibration.md, too")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    text = PAGE.read_text(encoding="utf-8")
    try:
        labels = read_corpus(options.corpus).labels
        found = ordinary(options, labels) if options.ordinary else figures(options, labels)
        for name, measure in found.items():
            text = between(text, name, measure())
    except HarnessError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    PAGE.write_text(text, encoding="utf-8")
    if options.calibrate:
        script = [sys.executable, ROOT / "benchmarks" / "calibrate.py", options.corpus]
        return subprocess.run([*map(str, script), "-o", str(ROOT / "docs" / "calibration.md")]).returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
