#!/usr/bin/env python3
"""Writes the scoreboard of docs/audit.md: well-known scrapers on the pages of this project, with all faults.

    python benchmarks/scoreboard.py               about ten minutes on two cores, without mozilla-readability
    python benchmarks/scoreboard.py --keep runs.jsonl

Mozilla Readability takes part where node is installed and finds its packages:
npm install @mozilla/readability jsdom, in the working folder or where NODE_PATH says.
"""

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from harness.core.errors import UsageError
from harness.measure.audit.audit import Result, audit
from harness.measure.audit.audit_score import Score, score
from harness.measure.audit.outcome import Outcome
from harness.measure.audit.scraper import MOZILLA, Scraper, find_scrapers
from harness.measure.audit.suite import Suite, build, every_fault
from harness.measure.faults.fault import all_faults

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "audit.md"
BEGIN, END = "<!-- scoreboard begins -->", "<!-- scoreboard ends -->"
SCRAPERS = ("trafilatura", "newspaper4k", "readability-lxml", "resiliparse", MOZILLA, "all-text")
SEED = "excerpt_with_error"


def main() -> int:
    """Run the audit and write its tables between the marks."""
    arguments = argparse.ArgumentParser(description="Writes the scoreboard of docs/audit.md.")
    arguments.add_argument("--keep", type=Path, help="also write every run as a JSON line")
    given = arguments.parse_args()
    os.chdir(ROOT)
    scrapers = list(_those_there())
    suite = build(["pages", "harness/audit/articles"], every_fault())
    began = time.monotonic()
    results = audit(scrapers, suite.cases, with_harness=True, lanes=2)
    minutes = (time.monotonic() - began) / 60
    if given.keep:
        given.keep.write_text("".join(json.dumps(r.to_json()) + "\n" for r in results), encoding="utf-8")
    table = "\n".join(tables(suite, scrapers, results, minutes))
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", encoding="utf-8")
    print(f"{len(results):,} runs in {minutes:.1f} minutes; wrote {PAGE.relative_to(ROOT)}")
    return 0


def _those_there() -> Iterator[Scraper]:
    for name in SCRAPERS:
        try:
            yield from find_scrapers([name])
        except UsageError as error:
            print(f"left out: {error}", file=sys.stderr)


def tables(
    suite: Suite, scrapers: Sequence[Scraper], results: Sequence[Result], minutes: float
) -> Iterator[str]:
    """The scoreboard as Markdown."""
    scores = score(results)
    alone = [s for s in scores if not s.guarded]
    guarded = [s for s in scores if s.guarded]
    pages = sum(not case.faults for case in suite.cases)
    runs = sum(not result.guarded for result in results)
    yield (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {len(scrapers)} scrapers on {pages} pages, {suite.complete} of "
        f"them complete, each of these with {len(all_faults())} faults where it allows them (seed 0): {runs:,} "
        f"runs in {minutes:.1f} minutes, two processes at a time."
    )
    yield from _versions(scrapers)
    yield from ("", "### Scores", "")
    yield from _scores(alone)
    yield from ("", "### What became of each fault", "")
    yield from _rows(alone, list(all_faults()), "fault")
    yield from ("", "### Pages as they are", "")
    as_is = list(dict.fromkeys(row for s in alone for row in s.rows if row.startswith("as is: ")))
    yield from _rows(alone, as_is, "state")
    yield from ("", "### The seed's case", "")
    yield from _seed(results)
    yield from ("", "### The same scrapers, guarded by harness", "")
    yield from _guarded(alone, guarded)
    yield from ("", "### What still gets past the guard", "")
    yield from _past(results)


def _versions(scrapers: Sequence[Scraper]) -> Iterator[str]:
    yield from ("", "| scraper | version and call |", "|---|---|")
    for scraper in scrapers:
        yield f"| {scraper.name} | `{scraper.about}` |"


