"""One line on stderr that says how far a run is. Shown on a terminal only."""

from __future__ import annotations

import sys
import time

from harness.report.words import duration

_ERASE = "\r\x1b[K"
_EVERY = 0.1  # seconds between drawings


class Progress:
    """Counts pages and draws a bar with rate and time left.

    Args:
        shown: draw at all, where there is more than one page.
        total: how many pages there will be.
    """

    def __init__(self, shown: bool, total: int = 1) -> None:
        self._shown = shown and total > 1
        self._total = total
        self._count = 0
        self._began = self._drawn = time.monotonic()
        self._visible = False

    def clear(self) -> None:
        """Take the line away, before something else is written to the same terminal."""
        if self._visible:
            sys.stderr.write(_ERASE)
            sys.stderr.flush()
            self._visible = False

    def advance(self, pages: int = 1) -> None:
        """So many more pages are done."""
        self._count += pages
        now = time.monotonic()
        if self._shown and (not self._visible or now - self._drawn >= _EVERY):
            self._drawn = now
            self._visible = True
            sys.stderr.write(_ERASE + self._line(now - self._began))
            sys.stderr.flush()

    def _line(self, seconds: float) -> str:
        rate = self._count / seconds if seconds > 0 else 0.0
        done = min(24, round(24 * self._count / self._total))
        left = max(0, self._total - self._count) / rate if rate else 0.0
        bar = "━" * done + "─" * (24 - done)
        return f"{bar} {self._count}/{self._total} · {rate:.1f} a second · {duration(left)} left"
