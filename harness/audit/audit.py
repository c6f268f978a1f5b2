"""An audit: scrapers × cases, run, measured, and measured again guarded by harness."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from harness.audit.answer import Answer
from harness.audit.case import Case
from harness.audit.fault import named
from harness.audit.guard import guarded, verdict_on
from harness.audit.outcome import Scored, judge_outcome
from harness.audit.process import Limits
from harness.audit.runner import run
from harness.audit.scraper import Scraper
from harness.corpus.bench import over
from harness.model import State

EXCERPT = 160
"""Characters of a scraper's text that a report keeps."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one scraper made of one case.

    Args:
        scraper: its name.
        page: the page's id.
        row: what it counts for: its faults, or the state of a page without any.
        faults: the faults, in order.
        state: the page's true state.
        complete: the whole article is there to be returned.
        traceable: the page alone shows what is wrong with it.
        guarded: the scraper was guarded by harness.
        scored: the outcome and its measures.
        flags: what the scraper (or its guard) said is wrong.
        detail: the exception, the signal, the limit.
        excerpt: the beginning of its text.
        seconds: how long it took.
    """

    scraper: str
    page: str
    row: str
    faults: tuple[str, ...]
    state: State
    complete: bool
    traceable: bool
    guarded: bool
    scored: Scored
    flags: tuple[str, ...] = ()
    detail: str = ""
    excerpt: str = ""
    seconds: float = 0.0

    @property
    def key(self) -> tuple[str, str, str, bool]:
        """What is the same in two runs that can be compared."""
        return (self.scraper, self.page, self.row, self.guarded)

    def to_json(self) -> dict[str, Any]:
        """One line of ``harness audit --format jsonl``."""
        s = self.scored
        return {
            "schema": 1,
            "scraper": self.scraper,
            "guarded": self.guarded,
            "page": self.page,
            "faults": list(self.faults),
            "row": self.row,
            "state": self.state.value,
            "complete": self.complete,
            "outcome": s.outcome.value,
            "misleads": s.misleads,
            "leaked": [kind.value for kind in s.leaked],
            "recall": _rounded(s.recall),
            "precision": _rounded(s.precision),
            "cut_by_publisher": _rounded(s.cut),
            "dropped_by_scraper": _rounded(s.dropped),
            "took_hidden": s.took_hidden,
            "flags": list(self.flags),
            "detail": self.detail,
            "excerpt": self.excerpt,
            "seconds": _rounded(self.seconds),
        }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def audit(
    scrapers: Sequence[Scraper],
    cases: Sequence[Case],
    *,
    with_harness: bool = False,
    limits: Limits | None = None,
    lanes: int = 2,
    done: Callable[[int, Answer], None] = lambda place, answer: None,
) -> list[Result]:
    """What each scraper makes of each case; with a guard, its results follow all others.

    Args:
        with_harness: measure every answer again as a caller of ``judge()`` would have taken it.
        limits: what a run may cost.
        lanes: processes at the same time.
        done: told each answer as it comes.
    """
    jobs = [(scraper, case) for scraper in scrapers for case in cases]
    answers = asyncio.run(_run(jobs, limits, lanes, done))
    results = [_result(s, case, a, guard=False) for (s, case), a in zip(jobs, answers, strict=True)]
    if with_harness:
        verdicts = list(over(cases, verdict_on, workers=lanes))
        every = [verdict for _ in scrapers for verdict in verdicts]
        results += [
            _result(scraper, case, guarded(answer, verdict), guard=True)
            for (scraper, case), answer, verdict in zip(jobs, answers, every, strict=True)
        ]
    return results


async def _run(
    jobs: Sequence[tuple[Scraper, Case]],
    limits: Limits | None,
    lanes: int,
    done: Callable[[int, Answer], None],
) -> list[Answer]:
    async with AsyncExitStack() as stack:
        return await run(jobs, limits=limits, lanes=lanes, done=done)


def _result(scraper: Scraper, case: Case, answer: Answer, *, guard: bool) -> Result:
    return Result(
        scraper=scraper.name,
        page=case.page,
        row=case.row,
        faults=case.faults,
        state=case.truth.state,
        complete=case.truth.complete,
        traceable=all(named(name).traceable for name in case.faults),
        guarded=guard,
        scored=judge_outcome(case.truth, answer),
        flags=answer.flags,
        detail=answer.detail,
        excerpt=" ".join((answer.text or "").split())[:EXCERPT],
        seconds=answer.seconds,
    )


def by_key(results: Iterable[Result]) -> Mapping[tuple[str, str, str, bool], Result]:
    """Results by what is the same in two runs."""
    return {result.key: result for result in results}


def of(results: Iterable[Result], scraper: str, *, guarded: bool = False) -> Iterator[Result]:
    """The results of one scraper, alone or guarded."""
    return (r for r in results if r.scraper == scraper and r.guarded is guarded)
