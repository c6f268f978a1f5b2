"""A newsletter box stands under the text, or between two paragraphs. The article is whole."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import Note
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import after_article, between_paragraphs
from harness.measure.faults.texts import tags, wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Add the box."""
    heading, sentence, button = wording(page.lang, "newsletter")
    form = f'<form action="/newsletter"><input type="email" placeholder="E-mail">{tags(("button", button))}</form>'
    box = f'<div class="newsletter-signup">{tags(("h3", heading), ("p", sentence))}{form}</div>'
    added = between_paragraphs(page, box) if random.random() < 0.5 else None
    truth = page.case.truth.beside(Kind.CHROME, heading, sentence, also=(Note.NEWSLETTER_BOX,))
    return replace(page.case, html=added[0] if added else after_article(page, box), truth=truth)


FAULT = Fault(apply)
