"""Refused in this region for legal reasons, with status 451."""

from __future__ import annotations

from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.page._parts import page_instead
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.texts import wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Answer with 451."""
    texts = wording("en", "legal")
    return page_instead(page, State.GEO_BLOCK, Kind.ERROR, *texts, status=451)


FAULT = Fault(apply, State.GEO_BLOCK)
