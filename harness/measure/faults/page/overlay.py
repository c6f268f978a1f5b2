"""A subscription offer lies over the page, and the page cannot be scrolled. The text is in the HTML, covered."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.page._parts import box
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import at_end, body_style

_BACK = "position:fixed;top:0;left:0;right:0;bottom:0;background:rgba(0,0,0,.85);z-index:9998"
_BOX = "position:fixed;top:20%;left:10%;right:10%;bottom:0;background:#fff;padding:40px;z-index:9999"


def apply(page: Specimen, random: Random) -> Case | None:
    """Lay it over."""
    offer, texts = box(page.lang, "offers", random, style=_BOX)
    html = body_style(at_end(page.html, f'<div style="{_BACK}"></div>{offer}'), "overflow:hidden")
    kept = page.pieces[0].text
    lost = "\n".join(p.text for p in page.pieces[1:])
    truth = page.case.truth.cut(kept, lost, State.PAYWALL).beside(Kind.WALL, *texts)
    return replace(page.case, html=html, truth=truth)


FAULT = Fault(apply, State.PAYWALL)
