"""A teaser with an offer, while the whole text is in the page's JSON-LD (``articleBody``).

A scraper that reads it has the text and a reader does not.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import Note, State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.page._parts import box
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import cut_between, with_data


def apply(page: Specimen, random: Random) -> Case | None:
    """Cut what is shown, and put all into the data."""
    cut = cut_between(page, 0.3, random)
    if cut is None:
        return None
    offer, texts = box(page.lang, "offers", random)
    html = with_data(cut.joined(then=offer), articleBody=page.text, isAccessibleForFree=False)
    truth = page.case.truth.cut(
        cut.kept, cut.lost, State.PAYWALL, Note.TEXT_IN_JSONLD, Note.MARKED_NOT_FREE
    ).beside(Kind.WALL, *texts)
    return replace(page.case, html=html, truth=truth)


FAULT = Fault(apply, State.PAYWALL)
