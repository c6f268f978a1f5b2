"""What a scraper made of a page, measured against the truth. Pure functions.

The measure: texts are cut into tokens (words; in scripts without spaces, single characters), compared as
bags. ``recall`` is the share of the main text's tokens that came back, ``precision`` the share of what came
back that belongs to the main text. An exact match is not asked for: white space, order, captions and
headlines do not matter.

A text that does not belong there (a wall, an error sentence, chrome) is *leaked* when most of its runs of
three tokens stand in the output and not in the main text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from harness.core.model import Content
from harness.measure.audit.answer import Answer, Ended
from harness.measure.faults.case import Kind, Truth

LEAST_RECALL = 0.9
"""Share of the main text that must come back, for nothing to be lost."""

LEAK = 0.6
"""Share of a foreign text's runs that makes it leaked."""

FEW_TOKENS = 8
"""Shorter texts must stand in the output word for word: their single runs are found by chance."""

TWICE = 1.6
"""From this many tokens, as a multiple of the main text's, the main text was returned twice."""

MOSTLY = 0.5
"""A text of which a larger share is foreign is no cut article: it is a wall or an error."""

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f]|[^\W_]+")


class Outcome(StrEnum):
    """What a scraper made of a page."""

    CORRECT = "correct"
    PARTIAL = "partial"
    POLLUTED = "polluted"
    FOOLED = "fooled"
    SILENT_PARTIAL = "silent_partial"
    FLAGGED = "flagged"
    FALSE_ALARM = "false_alarm"
    CRASHED = "crashed"
    HUNG = "hung"

    @property
    def good(self) -> bool:
        """Whether the scraper did what its user needs."""
        return self in (Outcome.CORRECT, Outcome.FLAGGED)


MEANING = {
    Outcome.CORRECT: "the main text, whole and clean",
    Outcome.PARTIAL: "main text that the page shows was lost by the scraper",
    Outcome.POLLUTED: "wall, error or chrome texts stand in the output beside the main text",
    Outcome.FOOLED: "a wall or an error was returned as the article",
    Outcome.SILENT_PARTIAL: "cut text was returned as if it were whole",
    Outcome.FLAGGED: "the scraper noticed: it flags the page, refuses it or returns nothing",
    Outcome.FALSE_ALARM: "a complete page was flagged",
    Outcome.CRASHED: "the scraper broke, or its process died",
    Outcome.HUNG: "no answer before the deadline",
}
"""What each outcome means, in one line for people."""

SILENT = frozenset({Outcome.FOOLED, Outcome.SILENT_PARTIAL})
"""Bad text handed on without a word."""


@dataclass(frozen=True, slots=True)
class Scored:
    """An outcome with its measures.

    Args:
        outcome: the one word.
        leaked: which kinds of foreign text stand in the output.
        recall: share of the visible main text that came back, ``None`` where that text is not known.
        precision: share of the output that is main text, ``None`` likewise.
        cut: share of the whole article that the publisher keeps from the reader.
        dropped: share of the visible main text that the extractor lost.
        took_hidden: text came back that no reader sees (hidden, or only in data).
        noticed: the page's fault was flagged, whatever else came of it.
    """

    outcome: Outcome
    leaked: tuple[Kind, ...] = ()
    recall: float | None = None
    precision: float | None = None
    cut: float = 0.0
    dropped: float | None = None
    took_hidden: bool = False
    noticed: bool = False

    @property
    def misleads(self) -> bool:
        """Whether bad text goes on unnoticed: fooled, silently partial, or with wall or error texts in it."""
        dirty = self.outcome is Outcome.POLLUTED and not {Kind.WALL, Kind.ERROR}.isdisjoint(self.leaked)
        return self.outcome in SILENT or dirty


def tokens(text: str) -> list[str]:
    """Words in lower case; in scripts without spaces, characters."""
    return _TOKEN.findall(text.casefold())


