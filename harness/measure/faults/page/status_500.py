"""The server failed, with status 500."""

from __future__ import annotations

from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.page._parts import page_instead
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.texts import wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Answer with 500."""
    texts = wording("en", "server_error")
    return page_instead(page, State.SERVER_ERROR, Kind.ERROR, *texts, status=500)


FAULT = Fault(apply, State.SERVER_ERROR)
