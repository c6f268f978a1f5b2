"""A paragraph in the middle of the article speaks about paywalls and error messages."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.measure.faults.case import Case
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import between_paragraphs, like_piece
from harness.measure.faults.texts import wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Add the paragraph."""
    talk = wording(page.lang, "talk")
    added = between_paragraphs(page, "")
    if added is None:
        return None
    number = added[1]
    at = page.pieces[number].end
    html = page.html[:at] + like_piece(page, number, talk) + page.html[at:]
    texts = [p.text for p in page.pieces]
    truth = replace(page.case.truth, text="\n".join((*texts[: number + 1], talk, *texts[number + 1 :])))
    return replace(page.case, html=html, truth=truth)


FAULT = Fault(apply)
