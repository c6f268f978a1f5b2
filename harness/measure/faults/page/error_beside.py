"""The text is whole; a widget below it failed and shows the site's error sentence.

A scraper may return the article; the error sentence is no part of it.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import after_article
from harness.measure.faults.texts import one_of, tags


def apply(page: Specimen, random: Random) -> Case | None:
    """Let a widget fail."""
    error = one_of(page.lang, "errors", random)
    widget = (
        f'<div class="{random.choice(("widget-error", "related-error", "box"))}">{tags(("p", error))}</div>'
    )
    truth = page.case.truth.beside(Kind.ERROR, error, also=(State.APP_ERROR,))
    return replace(page.case, html=after_article(page, widget), truth=truth)


FAULT = Fault(apply, State.FULL)
