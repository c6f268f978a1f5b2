"""The site is down for planned maintenance, served as 503 or, wrongly, as 200."""

from __future__ import annotations

from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.page._parts import page_instead
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.texts import wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Put the notice there."""
    texts = wording(page.lang, "maintenance")
    return page_instead(page, State.MAINTENANCE, Kind.ERROR, *texts, status=random.choice((503, 200)))


FAULT = Fault(apply, State.MAINTENANCE)
