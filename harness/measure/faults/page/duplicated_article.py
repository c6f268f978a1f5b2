"""The text stands on the page twice, as sites do that send a copy for small screens. It is to be returned once."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import after_article


def apply(page: Specimen, random: Random) -> Case | None:
    """Add the copy."""
    pieces = page.pieces
    if any(p.group != pieces[0].group for p in pieces):
        return None
    copy = page.html[pieces[0].start : pieces[-1].end]
    truth = page.case.truth.beside(Kind.DUPLICATE, page.text)
    return replace(page.case, html=after_article(page, f'<div class="mobile-only">{copy}</div>'), truth=truth)


FAULT = Fault(apply, State.FULL)