def _scores(scores: Sequence[Score]) -> Iterator[str]:
    yield "| scraper | score | 95 % interval | whole and clean | noticed | misled | crashed or hung |"
    yield "|---|---|---|---|---|---|---|"
    for s in sorted(scores, key=lambda s: -(s.score or 0)):
        broken = sum(c[Outcome.CRASHED] + c[Outcome.HUNG] for c in s.rows.values())
        yield (
            f"| {s.scraper} | **{s.score:.2f}** | {s.low:.2f}-{s.high:.2f} | {_percent(s.whole)} | "
            f"{_percent(s.noticed)} | {s.misled:,} of {s.runs:,} | {broken} |"
        )


def _rows(scores: Sequence[Score], rows: Sequence[str], what: str) -> Iterator[str]:
    yield f"| {what} | " + " | ".join(s.scraper for s in scores) + " |"
    yield "|---|" + "---|" * len(scores)
    for row in rows:
        cells = (_cell(s.rows.get(row, Counter())) for s in scores)
        yield f"| `{row.removeprefix('as is: ')}` | " + " | ".join(cells) + " |"


def _cell(counts: Counter[Outcome]) -> str:
    """The outcome of most pages, good ones in bold, and its share where it is not all."""
    total = counts.total()
    if not total:
        return ""
    outcome, number = max(counts.items(), key=lambda item: (item[1], not item[0].good))
    word = f"**{outcome.value}**" if outcome.good else outcome.value
    return word if number == total else f"{word} {round(100 * number / total)} %"


def _seed(results: Sequence[Result]) -> Iterator[str]:
    """What the scrapers made of the page that this project began with."""
    rows = [r for r in results if r.row == SEED and not r.guarded]
    wrong = [r for r in rows if r.scored.misleads]
    with_error = [r for r in wrong if any(kind.value == "error" for kind in r.scored.leaked)]
    kept = [r for r in results if r.row == SEED and r.guarded and r.scored.misleads]
    yield (
        f"`{SEED}`, an excerpt with search controls and the unknown-error sentence: in {len(wrong)} of "
        f"{len(rows)} runs it was returned as an article without a word, {len(with_error)} times with the error "
        f"sentence in the text. Guarded by harness: {len(kept)}."
    )


def _guarded(alone: Sequence[Score], guarded: Sequence[Score]) -> Iterator[str]:
    yield "| scraper | score | misled before | after | fall | fall, traceable | false alarms |"
    yield "|---|---|---|---|---|---|---|"
    for before, after in zip(alone, guarded, strict=True):
        yield (
            f"| {after.scraper} | {before.score:.2f} → **{after.score:.2f}** | {before.misled:,} | {after.misled} | "
            f"{_fall(before.misled, after.misled)} | {_fall(before.misled_traceable, after.misled_traceable)} | "
            f"{after.false_alarms} of {after.complete} ({_percent(after.false_alarms / after.complete, 1)}) |"
        )
    was, now = sum(s.misled for s in alone), sum(s.misled for s in guarded)
    seen, left = (sum(s.misled_traceable for s in group) for group in (alone, guarded))
    alarms, whole = sum(s.false_alarms for s in guarded), sum(s.complete for s in guarded)
    yield (
        f"| all | | {was:,} | {now} | {_fall(was, now)} | {_fall(seen, left)} | "
        f"{alarms} of {whole:,} ({_percent(alarms / whole, 1)}) |"
    )


def _past(results: Sequence[Result]) -> Iterator[str]:
    past = [r for r in results if r.guarded and r.scored.misleads]
    rows = Counter(r.row for r in past)
    pages = {row: len({r.page for r in past if r.row == row}) for row in rows}
    yield "| fault | runs | pages |"
    yield "|---|---|---|"
    for row, number in rows.most_common():
        blind = row in all_faults() and not all_faults()[row].traceable
        yield f"| `{row}`{' (leaves no trace)' if blind else ''} | {number} | {pages[row]} |"


def _fall(before: int, after: int) -> str:
    return f"{100 * (before - after) / before:.1f} %" if before else "-"


def _percent(share: float | None, digits: int = 0) -> str:
    return "-" if share is None else f"{100 * share:.{digits}f} %"


if __name__ == "__main__":
    sys.exit(main())
