"""The text is cut in the middle of a sentence and ends in an ellipsis, as feeds and previews do.

After 30, 50 or 70 % of it; the dots are ``…``, ``...`` or ``[…]``, with or without a space before them.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import cut_inside

SHARES = (0.3, 0.5, 0.7)


def apply(page: Specimen, random: Random) -> Case | None:
    """Cut it."""
    return cut_after(random.choice(SHARES), page, random)


def cut_after(share: float, page: Specimen, random: Random) -> Case | None:
    """Cut it after about ``share`` of the text."""
    cut = cut_inside(page, share, random)
    if cut is None:
        return None
    mark = random.choice(("…", " …", "...", " [...]", " […]"))
    truth = page.case.truth.cut(cut.kept, cut.lost, State.TRUNCATED)
    return replace(page.case, html=cut.joined(mark=mark), truth=truth)


FAULT = Fault(apply, State.TRUNCATED)
