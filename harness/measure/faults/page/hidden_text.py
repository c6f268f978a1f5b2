"""The rest of the text is in the HTML but not displayed, and an offer stands where it should go on."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import State
from harness.language.words import count_words
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.page._parts import box
from harness.measure.faults.specimen import Specimen

_HOW = ('style="display:none"', "hidden", 'style="visibility:hidden;height:0;overflow:hidden"')


def apply(page: Specimen, random: Random) -> Case | None:
    """Hide all but the first paragraphs."""
    prose = [n for n, p in enumerate(page.pieces) if p.prose]
    if len(prose) < 3:
        return None
    keep = prose[max(0, len(prose) // 4)] + 1
    shown, hidden = page.pieces[:keep], page.pieces[keep:]
    if any(p.group != hidden[0].group for p in hidden) or count_words(hidden[0].text) == 0:
        return None
    offer, texts = box(page.lang, "offers", random)
    start, end = hidden[0].start, hidden[-1].end
    veiled = f'<div class="rest" {random.choice(_HOW)}>{page.html[start:end]}</div>'
    html = page.html[:start] + veiled + offer + page.html[end:]
    kept, lost = "\n".join(p.text for p in shown), "\n".join(p.text for p in hidden)
    truth = page.case.truth.cut(kept, lost, State.PAYWALL).beside(Kind.WALL, *texts)
    return replace(page.case, html=html, truth=truth)


FAULT = Fault(apply, State.PAYWALL)
