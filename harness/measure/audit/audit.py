"""An audit: scrapers × cases, run, measured, and measured again guarded by harness."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from harness.core.model import State
from harness.measure.audit.answer import Answer
from harness.measure.audit.fetching import Addresses, is_wire, loads_itself, truth_after
from harness.measure.audit.guarded import guarded, verdict_on
from harness.measure.audit.outcome import Scored, judge_outcome
from harness.measure.audit.run_scrapers import run
from harness.measure.audit.scraper import Scraper
from harness.measure.audit.scraper_process import Limits
from harness.measure.bench.bench import over
from harness.measure.faults.case import Case
from harness.measure.faults.fault import all_faults
from harness.measure.faults.server import FaultServer

FEW = 200
"""Cases that are judged sooner than more processes would be there to judge them."""

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
    jobs = [(s, case) for s in scrapers for case in cases if loads_itself(s) or not is_wire(case)]
    told = asyncio.run(_run(jobs, limits, lanes, done))
    results = [_result(job[0], one, guard=False) for job, one in zip(jobs, told, strict=True)]
    if with_harness:
        judged = [case for case in cases if not is_wire(case)]
        verdicts = dict(
            zip(
                (c.id for c in judged),
                over(judged, verdict_on, workers=lanes if len(judged) > FEW else 1),
                strict=True,
            )
        )
        for (scraper, case), one in zip(jobs, told, strict=True):
            if not is_wire(case):  # what came over the wire is known to the scraper alone
                answer = guarded(one.answer, verdicts[case.id])
                results.append(_result(scraper, replace(one, answer=answer), guard=True))
    return results


@dataclass(frozen=True, slots=True)
class _Told:
    """A case as it turned out, the answer, and what was wrong with how the page was loaded."""

    case: Case
    answer: Answer
    conduct: str = ""


async def _run(
    jobs: Sequence[tuple[Scraper, Case]],
    limits: Limits | None,
    lanes: int,
    done: Callable[[int, Answer], None],
) -> list[_Told]:
    if not any(loads_itself(scraper) for scraper, _ in jobs):
        answers = await run(jobs, limits=limits, lanes=lanes, done=done)
        return [_Told(case, answer) for (_, case), answer in zip(jobs, answers, strict=True)]
    async with FaultServer(()) as server:
        addresses = Addresses(server)
        answers = await run(jobs, limits=limits, lanes=lanes, address=addresses, done=done)
    told: list[_Told] = []
    for (scraper, case), answer in zip(jobs, answers, strict=True):
        if not is_wire(case):
            told.append(_Told(case, answer))
            continue
        conduct = addresses.conduct(scraper, case)
        case = replace(case, truth=truth_after(case, conduct))
        told.append(_Told(case, answer, "; ".join(conduct.faults(reported_success=bool(answer.text)))))
    return told


def _result(scraper: Scraper, told: _Told, *, guard: bool) -> Result:
    return result_of(scraper.name, told.case, told.answer, conduct=told.conduct, guard=guard)


def result_of(name: str, case: Case, answer: Answer, *, conduct: str = "", guard: bool = False) -> Result:
    """What came of one run, measured.

    Args:
        name: the scraper's.
        conduct: what was wrong with how the page was loaded.
        guard: the answer is one guarded by harness.
    """
    faults = all_faults()
    return Result(
        scraper=name,
        page=case.page,
        row=case.row,
        faults=case.faults,
        state=case.truth.state,
        complete=case.truth.complete,
        traceable=all(faults[fault].traceable for fault in case.faults if fault in faults),
        guarded=guard,
        scored=judge_outcome(case.truth, answer),
        flags=answer.flags,
        detail="; ".join(filter(None, (answer.detail, conduct))),
        excerpt=" ".join((answer.text or "").split())[:EXCERPT],
        seconds=answer.seconds,
    )


def of(results: Iterable[Result], scraper: str, *, guarded: bool = False) -> Iterator[Result]:
    """The results of one scraper, alone or guarded."""
    return (r for r in results if r.scraper == scraper and r.guarded is guarded)
