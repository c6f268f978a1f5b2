"""An audit against an earlier one: which runs got better, which worse."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.core.errors import UsageError
from harness.measure.audit.audit import Result
from harness.measure.audit.outcome import Outcome

_RANK = {
    Outcome.CORRECT: 3,
    Outcome.FLAGGED: 3,
    Outcome.POLLUTED: 2,
    Outcome.PARTIAL: 2,
    Outcome.FALSE_ALARM: 2,
    Outcome.CRASHED: 1,
    Outcome.HUNG: 1,
    Outcome.SILENT_PARTIAL: 0,
    Outcome.FOOLED: 0,
}
"""How good an outcome is for its user: to be misled is worst, for nobody will look."""


@dataclass(frozen=True, slots=True)
class Change:
    """A run whose outcome is another one now."""

    scraper: str
    page: str
    row: str
    before: Outcome
    after: Outcome

    @property
    def better(self) -> bool:
        return _RANK[self.after] > _RANK[self.before]

    @property
    def worse(self) -> bool:
        return _RANK[self.after] < _RANK[self.before]

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "scraper": self.scraper,
            "page": self.page,
            "row": self.row,
            "before": self.before.value,
            "after": self.after.value,
            "worse": self.worse,
        }


Baseline = dict[tuple[str, str, str], Outcome]
"""Outcomes by scraper, page and row."""


def read_baseline(path: Path) -> Baseline:
    """The runs of an earlier ``harness audit --format jsonl`` (or ``json``).

    Raises:
        UsageError: it cannot be read, or is none.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--baseline {path}: it cannot be read ({error})") from error
    found: Baseline = {}
    for number, row in _rows(text, path):
        try:
            if not row["guarded"]:
                found[row["scraper"], row["page"], row["row"]] = Outcome(row["outcome"])
        except (KeyError, TypeError, ValueError) as error:
            raise UsageError(f"--baseline {path}:{number}: no run of harness audit ({error})") from error
    if not found:
        raise UsageError(f"--baseline {path}: it holds no run of harness audit")
    return found


def _rows(text: str, path: Path) -> Iterator[tuple[int, Any]]:
    try:
        whole = json.loads(text)
    except ValueError:
        whole = None
    if isinstance(whole, dict) and isinstance(whole.get("runs"), list):
        yield from enumerate(whole["runs"], start=1)
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                raise UsageError(f"--baseline {path}:{number}: no JSON ({error})") from error


def compare(baseline: Baseline, results: Iterable[Result]) -> list[Change]:
    """The runs that have another outcome than in the baseline.

    A scraper that the baseline does not know is compared with its only one, where there is one: that is
    how two versions under different names are compared.
    """
    results = [result for result in results if not result.guarded]
    known = {scraper for scraper, _, _ in baseline}
    return [
        Change(result.scraper, result.page, result.row, before, result.scored.outcome)
        for result in results
        if (before := baseline.get((_like(result.scraper, known), result.page, result.row))) is not None
        and before is not result.scored.outcome
    ]


def _like(scraper: str, known: set[str]) -> str:
    return scraper if scraper in known or len(known) != 1 else next(iter(known))


def in_common(baseline: Baseline, results: Sequence[Result]) -> int:
    """How many runs both have."""
    known = {scraper for scraper, _, _ in baseline}
    return sum((_like(r.scraper, known), r.page, r.row) in baseline for r in results if not r.guarded)
