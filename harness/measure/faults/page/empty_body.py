"""A page whose body is empty, served as 200."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.texts import document


def apply(page: Specimen, random: Random) -> Case | None:
    """Leave nothing."""
    truth = page.case.truth.instead(State.EMPTY, Kind.ERROR)
    return replace(
        page.case, html=document("", random.choice(("", "<div></div>")), lang=page.lang), truth=truth
    )


FAULT = Fault(apply, State.EMPTY)
