"""A "not found" page with status 404."""

from __future__ import annotations

from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.page._parts import page_instead
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.texts import wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Answer with 404."""
    texts = wording(page.lang, "not_found")
    return page_instead(page, State.NOT_FOUND, Kind.ERROR, *texts, status=404)


FAULT = Fault(apply, State.NOT_FOUND)
