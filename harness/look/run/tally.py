"""Counting: what was read is what was judged, skipped or failed, always."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Tally:
    """The counts of a slice or a run.

    Args:
        judged: pages with a verdict.
        skipped: records that may have been pages and are none: redirects, and a PDF that is not said to be one.
        failed: pages that could not be looked at.
        browser: of the judged, those that the browser looked at.
        states: verdicts by state.
        incomplete: of the judged, those where the reader does not get the whole page.
        failure: why the first that failed could not be looked at.
    """

    judged: int = 0
    skipped: int = 0
    failed: int = 0
    browser: int = 0
    states: dict[str, int] = field(default_factory=dict)
    failure: str = ""
    incomplete: int = 0

    @property
    def read(self) -> int:
        """All records that could have been pages."""
        return self.judged + self.skipped + self.failed

    def to_json(self) -> dict[str, object]:
        """As plain data, with the sum."""
        return {"read": self.read, **asdict(self)}


def read_tally(path: Path) -> Tally | None:
    """The counts of a finished slice, or ``None`` when there are none to trust."""
    try:
        found = json.loads(path.read_bytes())
        found.pop("read")
        return Tally(**found)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    states: Counter[str] = Counter()
    made = Tally()
    for one in tallies:
        made.judged += one.judged
        made.skipped += one.skipped
        made.failed += one.failed
        made.browser += one.browser
        made.incomplete += one.incomplete
        made.failure = made.failure or one.failure
        states.update(one.states)
    made.states = dict(sorted(states.items()))
    return made
