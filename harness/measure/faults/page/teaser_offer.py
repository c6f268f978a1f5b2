"""A teaser with a subscription offer where the text should go on, in the page's language.

Cut in or after a paragraph; the offer's box has a telling class name, or none that tells.
"""

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
    """Cut it, and add the offer."""
    share = random.choice((0.15, 0.3, 0.5))
    cut = random.choice((cut_inside, cut_between))(page, share, random)
    if cut is None:
        return None
    offer, texts = box(page.lang, "offers", random)
    truth = page.case.truth.cut(cut.kept, cut.lost, State.PAYWALL).beside(Kind.WALL, *texts)
    return replace(page.case, html=cut.joined(mark=random.choice(("", "…")), then=offer), truth=truth)


FAULT = Fault(apply, State.PAYWALL)
