"""A "too many requests" page, with status 429 and Retry-After."""

from __future__ import annotations

from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.page._parts import page_instead
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.texts import wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Answer with 429."""
    texts = wording("en", "too_many")
    return page_instead(
        page, State.RATE_LIMITED, Kind.ERROR, *texts, status=429, headers={"retry-after": "120"}
    )


FAULT = Fault(apply, State.RATE_LIMITED)
