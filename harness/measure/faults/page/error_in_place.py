"""The site's error sentence stands in place of the text; headline, navigation and footer are there."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from harness.core.model import State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import replaced
from harness.measure.faults.texts import one_of, tags, wording


def apply(page: Specimen, random: Random) -> Case | None:
    """Replace the text."""
    error = one_of(page.lang, "errors", random)
    name = random.choice(("error-message", "alert", "content-box"))
    broken = f'<div class="{name}" role="alert">{tags(("p", error), ("button", wording(page.lang, "reload")))}</div>'
    html = replaced(page, broken)
    if html is None:
        return None
    return replace(
        page.case,
        html=html,
        truth=page.case.truth.instead(State.APP_ERROR, Kind.ERROR, error),
    )


FAULT = Fault(apply, State.APP_ERROR)
