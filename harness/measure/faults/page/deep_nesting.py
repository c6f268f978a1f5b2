"""The text is wrapped in 350 elements, deeper than some parsers go. A reader sees nothing of it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen

DEPTH = 350


def apply(page: Specimen, random: Random) -> Case | None:
    """Wrap it."""
    first, last = page.pieces[0], page.pieces[-1]
    if any(p.group != first.group for p in page.pieces):
        return None
    inner = page.html[first.start : last.end]
    html = page.html[: first.start] + "<div>" * DEPTH + inner + "</div>" * DEPTH + page.html[last.end :]
    return replace(page.case, html=html)


FAULT = Fault(apply, State.FULL)
