"""Controls stand inside the text: search fields' labels, "listen to this article", share buttons."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import Note, State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import between_paragraphs
from harness.measure.faults.texts import tags, wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Add them between two paragraphs."""
    labels = wording(page.lang, "chrome")
    inner = "".join(f"<div>{tags(('span', label))}</div>" for label in labels)
    added = between_paragraphs(page, f'<div class="article-tools">{inner}</div>')
    if added is None:
        return None
    truth = page.case.truth.beside(Kind.CHROME, *labels, also=(Note.UI_CHROME,))
    return replace(page.case, html=added[0], truth=truth)


FAULT = Fault(apply, State.FULL)
