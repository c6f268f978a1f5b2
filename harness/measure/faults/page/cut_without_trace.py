"""The text ends after a whole paragraph, and nothing on the page tells that there was more.

Nobody can see this on the page alone; it is here so that the figures do not hide it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import cut_between

_PROMISE = re.compile(r'"wordCount"\s*:\s*"?\d+"?\s*,?')


def apply(page: Specimen, random: Random) -> Case | None:
    """Cut it."""
    cut = cut_between(page, random.choice((0.3, 0.5, 0.7)), random)
    if cut is None:
        return None
    html = _PROMISE.sub("", cut.joined())
    return replace(page.case, html=html, truth=page.case.truth.cut(cut.kept, cut.lost, State.TRUNCATED))


FAULT = Fault(apply, State.TRUNCATED, traceable=False)
