"""A teaser, and a free account is demanded for the rest, in the page's language."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.page._parts import box
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import cut_between, cut_inside


def apply(page: Specimen, random: Random) -> Case | None:
    """Cut it, and add the demand."""
    cut = random.choice((cut_inside, cut_between))(page, random.choice((0.2, 0.4)), random)
    if cut is None:
        return None
    demand, texts = box(page.lang, "register", random)
    truth = page.case.truth.cut(cut.kept, cut.lost, State.REGISTRATION_WALL).beside(Kind.WALL, *texts)
    return replace(page.case, html=cut.joined(then=demand), truth=truth)


FAULT = Fault(apply, State.REGISTRATION_WALL)
