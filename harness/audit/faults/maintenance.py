"""The site is down for planned maintenance, served as 503 or, wrongly, as 200."""

from __future__ import annotations

from random import Random

from harness.audit.case import Case, Kind
from harness.audit.fault import Fault
from harness.audit.faults._parts import page_instead
from harness.audit.specimen import Specimen
from harness.audit.texts import wording
from harness.model import State


def apply(page: Specimen, random: Random) -> Case | None:
    """Put the notice there."""
    texts = wording(page.lang, "maintenance")
    return page_instead(page, State.MAINTENANCE, Kind.ERROR, *texts, status=random.choice((503, 200)))


FAULT = Fault(apply, State.MAINTENANCE)
