"""A scraper's own test suite gains the faults in five lines.

    from harness.measure.audit.testing import assert_robust
    from mypackage import extract

    def test_extract_is_robust() -> None:
        assert_robust(extract, least=0.6)

The pytest plugin has fixtures for the same: ``harness_faulty_page`` and ``harness_fault_server``.
"""

from __future__ import annotations

import asyncio
import inspect
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Sequence
from time import monotonic
from typing import Any

from harness.core.clean import clean
from harness.measure.audit.answer import Answer, Ended
from harness.measure.audit.audit import Result, audit, result_of
from harness.measure.audit.outcome import MEANING, Outcome
from harness.measure.audit.reply import from_value
from harness.measure.audit.scraper import find_scrapers
from harness.measure.audit.suite import build, every_fault, own_articles
from harness.measure.faults.case import Case
from harness.measure.faults.fault import combination
from harness.observe.decode import decode

SHOWN = 12
"""Runs that a failure's message tells one by one."""

AnyScraper = str | Callable[..., Any]
"""What ``harness audit`` takes, or a function in hand: ``(html)`` or ``(html, url)``, sync or async."""


class NotRobust(AssertionError):
    """A scraper did worse than it was to. The message tells where.

    Args:
        results: all runs.
    """

    def __init__(self, message: str, results: Sequence[Result]) -> None:
        super().__init__(message)
        self.results = tuple(results)


def assert_robust(
    scraper: AnyScraper,
    *,
    pages: str | Iterable[str] | None = None,
    faults: Iterable[str] | None = None,
    accept: Collection[str] = (),
    least: float = 1.0,
    seed: int = 0,
) -> None:
    """Fail when the scraper is fooled by walls, cuts and faults.

    Args:
        scraper: a function, called in this process; or what ``harness audit`` takes, run in its own.
        pages: folders of labelled pages; the articles that come with harness by default.
        faults: ``"cut_ellipsis"``, ``"overlay+mojibake"``; all by default.
        accept: outcomes that are right, too, such as ``"partial"``.
        least: share of the runs whose outcome must be right.
        seed: the same seed makes the same pages.

    Raises:
        NotRobust: fewer runs than ``least`` went right; the message lists those that did not.
        UsageError: a fault is misspelt, a page has no label, the scraper cannot be found.
    """
    places = [str(own_articles())] if pages is None else [pages] if isinstance(pages, str) else list(pages)
    combinations = every_fault() if faults is None else [combination(text) for text in faults]
    right = {Outcome(name) for name in accept}
    cases = build(places, combinations, seed=seed).cases
    if isinstance(scraper, str):
        results = audit(find_scrapers([scraper]), cases)
    else:
        results = [result_of(_name(scraper), case, ask(scraper, case)) for case in cases]
    graded = [result for result in results if result.traceable]
    bad = [r for r in graded if not (r.scored.outcome.good or r.scored.outcome in right)]
    if graded and 1 - len(bad) / len(graded) < least:
        raise NotRobust("\n".join(_message(graded, bad, least)), results)


def ask(scraper: Callable[..., Any], case: Case) -> Answer:
    """What a function in this process makes of a page: no deadline, no limits.

    Args:
        scraper: called with the HTML, and the address where it has a second parameter.
        case: the page.
    """
    html: bytes | str = decode(case.html, case.headers.get("content-type"))
    parameters = list(inspect.signature(scraper).parameters.values())
    if parameters and str(parameters[0].annotation) in ("bytes", "<class 'bytes'>"):
        html = case.body
    second = [p for p in parameters[1:] if p.kind is p.POSITIONAL_OR_KEYWORD and p.default is p.empty]
    named = {"url": case.url} if any(p.name == "url" for p in parameters[1:]) else {}
    positional = (html, case.url) if second and not named else (html,)
    began = monotonic()
    try:
        value = scraper(*positional, **named)
        if inspect.isawaitable(value):
            value = asyncio.run(_awaited(value))
        return from_value(value)
    except ImportError:
        raise  # a package that is not installed is no opinion about the page
    except Exception as error:  # noqa: BLE001 - a scraper's exception is its answer
        detail = f"{type(error).__name__}: {error}"
        return Answer(ended=Ended.RAISED, detail=detail, seconds=monotonic() - began)


async def _awaited(value: Awaitable[Any]) -> Any:
    return await value


def _name(scraper: Callable[..., Any]) -> str:
    return getattr(scraper, "__qualname__", type(scraper).__name__)


def _by_turns(bad: Sequence[Result]) -> list[Result]:
    """One run of each row, then the next of each; those that mislead before the others."""
    turn: Counter[str] = Counter()
    turns: list[tuple[int, bool, Result]] = []
    for result in bad:
        turn[result.row] += 1
        turns.append((turn[result.row], not result.scored.misleads, result))
    return [result for *_, result in sorted(turns, key=lambda t: t[:2])]


def _message(graded: Sequence[Result], bad: Sequence[Result], least: float) -> Iterator[str]:
    share = 1 - len(bad) / len(graded)
    yield (
        f"{graded[0].scraper} was right in {len(graded) - len(bad)} of {len(graded)} runs "
        f"({share:.2f}, at least {least:.2f} is asked for):"
    )
    for result in _by_turns(bad)[:SHOWN]:
        yield f"  {result.scored.outcome}  {result.page}, {result.row}: {MEANING[result.scored.outcome]}"
        if result.scored.leaked:
            yield f"      in its text: {', '.join(kind.value for kind in result.scored.leaked)}"
        if result.detail or result.excerpt:
            yield f"      {clean(result.detail or f'“{result.excerpt}”')}"
    if len(bad) > SHOWN:
        yield f"  and {len(bad) - SHOWN} more"
