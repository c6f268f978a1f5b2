"""What a client did at one address, and whether that was right. Pure functions on recorded visits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

MANY = 6
"""More tries than this of something that fails are too many."""

HASTE = 0.2
"""Seconds under which a second try is no wait at all."""

_SLACK = 0.95  # clocks differ: so much of a Retry-After counts as all of it


@dataclass(frozen=True, slots=True)
class Visit:
    """One request and what it was given.

    Args:
        path: what was asked for, without the query.
        at: seconds since the server started.
        cookies: the client sent cookies.
        status: what it was answered, ``None``: nothing.
        retry_after: the seconds that the answer asked it to wait.
        sent: bytes of a body that were written.
        whole: the whole page was written.
    """

    path: str
    method: str = "GET"
    at: float = 0.0
    user_agent: str = ""
    cookies: bool = False
    status: int | None = None
    retry_after: float | None = None
    sent: int = 0
    whole: bool = False

    @property
    def hop(self) -> bool:
        """Whether it was only sent on."""
        return self.status is not None and 300 <= self.status < 400

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Conduct:
    """What a client did at one address.

    Args:
        visits: in order.
        honoured: it waited as long as it was asked to; ``None``: it was not asked, or did not come back.
    """

    visits: tuple[Visit, ...]
    honoured: bool | None

    @property
    def tries(self) -> int:
        """Requests that were answered with something else than a redirect; one, where all were redirects."""
        return sum(not visit.hop for visit in self.visits) or min(1, len(self.visits))

    @property
    def hops(self) -> int:
        """Redirects it followed."""
        return sum(visit.hop for visit in self.visits)

    @property
    def retried(self) -> bool:
        """It tried again."""
        return self.tries > 1

    @property
    def delivered(self) -> bool:
        """It was given the whole page in the end."""
        return bool(self.visits) and self.visits[-1].whole

    @property
    def gave_up(self) -> bool:
        """It ended without the page."""
        return bool(self.visits) and not self.delivered

    @property
    def shortest_wait(self) -> float | None:
        """Seconds between two of its tries, at least; ``None``: there was one."""
        tries = [visit.at for visit in self.visits if not visit.hop]
        return min((b - a for a, b in pairwise(tries)), default=None)

    @property
    def names(self) -> tuple[str, ...]:
        """The user agents it came as."""
        return tuple(dict.fromkeys(visit.user_agent for visit in self.visits))

    def faults(self, *, reported_success: bool | None = None) -> tuple[str, ...]:
        """What was wrong with it, as sentences; empty: nothing.

        Args:
            reported_success: what the client made of it, where that is known.
        """
        return tuple(self._faults(reported_success))

    def _faults(self, reported_success: bool | None) -> Iterator[str]:
        if not self.visits:
            yield "it never asked for the page"
            return
        if self.honoured is False:
            asked = max((v.retry_after or 0 for v in self.visits), default=0)
            waited = f" ({self.shortest_wait:.1f} s)" if self.shortest_wait is not None else ""
            yield f"it came back sooner than Retry-After said{waited}, which was {asked:g} s"
        refused = [v for v in self.visits if v.status is not None and v.status >= 400]
        if self.tries > MANY and self.gave_up:
            yield f"it tried {self.tries} times, and every time in vain"
        elif len(refused) > 1 and self.shortest_wait is not None and self.shortest_wait < HASTE:
            yield f"it tried again without a wait ({self.shortest_wait:.2f} s)"
        if len(self.names) > 1:
            yield "it came again under another name: " + ", then ".join(name or "none" for name in self.names)
        if reported_success and not self.delivered:
            yield f"it reported success, and was given {_given(self.visits[-1])}"
        if reported_success is False and self.delivered:
            yield "it was given the whole page, and reported a failure"


def conduct_of(visits: Iterable[Visit]) -> Conduct:
    """What the visits of one client to one address amount to."""
    visits = tuple(visits)
    waits = [
        later.at - earlier.at >= earlier.retry_after * _SLACK
        for earlier, later in pairwise(visits)
        if earlier.retry_after is not None
    ]
    return Conduct(visits, all(waits) if waits else None)


def _given(visit: Visit) -> str:
    if visit.status is None:
        return "no answer"
    if visit.hop:
        return f"redirects only (status {visit.status})"
    return f"no whole page (status {visit.status}, {visit.sent:,} bytes)"
