"""Scores of an audit. Pure functions on its results.

The score is the mean of two shares: of the complete pages, how many came back whole and clean, and of the
others, how many were noticed. So neither a scraper that believes everything nor one that returns nothing
gets more than a half. Faults that nobody can see on the page alone are shown and not scored.

Runs on one page are alike, so its interval comes from drawing pages, not runs (a seeded bootstrap).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from harness.measure.audit.audit import Result
from harness.measure.audit.outcome import Outcome

_DRAWS = 400


@dataclass(frozen=True, slots=True)
class Score:
    """What one scraper achieved.

    Args:
        scraper: its name.
        guarded: with harness.
        runs: how many runs.
        score: between 0 and 1; ``None``: nothing was scored.
        low: lower end of its 95 % interval.
        high: upper end.
        whole: share of complete pages that came back whole and clean.
        noticed: share of the others that were noticed.
        misled: runs whose bad text went on unnoticed (fooled, silent_partial, or polluted with wall or
            error texts).
        misled_traceable: those of them that the page alone shows.
        false_alarms: complete pages that were flagged.
        complete: runs on complete pages.
        cut: share of the articles' text that publishers keep back, over the runs on pages that are cut.
        dropped: share of the text that the pages show which the scraper lost, over the runs where it is known.
        rows: outcomes by row.
    """

    scraper: str
    guarded: bool
    runs: int
    score: float | None
    low: float
    high: float
    whole: float | None
    noticed: float | None
    misled: int
    misled_traceable: int
    false_alarms: int
    complete: int
    cut: float | None
    dropped: float | None
    rows: dict[str, Counter[Outcome]]


def score(results: Iterable[Result]) -> list[Score]:
    """One score for each scraper, alone and guarded, in the order they come."""
    groups: dict[tuple[str, bool], list[Result]] = {}
    for result in results:
        groups.setdefault((result.scraper, result.guarded), []).append(result)
    return [_score(name, guarded, group) for (name, guarded), group in groups.items()]


def _score(name: str, guarded: bool, results: Sequence[Result]) -> Score:
    rows: dict[str, Counter[Outcome]] = {}
    for result in results:
        rows.setdefault(result.row, Counter())[result.scored.outcome] += 1
    pages: dict[str, _Counts] = {}
    for result in results:
        if result.traceable:
            pages[result.page] = pages.get(result.page, _Counts()).with_one(result)
    whole, noticed = _sum(pages.values()).shares()
    low, high = _interval(list(pages.values()))
    complete = [result for result in results if result.complete]
    misled = [result for result in results if result.scored.misleads]
    return Score(
        name,
        guarded,
        len(results),
        _mean(whole, noticed),
        low,
        high,
        whole,
        noticed,
        len(misled),
        sum(result.traceable for result in misled),
        sum(result.scored.outcome is Outcome.FALSE_ALARM for result in complete),
        len(complete),
        _average([r.scored.cut for r in results if 0 < r.scored.cut < 1]),
        _average([r.scored.dropped for r in results if r.scored.dropped is not None]),
        rows,
    )


@dataclass(frozen=True, slots=True)
class _Counts:
    """Good runs and all runs, on complete pages and on others."""

    good_complete: int = 0
    complete: int = 0
    good_other: int = 0
    other: int = 0

    def with_one(self, result: Result) -> _Counts:
        good = result.scored.outcome.good
        if result.complete:
            return _Counts(self.good_complete + good, self.complete + 1, self.good_other, self.other)
        return _Counts(self.good_complete, self.complete, self.good_other + good, self.other + 1)

    def shares(self) -> tuple[float | None, float | None]:
        return (
            self.good_complete / self.complete if self.complete else None,
            self.good_other / self.other if self.other else None,
        )


def _sum(counts: Iterable[_Counts]) -> _Counts:
    a = b = c = d = 0
    for one in counts:
        a, b = a + one.good_complete, b + one.complete
        c, d = c + one.good_other, d + one.other
    return _Counts(a, b, c, d)


def _mean(whole: float | None, noticed: float | None) -> float | None:
    there = [share for share in (whole, noticed) if share is not None]
    return sum(there) / len(there) if there else None


def _average(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _interval(pages: Sequence[_Counts]) -> tuple[float, float]:
    random = Random(len(pages))
    drawn = sorted(
        found
        for _ in range(_DRAWS)
        if pages and (found := _mean(*_sum(random.choices(pages, k=len(pages))).shares())) is not None
    )
    if not drawn:
        return 0.0, 1.0
    return drawn[int(0.025 * len(drawn))], drawn[min(len(drawn) - 1, int(0.975 * len(drawn)))]
