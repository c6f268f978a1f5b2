"""Readers' comments stand under the text, with a demand to log in before commenting and a comment that ends in "…"."""

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
    heading, login, *said = wording(page.lang, "comments")
    inner = "".join(f'<li class="comment">{tags(("p", text))}</li>' for text in said)
    top = f'{tags(("h3", heading))}<a href="/login">{login}</a>'
    section = f'<section id="comments" class="comments">{top}<ol class="comment-list">{inner}</ol></section>'
    truth = page.case.truth.beside(Kind.CHROME, login, *said)
    return replace(page.case, html=after_article(page, section), truth=truth)


FAULT = Fault(apply)
