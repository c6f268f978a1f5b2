"""The run of a bench: pages of a corpus, judged over processes or in a browser.

``over`` is the loop that everything measured on a corpus shares: a question to one page, asked of all.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from time import process_time
from typing import TypeVar

from harness.core.errors import BrowserError, RuleError, TargetError
from harness.core.model import Verdict
from harness.core.rulebook import STANDARD, Rulebook
from harness.look.check import acheck_many
from harness.look.checked import Checked
from harness.look.judge import judge
from harness.look.looking import Looking
from harness.sources.labelled import saved_page
from harness.sources.labels import Label
from harness.sources.octets import read_file
from harness.sources.page import Page
from harness.sources.source import DEFAULT

A = TypeVar("A")
B = TypeVar("B")

_CHUNK = 8
"""Pages handed to a process at a time: few, so that one slow page does not hold up many."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled page and what harness said.

    Args:
        verdict: ``None`` when harness could not look.
        problem: why not.
        cpu_ms: processor time of judging it, reading the file excluded; ``None`` in a browser.
    """

    label: Label
    verdict: Verdict | None
    problem: str = ""
    cpu_ms: float | None = None


def judge_static(label: Label, rulebook: Rulebook = STANDARD) -> Judged:
    """One page of a corpus by the static engine."""
    try:
        html = read_file(label.path, label.id, DEFAULT)
    except (TargetError, OSError) as error:
        return Judged(label, None, str(error))
    started = process_time()
    try:
        verdict = judge(html, url=label.url, status=label.status, headers=label.headers, rulebook=rulebook)
    except RuleError as error:
        return Judged(label, None, f"{label.id}: {error}")
    return Judged(label, verdict, cpu_ms=(process_time() - started) * 1000)


def over(items: Sequence[A], look: Callable[[A], B], *, workers: int) -> Iterator[B]:
    """What ``look`` says of each item, in order, over processes.

    Args:
        look: a module-level function, or a partial of one; items and answers travel between processes.
        workers: processes; with 1 everything stays in this one.
    """
    if workers <= 1 or len(items) <= _CHUNK:
        yield from map(look, items)
        return
    # Spawned, not forked: the caller may run threads (a progress bar does).
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_interrupts_to_parent) as pool:
        try:
            yield from pool.map(look, items, chunksize=_CHUNK)
        finally:
            pool.shutdown(cancel_futures=True)


def in_browser(labels: Sequence[Label], *, how: Looking) -> Iterator[Judged]:
    """Pages of a corpus opened in a browser, as they get ready.

    Args:
        how: how to look, but for the engine.

    Raises:
        BrowserError: there is no browser that starts; raised at the first page.
    """
    unread: list[Judged] = []
    for label, verdict, problem in shown(_pages(labels, unread), how=how):
        yield Judged(label, verdict, problem)
    yield from unread


def shown(pages: Iterable[tuple[A, Page]], *, how: Looking) -> Iterator[tuple[A, Verdict | None, str]]:
    """What the browser engine says of pages, as they get ready, each with what came along with it; the problem where
    it could not look.

    Raises:
        BrowserError: there is no browser that starts; raised at the first page.
    """
    looked_at: list[A] = []
    many = acheck_many(_noted(pages, looked_at), how=how, engine="browser")
    with asyncio.Runner() as runner:
        try:
            while (checked := runner.run(_next(many))) is not None:
                if isinstance(checked.error, BrowserError):
                    raise checked.error
                yield looked_at[checked.order], checked.verdict, str(checked.error or "")
        finally:
            runner.run(many.aclose())


def _noted(pages: Iterable[tuple[A, Page]], looked_at: list[A]) -> Iterator[Page]:
    for what, page in pages:
        looked_at.append(what)
        yield page


async def _next(many: AsyncGenerator[Checked, None]) -> Checked | None:
    return await anext(many, None)


def _pages(labels: Iterable[Label], unread: list[Judged]) -> Iterator[tuple[Label, Page]]:
    for label in labels:
        try:
            page = saved_page(label) or _page(label)
        except (TargetError, OSError) as error:
            unread.append(Judged(label, None, str(error)))
            continue
        yield label, replace(page, target=label.id)


def _page(label: Label) -> Page:
    html = read_file(label.path, label.id, DEFAULT)
    return Page(label.id, html, url=label.url, status=label.status, headers=label.headers, id=label.id)


def sample(items: Sequence[A], limit: int | None) -> Sequence[A]:
    """At most ``limit`` of the items, spread evenly over them, the same ones every time."""
    if limit is None or limit >= len(items):
        return items
    return [items[i * len(items) // limit] for i in range(limit)]


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
