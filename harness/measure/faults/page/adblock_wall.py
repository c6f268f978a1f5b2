"""A demand to switch an ad blocker off stands in place of the text."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import replaced
from harness.measure.faults.texts import tags, wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Replace the text."""
    heading, sentence, button = wording(page.lang, "adblock")
    demand = f'<div class="notice">{tags(("h2", heading), ("p", sentence), ("button", button))}</div>'
    html = replaced(page, demand)
    if html is None:
        return None
    truth = page.case.truth.instead(State.ADBLOCK_WALL, Kind.WALL, heading, sentence, button)
    return replace(page.case, html=html, truth=truth)


FAULT = Fault(apply, State.ADBLOCK_WALL)
