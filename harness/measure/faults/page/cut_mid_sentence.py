"""The text is cut in the middle of a sentence; nothing says so.

After 30, 50 or 70 % of it. What follows the article on the page stays as it was.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import cut_inside


def apply(page: Specimen, random: Random) -> Case | None:
    """Cut it."""
    cut = cut_inside(page, random.choice((0.3, 0.5, 0.7)), random)
    if cut is None:
        return None
    truth = page.case.truth.cut(cut.kept, cut.lost, State.TRUNCATED)
    return replace(page.case, html=cut.joined(), truth=truth)


FAULT = Fault(apply, State.TRUNCATED)
