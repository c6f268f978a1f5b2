"""Teasers of other stories stand under the text, full of "…", "continue reading" and "subscribe"."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import after_article
from harness.measure.faults.texts import tags, wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Add them."""
    heading, *teasers = wording(page.lang, "related")
    inner = "".join(f'<li><a href="/story-{n}">{text}</a></li>' for n, text in enumerate(teasers))
    aside = f'<aside class="related-stories">{tags(("h3", heading))}<ul>{inner}</ul></aside>'
    truth = page.case.truth.beside(Kind.CHROME, *teasers)
    return replace(page.case, html=after_article(page, aside), truth=truth)


FAULT = Fault(apply)
