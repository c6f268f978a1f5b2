"""One line on stderr that says how far a run is. Shown on a terminal only."""

from __future__ import annotations

import sys
import time

_ERASE = "\r\x1b[K"
_EVERY = 0.1  # seconds between drawings


class Progress:
    """Counts pages; draws ``12 judged · 3.4 a second``, with a bar where the total is known.

    Args:
        shown: draw at all.
        total: how many pages there will be, or ``None`` when that is not known.
    """

    def __init__(self, shown: bool, total: int | None = None) -> None:
        self._shown = shown
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

    def advance(self) -> None:
        """One more page is done."""
        self._count += 1
        now = time.monotonic()
        if self._shown and (not self._visible or now - self._drawn >= _EVERY):
            self._drawn = now
            self._visible = True
            sys.stderr.write(_ERASE + self._line(now - self._began))
            sys.stderr.flush()

    def _line(self, seconds: float) -> str:
        rate = self._count / seconds if seconds > 0 else 0.0
        if self._total is None:
            return f"{self._count} judged · {rate:.1f} a second"
        done = min(24, round(24 * self._count / max(1, self._total)))
        left = (self._total - self._count) / rate if rate else 0.0
        bar = "━" * done + "─" * (24 - done)
        return f"{bar} {self._count}/{self._total} · {rate:.1f} a second · {left:.0f} s left"