def judge_outcome(truth: Truth, answer: Answer) -> Scored:
    """What the scraper made of the page.

    Args:
        truth: what is true of the page.
        answer: what came back.
    """
    if answer.ended is Ended.HUNG:
        return Scored(Outcome.HUNG)
    if answer.ended is Ended.DIED:
        return Scored(Outcome.CRASHED)
    if answer.ended is Ended.RAISED:
        # a failure that says so cannot be mistaken for an article
        return Scored(Outcome.CRASHED if truth.complete else Outcome.FLAGGED, noticed=not truth.complete)
    out = tokens(answer.text or "")
    main = tokens(truth.text) if truth.text is not None else None
    hidden = tokens(truth.withheld)
    leaked = _leaked(truth, answer.text or "", out, main)
    recall = _share(main, out) if main else None
    precision = _share(out, [*(main or ()), *hidden]) if main is not None and out else None
    whole = len(main or ()) + len(hidden)
    # scrambled letters are the same letters, where letters are the tokens
    took_hidden = (
        len(hidden) >= FEW_TOKENS
        and Kind.SCRAMBLED not in leaked
        and _share(hidden, _minus(out, main or ())) >= MOSTLY
    )
    cut = len(hidden) / whole if whole and not truth.complete else 0.0

    def scored(outcome: Outcome, noticed: bool = False) -> Scored:
        dropped = None if recall is None else 1 - recall
        return Scored(outcome, leaked, recall, precision, cut, dropped, took_hidden, noticed)

    if truth.complete:
        return _complete(truth, answer, out, recall, leaked, scored)
    if answer.flagged or not out:
        return scored(Outcome.FLAGGED, True)
    if took_hidden and _share([*(main or ()), *hidden], out) >= LEAST_RECALL:
        # nothing is lost: the text was delivered, only not shown
        return scored(Outcome.POLLUTED if leaked else Outcome.CORRECT)
    if truth.content is Content.NONE or (main is not None and _foreign(out, main, hidden) > MOSTLY):
        return scored(Outcome.FOOLED)
    return scored(Outcome.SILENT_PARTIAL)


def _complete(
    truth: Truth,
    answer: Answer,
    out: Sequence[str],
    recall: float | None,
    leaked: tuple[Kind, ...],
    scored: Callable[..., Scored],
) -> Scored:
    if answer.flagged:
        # something is wrong beside the article, and the scraper says so
        right = answer.complete is not False and not truth.also.isdisjoint(f.lower() for f in answer.flags)
        return scored(Outcome.FLAGGED if right else Outcome.FALSE_ALARM, right)
    if not out:
        return scored(Outcome.PARTIAL)
    if leaked and set(leaked) != {Kind.CHROME}:
        return scored(Outcome.POLLUTED)
    if recall is not None and recall < LEAST_RECALL:
        return scored(Outcome.PARTIAL)
    return scored(Outcome.POLLUTED if leaked else Outcome.CORRECT)


def _leaked(truth: Truth, text: str, out: Sequence[str], main: Sequence[str] | None) -> tuple[Kind, ...]:
    found: set[Kind] = set()
    own = set(_runs(main or ()))
    there = set(_runs(out))
    words = " ".join(out)
    for passage in truth.foreign:
        if passage.kind in found or not out:
            continue
        if passage.kind is Kind.DUPLICATE:
            if main and len(out) >= TWICE * len(main):
                found.add(passage.kind)
            continue
        told = tokens(passage.text)
        runs = [run for run in _runs(told) if run not in own]
        if len(told) < FEW_TOKENS:
            if len(told) >= 2 and " ".join(told) in words and " ".join(told) not in " ".join(main or ()):
                found.add(passage.kind)
        elif runs and sum(run in there for run in runs) >= LEAK * len(runs):
            found.add(passage.kind)
    return tuple(sorted(found))


def _runs(found: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(found, found[1:], found[2:], strict=False)


def _share(of: Sequence[str], within: Sequence[str]) -> float:
    """The share of ``of`` that is in ``within``, as bags."""
    if not of:
        return 1.0
    return (Counter(of) & Counter(within)).total() / len(of)


def _minus(first: Sequence[str], second: Sequence[str]) -> list[str]:
    return list((Counter(first) - Counter(second)).elements())


def _foreign(out: Sequence[str], main: Sequence[str], hidden: Sequence[str]) -> float:
    return 1 - _share(out, [*main, *hidden])
