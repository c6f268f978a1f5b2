"""What a report says of all its pages together: totals, disagreements of engines, the audit's matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harness.core.model import DEFINITIONS, State, Verdict
from harness.look.checked import Checked
from harness.report.html.card import tone
from harness.report.results import Audited


@dataclass(frozen=True, slots=True)
class Total:
    """How many pages are in a state."""

    state: str
    count: int
    tone: str
    meaning: str


def totals(results: Iterable[Checked]) -> list[Total]:
    """Pages by state, the states in the model's order, those that could not be looked at last."""
    counts = Counter(c.verdict.state if c.verdict else None for c in results)
    found = [Total(s.value, counts[s], tone(s), DEFINITIONS[s]) for s in State if counts[s]]
    if counts[None]:
        found.append(Total("", counts[None], "bad", "harness could not look at them"))
    return found


def opinions(results: Iterable[Checked]) -> dict[str, dict[str, Verdict]]:
    """By target, what each engine said, for targets on which engines disagree about the state."""
    by_target: dict[str, dict[str, Verdict]] = {}
    for checked in results:
        if checked.verdict is not None:
            by_target.setdefault(checked.verdict.target, {})[checked.verdict.engine.value] = checked.verdict
    return {
        target: found for target, found in by_target.items() if len({v.state for v in found.values()}) > 1
    }


_GOOD = frozenset({"correct", "flagged"})
_MISLEADING = frozenset({"fooled", "silent_partial", "polluted"})


@dataclass(frozen=True, slots=True)
class Cell:
    """Outcomes of one scraper under one fault.

    Args:
        good: how many are what the scraper's user needs.
        count: how many there are.
        outcomes: each outcome with its count, the most frequent first.
    """

    good: int
    count: int
    outcomes: tuple[tuple[str, int], ...]

    @property
    def tone(self) -> str:
        """Green when all is well, red when most hands bad text on, amber between."""
        if self.good == self.count:
            return "good"
        misleading = sum(n for word, n in self.outcomes if word in _MISLEADING)
        return "bad" if misleading > self.count / 2 else "part"


@dataclass(frozen=True, slots=True)
class Matrix:
    """An audit: a row for each fault, a column for each scraper; a missing cell was not tried."""

    scrapers: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]
    overall: tuple[Cell | None, ...]


def matrix(records: Sequence[Audited]) -> Matrix | None:
    """The audit's matrix, or ``None`` where there was no audit."""
    if not records:
        return None
    scrapers = tuple(dict.fromkeys(r.scraper for r in records))
    faults = tuple(dict.fromkeys(r.fault for r in records))
    cells: dict[tuple[str, str], list[str]] = {}
    for record in records:
        cells.setdefault((record.fault, record.scraper), []).append(record.outcome)
    return Matrix(
        scrapers,
        tuple((f or "as it is", tuple(_cell(cells.get((f, s), [])) for s in scrapers)) for f in faults),
        tuple(_cell([o for f in faults for o in cells.get((f, s), [])]) for s in scrapers),
    )


def _cell(outcomes: list[str]) -> Cell | None:
    if not outcomes:
        return None
    good = sum(outcome in _GOOD for outcome in outcomes)
    return Cell(good, len(outcomes), tuple(Counter(outcomes).most_common()))
