"""The domain is for sale: a parking page stands where the site was."""

from __future__ import annotations

from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.page._parts import host, page_instead
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.texts import wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Park it."""
    title, sentence, links = wording("en", "parked")
    return page_instead(page, State.PARKED, Kind.ERROR, title.format(host=host(page)), sentence, links)


FAULT = Fault(apply, State.PARKED)
