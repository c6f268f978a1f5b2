"""The text ends after a whole paragraph, far too early; only the page's own word count still tells.

The JSON-LD says how many words the article has (``wordCount``), as it is made from the whole text.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import State
from harness.language.words import count_words
from harness.measure.faults.case import Case
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import cut_between, with_data


def apply(page: Specimen, random: Random) -> Case | None:
    """Cut it, and leave the promise."""
    cut = cut_between(page, random.choice((0.3, 0.4, 0.5)), random)
    if cut is None or count_words(cut.kept) > 0.75 * count_words(page.text):
        return None
    html = with_data(cut.joined(), wordCount=count_words(page.text))
    return replace(page.case, html=html, truth=page.case.truth.cut(cut.kept, cut.lost, State.TRUNCATED))


FAULT = Fault(apply, State.TRUNCATED)
