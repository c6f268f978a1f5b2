"""The text is cut in the middle of a sentence and ends in an ellipsis, as feeds and previews do.

After 30, 50 or 70 % of it; the dots are ``…``, ``...`` or ``[…]``, with or without a space before them.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.audit.case import Case
from harness.audit.fault import Fault
from harness.audit.specimen import Specimen
from harness.audit.surgery import cut_inside
from harness.model import State


def apply(page: Specimen, random: Random) -> Case | None:
    """Cut it."""
    cut = cut_inside(page, random.choice((0.3, 0.5, 0.7)), random)
    if cut is None:
        return None
    mark = random.choice(("…", " …", "...", " [...]", " […]"))
    truth = page.case.truth.cut(cut.kept, cut.lost, State.TRUNCATED)
    return replace(page.case, html=cut.joined(mark=mark), truth=truth)


FAULT = Fault(apply, State.TRUNCATED)
