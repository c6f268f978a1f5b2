"""The text fades out after some lines: a box of limited height with a veil over its end, and an offer below.

All of the text is in the HTML; a reader sees the first lines.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.page._parts import box
from harness.measure.faults.specimen import Specimen

HEIGHT = 220
"""Pixels that are left of the text."""

_VEIL = "position:absolute;left:0;right:0;bottom:0;height:120px;background:linear-gradient(rgba(255,255,255,0),#fff)"


def apply(page: Specimen, random: Random) -> Case | None:
    """Fade it."""
    first, last = page.pieces[0], page.pieces[-1]
    if any(p.group != first.group for p in page.pieces) or sum(len(p.text) for p in page.pieces) < 900:
        return None
    offer, texts = box(page.lang, "offers", random)
    clip = f"max-height:{HEIGHT}px;overflow:hidden;position:relative"
    html = (
        page.html[: first.start]
        + f'<div style="{clip}">{page.html[first.start : last.end]}<div style="{_VEIL}"></div></div>{offer}'
        + page.html[last.end :]
    )
    lost = "\n".join(p.text for p in page.pieces[1:])
    truth = page.case.truth.cut(first.text, lost, State.PAYWALL).beside(Kind.WALL, *texts)
    return replace(page.case, html=html, truth=truth)


FAULT = Fault(apply, State.PAYWALL)
