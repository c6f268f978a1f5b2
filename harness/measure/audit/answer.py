"""What came back from a scraper, before anybody judges it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from harness.core.model import State


class Ended(StrEnum):
    """How a run ended."""

    ANSWERED = "answered"
    RAISED = "raised"
    """It said itself that it failed: an exception, or an exit code other than 0."""
    DIED = "died"
    """Its process is gone: a signal, too much memory, too much output, an answer that is none."""
    HUNG = "hung"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a scraper made of one page.

    Args:
        text: the article it returns; ``None`` or blank: none.
        flags: what it says is wrong with the page, in its own words.
        complete: what it says about completeness; ``None``: nothing.
        ended: how the run ended.
        detail: for people: the exception, the signal, the limit.
        seconds: how long it took.
    """

    text: str | None = None
    flags: tuple[str, ...] = ()
    complete: bool | None = None
    ended: Ended = Ended.ANSWERED
    detail: str = ""
    seconds: float = 0.0

    @property
    def flagged(self) -> bool:
        """Whether it says that the page is not a whole article."""
        return self.complete is False or any(flag.lower() not in FINE for flag in self.flags)


FINE = frozenset({"", "ok", "success", "complete", "true", State.FULL.value})
"""Flags that say that nothing is wrong."""
